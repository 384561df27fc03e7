/**
 * Who uses a file (T5, T42), told backward from it: for a tree of which few files are asked. Says the same as `reachOfProduct`, which goes
 * forward over all of it.
 */
import type { Languages } from '../languages/index.ts';
import type { Label } from '../scope.ts';
import type { FileUse } from './question.ts';
import { Unbounded } from './unbounded.ts';

/** A file that loads, or starts, another one. */
export interface User {
  readonly path: string;
  readonly starts: boolean;
}

export interface BackwardReach {
  useOf(this: void, path: string): FileUse;
  /** Whether something of the product gets there, or it is of the product itself. */
  isReached(path: string): boolean;
}

/** Files that are looked at on the ways to one file. */
const MAX_STEPS = 20_000;

/** `starting`: only those that start it. */
export type UsersOf = (path: string, starting: boolean) => readonly User[];

export function createBackwardReach(users: UsersOf, label: Label, { readers }: Languages): BackwardReach {
  const isStep = (path: string): boolean => readers.some((reader) => reader.isStep?.(path) === true);
  const known = new Map<string, boolean>();

  function isReached(path: string): boolean {
    const before = known.get(path);
    if (before !== undefined) return before;
    const seen = new Set([path]);
    for (const one of seen) {
      if (known.get(one) === true || (label(one) === 'product' && !isStep(one))) {
        known.set(path, true);
        return true;
      }
      if (seen.size > MAX_STEPS) throw new Unbounded('too many files lead to one');
      if (known.get(one) === undefined) for (const user of users(one, false)) seen.add(user.path);
    }
    // Nothing on these ways is of the product.
    for (const one of seen) known.set(one, false);
    return false;
  }

  return {
    isReached,
    useOf(path) {
      // What imports a file of the product changes nothing about it.
      const isProduct = label(path) === 'product';
      const reaching = users(path, isProduct).filter((user) => isReached(user.path));
      return { reached: !isProduct && reaching.length > 0, started: reaching.some(({ starts }) => starts) };
    },
  };
}
