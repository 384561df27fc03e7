/** Figures of many repositories: each repository counts alike, however many facts it has (macro). */
import type { ClaimOutcome, FactOutcome, Outcome } from './match.ts';
import { fileKind } from './file-kind.ts';
import type { Trap } from './truth.ts';

export interface Scored {
  readonly name: string;
  readonly outcome: Outcome;
}

/** Each figure from 0 to 1; null where nothing could be counted. */
export interface Figures {
  readonly facts: number;
  readonly recall: number | null;
  /** Recall over all facts as if they were of one repository. */
  readonly micro: number | null;
  readonly claims: number;
  readonly precision: number | null;
  /** Of what was named at its place and states a version: the share with that version. */
  readonly version: number | null;
  readonly unknowns: number;
  /** Of the names that cannot be told: the share that is listed as unknown. */
  readonly unknown: number | null;
  /** Loads that were listed as unknown although their name can be told, or that are none. */
  readonly needless: number;
  readonly traps: number;
  readonly trap: number | null;
}

interface Chosen {
  readonly fact?: (outcome: FactOutcome) => boolean;
  readonly claim?: (outcome: ClaimOutcome) => boolean;
  readonly trap?: (trap: Trap) => boolean;
  readonly needless?: (file: string) => boolean;
}

/** The figures of what is chosen; all by default. */
export function figuresOf(scored: readonly Scored[], chosen: Chosen = {}): Figures {
  const facts = scored.map(({ outcome }) => outcome.facts.filter(chosen.fact ?? (() => true)));
  const known = facts.map((list) => list.filter(({ fact }) => fact.unknown !== true));
  const unknown = facts.flat().filter(({ fact }) => fact.unknown === true);
  const versioned = known.map((list) => list.filter(({ fact, state }) => fact.version !== null && state !== 'missed'));
  const claims = scored.map(({ outcome }) => outcome.claims.filter(chosen.claim ?? (() => true)));
  const traps = scored.map(({ outcome }) => outcome.traps.filter(({ trap }) => chosen.trap?.(trap) ?? true));
  return {
    facts: known.flat().length,
    recall: macro(known, isFound),
    micro: share(known.flat(), isFound),
    claims: claims.flat().length,
    precision: macro(claims, ({ isTrue }) => isTrue),
    version: share(versioned.flat(), isFound),
    unknowns: unknown.length,
    unknown: share(unknown, isFound),
    needless: scored.flatMap(({ outcome }) => outcome.needless.filter(({ file }) => chosen.needless?.(file) ?? true)).length,
    traps: traps.flat().length,
    trap: share(traps.flat(), ({ isHit }) => isHit),
  };
}

/** By kind of file: what a reader of that kind can be held to. */
export function byFileKind(scored: readonly Scored[]): Map<string, Figures> {
  const kinds = new Set(
    scored.flatMap(({ outcome }) =>
      [...outcome.facts.map(({ fact }) => fact.file), ...outcome.traps.map(({ trap }) => trap.file)].map(fileKind),
    ),
  );
  const isOf =
    (kind: string) =>
    (file: string): boolean =>
      fileKind(file) === kind;
  return new Map(
    [...kinds].sort().map((kind) => {
      const is = isOf(kind);
      return [
        kind,
        figuresOf(scored, {
          fact: ({ fact }) => is(fact.file),
          claim: ({ place }) => is(place.file),
          trap: ({ file }) => is(file),
          needless: is,
        }),
      ];
    }),
  );
}

function isFound({ state }: FactOutcome): boolean {
  return state === 'found';
}

function share<T>(list: readonly T[], is: (one: T) => boolean): number | null {
  return list.length === 0 ? null : list.filter(is).length / list.length;
}

function macro<T>(lists: readonly (readonly T[])[], is: (one: T) => boolean): number | null {
  const shares = lists.flatMap((list) => share(list, is) ?? []);
  return shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length;
}
