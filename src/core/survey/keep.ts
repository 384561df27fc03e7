/** What is kept of a tree that was read as a whole. */
import type { KeptFile, Spent, Trace, WholeTree } from '../discover/link/kept.ts';
import { writtenTarget } from '../discover/links/resolve.ts';
import type { Tree, TreeEntry } from '../model/index.ts';
import type { WholeDiscovery } from './whole.ts';

/** Just below the number of files that may be read whole for their callers (`lookup/importers.ts`). */
const MAX_CALLS = 390;

const NOTHING = { needs: [], imports: [], starts: [] } as const;

/** null: what is beyond a limit cannot be moved on change by change. */
export function wholeTreeOf(tree: Tree, { listed, linked, read }: WholeDiscovery): WholeTree | null {
  const id = tree.commit ?? tree.treeId;
  const { side, limits, wants } = read.link;
  const { spent } = side.lookup;
  const isLimited = [...read.problems, ...limits].some(({ code }) => code === 'limit');
  const links = listed.filter(({ kind }) => kind === 'symlink');
  // A database cannot tell paths apart that are not UTF-8. A change may push over a limit what is near it.
  const isOdd = [...listed, ...linked].some(({ path }) => !path.isWellFormed());
  if (isOdd || isSpent(spent)) return null;
  if (id === null || isLimited || wants.length > 0 || links.length > read.links.texts.size) return null;
  const linkAt = new Map(
    links.map(({ path, id: blob }) => [path, { id: blob, leadsTo: writtenTarget(path, read.links.texts.get(path) ?? '') }]),
  );
  const keptFile = (entry: TreeEntry): KeptFile => {
    const { path } = entry;
    const file = read.files.get(path) ?? null;
    const trace = (): Trace => (file === null ? NOTHING : side.traceOf(path, file));
    return { entry, link: linkAt.get(path) ?? null, file, result: read.results.get(path) ?? null, trace };
  };
  // What is used through a link stands in for the link.
  const all = new Map([...listed, ...linked].map((entry) => [entry.path, entry]));
  return { id, spent, files: () => eachOf(all.values(), keptFile), problems: read.problems };
}

/** The cost of a change is added to that of the kept tree. The sum is at least the cost of reading everything, so small changes cannot creep past a limit. */
export function isSpent({ steps, calls }: Spent): boolean {
  return steps > 0.98 || calls > MAX_CALLS;
}

/** One after the other: all of them at once would be held twice. */
function* eachOf<T, R>(all: Iterable<T>, make: (one: T) => R): Iterable<R> {
  for (const one of all) yield make(one);
}
