/** Layers of policy, from the top down: baseline, then the owner's file, then files that may only tighten (T24). */
import type { Mistake } from '../base/errors.ts';
import { baseline } from './baseline.ts';
import { ownerLayer } from './layer-owner.ts';
import { type Layered, tightenLayer } from './layer-tighten.ts';
import type { PolicyFile } from './load.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/**
 * `owner`: the top layer over the baseline; it may lower levels, set product, mode and waivers. This is the organisation's file or,
 * where there is none, the repository's own: a single repository's base-branch policy is its owner's word.
 * `tenant`: below an owner; it may only tighten.
 */
export type Who = 'owner' | 'tenant';

/** Puts one file over (owner) or under (tenant) what is in force. */
export function layer(policy: Policy, file: PolicyFile, rules: readonly Rule[], who: Who): Layered {
  return who === 'owner' ? { policy: ownerLayer(policy, file, rules), refused: [] } : tightenLayer(policy, file, rules);
}

/** All layers merged. `files` from the top down: the first is the owner's, all others may only tighten it. */
export function layered(files: readonly PolicyFile[], rules: readonly Rule[]): Layered {
  let policy = baseline(rules);
  const refused: Mistake[] = [];
  files.forEach((file, index) => {
    const next = layer(policy, file, rules, index === 0 ? 'owner' : 'tenant');
    policy = next.policy;
    refused.push(...next.refused);
  });
  return { policy, refused };
}

/** As `layered`, where nobody asks what was refused. */
export function effectivePolicy(files: readonly PolicyFile[], rules: readonly Rule[]): Policy {
  return layered(files, rules).policy;
}

/**
 * What a file with mistakes still tightens (T40), from the part of it that holds by itself. Its signers are left out: without the wrong ones
 * they mean something else, and without any nothing counts as signed. `owner`: it may also say what the product is.
 */
export function salvagedLayer(policy: Policy, sound: PolicyFile, rules: readonly Rule[], who: Who): Policy {
  const { product, signers: _, waivers: __, statements: ___, ...values } = sound.values;
  const rest = { ...sound, values };
  const described =
    who === 'owner' && product !== undefined
      ? ownerLayer(policy, { ...sound, values: { version: 1, product }, rules: new Map() }, rules)
      : policy;
  return { ...tightenLayer(described, rest, rules).policy, label: `${policy.label}, with what ${sound.label} tightens` };
}
