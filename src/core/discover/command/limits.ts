/** A hostile file cannot fill memory with facts. */
import type { Fact } from '../../model.ts';
import { problemFact } from '../text-input.ts';

const MAX_FACTS = 5_000;

export function limitedFacts(facts: readonly Fact[]): Fact[] {
  return facts.length <= MAX_FACTS ? [...facts] : [...facts.slice(0, MAX_FACTS), tooMany(`${MAX_FACTS} facts`)];
}

export function tooMany(what: string): Fact {
  return problemFact('limit', `more than ${what} in one file`, { line: 1, column: 1 });
}
