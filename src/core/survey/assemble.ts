/** What linking said of the files of a tree → what is in the tree: in one order, with its lock, and with the bytes that are at hand. */
import { hidesFrom } from '../discover/attributes/hidden.ts';
import { movedBy } from '../discover/declared-scopes.ts';
import type { TreeEntries } from '../discover/entries.ts';
import type { LinkedFile } from '../discover/link/file.ts';
import type { Together } from '../discover/lookup/together.ts';
import { hostsOfTree, type TreeHosts } from '../hosts/of-tree.ts';
import type { DeclaredScope, FileFacts, Place, Problem, Tree, TreeEntry } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { withBytesAtHand } from '../resolve/bytes-at-hand.ts';
import type { Discovery } from './discovery.ts';

export interface TreeParts {
  readonly tree: Tree;
  readonly entries: TreeEntries;
  readonly linked: readonly TreeEntry[];
  /** Of every file that says something. */
  readonly results: Iterable<LinkedFile>;
  /** Of the listing, of links, of attributes, and of the limits of linking. */
  readonly problems: readonly Problem[];
  /** The files that hold git's attributes. */
  readonly attributes: ReadonlyMap<string, FileFacts>;
  readonly together: Together;
  /** null: there is no base, and nothing vouches. */
  readonly base: TreeHosts | null;
  /** Whether what lies at this path differs from the base: only that is hashed in the checkout. */
  readonly isChanged: (path: string) => boolean;
}

export async function assemble(parts: TreeParts, ports: Ports, labels: readonly DeclaredScope[]): Promise<Discovery> {
  const { tree, entries, linked, together, isChanged } = parts;
  const hosts = await hostsOfTree(tree, entries, parts.base);
  const results = [...parts.results];
  const byUse = new Map(linked.map((entry) => [entry.path, entry]));
  const idOf = (path: string): string | null => (byUse.get(path) ?? entries.get(path))?.id ?? null;
  const told = [
    ...parts.problems,
    ...results.flatMap(({ problems }) => problems).map((one) => ({ ...one, blob: one.blob ?? idOf(one.path) })),
    ...(hosts.lock.problem === null ? [] : [hosts.lock.problem]),
  ].sort(byPath);
  // Ids of a folder differ from machine to machine: they must not reach a report, which is the same bytes for the same folder.
  const hasIds = tree.commit !== null || tree.treeId !== null;
  const problems = hasIds ? told : told.map((one) => ({ ...one, blob: null }));
  const { sightings, unknowns } = await withBytesAtHand({
    tree,
    entries,
    sightings: results.flatMap((one) => one.sightings).sort(byPlace),
    unknowns: results.flatMap((one) => one.unknowns).sort(byPlace),
    locals: results.flatMap((one) => one.locals),
    hosts,
    checkout: ports.checkout ?? null,
    changed: isChanged,
  });
  const steering = results
    .flatMap((one) => one.steering ?? [])
    .sort(byPlace)
    .map((one) => (hasIds ? one : { ...one, blob: null }));
  const ownLicenses = results.flatMap((one) => one.ownLicenses ?? []).sort(byPlace);
  const targets = new Map(linked.map(({ path, target = path }) => [path, target]));
  const isHidden = hidesFrom(parts.attributes, targets);
  const moved = movedBy(labels, [...sightings, ...unknowns]);
  return { entries, linked, sightings, unknowns, moved, problems, steering, ownLicenses, isHidden, hosts, together };
}

function byPath(a: Problem, b: Problem): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column;
}

function byPlace(a: { readonly place: Place }, b: { readonly place: Place }): number {
  return a.place.path < b.place.path
    ? -1
    : a.place.path > b.place.path
      ? 1
      : a.place.line - b.place.line || a.place.column - b.place.column;
}
