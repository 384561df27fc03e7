/** Groups of an organization's repositories: who belongs to one, what holds there, and what a group may not do (T24, T25). */
import { describe, expect, it } from 'vitest';
import { baseline } from '../../../src/core/policy/baseline.ts';
import { leavableGroups, type RepositoryTraits } from '../../../src/core/policy/groups.ts';
import { inGroups, layer } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { RULES } from './support.ts';

const ML: RepositoryTraits = {
  id: 7,
  name: 'ml-core',
  topics: ['llm'],
  properties: new Map([
    ['risk', ['regulated']],
    ['tier', ['a', 'b']],
  ]),
};
const PINNED = 'rules: { model/provenance: { level: block, require: pinned } }';

const org = (body: string): Policy => layer(baseline(RULES), loadPolicy(`version: 1\n${body}`, 'org.yml', RULES), RULES, 'owner').policy;
const here = (policy: Policy, traits: Partial<RepositoryTraits> = {}): Policy => inGroups(policy, { ...ML, ...traits }, RULES).policy;
const require = ({ rules }: Policy): unknown => rules.get('model/provenance')?.options;
const mistakes = (body: string): string[] =>
  readPolicy(`version: 1\n${body}`, 'org.yml', RULES).mistakes.map(({ line, message }) => `${line} ${message}`);

describe('a repository belongs to a group when all that it names holds', () => {
  it.each<[string, Partial<RepositoryTraits>, boolean]>([
    ['id: 7', {}, true],
    ['id: [1, 7]', {}, true],
    ['id: 8', {}, false],
    ['property: { risk: regulated }', {}, true],
    ['property: { risk: [low, regulated] }', {}, true],
    ['property: { tier: b }', {}, true],
    ['property: { risk: regulated, tier: c }', {}, false],
    ['property: { other: x }', {}, false],
    ['name: "ml-*"', {}, true],
    ['name: ["web", "ML-CORE"]', {}, true],
    ['name: web', {}, false],
    ['topic: LLM', {}, true],
    ['topic: web', {}, false],
    ['id: 7, property: { risk: low }', {}, false],
    // Nobody could tell: what is stricter holds.
    ['property: { risk: low }', { properties: null }, true],
    ['topic: web', { topics: null }, true],
    ['id: 8, property: { risk: low }', { properties: null }, false],
  ])('%s', (match, traits, expected) => {
    const policy = here(org(`repositories: [{ match: { ${match} }, ${PINNED} }]`), traits);
    expect(require(policy)).toEqual({ require: expected ? 'pinned' : 'named' });
  });
});

describe('what holds there', () => {
  it('the stricter of all groups, each with its place', () => {
    const policy = here(
      org(`rules: { model/floating: warn }
repositories:
  - { match: { id: 7 }, ${PINNED} }
  - { match: { topic: llm }, rules: { model/floating: block }, models: { deny: ["hf:evil/*"] } }
  - { match: { id: 8 }, models: { deny: ["hf:**"] } }`),
    );
    expect(policy.rules.get('model/floating')?.level).toBe('block');
    expect(policy.models.deny).toEqual(['hf:evil/*']);
    expect(policy.origins.get('models.deny')).toMatch(/ and org\.yml:5 for topic llm$/);
    expect(policy.layers.map(({ layer: kind }) => kind)).toEqual(['repository', 'group', 'group']);
  });

  it('nothing laxer: levels, options and lists of a group only tighten', () => {
    const policy = org(`${PINNED}\nmodels: { allow: ["hf:acme/*"] }
repositories: [{ match: { id: 7 }, rules: { model/provenance: { level: off, require: named } }, models: { allow: ["hf:**"] } }]`);
    expect(looserThan(policy, here(policy), RULES)).toEqual([]);
  });

  it.each<[string, Partial<RepositoryTraits>, Policy['mode']]>([
    ['- { match: { id: 7 }, mode: evaluate }', {}, 'evaluate'],
    ['- { match: { property: { risk: regulated } }, mode: evaluate }', {}, 'evaluate'],
    ['- { match: { property: { risk: regulated } }, mode: evaluate }', { properties: null }, 'enforce'],
    ['- { match: { id: 7 }, mode: evaluate }\n  - { match: { topic: llm }, mode: enforce }', {}, 'enforce'],
    ['- { match: { topic: llm }, mode: enforce }\n  - { match: { id: 7 }, mode: evaluate }', {}, 'enforce'],
    ['- { match: { id: 8 }, mode: evaluate }', {}, 'enforce'],
  ])('its mode is the organization’s own word: %s', (groups, traits, expected) => {
    expect(here(org(`mode: enforce\nrepositories:\n  ${groups}`), traits).mode).toBe(expected);
  });

  it('a single rule can be tried out there', () => {
    const policy = here(org('repositories: [{ match: { id: 7 }, rules: { model/floating: { level: block, mode: evaluate } } }]'));
    expect(policy.rules.get('model/floating')).toEqual({ level: 'block', options: {}, mode: 'evaluate' });
    expect(policy.rules.get('model/provenance')?.mode).toBeUndefined();
  });
});

describe('a name or a topic is its repository’s own word (T25)', () => {
  it.each([
    ['repositories: [{ match: { name: x }, mode: evaluate }]', /^2 .*may only be stricter/],
    [
      'repositories: [{ match: { id: 7, topic: x }, rules: { model/floating: { level: block, mode: evaluate } } }]',
      /^2 .*may only be stricter/,
    ],
    ['repositories: [{ match: { property: { __proto__: x } } }]', /Name at least one of/],
    ['repositories: [{ match: {} }]', /^2 .*Name at least one of id, property, name, topic/],
    ['repositories: [{ match: { id: 7 }, waivers: [] }]', /Unknown key "repositories.0.waivers"/],
    ['repositories: [{ match: { id: 7 }, product: {} }]', /Unknown key "repositories.0.product"/],
    ['repositories: [{ match: { id: 7 }, licenses: { override: [] } }]', /Unknown key "repositories.0.licenses.override"/],
    ['repositories: [{ match: { id: -1 } }]', /^2 /],
  ])('%s', (body, words) => {
    expect(mistakes(body).join('\n')).toMatch(words);
  });

  it('that such a group can be left is said, and is no mistake', () => {
    const file = loadPolicy('version: 1\nrepositories:\n  - match: { name: "pay-*" }\n  - match: { id: 7 }\n', 'org.yml', RULES);
    expect(leavableGroups(file)).toEqual([expect.stringMatching(/^org\.yml:3 for name pay-\*: .*changes its name\. Match by "id"/)]);
  });
});

it('what a change of a group loosens is told', () => {
  const before = org(`repositories: [{ match: { id: 7 }, ${PINNED} }, { match: { topic: llm }, models: { deny: ["hf:evil/*"] } }]`);
  const after = org('repositories: [{ match: { id: 7 }, mode: evaluate }, { match: { id: 9 }, mode: evaluate }]');
  expect(looserThan(before, after, RULES)).toEqual([
    'repositories (id 7): mode: enforce → evaluate',
    'repositories (id 7): rules.model/provenance.require: pinned → named',
    'repositories (topic llm): models.deny: without hf:evil/*',
    'repositories (id 9): mode: enforce → evaluate',
  ]);
  expect(looserThan(before, before, RULES)).toEqual([]);
});
