/** What a model file says about itself, cut to what a fact may carry (T21). */
import { redact } from '../../base/redact.ts';

const MAX_KEYS = 40;
const MAX_KEY = 100;
const MAX_VALUE = 200;

/** Keys about license and origin survive when there are more than 40; a training log of a thousand keys must not push them out. */
const FIRST = /licen[cs]e|base_?model|source|repo|url|name|author|organi[sz]ation|version|architecture|format|framework|container|hash/i;

export function limitedMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const keys = Object.keys(metadata).filter((key) => key !== '' && key.length <= MAX_KEY);
  const kept = [...keys.filter((key) => FIRST.test(key)), ...keys.filter((key) => !FIRST.test(key))].slice(0, MAX_KEYS).sort();
  // From entries, not by assignment: "__proto__" is a key like any other.
  return Object.fromEntries(kept.map((key) => [cleaned(key), cleaned(metadata[key] ?? '')]));
}

/** Cleaned before it is cut, so that the cut cannot leave half a token that no pattern knows; only the start is looked at. */
function cleaned(text: string): string {
  return redact(text.slice(0, MAX_VALUE * 5))
    .slice(0, MAX_VALUE)
    .toWellFormed();
}
