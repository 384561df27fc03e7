/** Rules as SARIF's reporting descriptors, from the one `about` of each. */
import type { About } from '../../model.ts';
import { rules } from '../../policy/rules/index.ts';
import { message } from './text.ts';

interface Descriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' | 'none' };
  readonly properties: { readonly tags: readonly string[] };
}

/** Descriptors of the rules that have results, sorted by id, and the place of each in that list. */
export function descriptorsOf(used: readonly string[]): {
  readonly descriptors: readonly Descriptor[];
  readonly indexOf: (rule: string) => number;
} {
  const ids = new Set(used);
  const descriptors = rules
    .filter((rule) => ids.has(rule.id))
    .map((rule) => descriptor(rule.id, rule.about, rule.level))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = new Map(descriptors.map(({ id }, index) => [id, index]));
  return { descriptors, indexOf: (rule) => places.get(rule) ?? -1 };
}

function descriptor(id: string, about: About, level: 'off' | 'warn' | 'block'): Descriptor {
  return {
    id,
    // SARIF 3.49.7: a name in Pascal case where there is one; "model/floating" is ModelFloating.
    name: id
      .split(/[/-]/)
      .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
      .join(''),
    shortDescription: message(about.title),
    fullDescription: message(about.motivation),
    help: {
      text: message(`${about.decides}\n${about.remedy}`, 8_000).text,
      markdown: `${about.motivation}\n\n**How it decides.** ${about.decides}\n\n**What to do.** ${about.remedy}\n\nServes: ${about.serves}`,
    },
    defaultConfiguration: { level: level === 'block' ? 'error' : level === 'warn' ? 'warning' : 'none' },
    properties: { tags: ['ai-sbom', id.split('/')[0] ?? id] },
  };
}
