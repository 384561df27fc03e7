/** Which bracket each token stands in, and what is directly in one. One pass; entries are looked at once each. */
import type { Token } from './lexer.ts';

export interface Brackets {
  /** Index of the open one around a token; -1: none. */
  around(index: number): number;
  /** Index behind the last token of what an open one holds. */
  end(open: number): number;
  /** The tokens directly in a bracket, by their indexes, at most so many. */
  inside(open: number): readonly number[];
  /** What is counted of a bracket, once. */
  counted(open: number, count: (inside: readonly number[]) => Counted): Counted;
}

export interface Counted {
  /** Texts that name hosted models by their form. */
  readonly hosted: number;
  readonly texts: number;
}

const MAX_INSIDE = 4_000;

export function bracketsOf(tokens: readonly Token[]): Brackets {
  const around = new Int32Array(tokens.length).fill(-1);
  const ends = new Int32Array(tokens.length).fill(tokens.length);
  const open: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { kind, text } = tokens[index] as Token;
    if (kind === 'sign' && (text === ')' || text === ']' || text === '}')) {
      const last = open.pop();
      if (last !== undefined) ends[last] = index;
    }
    around[index] = open.at(-1) ?? -1;
    if (kind === 'sign' && (text === '(' || text === '[' || text === '{')) open.push(index);
  }
  const known = new Map<number, readonly number[]>();
  const counts = new Map<number, Counted>();
  return {
    around: (index) => around[index] ?? -1,
    end: (at) => ends[at] ?? tokens.length,
    inside(at) {
      const before = known.get(at);
      if (before !== undefined) return before;
      const found: number[] = [];
      for (let index = at + 1; index < (ends[at] ?? 0) && found.length < MAX_INSIDE; index++) {
        found.push(index);
        const { kind, text } = tokens[index] as Token;
        if (kind === 'sign' && (text === '(' || text === '[' || text === '{')) index = (ends[index] ?? tokens.length) - 1;
      }
      known.set(at, found);
      return found;
    },
    counted(at, count) {
      const found = counts.get(at) ?? count(this.inside(at));
      counts.set(at, found);
      return found;
    },
  };
}
