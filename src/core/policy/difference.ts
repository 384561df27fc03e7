/** What the gate must know of the two trees beside their findings. */
import type { Problem, TreeEntry } from '../model/index.ts';

export interface Difference {
  /** Whether head has another content at this path than base, or none, or a new one. */
  readonly isChanged: (this: void, path: string) => boolean;
  readonly isInBase: (this: void, path: string) => boolean;
  readonly isInHead: (this: void, path: string) => boolean;
  /** False: head has something at this path that was not, or not wholly, read. True also where there is nothing any more. */
  readonly isRead: (this: void, path: string) => boolean;
}

/** Nothing is known: nothing counts as untouched. */
export const ALL_CHANGED: Difference = { isChanged: () => true, isInBase: () => true, isInHead: () => true, isRead: () => true };

interface Side {
  readonly entries: { get(path: string): TreeEntry | undefined };
  readonly problems: readonly Problem[];
}

/** Files are compared by object id: what is equal on both sides was not touched. */
export function differenceOf(base: Side, head: Side): Difference {
  const before = base.entries;
  const after = head.entries;
  const unread = new Set(head.problems.map(({ path }) => path));
  return {
    isChanged: (path) => {
      const [one, other] = [before.get(path), after.get(path)];
      return one?.id !== other?.id || one?.kind !== other?.kind;
    },
    isInBase: (path) => before.get(path) !== undefined,
    isInHead: (path) => after.get(path) !== undefined,
    isRead: (path) => {
      const kind = after.get(path)?.kind;
      return !unread.has(path) && kind !== 'symlink' && kind !== 'submodule';
    },
  };
}
