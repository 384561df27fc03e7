/** Which places a change touches: what a report shows first, and calls the change. */
import { placesOfChange } from './changed-first.ts';
import type { Change, Finding, JudgedFinding, Place, Sighting, Tree, TreeEntry } from '../model/index.ts';
import { isAi } from '../model/inventory.ts';
import { asPull, asRead, packageOf, weightsOf } from '../model/sighting.ts';
import { comparePlaces } from './order.ts';
import { changedLines } from '../base/changed-lines.ts';

/** Where the change is, of the two trees. */
export interface WhereChanged {
  readonly difference: {
    readonly isChanged: (this: void, path: string) => boolean;
    readonly isInHead: (this: void, path: string) => boolean;
  };
  /** Lines of the head's file that the change wrote; null: all of them, or not known. */
  readonly writtenLines: (this: void, path: string) => Promise<ReadonlySet<number> | null>;
}

interface Side {
  readonly tree: Tree;
  readonly entries: { get(path: string): TreeEntry | undefined };
}

/** Larger files are touched as a whole. */
const MAX_BYTES = 1 << 20;
/** Files whose lines are compared; others are touched as a whole. */
const MAX_FILES = 500;

/**
 * Places of the head's findings and of changed components that lie in files which differ, the most telling first: on a line that the change
 * wrote; asking for something else than before; in a file that it wrote. Places in untouched files are left out. Of equally telling ones those
 * that load come before those that they take names from.
 */
export async function touchedPlaces(
  { difference, writtenLines }: WhereChanged,
  changes: readonly Change[],
  findings: readonly Pick<Finding, 'places' | 'readAt'>[],
): Promise<Place[]> {
  const differs = ({ path }: Place): boolean => difference.isInHead(path) && difference.isChanged(path);
  const asking = askingAnew(changes);
  // Libraries and actions are counted, not listed: of them only findings name places.
  const sightings = changes.filter(isListed).flatMap((change) => change.head.flatMap((one) => one.sightings));
  const all = [
    ...sightings.flatMap((one) => [one.place, ...(asRead(one)?.readAt ?? [])]),
    ...findings.flatMap(({ places, readAt = [] }) => [...places, ...readAt]),
  ];
  const places = [...new Map(all.filter(differs).map((place) => [keyOf(place), place])).values()].sort(comparePlaces);
  const lines = new Map<string, ReadonlySet<number> | null>();
  for (const path of new Set(places.map((place) => place.path))) lines.set(path, lines.size >= MAX_FILES ? null : await writtenLines(path));
  const rank = (place: Place): number => {
    const written = lines.get(place.path) ?? null;
    return written?.has(place.line) === true ? 0 : asking.has(keyOf(place)) || written === null ? 1 : 2;
  };
  const own = new Set([...sightings.map(({ place }) => place), ...findings.flatMap((one) => one.places)].map(keyOf));
  const isOwn = (place: Place): boolean => own.has(keyOf(place));
  const ranked = [...places.filter(isOwn), ...places.filter((place) => !isOwn(place))];
  return [0, 1, 2].flatMap((wanted) => ranked.filter((place) => rank(place) === wanted));
}

function isListed({ base, head }: Change): boolean {
  return [...base, ...head].some(isAi);
}

/** By the bytes of both trees. */
export function linesBetween(base: Side, head: Side): WhereChanged['writtenLines'] {
  return async (path) => {
    const [old, now] = [base.entries.get(path), head.entries.get(path)];
    if (old === undefined || now === undefined) return null;
    const [before, after] = [await textOf(base.tree, old), await textOf(head.tree, now)];
    return before === null || after === null ? null : changedLines(before, after);
  };
}

async function textOf(tree: Tree, entry: TreeEntry): Promise<string | null> {
  if (entry.kind === 'submodule' || (entry.size ?? 0) > MAX_BYTES) return null;
  const read = await tree.read(entry, MAX_BYTES);
  // Lines are only compared with each other: any one encoding will do.
  return read.state === 'ok' && !read.truncated ? Buffer.from(read.bytes).toString('latin1') : null;
}

/** Places of changed components that ask for what no place of the same file asked for before. */
function askingAnew(changes: readonly Change[]): ReadonlySet<string> {
  const anew = new Set<string>();
  for (const { base, head } of changes) {
    const left = new Map<string, number>();
    for (const { sightings } of base) for (const one of sightings) left.set(askOf(one), (left.get(askOf(one)) ?? 0) + 1);
    for (const one of head.flatMap(({ sightings }) => sightings)) {
      const count = left.get(askOf(one)) ?? 0;
      if (count === 0) anew.add(keyOf(one.place));
      else left.set(askOf(one), count - 1);
    }
  }
  return anew;
}

function askOf(sighting: Sighting): string {
  const { place, api, requested, scope } = sighting;
  const pull = asPull(sighting);
  const one = packageOf(sighting);
  return JSON.stringify([
    place.path,
    api,
    requested,
    asRead(sighting)?.how,
    pull?.revisionHow,
    pull?.endpoint,
    pull?.remoteCode,
    scope,
    one?.integrity,
    one?.location,
    one?.servers,
    one?.as,
    one?.archiveOf,
    weightsOf(sighting)?.sha256,
  ]);
}

function keyOf({ path, line, column }: Place): string {
  return JSON.stringify([path, line, column]);
}

/** The finding with the place that changed first, also where that is only where its place takes a name from. */
export function withChangeFirst(judged: JudgedFinding, touched: readonly Place[]): JudgedFinding {
  const { finding, status } = judged;
  if (status === 'fixed') return judged;
  return { ...judged, finding: { ...finding, places: placesOfChange(finding.places, finding.readAt ?? [], touched) } };
}
