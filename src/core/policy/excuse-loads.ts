/**
 * Loads without a name, held against those of the base one by one: `n` old ones excuse `n`. An expression that is still there excuses itself,
 * wherever it moved; one that was spelled anew is excused in its own file, or in the file that took its place, while its feeds are the same.
 */
import type { Finding, Place } from '../model/index.ts';
import type { Difference } from './difference.ts';
import { tupleOf } from './finding-id.ts';

export interface ExcusedLoads {
  statusOf(finding: Finding): 'new' | 'worse' | 'existing';
  readonly gone: readonly Finding[];
}

/** One place of one finding of base, which can excuse one place of head. */
interface Old {
  readonly finding: Finding;
  readonly tuple: string;
  readonly place: Place;
  spent: boolean;
}

export function excusedLoads(head: readonly Finding[], base: readonly Finding[], difference: Difference): ExcusedLoads {
  const old = base.flatMap((finding) => {
    const tuple = tupleOf(finding);
    return finding.places.map((place): Old => ({ finding, tuple, place, spent: false }));
  });
  const open = new Map(head.map((finding) => [finding, finding.places]));
  // Each way in turn over all findings: a looser way must not take what a stricter one needs.
  for (const way of WAYS) {
    const unspent = Map.groupBy(
      old.filter(({ spent }) => !spent),
      (one) => keyOf(one.tuple, way.before(one, difference)),
    );
    for (const [finding, places] of open) {
      const tuple = tupleOf(finding);
      const left = places.filter((place) => {
        const key = way.now(finding, place, difference);
        const one = key === null ? undefined : unspent.get(keyOf(tuple, key))?.pop();
        if (one !== undefined) one.spent = true;
        return one === undefined;
      });
      open.set(finding, left);
    }
  }
  const blocking = new Set(old.flatMap((one) => (one.finding.level === 'block' ? [one.tuple] : [])));
  const spent = new Set(old.flatMap((one) => (one.spent ? [one.finding] : [])));
  return {
    statusOf(finding) {
      const left = open.get(finding)?.length ?? 0;
      if (left > 0) return left === finding.places.length ? 'new' : 'worse';
      return finding.level === 'block' && !blocking.has(tupleOf(finding)) ? 'worse' : 'existing';
    },
    gone: base.filter((finding) => !spent.has(finding)),
  };
}

function keyOf(tuple: string, key: string | null): string {
  return JSON.stringify([tuple, key]);
}

interface Way {
  before(old: Old, difference: Difference): string | null;
  /** Null: this way excuses nothing here. */
  now(finding: Finding, place: Place, difference: Difference): string | null;
}

/** Where a file stood that is gone, and where one stands that is new: a renamed file need not keep its content. */
const ELSEWHERE = 'renamed';

const WAYS: readonly Way[] = [
  {
    before: ({ finding, place }) => JSON.stringify([finding.component, place.path]),
    now: ({ component }, { path }) => JSON.stringify([component, path]),
  },
  { before: ({ finding }) => finding.component, now: ({ component }) => component },
  { before: ({ place }) => place.path, now: (_, { path }) => path },
  {
    before: ({ place }, { isInHead }) => (isInHead(place.path) ? null : ELSEWHERE),
    now: (_, { path }, { isInBase }) => (isInBase(path) ? null : ELSEWHERE),
  },
];
