/** A hostile file cannot fill memory with facts, nor a command with words (T39). */
import type { Fact, ProblemFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';

const MAX_FACTS = 5_000;
/** Words that the variables of one file may stand for. */
const MAX_WORDS = 50_000;

export function limitedFacts(facts: readonly Fact[]): Fact[] {
  return facts.length <= MAX_FACTS ? [...facts] : [...facts.slice(0, MAX_FACTS), tooMany(`${MAX_FACTS} facts`)];
}

export function tooMany(what: string): ProblemFact {
  return problemFact('limit', `more than ${what} in one file`, { line: 1, column: 1 });
}

/** Adds facts one by one, as the arguments of a call are limited; more than are kept need not be collected. */
export function addFacts(facts: Fact[], more: readonly Fact[]): void {
  for (const fact of more) {
    if (facts.length > MAX_FACTS) return;
    facts.push(fact);
  }
}

/** Whether more facts than these are kept of no file: looking on says nothing new. */
export function isFull(facts: readonly Fact[]): boolean {
  return facts.length > MAX_FACTS;
}

/** What is left of the work that one file may cost. */
export interface Work {
  words: number;
}

export function newWork(): Work {
  return { words: MAX_WORDS };
}

/** Each load once: the words of a list are read where they stand and where they are handed on. */
export function eachOnce(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    if (fact.kind !== 'load') return true;
    const key = JSON.stringify(fact);
    return seen.size < seen.add(key).size;
  });
}
