/** What rules about components share: one draft per scope, with all its places. */
import { createHash } from 'node:crypto';
import type { BomComponent, Edit, Scope, Sighting } from '../../../model/index.ts';
import { asPull, asRead } from '../../../model/sighting.ts';
import type { Draft } from '../../rule.ts';
import { askedBy } from './asked.ts';

/** What a rule says about a component in one scope. */
export interface Says {
  /** Short stable code of what is missing; no file names, no lines, no versions. */
  readonly gap: string;
  /** The consequence, one plain line; without the name when `cause` folds several components. */
  readonly reason: string;
  /** Imperative; is cut to 80 characters. */
  readonly title: string;
  /** Findings with equal cause are one thing to do. */
  readonly cause: string;
  readonly weight?: number;
  readonly edits?: readonly Edit[];
  /** Something to type. */
  readonly command?: string | null;
}

/** A draft about these sightings of a component, which are of one scope. */
export function draftOf(rule: string, component: BomComponent, scope: Scope, sightings: readonly Sighting[], says: Says): Draft {
  const { identity, version, kind, name } = component;
  const reads = sightings.flatMap((one) => asRead(one) ?? []);
  return {
    rule,
    component: identity,
    version,
    kind,
    name,
    scope,
    gap: wholeGap(says.gap),
    ...askedBy(component, sightings),
    places: sightings.map(({ place }) => place),
    readAt: reads.flatMap(({ readAt = [], fedAnew = [] }) => [...readAt, ...fedAnew]),
    fedAnew: reads.some(({ fedAnew }) => fedAnew !== undefined),
    reason: says.reason,
    fix: { title: titled(says.title), edits: says.edits ?? [], command: says.command ?? null },
    cause: says.cause,
    weight: says.weight ?? 1,
  };
}

const LONG = 160;

/** A gap is compared whole (T38), so a long one is not simply cut: two that begin alike are two. */
export function wholeGap(gap: string): string {
  return gap.length <= LONG ? gap : `${gap.slice(0, LONG)}… ${createHash('sha256').update(gap).digest('hex')}`;
}

/** At most 80 characters: a title is one line in every format. */
export function titled(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A name that leaves room for the verb; the end of a path tells more than its start. */
export function short(name: string): string {
  return name.length > 48 ? `…${name.slice(-47)}` : name;
}

/**
 * Sightings by scope and by role: what is known only from tests is another finding than the same thing in product code (T5), and a tokenizer
 * is another one than weights (T38).
 */
export function byScope<T extends Sighting>(sightings: readonly T[]): readonly (readonly [Scope, readonly T[]])[] {
  if (sightings.length === 0) return [];
  const scopes: readonly Scope[] = ['product', 'test', 'docs', 'example'];
  return scopes.flatMap((scope) => {
    const here = sightings.filter((sighting) => sighting.scope === scope);
    return [...Map.groupBy(here, (one) => asPull(one)?.part).values()].map((alike) => [scope, alike] as const);
  });
}

/** Models and datasets: what stands on the ladder of provenance. */
export function isModelOrDataset(component: BomComponent): boolean {
  return component.kind === 'model' || component.kind === 'dataset';
}
