/** dependency/malicious, dependency/vulnerable, dependency/version, and what verification/incomplete says of advisories. */
import { describe, expect, it } from 'vitest';
import type { AdvisoriesSeen, Advisory, BomComponent, Finding } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { gate } from '../../../../src/core/policy/gate.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import { BROKEN_LOADERS } from '../../../../src/core/policy/known-loaders.ts';
import { loadPolicy } from '../../../../src/core/policy/load.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { ecosystemOf, isInRange } from '../../../../src/core/ecosystems/look-up.ts';
import { unknownOf, weightsFactOf, weightsSightingOf } from '../../../support/build.ts';
import { bom, hub, model, NOW } from '../support.ts';
import { drafts, library, said } from './support.ts';

function advisory(id: string, more: Partial<Advisory> = {}): Advisory {
  return {
    id,
    aliases: [],
    malicious: id.startsWith('MAL-'),
    severity: null,
    cvss: null,
    summary: 'What it is.',
    fixed: [],
    published: null,
    modified: null,
    read: true,
    ...more,
  };
}

function seen(advisories: readonly Advisory[], missing: AdvisoriesSeen['missing'] = null): AdvisoriesSeen {
  return { advisories, missing, by: 'hub', asOf: NOW.toISOString() };
}

function left(
  version: string,
  advisories: AdvisoriesSeen,
  group: 'runtime' | 'development' = 'runtime',
  scope: 'product' | 'test' = 'product',
): BomComponent {
  const one = library('npm:left', [{ version, group }]);
  return { ...one, key: `pkg:npm/left@${version}`, sightings: one.sightings.map((sighting) => ({ ...sighting, scope })), advisories };
}

/** What a change from `base` to `head` is told. */
function gated(base: readonly BomComponent[], head: readonly BomComponent[], rule: string, policy: Policy = baseline(rules)): string[] {
  const judged = (components: readonly BomComponent[]): Finding[] =>
    judge({ policy, rules, bom: bom(...components), changes: [], policyChanges: [], now: NOW }).filter((one) => one.rule === rule);
  return gate({ head: judged(head), base: judged(base), policy, rules, now: NOW }).findings.map(
    ({ finding, status, blocks }) => `${status}${blocks ? '!' : ''} ${finding.gap} ${finding.scope}`,
  );
}

describe('dependency/malicious', () => {
  const bad = seen([advisory('MAL-2026-1', { summary: 'Malicious code in left (npm).' }), advisory('GHSA-1', { severity: 'critical' })]);
  it.each<[string, BomComponent[], string[]]>([
    ['a malicious version', [left('1.0.0', bad)], ['malicious product 1']],
    ['in tests, too', [left('1.0.0', bad, 'runtime', 'test')], ['malicious test 1']],
    ['for developers, too', [left('1.0.0', bad, 'development')], ['malicious product 1']],
    ['a vulnerable one is none', [left('1.0.0', seen([advisory('GHSA-1')]))], []],
    ['nobody was asked', [library('npm:left', [{}])], []],
  ])('%s', (_, components, expected) => expect(said('dependency/malicious', { components })).toEqual(expected));

  it('says who says so, in one line', () => {
    const [draft] = drafts('dependency/malicious', { components: [left('1.0.0', bad)] });
    expect(draft?.reason).toBe('MAL-2026-1: Malicious code in left (npm)');
    expect(draft?.fix.title).toBe('Do not install left 1.0.0');
  });

  const fine = seen([]);
  it.each<[string, BomComponent[], BomComponent[], string[]]>([
    ['new: it blocks', [], [left('1.0.0', bad)], ['new! malicious product']],
    ['there before: it is shown', [left('1.0.0', bad)], [left('1.0.0', bad)], ['existing malicious product']],
    ['from a good version to a bad one', [left('0.9.0', fine)], [left('1.0.0', bad)], ['new! malicious product']],
    ['from a bad one to another bad one', [left('1.0.0', bad)], [left('1.0.1', bad)], ['new! malicious product']],
    ['away from it', [left('1.0.0', bad)], [left('1.0.1', fine)], ['fixed malicious product']],
    ['for developers alone, new', [], [left('1.0.0', bad, 'development', 'test')], ['new! malicious test']],
  ])('%s', (_, base, head, expected) => expect(gated(base, head, 'dependency/malicious')).toEqual(expected));
});

