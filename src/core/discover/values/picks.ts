/** What was taken where several stand: entries of a table by a key that is not known, elements that a loop goes over. */
import type { Expression, Picked } from '../../model/index.ts';
import type { Spot } from './code.ts';
import { renderExpression } from './render.ts';
import type { Thing } from './things.ts';

/** More choices on the way to one thing are not kept apart. */
const MAX_PICKS = 4;
/** Longer expressions are cut, so that two of them could look alike. */
const WHOLE = 79;

/** The choice that an expression stands for in its scope: written the same way twice it is the same one. null: nothing tells. */
export function choiceAt(one: Expression, { scope }: Spot): string | null {
  const text = renderExpression(one.kind === 'each' ? one.of : one);
  return text.length > WHOLE ? null : `${scope.code.path} ${scope.code.piece} ${scope.index} ${text}`;
}

/** The thing, and what was taken on the way to it. */
export function picking(thing: Thing, picks: readonly Picked[]): Thing {
  if (picks.length === 0 || !('picks' in thing || CARRIES.has(thing.kind))) return thing;
  const before = picksOf(thing);
  const more = picks.filter(({ among }) => !before.some((one) => one.among === among));
  return more.length === 0 ? thing : ({ ...thing, picks: [...before, ...more].slice(0, MAX_PICKS) } as Thing);
}

const CARRIES: ReadonlySet<Thing['kind']> = new Set(['text', 'list', 'table', 'object']);

export function picksOf(thing: Thing): readonly Picked[] {
  return ('picks' in thing ? thing.picks : undefined) ?? NONE;
}
const NONE: readonly Picked[] = [];

/** Whether two things can hold at once: neither takes another entry where both take one of the same. */
export function belongTogether(a: readonly Picked[] = NONE, b: readonly Picked[] = NONE): boolean {
  return a.every(({ among, index }) => b.every((other) => other.among !== among || other.index === index));
}
