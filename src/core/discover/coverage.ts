/** Which files were read, and which were not although they can name a component (T33): absence is earned. Pure. */
import type { Coverage, Problem, TreeEntry, UnreadFile } from '../model/index.ts';
import { compareText } from '../base/order.ts';
import { unreadKind } from './kinds.ts';
import { isRead, isReadAsCommands } from './readers.ts';

/** Names that are kept: a repository of another language has very many. */
const NAMES = 50;

/** One side: its entries, what is used through links, and what went wrong. */
export interface Covered {
  readonly entries: readonly TreeEntry[];
  readonly linked: readonly TreeEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Of the files of `head` that differ from `base`; without a base, of all. Files that went hold nothing to read. `silent`: those of kinds
 * without a reader that were looked through, and name nothing.
 */
export function coverageOf(base: Covered | null, head: Covered, silent: ReadonlySet<string> = new Set()): Coverage {
  const before = base === null ? null : contents(base);
  // Two meanings of one path are told by their own rule; the content was read.
  const problems = new Map(head.problems.filter(({ code }) => code !== 'ambiguous-path').map((one) => [one.path, one.message]));
  const changed = [...contents(head).values()].filter(({ entry, id }) => before?.get(entry.path)?.id !== id);
  const unread = changed.flatMap((one): UnreadFile[] => {
    if (silent.has(one.entry.path)) return [];
    const reason = problems.get(one.entry.path) ?? whyUnread(one);
    return reason === null ? [] : [{ path: one.entry.path, reason }];
  });
  return { files: changed.length, unread: unread.length, names: unread.sort((a, b) => compareText(a.path, b.path)).slice(0, NAMES) };
}

interface Content {
  readonly entry: TreeEntry;
  /** Of a link to a file also what it leads to. */
  readonly id: string;
  /** A link to a folder, or one that nobody wants: what it leads to is an entry of its own, or nothing. */
  readonly isPlainLink: boolean;
}

function contents({ entries, linked }: Covered): ReadonlyMap<string, Content> {
  const through = new Map(linked.map((entry) => [entry.path, entry.id]));
  return new Map(
    entries.map((entry) => {
      const target = through.get(entry.path);
      const isPlainLink = entry.kind === 'symlink' && target === undefined;
      return [entry.path, { entry, id: target === undefined ? entry.id : `${entry.id} ${target}`, isPlainLink }];
    }),
  );
}

/** Null: a reader takes it whole, or it names no component whatever it holds. */
function whyUnread({ entry: { path, kind, size }, isPlainLink }: Content): string | null {
  if (isPlainLink || isRead(path, size)) return null;
  if (kind === 'submodule') return 'the content of a submodule';
  const what = unreadKind(path);
  if (what === null) return null;
  return isReadAsCommands(path, size)
    ? `${what}, of which only commands that start or load something are read`
    : `${what}, which is not read`;
}