describe('dependency/vulnerable', () => {
  const high = advisory('GHSA-1', { severity: 'high', fixed: ['1.4.0', '2.0.1'], aliases: ['CVE-2026-1'] });
  const low = advisory('GHSA-2', { severity: 'low', fixed: ['3.0.0'] });
  it.each<[string, Record<string, unknown>, Advisory[], string[]]>([
    ['from high on, by itself', {}, [high, low], ['vulnerable:GHSA-1 product 1']],
    ['from low on', { severity: 'low' }, [high, low], ['vulnerable:GHSA-1 product 1', 'vulnerable:GHSA-2 product 1']],
    ['critical alone', { severity: 'critical' }, [high, low], []],
    ['no severity counts', { severity: 'critical' }, [advisory('GHSA-3')], ['vulnerable:GHSA-3 product 1']],
    ['malice has its own rule', {}, [advisory('MAL-2026-1')], []],
  ])('%s', (_, options, advisories, expected) =>
    expect(said('dependency/vulnerable', { options, components: [left('1.0.0', seen(advisories))] })).toEqual(expected),
  );

  it('names the lowest version that settles all, and is off in the baseline', () => {
    const both = drafts('dependency/vulnerable', { options: { severity: 'low' }, components: [left('1.0.0', seen([high, low]))] });
    expect(both.map(({ reason, fix }) => `${reason} | ${fix.title}`)).toEqual([
      'high: GHSA-1 (CVE-2026-1): What it is | Raise left to 3.0.0 or later',
      'low: GHSA-2: What it is | Raise left to 3.0.0 or later',
    ]);
    expect(gated([], [left('1.0.0', seen([high]))], 'dependency/vulnerable')).toEqual([]);
  });

  it.each<[string, Partial<Advisory>, string]>([
    ['the word of the database', { severity: 'high' }, 'high: GHSA-1: What it is'],
    [
      'a score, with what it comes from',
      { severity: 'critical', cvss: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10 } },
      'critical (10.0 by CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H): GHSA-1: What it is',
    ],
    ['neither', {}, 'unknown severity: GHSA-1: What it is'],
    ['no record', { read: false, summary: '' }, 'unknown severity (its record did not come): GHSA-1'],
  ])('says how bad it is: %s', (_, more, expected) =>
    expect(drafts('dependency/vulnerable', { components: [left('1.0.0', seen([advisory('GHSA-1', more)]))] })[0]?.reason).toBe(expected),
  );

  it('a bump that leaves it where it was adds nothing, and development does not block', () => {
    const policy = {
      ...baseline(rules),
      rules: new Map([...baseline(rules).rules, ['dependency/vulnerable', { level: 'block', options: { severity: 'high' } }] as const]),
    };
    expect(gated([left('1.0.0', seen([high]))], [left('1.1.0', seen([high]))], 'dependency/vulnerable', policy)).toEqual([
      'existing vulnerable:GHSA-1 product',
    ]);
    expect(gated([], [left('1.1.0', seen([high]))], 'dependency/vulnerable', policy)).toEqual(['new! vulnerable:GHSA-1 product']);
    expect(gated([], [left('1.1.0', seen([high]), 'development')], 'dependency/vulnerable', policy)).toEqual([
      'new vulnerable:GHSA-1 test',
    ]);
  });
});

