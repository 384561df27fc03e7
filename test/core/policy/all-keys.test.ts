/** T24 over every key of the schema and every option of every rule: what a layer below says is never looser, and says the same twice. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { compareText } from '../../../src/core/base/order.ts';
import { baseline } from '../../../src/core/policy/baseline.ts';
import type { RepositoryTraits } from '../../../src/core/policy/groups.ts';
import { inGroups, layer, salvagedLayer } from '../../../src/core/policy/layers.ts';
import type { PolicyFile } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { TIGHTENING } from '../../../src/core/policy/tightening.ts';
import { KEYS, OPTIONS, policyFile } from './policy-files.ts';

const MEMBER: RepositoryTraits = { id: 7, name: 'ml', topics: [], properties: new Map([['risk', ['regulated']]]) };
const OTHER: RepositoryTraits = { id: 9, name: 'ml', topics: [], properties: new Map() };
const UNKNOWN: RepositoryTraits = { id: null, name: null, topics: null, properties: null };

const owned = (file: PolicyFile): Policy => layer(baseline(rules), file, rules, 'owner').policy;
const below = (above: Policy, ...files: readonly PolicyFile[]): Policy =>
  files.reduce((policy, file) => layer(policy, file, rules, 'tenant').policy, above);

/** Lists are sets, but for those whose first match counts; where a value comes from is no part of what it is. */
function meaning(policy: Policy): unknown {
  const { label: _, layers: __, origins: ___, groups, rules: settings, ...rest } = policy;
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(sorted(one))))].sort(compareText);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
  };
  return { ...(sorted(rest) as object), rules: sorted(Object.fromEntries(settings)), groups: new Set(groups.map(({ file }) => file)).size };
}

it('the random files say every key of the table, and every option of every rule', () => {
  const keys = Object.keys(TIGHTENING).map((key) => key.split('.')[0]);
  expect(new Set([...Object.keys(KEYS), 'version', 'extends'])).toEqual(new Set(keys));
  const options = rules.map(({ id, options: schema }) => [id, schema instanceof z.ZodObject ? Object.keys(schema.shape) : []] as const);
  expect(Object.fromEntries(options.filter(([, some]) => some.length > 0))).toEqual(
    Object.fromEntries(Object.entries(OPTIONS).map(([id, some]) => [id, Object.keys(some)])),
  );
});

it('a layer below is never looser in any value', () => {
  fc.assert(
    fc.property(policyFile, fc.array(policyFile, { minLength: 1, maxLength: 3 }), (top, files) => {
      const above = owned(top);
      const tightened = below(above, ...files);
      expect(looserThan(above, tightened, rules)).toEqual([]);
      for (const key of ['product', 'approvers', 'waivers', 'statements', 'scopes', 'groups'] as const)
        expect(tightened[key]).toBe(above[key]);
    }),
    { numRuns: 60 },
  );
});

it('a layer below that is read twice changes nothing more, and the owner’s layer neither', () => {
  fc.assert(
    fc.property(policyFile, policyFile, (top, file) => {
      const once = below(owned(top), file);
      expect(meaning(below(once, file))).toEqual(meaning(once));
    }),
    { numRuns: 60 },
  );
});

it('the merge is associative: however files rest on each other, their order alone counts', () => {
  const who = fc.constantFrom('owner' as const, 'tenant' as const);
  fc.assert(
    fc.property(policyFile, policyFile, policyFile, policyFile, who, (top, a, b, c, part) => {
      const merged = (...files: readonly PolicyFile[]): unknown =>
        meaning(files.reduce((policy, file) => layer(policy, file, rules, part).policy, owned(top)));
      const flat = merged(a, b, c);
      expect(merged({ ...b, extended: [a] }, c)).toEqual(flat);
      expect(merged(a, { ...c, extended: [b] })).toEqual(flat);
      expect(merged({ ...c, extended: [a, b] })).toEqual(flat);
    }),
    { numRuns: 40 },
  );
});

it('a group is never looser but in what its owner tries out there; where nobody can tell who belongs to it, in nothing', () => {
  fc.assert(
    fc.property(policyFile, policyFile, (top, file) => {
      const all = owned(top);
      const tries = (line: string): boolean => line.endsWith(': enforce → evaluate');
      expect(looserThan(all, inGroups(all, MEMBER, rules).policy, rules).filter((line) => !tries(line))).toEqual([]);
      expect(looserThan(all, inGroups(all, UNKNOWN, rules).policy, rules)).toEqual([]);
      expect(meaning(inGroups(all, OTHER, rules).policy)).toEqual(meaning(all));
      // And what is below a group is below what it makes of the policy.
      const member = inGroups(all, MEMBER, rules).policy;
      expect(looserThan(member, below(member, file), rules)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('groups tighten as much in whatever order they stand', () => {
  fc.assert(
    fc.property(policyFile, (top) => {
      const all = owned(top);
      const [one, other] = [all, { ...all, groups: all.groups.toReversed() }].map((policy) => inGroups(policy, MEMBER, rules).policy);
      expect([one?.mode, one?.scope.block.toSorted()]).toEqual([other?.mode, other?.scope.block.toSorted()]);
      for (const [id, { level, mode }] of one?.rules ?? []) expect({ id, level, mode }).toEqual({ id, ...pick(other?.rules.get(id)) });
    }),
    { numRuns: 40 },
  );
});

function pick(setting: { readonly level: string; readonly mode?: string } | undefined): object {
  return { level: setting?.level, mode: setting?.mode };
}

it('what is left of a broken file is never looser than the baseline (T40)', () => {
  fc.assert(
    fc.property(policyFile, (file) => {
      const salvaged = salvagedLayer(baseline(rules), file, rules, 'owner');
      expect(looserThan(baseline(rules), inGroups(salvaged, MEMBER, rules).policy, rules)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
