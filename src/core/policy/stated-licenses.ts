/** What a component comes under by the word of the policy's owner: `licenses.override`, and `licenses.unknown` for what nobody states. */
import { statedLicense } from '../license/conclude.ts';
import type { License, Note } from '../model/index.ts';
import { isFullCommit } from '../ref/parse.ts';
import type { Ref } from '../ref/index.ts';
import { daysUntil } from './calendar.ts';
import { matches, parsePattern, type Pattern } from './patterns.ts';
import type { LicenseOverride, Policy, StatedLicense } from './policy.ts';

/** An override warns this many days before its last day, as a waiver does. */
const WARN_DAYS = 14;

export interface OwnersWord {
  /** `version`: the exact one, as confirmed; null: not known. `concluded`: from the claims alone. */
  licenseOf(component: { readonly ref: Ref; readonly version: string | null }, concluded: License): License;
  /** About overrides of what was asked for that end, have ended, or are about another revision. In the order of the policy. */
  notes(): Note[];
}

interface Read<T extends StatedLicense> {
  readonly entry: T;
  readonly pattern: Pattern;
  readonly origin: string;
}

/** `now` decides by its UTC day; the day in `expires` is still valid. */
export function ownersWord({ licenses, origins, label }: Pick<Policy, 'licenses' | 'origins' | 'label'>, now: Date): OwnersWord {
  const read = <T extends StatedLicense>(key: 'unknown' | 'override', entries: readonly T[]): Read<T>[] =>
    entries.map((entry, index) => ({
      entry,
      pattern: folded(parsePattern(entry.component)),
      origin: origins.get(`licenses.${key}.${index}`) ?? label,
    }));
  const overrides = read('override', licenses.override);
  const unknowns = read('unknown', licenses.unknown);
  const said = new Set<Read<LicenseOverride>>();
  const missed = new Map<Read<LicenseOverride>, string>();

  /** T11: a word about one revision is none about the next; what moves is compared by what it is now. */
  function overriding(ref: Ref): Read<LicenseOverride> | undefined {
    const about = overrides.filter(({ pattern }) => matches({ ...pattern, version: null }, ref));
    const fitting = about.filter(({ pattern }) => matches(pattern, ref));
    const found = fitting.find(({ entry }) => daysLeft(entry, now) >= 0);
    for (const one of found === undefined ? fitting : [found]) said.add(one);
    if (fitting.length === 0) for (const one of about) missed.set(one, ref.version ?? 'no exact version');
    return found;
  }

  return {
    licenseOf({ ref: named, version }, concluded) {
      const ref = { ...named, version: version !== null && isFullCommit(version) ? version.toLowerCase() : version };
      const override = overriding(ref);
      if (override !== undefined) return statedLicense(concluded, { key: 'override', as: override.entry.as, origin: override.origin });
      if (concluded.unknown === null) return concluded;
      const found = unknowns.find(({ pattern }) => matches(pattern, ref));
      return found === undefined ? concluded : statedLicense(concluded, { key: 'unknown', as: found.entry.as, origin: found.origin });
    },
    notes: () => overrides.flatMap((one) => noteOf(one, said.has(one), missed.get(one), now)),
  };
}

function noteOf({ entry, origin }: Read<LicenseOverride>, isSaid: boolean, missed: string | undefined, now: Date): Note[] {
  const what = `The license of ${entry.component} as ${entry.as} (${origin})`;
  const left = daysLeft(entry, now);
  if (!isSaid)
    return missed === undefined || left < 0
      ? []
      : [{ code: 'override', text: `${what} does not hold: ${missed} is there now. Once that was looked at, write it.` }];
  if (left < 0) return [{ code: 'override', text: `${what} ended on ${entry.expires ?? ''}; what its publisher states counts again.` }];
  if (left > WARN_DAYS) return [];
  return [
    {
      code: 'override',
      text: `${what} ends on ${entry.expires ?? ''} (${left === 0 ? 'today is its last day' : `${left} ${left === 1 ? 'day' : 'days'} left`}).`,
    },
  ];
}

function daysLeft({ expires }: LicenseOverride, now: Date): number {
  return expires === null ? Number.POSITIVE_INFINITY : daysUntil(expires, now);
}

/** A commit in capitals is the same commit. */
function folded(pattern: Pattern): Pattern {
  const { version } = pattern;
  return version !== null && isFullCommit(version) ? { ...pattern, version: version.toLowerCase() } : pattern;
}
