/** What holds for every rule, whoever adds one. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AdvisoriesSeen, BomComponent, Change, Problem, Sighting } from '../../src/core/model/index.ts';
import { baseline } from '../../src/core/policy/baseline.ts';
import { UNDESCRIBED } from '../../src/core/policy/product.ts';
import { judge } from '../../src/core/policy/judge.ts';
import { policyJsonSchema } from '../../src/core/policy/json-schema.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { Draft } from '../../src/core/policy/rule.ts';
import { rules } from '../../src/core/policy/rules/index.ts';
import { concludeLicense } from '../../src/core/license/conclude.ts';
import { packageSightingOf } from '../support/build.ts';
import { bom, COMMIT, hub, model, NOW, sighting, unavailable } from '../core/policy/support.ts';
import { packageFact } from '../core/policy/rules/support.ts';

describe('the list of rules', () => {
  it('has unique ids of the form topic/name', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('has docs that say what the code says', () => {
    const script = fileURLToPath(new URL('../../scripts/docs.ts', import.meta.url));
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('has a complete about', () => {
    for (const text of Object.values(rule.about)) expect(text.trim().length).toBeGreaterThan(5);
    expect(Object.keys(rule.about).sort()).toEqual(['decides', 'motivation', 'remedy', 'serves', 'title']);
    expect(rule.about.title).not.toMatch(/\.$/);
    expect(rule.about.title.length).toBeLessThanOrEqual(80);
    expect(Object.values(rule.about).join(' ')).not.toMatch(/\bcompl(?:y|ies|iant)\b/i);
  });

  it('has options that all have defaults, survive a second parse, and stand in the schema', () => {
    expect(rule.options).toBeInstanceOf(z.ZodObject);
    const defaults = rule.options.parse({});
    expect(rule.options.parse(defaults)).toEqual(defaults);
    if (rule.tighten !== undefined) expect(rule.tighten(defaults, defaults)).toEqual(defaults);
    expect(JSON.stringify(policyJsonSchema(rules))).toContain(`"${rule.id}":`);
  });
});

const word = fc.oneof(
  fc.constantFrom('MIT', 'main', COMMIT, COMMIT.slice(0, 8), 'refs/pr/1', 'https://x.example', '__proto__', ''),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constant('x'.repeat(5000)),
);
const maybe = fc.option(word);
const scope = fc.constantFrom('product', 'test', 'docs', 'example' as const);
const how = fc.constantFrom('literal', 'constant', 'imported', 'parameter', 'environment', 'unresolved' as const);
const base = fc.constantFrom('hf:acme/x', 'hf:gpt2', 'hf:datasets/acme/x', 'npm:left', 'service:openai/gpt-4o', 'generic:x');

const sightings: fc.Arbitrary<Sighting> = fc
  .record({
    reference: base,
    path: word,
    line: fc.nat(9),
    scope,
    requested: maybe,
    how,
    revisionHow: how,
    endpoint: maybe,
    integrity: fc.array(word, { maxLength: 3 }),
    package: fc.boolean(),
    from: fc.constantFrom('lock', 'manifest' as const),
    version: maybe,
  })
  .map(({ reference, integrity, from, version, ...place }): Sighting => {
    const load = sighting(reference, place as Parameters<typeof sighting>[1]);
    return place.package
      ? packageSightingOf(load.ref, { ...seenIn(load), package: packageFact({ integrity, from, version }) })
      : { ...load, pin: { line: 1, column: 1, endColumn: 1, template: '{commit}', source: '' } };
  });

function seenIn({ place, scope, requested }: Sighting): Pick<Sighting, 'place' | 'scope' | 'requested'> {
  return { place, scope, requested };
}

const advisories: fc.Arbitrary<AdvisoriesSeen> = fc.record({
  advisories: fc.array(
    fc.record({
      id: word,
      aliases: fc.array(word, { maxLength: 2 }),
      malicious: fc.boolean(),
      severity: fc.constantFrom('low', 'moderate', 'high', 'critical', null),
      cvss: fc.constant(null),
      summary: word,
      fixed: fc.array(word, { maxLength: 2 }),
      published: fc.constant(null),
      modified: fc.constant(null),
      read: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  missing: fc.option(
    fc.record({
      topic: fc.constantFrom('advisories', 'vulnerabilities' as const),
      reason: fc.constantFrom('timeout', 'budget', 'invalid' as const),
      detail: word,
    }),
  ),
  by: fc.constant('hub'),
  asOf: fc.constant(''),
});

const component: fc.Arbitrary<BomComponent> = fc
  .record({
    reference: base,
    kind: fc.constantFrom('model', 'dataset', 'service', 'library', 'action', 'image' as const),
    name: word,
    sightings: fc.array(sightings, { maxLength: 4 }),
    claims: fc.array(word, { maxLength: 3 }),
    facts: fc.option(
      fc.record({
        commit: maybe,
        reachable: fc.constantFrom('yes', 'no', 'unknown', 'not-asked' as const),
        redirectedTo: maybe,
        base: maybe,
      }),
    ),
    reason: fc.option(
      fc.constantFrom(
        'no-source',
        'unsupported-source',
        'named-only',
        'invalid-name',
        'not-found',
        'redirect',
        'offline',
        'gated',
        'budget' as const,
      ),
    ),
    heard: fc.option(advisories),
    topics: fc.array(fc.constantFrom('source', 'revision', 'reachability', 'digests', 'integrity', 'license' as const), { maxLength: 3 }),
  })
  .map(({ reference, kind, name, sightings: places, claims, facts, reason, topics, heard }) => ({
    ...model(reference, []),
    kind,
    name,
    sightings: places,
    hub:
      facts === null
        ? null
        : hub({
            commit: facts.commit,
            reachable: facts.reachable,
            redirectedTo: facts.redirectedTo,
            baseModels: facts.base === null ? [] : [{ id: facts.base, relation: 'adapter' }],
          }),
    resolution: reason === null ? { state: 'resolved' as const } : { state: 'unresolved' as const, reason, detail: name },
    license: concludeLicense(claims.map((text) => ({ from: 'card' as const, text, name: null, link: text }))),
    verifications: topics.map((topic) => unavailable(topic)),
    ...(heard === null ? {} : { advisories: heard }),
  }));

const problem: fc.Arbitrary<Problem> = fc.record({
  code: fc.constantFrom('syntax', 'submodule', 'ambiguous-path', 'limit', 'too-large', 'hidden-link', 'hidden-filter' as const),
  message: word,
  path: word,
  line: fc.nat(),
  column: fc.nat(),
  blob: maybe,
});

describe('hostile states', () => {
  test.prop([fc.array(component, { maxLength: 4 }), fc.array(component, { maxLength: 3 }), fc.array(problem, { maxLength: 3 })], {
    numRuns: 150,
  })('never make a rule throw, hesitate, or say something that no report can hold', (components, before, problems) => {
    const changes: Change[] = [{ type: 'changed', identity: 'x', kind: 'library', base: before, head: components, aspects: [] }];
    const list = { allow: ['hf:acme/*'], deny: ['hf:**-gptq'] };
    const policy: Policy = {
      ...baseline(rules),
      models: list,
      datasets: list,
      services: list,
      licenses: {
        allow: ['class:permissive'],
        deny: ['class:network-copyleft'],
        review: ['class:use-restricted'],
        unknown: [],
        override: [],
      },
      product: { ...UNDESCRIBED, use: ['commercial'] },
    };
    const state = { ...bom(...components), problems };
    const policyChanges = [{ path: 'weighbridge.yml', type: 'changed' as const }];
    const input = { policy, rules, bom: state, changes, policyChanges, now: NOW };
    const findings = judge(input);
    expect(judge(input)).toEqual(findings);
    for (const rule of rules) {
      const judged = (): readonly Draft[] => rule.judge({ policy, bom: state, changes, policyChanges, now: NOW }, rule.options.parse({}));
      const drafts = judged();
      // Of one that is off by itself the judge says nothing above.
      expect(judged()).toEqual(drafts);
      for (const draft of drafts) {
        expect(draft.rule).toBe(rule.id);
        expect(draft.fix.title.length).toBeLessThanOrEqual(80);
        expect(draft.places.length).toBeGreaterThan(0);
        expect(draft.gap.length).toBeLessThanOrEqual(240);
        expect(draft.reason.length).toBeLessThanOrEqual(400);
        expect(draft.reason).not.toMatch(/\.$/);
      }
    }
  });
});
