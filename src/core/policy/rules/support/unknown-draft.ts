/** Drafts about loads without a name: known by what feeds them, told apart by what stands there (T38). */
import type { Unknown } from '../../../model/index.ts';
import { unknownId } from '../../../model/unknown-id.ts';
import type { Draft } from '../../rule.ts';
import { type Says, titled, wholeGap } from './draft.ts';

/** Loads that one draft can speak of: with the same text, in the same role and scope. */
export function alike(unknowns: readonly Unknown[]): readonly (readonly Unknown[])[] {
  return [...Map.groupBy(unknowns, ({ kind, text, feeds, part, scope }) => JSON.stringify([kind, text, feeds, part, scope])).values()];
}

/** `unknowns`: at least one, all alike. */
export function unknownDraft(rule: string, unknowns: readonly Unknown[], says: Says): Draft {
  const [first] = unknowns;
  if (first === undefined) throw new Error('a draft has at least one place');
  const { kind, scope } = first;
  return {
    rule,
    component: unknownId(first),
    version: null,
    kind,
    name: `unnamed ${kind}`,
    scope,
    gap: wholeGap(says.gap),
    requested: [null],
    subject: first.feeds,
    unresolved: true,
    limited: unknowns.some(({ limited }) => limited === true),
    places: unknowns.map(({ place }) => place),
    readAt: unknowns.flatMap(({ readAt = [], fedAnew = [] }) => [...readAt, ...fedAnew]),
    fedAnew: unknowns.some(({ fedAnew }) => fedAnew !== undefined),
    reason: says.reason,
    fix: { title: titled(says.title), edits: says.edits ?? [], command: says.command ?? null },
    cause: says.cause,
    // Such loads are known by what stands there only: one more place with the same words may be another model (T5).
    weight: says.weight ?? unknowns.length,
  };
}
