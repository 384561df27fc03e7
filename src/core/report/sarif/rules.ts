/** Rules as SARIF's reporting descriptors, from the one `about` of each. */
import type { About, Level } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import { rules } from '../../policy/rules/index.ts';
import { message } from './text.ts';

const TEXT = 8_000;

interface Descriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: 'error' | 'warning'; readonly enabled?: false };
  readonly properties: { readonly tags: readonly string[] };
}

export interface Descriptors {
  /** Sorted by id. */
  readonly descriptors: readonly Descriptor[];
  /** The place in that list; null for a rule that is not one of ours. */
  readonly indexOf: (this: void, rule: string) => number | null;
}

/** Descriptors of the rules that have findings. */
export function descriptorsOf(used: readonly string[]): Descriptors {
  const ids = new Set(used);
  const descriptors = rules
    .filter((rule) => ids.has(rule.id))
    .map((rule) => descriptor(rule.id, rule.about, rule.level))
    .sort((a, b) => compareText(a.id, b.id));
  const places = new Map(descriptors.map(({ id }, index) => [id, index]));
  return { descriptors, indexOf: (rule) => places.get(rule) ?? null };
}

function descriptor(id: string, about: About, level: Level): Descriptor {
  return {
    id,
    // SARIF 3.49.7: a name in Pascal case where there is one; "model/floating" is ModelFloating.
    name: id
      .split(/[/-]/)
      .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
      .join(''),
    shortDescription: message([about.title]),
    fullDescription: message([about.motivation], TEXT),
    help: { text: message([...about.decides.split('\n'), ...about.remedy.split('\n')], TEXT).text, markdown: markdown(about) },
    defaultConfiguration: { level: level === 'block' ? 'error' : 'warning', ...(level === 'off' ? { enabled: false } : {}) },
    properties: { tags: ['ai-sbom', id.split('/')[0] ?? id] },
  };
}

/** Our own words only. After the first line of a remedy comes its example. */
function markdown({ motivation, decides, remedy, serves }: About): string {
  const [first = '', ...example] = remedy.split('\n');
  return [
    motivation,
    `**How it decides.** ${decides}`,
    `**What to do.** ${first}`,
    ...(example.length === 0 ? [] : [['```', ...example, '```'].join('\n')]),
    `Supports: ${serves}`,
  ].join('\n\n');
}
