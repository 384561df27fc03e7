/** Whether a version is affected, by the rules of the format (OSV schema, "Evaluation"). Pure and bounded by what `record.ts` reads. */
import { canonicalVersion, ecosystemOf } from '../ecosystems/look-up.ts';
import type { Ecosystem } from '../ecosystems/ecosystem.ts';
import type { RefType } from '../ref/index.ts';
import type { Affected, AffectedRange, RangeEvent } from './record.ts';

export interface Matched {
  /** unknown: it names the package, and in an order of versions that nobody here knows. */
  readonly affected: 'yes' | 'no' | 'unknown';
  /** Fixed versions above the asked one, the nearest first. */
  readonly fixed: readonly string[];
}

type Order = Pick<Ecosystem, 'parse' | 'compare'>;

/** `all`: what a record says of the package. One entry that affects the version is enough. */
export function matchVersion(all: readonly Affected[], type: RefType, version: string): Matched {
  const each = all.map((one) => matchOne(one, type, version));
  const affected = each.some((one) => one.affected === 'yes') ? 'yes' : each.some((one) => one.affected === 'unknown') ? 'unknown' : 'no';
  const order = orderOf(type) ?? SEMVER;
  const fixed = [...new Set(each.flatMap((one) => (one.affected === 'no' ? [] : one.fixed)))];
  return { affected, fixed: fixed.sort((a, b) => order?.compare(a, b) ?? 0).slice(0, MAX_FIXED) };
}

const MAX_FIXED = 5;
/** "SEMVER" is SemVer 2.0.0 whatever the ecosystem. */
const SEMVER = ecosystemOf('npm');

/** Null: nobody here knows it. Releases of actions are in the order of SemVer. */
function orderOf(type: RefType): Order | null {
  return type === 'gh' ? SEMVER : ecosystemOf(type);
}

function matchOne({ versions, ranges }: Affected, type: RefType, version: string): Matched {
  const wanted = canonicalVersion(type, version);
  const isListed = (versions ?? []).some((one) => one === version || canonicalVersion(type, one) === wanted);
  // Commits say nothing about a version of a registry.
  const each = (ranges ?? []).filter((range) => range.type !== 'GIT').map((range) => matchRange(range, type, version));
  const fixed = each.filter(({ affected }) => affected !== 'no').flatMap((one) => one.fixed);
  if (isListed || each.some(({ affected }) => affected === 'yes')) return { affected: 'yes', fixed };
  // A list of versions is the whole truth where it is given beside ranges whose order is not known here; with neither nothing is told.
  const open = (versions ?? []).length === 0 && (each.length === 0 || each.some(({ affected }) => affected === 'unknown'));
  return { affected: open ? 'unknown' : 'no', fixed };
}

function matchRange({ type: kind, events }: AffectedRange, type: RefType, version: string): Matched {
  const order = kind === 'SEMVER' ? SEMVER : orderOf(type);
  if (isAllOf(events)) return { affected: 'yes', fixed: [] };
  if (order === null || order.parse(version) === null || !events.every((one) => isOrdered(one, order)))
    return { affected: 'unknown', fixed: [] };
  const fixed = events.flatMap((one) => one.fixed ?? []).filter((one) => order.compare(one, version) > 0);
  return { affected: isInside(events, version, order) ? 'yes' : 'no', fixed };
}

/** From the first version on, without an end: no order is needed. */
function isAllOf(events: readonly RangeEvent[]): boolean {
  return (
    events.length > 0 &&
    events.every(({ introduced, ...ends }) => introduced === '0' && Object.values(ends).every((one) => one === undefined))
  );
}

function isOrdered(event: RangeEvent, order: Order): boolean {
  return [
    event.introduced === '0' ? undefined : event.introduced,
    event.fixed,
    event.last_affected,
    event.limit === '*' ? undefined : event.limit,
  ].every((one) => one === undefined || order.parse(one) !== null);
}

interface Step {
  readonly at: string;
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
}

/** The algorithm of the format: events in the order of versions, each switching what holds for the asked one. */
function isInside(events: readonly RangeEvent[], version: string, order: Order): boolean {
  const limits = events.flatMap((one) => (one.limit === undefined || one.limit === '*' ? [] : [one.limit]));
  const isOpen = limits.length === 0 || events.some((one) => one.limit === '*');
  if (!isOpen && !limits.some((one) => order.compare(version, one) < 0)) return false;
  const steps = events.flatMap((one): Step[] => [
    ...(one.introduced === undefined ? [] : [{ at: one.introduced, kind: 'introduced' as const }]),
    ...(one.fixed === undefined ? [] : [{ at: one.fixed, kind: 'fixed' as const }]),
    ...(one.last_affected === undefined ? [] : [{ at: one.last_affected, kind: 'last_affected' as const }]),
  ]);
  const compare = (a: string, b: string): number => (a === '0' || b === '0' ? Number(b === '0') - Number(a === '0') : order.compare(a, b));
  let inside = false;
  // Of one version alone both ends are the same one, and it begins before it ends, however they are listed.
  const ends = ({ kind }: Step): number => Number(kind === 'last_affected');
  for (const { at, kind } of steps.sort((a, b) => compare(a.at, b.at) || ends(a) - ends(b))) {
    const passed = at === '0' ? 1 : order.compare(version, at);
    if (kind === 'introduced' && passed >= 0) inside = true;
    if ((kind === 'fixed' && passed >= 0) || (kind === 'last_affected' && passed > 0)) inside = false;
  }
  return inside;
}
