/** Who says what about one license, where they do not say the same (T11). */
import type { LicenseClaim } from '../model/index.ts';
import { concludeLicense } from './conclude.ts';

export interface LicenseSource {
  readonly says: string;
  /** "LICENSE says CC-BY-NC-4.0". */
  readonly words: string;
}

/** One for each file, card, prompt and registry that says something about the weights, texts first. Empty: there is no disagreement. */
export function disagreeingSources(claims: readonly LicenseClaim[]): readonly LicenseSource[] {
  if (!concludeLicense(claims).conflicting) return [];
  const heard = claims.filter(({ file }) => file?.about !== 'code' && file?.unread === undefined);
  const groups = Map.groupBy(heard, ({ from, file }) => `${ORDER.indexOf(from)} ${file?.path ?? ''}`);
  const sources = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first === undefined ? [] : (sourceOf(first, [first, ...others]) ?? [])));
  return new Set(sources.map(({ says }) => says)).size > 1 || sources.some(({ isTwofold }) => isTwofold) ? sources : [];
}

const ORDER: readonly LicenseClaim['from'][] = ['text', 'gated-prompt', 'card', 'hub', 'package', 'file-header', 'lock'];
const NAMES: Readonly<Record<LicenseClaim['from'], string>> = {
  text: 'a text',
  'gated-prompt': 'the prompt that people accept',
  card: 'the card',
  hub: 'a tag of the hub',
  package: 'the registry or lockfile',
  'file-header': 'the header of the weights',
  lock: 'the lock',
};

interface Heard extends LicenseSource {
  /** It disagrees with itself. Registries and lockfiles write one license in many ways, so theirs alone tell nobody. */
  readonly isTwofold: boolean;
}

function sourceOf({ from, file }: LicenseClaim, claims: readonly LicenseClaim[]): Heard | null {
  const { expression, unknown, conflicting } = concludeLicense(claims);
  if (file !== undefined && file.licenses.length === 0) {
    // A notice without a license in it says nothing.
    const near = file.near === null ? '' : `, near to ${file.near}`;
    return { says: file.path, words: `${file.path} holds ${file.why ?? 'other terms'}${near}`, isTwofold: false };
  }
  const says = expression ?? unknown;
  if (says === null || (expression === null && unknown === 'not stated')) return null;
  const who = from === 'text' && file !== undefined ? file.path : NAMES[from];
  const sure = file?.confidence == null || file.confidence === 1 ? '' : ` (${Math.round(file.confidence * 100)} % of its words)`;
  const isTwofold = conflicting && from !== 'package';
  return {
    says,
    words: isTwofold ? `${who} says several at once, ${ending(says)}${sure}` : `${who} says ${ending(says)}${sure}`,
    isTwofold,
  };
}

/** In one line; the end of an expression tells more than its start. */
function ending(text: string): string {
  return text.length > 48 ? `…${text.slice(-47)}` : text;
}
