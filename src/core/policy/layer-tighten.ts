/** A file below the owner's: per key, only the stricter value is taken (T24); everything else is refused with its line. */
import type { Mistake } from '../base/errors.ts';
import type { PolicyFile } from './load.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import { TIGHTENING } from './tightening.ts';
import type { LayerTold } from './told.ts';

export interface Layered {
  readonly policy: Policy;
  /** What a lower layer asked for and did not get, with its place. The stricter value above stays in force. */
  readonly refused: readonly Mistake[];
}

/** Merges a layer that may only tighten: each row of the table in its turn. */
export function tightenLayer(policy: Policy, file: PolicyFile, rules: readonly Rule[]): Layered {
  const origins = new Map(policy.origins);
  const refused: Mistake[] = [];
  const told: LayerTold = {
    rules,
    refuse: (message, ...key) => void refused.push({ message, where: file.origin(...key) }),
    takes: (...key) => void origins.set(key.join('.'), file.origin(...key)),
    joins(...key) {
      const before = policy.origins.get(key.join('.'));
      origins.set(key.join('.'), before === undefined ? file.origin(...key) : `${before} and ${file.origin(...key)}`);
    },
  };
  const merged = Object.values(TIGHTENING).reduce((above: Policy, { merge }) => merge(above, file, told), policy);
  return { policy: { ...merged, label: `${policy.label} and ${file.label}`, origins }, refused };
}
