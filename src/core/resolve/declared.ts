/**
 * Loads that reading cannot name, and what the lock declares of them (design section 4). Pure.
 * A declaration counts when base and head have it alike (T8). Another one is its author's claim: the load stays unknown beside what it would
 * name, so that a reviewer sees both. Whoever changes the declaration of a load that stays as it was makes no new unknown: such a load was one
 * before the first declaration, too, and is one on both sides.
 */
import { equalDeclarations } from '../lock/standing.ts';
import type { DeclaredAt, Sighting, Unknown } from '../model/index.ts';
import { type Declarable, speakerFor, type UpTo } from './declared-loads.ts';

/** Of one tree: all of its declarations hold. */
export function declaredIn<T extends Declarable>(tree: T, upTo: UpTo): T {
  return withDeclared(tree, upTo, () => true);
}

/** Of two trees, each by what both declare alike. Without a base there is nothing that a declaration could be newer than. */
export function declaredBetween<T extends Declarable>(head: T, base: T | null, upTo: UpTo): { readonly head: T; readonly base: T | null } {
  if (base === null) return { head: declaredIn(head, upTo), base };
  const [before, after] = [base.hosts.lock.lock?.declarations, head.hosts.lock.lock?.declarations];
  const isAlike = (about: string): boolean => {
    const [old, now] = [before?.get(about), after?.get(about)];
    return old !== undefined && now !== undefined && equalDeclarations(old, now);
  };
  const isChanged = (about: string): boolean => after?.has(about) === true && !isAlike(about);
  const still = new Set(head.unknowns.map(loadOf));
  return {
    head: withDeclared(head, upTo, isAlike),
    base: withDeclared(base, upTo, (about, unknown) => !isChanged(about) || (unknown !== null && !still.has(loadOf(unknown)))),
  };
}

/** The same expression in the same file. */
function loadOf({ kind, text, part, place }: Unknown): string {
  return JSON.stringify([kind, text, part, place.path]);
}

function withDeclared<T extends Declarable>(tree: T, upTo: UpTo, holds: (about: string, unknown: Unknown | null) => boolean): T {
  const { lock } = tree.hosts.lock;
  if (lock === null || lock.declarations.size === 0) return tree;
  const speaker = speakerFor(tree.hosts.lock, lock, upTo);
  const named: Sighting[] = [];
  const unknowns = tree.unknowns.flatMap((unknown): Unknown[] => {
    const found = speaker.loadsOf(unknown);
    if (found === null) return [unknown];
    named.push(...found.loads);
    const { about, place } = found;
    // Lines of this change may give it what nobody declared.
    const isSettled = holds(about, unknown) && unknown.fedAnew === undefined;
    return isSettled ? [] : [{ ...unknown, declared: { about, place } satisfies DeclaredAt }];
  });
  const sightings = [...tree.sightings.map((one) => statedIn(speaker.statedAt(one)) ?? speaker.held(one)), ...named];
  return { ...tree, sightings, unknowns };

  /** The address has a name as it is: what only this change declares of it, nobody hears. */
  function statedIn(stated: ReturnType<typeof speaker.statedAt>): Sighting | null {
    return stated !== null && holds(stated.about, null) ? stated.sighting : null;
  }
}
