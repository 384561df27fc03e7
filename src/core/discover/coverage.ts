/** Which files were read, and which were not although they can name a component (T33): absence is earned. Pure. */
import type { Coverage, Problem, TreeEntry, UnreadFile } from '../model/index.ts';
import type { TreeEntries, TreeChange } from './entries.ts';
import { compareText } from '../base/order.ts';
import { unreadKind } from './kinds.ts';
import { isRead, isReadAsCommands, isReadByKeys, isReadByTexts } from './readers.ts';

/** Names that are kept: a repository of another language has very many. */
const NAMES = 50;

/** The head: its entries, what is used through links, and what went wrong. */
export interface Covered {
  readonly entries: Pick<TreeEntries, 'get'>;
  readonly linked: readonly TreeEntry[];
  readonly problems: readonly Problem[];
}

/** Of the files of `head` that the change brings. Files that went hold nothing to read. `before`: what went wrong in the base. */
export function coverageOf(
  change: TreeChange,
  head: Covered,
  { silent, hiding }: LookedThrough = NOTHING,
  before: readonly Problem[] = [],
): Coverage {
  // What seems to be a name, and was there before, the change does not bring; the file was read as far as it goes.
  const isNamed = ({ code, quiet }: Problem): boolean => code === 'telling' || quiet === true;
  const known = new Set(before.flatMap((one) => (isNamed(one) ? (one.subject ?? []) : [])));
  const isBrought = (one: Problem): boolean => !isNamed(one) || one.subject === undefined || !known.has(one.subject);
  // Two meanings of one path are told by their own rule; the content was read.
  const problems = new Map(
    // What somebody should act on is the reason that is shown.
    head.problems
      .filter((one) => one.code !== 'ambiguous-path' && isBrought(one))
      .toSorted((a, b) => Number(b.quiet === true) - Number(a.quiet === true))
      .map((one) => [one.path, one.message]),
  );
  const changed = broughtBy(change, head);
  const unread = changed.flatMap((one): UnreadFile[] => {
    const told = problems.get(one.entry.path);
    if (told === undefined && silent.has(one.entry.path)) return [];
    const reason = told ?? (hiding.has(one.entry.path) ? HIDES : whyUnread(one));
    return reason === null ? [] : [{ path: one.entry.path, reason }];
  });
  const seeming = new Set(head.problems.filter((one) => one.quiet === true && isBrought(one)).map(({ path }) => path));
  const seems = unread.some(({ path }) => seeming.has(path));
  return {
    files: changed.length,
    unread: unread.length,
    ...(seems ? { seems: true as const } : {}),
    names: unread.sort((a, b) => compareText(a.path, b.path)).slice(0, NAMES),
  };
}

/** What looking through the changed files told. */
export interface LookedThrough {
  /** Of kinds without a reader: they name nothing. */
  readonly silent: ReadonlySet<string>;
  /** They are read, and hide names from their readers. */
  readonly hiding: ReadonlySet<string>;
}

const NOTHING: LookedThrough = { silent: new Set(), hiding: new Set() };
const HIDES = 'code that makes or imports names in ways that are not followed';

interface Content {
  readonly entry: TreeEntry;
  /** A link to a folder, or one that nobody wants: what it leads to is an entry of its own, or nothing. */
  readonly isPlainLink: boolean;
}

/** A link to a file differs also where only what it leads to does. */
function broughtBy(change: TreeChange, { entries, linked }: Covered): Content[] {
  const through = new Set(linked.map(({ path }) => path));
  const own = change.entries.flatMap(({ before, after }) => (after === undefined || before?.id === after.id ? [] : [after]));
  const byLink = change.linked.flatMap(({ path }) => entries.get(path) ?? []);
  return [...new Map([...own, ...byLink].map((entry) => [entry.path, entry])).values()].map((entry) => ({
    entry,
    isPlainLink: entry.kind === 'symlink' && !through.has(entry.path),
  }));
}

/** Null: a reader takes it whole, or it names no component whatever it holds. */
function whyUnread({ entry: { path, kind, size }, isPlainLink }: Content): string | null {
  if (isPlainLink || isRead(path, size)) return null;
  if (kind === 'submodule') return 'the content of a submodule';
  const what = unreadKind(path);
  if (what === null) return null;
  if (isReadAsCommands(path, size)) return `${what}, of which only commands that start or load something are read`;
  if (isReadByKeys(path, size)) return `${what}, of which only keys that name a model are read`;
  return isReadByTexts(path, size) ? `${what}, of which only texts that name a model are read` : `${what}, which is not read`;
}
