/** Layers of policy, from the top down: baseline, then the owner's file, then its groups, then files that may only tighten (T24). */
import type { Mistake } from '../base/errors.ts';
import { baseline } from './baseline.ts';
import { membershipIn, type RepositoryTraits } from './groups.ts';
import { ownerLayer } from './layer-owner.ts';
import { type Layered, tightenLayer } from './layer-tighten.ts';
import type { PolicyFile, RuleInput } from './load.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/**
 * `owner`: the top layer over the baseline; it may lower levels, set product, mode and waivers. This is the organization's file or,
 * where there is none, the repository's own: a single repository's base-branch policy is its owner's word.
 * `tenant`: below an owner; it may only tighten.
 */
export type Who = 'owner' | 'tenant';

/** Puts one file over (owner) or under (tenant) what is in force; what it rests on comes before it, in the same part. */
export function layer(policy: Policy, file: PolicyFile, rules: readonly Rule[], who: Who): Layered {
  const merged = [...file.extended, file].reduce(
    (above: Layered, one): Layered => {
      const next = who === 'owner' ? { policy: ownerLayer(above.policy, one, rules), refused: [] } : tightenLayer(above.policy, one, rules);
      return { policy: from(next.policy, one), refused: [...above.refused, ...next.refused] };
    },
    { policy, refused: [] },
  );
  return { ...merged, policy: { ...merged.policy, label: labelOf(merged.policy, file) } };
}

/** A tag moves, so reports name the commit that it stood at. */
function labelOf({ label }: Policy, { extended }: PolicyFile): string {
  const files = extended.filter((one) => one.layer === 'extended');
  return files.length === 0 ? label : `${label} (extends ${files.map((one) => one.label).join(', ')})`;
}

function from(policy: Policy, { layer: kind, label, path }: PolicyFile): Policy {
  return { ...policy, layers: [...policy.layers, { layer: kind, label, path }] };
}

/**
 * The owner's policy as it stands for one repository: its groups merged. Each may only tighten, but for `mode`, which is the organization's own
 * word there as it is for all. Of two groups the stricter counts. Where nobody can tell whether a repository belongs to a group, what is
 * stricter in it holds, and what is laxer does not (T25).
 */
export function inGroups(policy: Policy, traits: RepositoryTraits, rules: readonly Rule[]): Layered {
  const groups = policy.groups.map((group) => ({ file: group.file, membership: membershipIn(group, traits) }));
  const members = groups.filter(({ membership }) => membership === 'member').map(({ file }) => file);
  return groups
    .filter(({ membership }) => membership !== 'other')
    .reduce(
      (above: Layered, { file }): Layered => {
        const next = tightenLayer(above.policy, withoutTrial(file), rules);
        return { policy: from(next.policy, file), refused: [...above.refused, ...next.refused] };
      },
      { policy: tried(policy, members), refused: [] },
    );
}

/** What groups try out, before what others of them enforce. */
function tried(policy: Policy, members: readonly PolicyFile[]): Policy {
  const origins = new Map(policy.origins);
  const settings = new Map(policy.rules);
  let { mode } = policy;
  for (const file of members) {
    if (file.values.mode === 'evaluate' && mode === 'enforce') {
      mode = 'evaluate';
      origins.set('mode', file.origin('mode'));
    }
    for (const [id, written] of file.rules) {
      const now = settings.get(id);
      if (written.mode !== 'evaluate' || now === undefined || now.mode === 'evaluate') continue;
      settings.set(id, { ...now, mode: 'evaluate' });
      origins.set(`rules.${id}.mode`, file.origin('rules', id, 'mode'));
    }
  }
  return { ...policy, mode, rules: settings, origins };
}

function withoutTrial(file: PolicyFile): PolicyFile {
  const { mode, ...values } = file.values;
  const rules = new Map(
    [...file.rules].map(([id, { mode: own, ...rest }]): [string, RuleInput] => [id, own === 'enforce' ? { ...rest, mode: own } : rest]),
  );
  return { ...file, rules, values: mode === 'enforce' ? { ...values, mode } : values };
}

/** What groups of a file ask for and do not get, as the file itself is stricter, "path:line what". */
export function refusedInGroups(file: PolicyFile, rules: readonly Rule[]): string[] {
  const { policy } = layer(baseline(rules), file, rules, 'owner');
  return policy.groups.flatMap((group) =>
    tightenLayer(policy, withoutTrial(group.file), rules).refused.map(
      ({ where, message }) => `${where ?? ''}: a group only tightens. ${message}`,
    ),
  );
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
 * they mean something else, and without any nothing counts as signed. `owner`: it may also say what the product is, and group repositories.
 */
export function salvagedLayer(policy: Policy, sound: PolicyFile, rules: readonly Rule[], who: Who): Policy {
  const { product, signers: _, waivers: __, statements: ___, ...values } = sound.values;
  const rest = { ...sound, values };
  const described =
    who === 'owner' && product !== undefined
      ? ownerLayer(policy, { ...sound, values: { version: 1, product }, rules: new Map(), groups: [] }, rules)
      : policy;
  const tightened = [...sound.extended, rest].reduce((above, one) => tightenLayer(above, one, rules).policy, described);
  const groups = who === 'owner' ? sound.groups.map(({ match, file }) => ({ match, file: withoutTrial(file) })) : [];
  return from({ ...tightened, groups: [...policy.groups, ...groups], label: `${policy.label}, with what ${sound.label} tightens` }, sound);
}
