/** Allow lists of two layers: what lies in both (T24). */
import { readTerm, termCoversTerm } from '../license/list-terms.ts';
import type { ListName } from './layer-owner.ts';
import { covers, parsePattern } from './patterns.ts';

/** Every entry that lies within the other side's list: nothing gets in that both layers do not allow. */
export function intersection(name: ListName, above: readonly string[], below: readonly string[]): string[] {
  const within = (term: string, list: readonly string[]): boolean => list.some((outer) => termCovers(name, outer, term));
  return [...new Set([...below.filter((term) => within(term, above)), ...above.filter((term) => within(term, below))])];
}

/** Whether an entry and a list have anything in common that can be told. */
export function overlaps(name: ListName, above: readonly string[], term: string): boolean {
  return above.some((outer) => termCovers(name, outer, term) || termCovers(name, term, outer));
}

export function termCovers(name: ListName, outer: string, inner: string): boolean {
  return name === 'licenses' ? termCoversTerm(readTerm(outer), readTerm(inner)) : covers(parsePattern(outer), parsePattern(inner));
}