describe('dependency/version', () => {
  const torch = (version: string | null, more: { source?: 'git'; from?: 'manifest'; group?: 'development'; range?: string } = {}) =>
    library('pypi:torch', [{ ecosystem: 'pypi', name: 'torch', version, ...more }]);
  const asked = { versions: { 'pypi:torch': '>=2.11', 'npm:left': '^1.2' }, loaders: false };
  it.each<[string, Record<string, unknown>, BomComponent, string[]]>([
    ['below', asked, torch('2.10.0'), ['version:outside product 1']],
    ['inside', asked, torch('2.11.0'), []],
    ['a build of its own of a version inside', asked, torch('2.11.0+cu128'), []],
    ['a candidate of a version inside', asked, torch('2.11.0rc1'), ['version:outside product 1']],
    ['a range alone says nothing', asked, torch(null, { range: '>=2', from: 'manifest' }), []],
    ['a fork is another thing', asked, torch('1.0', { source: 'git' }), []],
    ['no version of its ecosystem', asked, torch('nightly'), []],
    ['npm, outside', asked, library('npm:left', [{ version: '1.1.9' }]), ['version:outside product 1']],
    ['npm, inside', asked, library('npm:left', [{ version: '1.9.0' }]), []],
    ['a package that nobody asks about', asked, library('npm:right', [{ version: '0.0.1' }]), []],
    ['loaders known to be broken', {}, torch('2.5.1'), ['loader:GHSA-53q9-r3pm-6pq6 product 1', 'loader:GHSA-63cw-57p8-fm3p product 1']],
    ['one of them mended', {}, torch('2.6.0'), ['loader:GHSA-63cw-57p8-fm3p product 1']],
    ['a build of its own, mended', {}, torch('2.10.0+cpu'), []],
    ['for developers', {}, torch('2.6.0', { group: 'development' }), ['loader:GHSA-63cw-57p8-fm3p test 1']],
    ['left out', { loaders: false }, torch('2.5.1'), []],
    [
      'as conda has it',
      {},
      library('conda:pytorch', [{ ecosystem: 'conda', name: 'pytorch', version: '2.9.1' }]),
      ['loader:GHSA-63cw-57p8-fm3p product 1'],
    ],
    ['as conda has it, mended', {}, library('conda:pytorch', [{ ecosystem: 'conda', name: 'pytorch', version: '2.10.0' }]), []],
  ])('%s', (_, options, component, expected) => expect(said('dependency/version', { options, components: [component] })).toEqual(expected));

  it('names the models that load through it, where that shows', () => {
    const load = (reference: string, api: string) => ({
      ...model(reference, [{}]),
      sightings: model(reference, [{}]).sightings.map((one) => ({ ...one, api })),
    });
    const weights = {
      ...model('generic:x', []),
      name: 'models/x.pt',
      sightings: [weightsSightingOf('generic:x', { weights: weightsFactOf({ format: 'torch-zip' }) })],
    };
    const reasonWith = (...models: readonly BomComponent[]): string | undefined =>
      drafts('dependency/version', { components: [torch('2.9.0'), ...models] })[0]?.reason;
    expect(reasonWith()).toBe('GHSA-63cw-57p8-fm3p, CVE-2026-24747: a model file corrupts memory in torch.load with weights_only=True');
    expect(reasonWith(load('hf:acme/a', 'torch.load'))).toMatch(/; acme\/a loads through it$/);
    expect(reasonWith(load('hf:acme/a', 'load_all → torch.load'), weights)).toMatch(/; acme\/a and 1 more load through it$/);
    expect(reasonWith({ ...model('hf:acme/b', [{}]), hub: hub({ libraryName: 'pytorch' }) })).toMatch(/; acme\/b loads through it$/);
    const listed = (...paths: string[]) => ({
      ...load('hf:acme/d', 'AutoModel.from_pretrained'),
      hub: hub({ files: paths.map((path) => ({ path, size: 1, hashes: [] })) }),
    });
    expect(reasonWith(listed('config.json', 'pytorch_model.bin'))).toMatch(/; acme\/d loads through it$/);
    expect(reasonWith(listed('pytorch_model.bin', 'model.safetensors'))).not.toMatch(/through/);
    expect(reasonWith(listed('model.joblib'))).not.toMatch(/through/);
    expect(reasonWith(listed())).not.toMatch(/through/);
    const scripted = load('hf:acme/e', 'torch.load');
    const inScript = { ...scripted, sightings: scripted.sightings.map((one) => ({ ...one, detector: 'typescript' })) };
    expect(reasonWith(inScript)).not.toMatch(/through/);
    const nameless = (...feeds: string[]) => ({
      components: [torch('2.9.0')],
      unknowns: feeds.map((feed) => unknownOf(feed, { api: 'torch.load' })),
    });
    expect(drafts('dependency/version', nameless('a'))[0]?.reason).toMatch(/; 1 load without a name goes through it$/);
    expect(drafts('dependency/version', nameless('a', 'b'))[0]?.reason).toMatch(/; 2 loads without a name go through it$/);
    const mixed = { components: [torch('2.9.0'), load('hf:acme/a', 'torch.load')], unknowns: [unknownOf('a', { api: 'torch.load' })] };
    expect(drafts('dependency/version', mixed)[0]?.reason).toMatch(/; acme\/a loads through it, and 1 load without a name$/);
    expect(reasonWith(load('hf:acme/a', 'AutoModel.from_pretrained'), load('hf:acme/c', 'my.torch.loader'))).not.toMatch(/through/);
  });

  it('is data that holds: unique, each range ends where it is fixed, each with an advisory and a source', () => {
    expect(new Set(BROKEN_LOADERS.map(({ advisory: id }) => id)).size).toBe(BROKEN_LOADERS.length);
    for (const { identities, affected, fixed, what } of BROKEN_LOADERS) {
      expect(identities.map((one) => one.split('/')[0])).toEqual(['pkg:pypi', ...identities.slice(1).map(() => 'pkg:conda')]);
      for (const type of ['pypi', 'conda']) {
        expect(ecosystemOf(type)?.parse(fixed)).not.toBeNull();
        expect([type, fixed, isInRange(type, fixed, affected)]).toEqual([type, fixed, false]);
        expect([type, affected, isInRange(type, lowestIn(affected), affected)]).toEqual([type, affected, true]);
      }
      expect(affected.replace(/rc0$/, '').endsWith(`<${fixed}`)).toBe(true);
      expect(what).not.toMatch(/\.$/);
    }
  });

  it.each<[string, RegExp | null]>([
    ['versions: { "pypi:torch": ">=2.6,<3", "npm:left": "^1 || >=3" }', null],
    ['versions: { "pypi:torch": "^2" }', /PEP 440/],
    ['versions: { "npm:left": "about one" }', /range of npm/],
    ['versions: { "hf:acme/x": ">=1" }', /is no package/],
    ['versions: { "pypi:torch@2.6": ">=1" }', /is no package/],
    ['versions: { torch: ">=1" }', /is no package/],
    ['versions: { "pypi:torch": "" }', /versions/],
  ])('%s', (option, expected) => {
    const read = (): unknown =>
      loadPolicy(`version: 1\nrules:\n  dependency/version: { level: warn, ${option} }\n`, 'weighbridge.yml', rules);
    if (expected === null) expect(read).not.toThrow();
    else expect(messagesOf(read)).toMatch(expected);
  });

  it('a layer below asks for more, and takes nothing back (T24)', () => {
    const rule = rules.find(({ id }) => id === 'dependency/version');
    const above = { versions: { 'pypi:torch': '>=2.6' }, loaders: true };
    expect(rule?.tighten?.(above, { versions: { 'pypi:torch': '>=1', 'npm:left': '^1' }, loaders: false })).toEqual({
      versions: { 'pypi:torch': '>=2.6', 'npm:left': '^1' },
      loaders: true,
    });
    const vulnerable = rules.find(({ id }) => id === 'dependency/vulnerable');
    expect(vulnerable?.tighten?.({ severity: 'high' }, { severity: 'low' })).toEqual({ severity: 'low' });
    expect(vulnerable?.tighten?.({ severity: 'high' }, { severity: 'critical' })).toEqual({ severity: 'high' });
  });
});

describe('verification/incomplete', () => {
  it.each<[string, AdvisoriesSeen['missing'], string[]]>([
    ['all heard', null, []],
    [
      'the database is down: the rule against malice blocks, so this does',
      { topic: 'advisories', reason: 'timeout', detail: '' },
      ['new! advisories:timeout product'],
    ],
    [
      'a record of a vulnerability alone: nothing that blocks needs it',
      { topic: 'vulnerabilities', reason: 'budget', detail: '' },
      ['new advisories:budget product'],
    ],
  ])('%s', (_, missing, expected) => expect(gated([], [left('1.0.0', seen([], missing))], 'verification/incomplete')).toEqual(expected));
});

/** A version that every range of the list begins with. */
function lowestIn(affected: string): string {
  return /^>=([\d.]+)/.exec(affected)?.[1] ?? '0.0.1';
}

function messagesOf(read: () => unknown): string {
  try {
    read();
    return 'nothing is wrong';
  } catch (error) {
    return JSON.stringify(error, ['message', 'mistakes']) + String(error);
  }
}
