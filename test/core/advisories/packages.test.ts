import { describe, expect, it } from 'vitest';
import { advisoriesOf, answersAbout, needsOf, packagesToAsk, withAdvisories } from '../../../src/core/advisories/index.ts';
import { advisoryPackagesOf } from '../../../src/core/advisories/packages.ts';
import type { BomComponent } from '../../../src/core/model/index.ts';
import { bom, model } from '../policy/support.ts';
import { library } from '../policy/rules/support.ts';
import { evidenceOf, Failed, recordOf } from './support.ts';

const words = (component: BomComponent): string | null => {
  const packs = advisoryPackagesOf(component);
  return packs.length === 0 ? null : packs.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`).join(', ');
};
const action = (reference: string, version: string): BomComponent => ({ ...library(reference, [{ version }]), kind: 'action' });

describe('how databases know a package', () => {
  it.each<[string, BomComponent, string | null]>([
    ['npm', library('npm:@acme/left', [{ version: '1.2.3' }]), 'npm @acme/left 1.2.3'],
    ['Python', library('pypi:Flask_SQLAlchemy', [{ version: '3.0' }]), 'PyPI flask-sqlalchemy 3.0'],
    ['Go', library('golang:github.com/acme/x', [{ name: 'github.com/acme/x', version: 'v1.2.3' }]), 'Go github.com/acme/x 1.2.3'],
    ['Maven', library('maven:org.acme/tool', [{ version: '1' }]), 'Maven org.acme:tool 1'],
    ['Rust', library('cargo:serde', [{ version: '1.0.0' }]), 'crates.io serde 1.0.0'],
    [
      'Go, with capitals',
      library('golang:github.com/burntsushi/toml', [
        { ecosystem: 'golang', name: 'github.com/burntsushi/toml', written: 'github.com/BurntSushi/toml', version: 'v1.2.3' },
      ]),
      'Go github.com/BurntSushi/toml 1.2.3',
    ],
    [
      'Go, in two spellings',
      library('golang:github.com/acme/x', [
        { ecosystem: 'golang', name: 'github.com/acme/x', version: 'v1.2.3' },
        { ecosystem: 'golang', name: 'github.com/acme/x', written: 'github.com/Acme/x', version: 'v1.2.3' },
      ]),
      'Go github.com/Acme/x 1.2.3, Go github.com/acme/x 1.2.3',
    ],
    ['an action', action('gh:acme/action', 'v4.1.2'), 'GitHub Actions acme/action 4.1.2'],
    ['an action, with capitals', action('gh:Acme/Action', '4.1.2'), 'GitHub Actions Acme/Action 4.1.2, GitHub Actions acme/action 4.1.2'],
    ['a moving tag is no version', action('gh:acme/action', 'v4'), null],
    ['a commit is no version', action('gh:acme/action', '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10'), null],
    ['a branch is no version', action('gh:acme/action', 'main'), null],
    ['conda has no ecosystem there', library('conda:numpy', [{ version: '1' }]), null],
    ['a range is no version', library('npm:left', [{ version: null, range: '^1' }]), null],
    ['a fork says nothing by its name', library('npm:left', [{ source: 'git', location: 'https://github.com/acme/left' }]), null],
    ['a model has no database', model('hf:acme/x', [{}]), null],
    ['a version as long as a book', library('npm:left', [{ version: '1'.repeat(300) }]), null],
  ])('%s', (_, component, expected) => expect(words(component)).toBe(expected));
});

describe('which packages are asked about', () => {
  const left = (version: string, scope: 'product' | 'test' = 'product'): BomComponent => {
    const one = library('npm:left', [{ version }]);
    return { ...one, sightings: one.sightings.map((sighting) => ({ ...sighting, scope })) };
  };
  const right = library('npm:right', [{ version: '1.0.0' }]);
  it.each<[string, BomComponent[] | null, BomComponent[], string[]]>([
    ['without a base all', null, [left('1.0.0'), right], ['left 1.0.0', 'right 1.0.0']],
    ['nothing changed', [left('1.0.0'), right], [right, left('1.0.0')], []],
    ['a new one', [right], [left('1.0.0'), right], ['left 1.0.0']],
    ['a bump: both versions', [left('1.0.0'), right], [left('1.1.0'), right], ['left 1.0.0', 'left 1.1.0']],
    ['one that goes', [left('1.0.0'), right], [right], ['left 1.0.0']],
    ['one that tests had and the product has now', [left('1.0.0', 'test')], [left('1.0.0')], ['left 1.0.0']],
    [
      'one that developers had and the product has now',
      [library('npm:left', [{ version: '1.0.0', group: 'development' }])],
      [left('1.0.0')],
      ['left 1.0.0'],
    ],
    ['models never', null, [model('hf:acme/x', [{}])], []],
  ])('%s', (_, base, head, expected) => {
    const asked = packagesToAsk(bom(...head), base === null ? null : bom(...base));
    expect(asked.all.map(({ name, version }) => `${name} ${version}`)).toEqual(expected);
  });

  it('asks of the rest of a touched file whether it is malicious, and of no other file', () => {
    const at = (component: BomComponent, path: string): BomComponent => ({
      ...component,
      sightings: component.sightings.map((one) => ({ ...one, place: { ...one.place, path } })),
    });
    const other = at(library('npm:other', [{ version: '3.0.0' }]), 'elsewhere/package-lock.json');
    const asked = packagesToAsk(bom(left('1.1.0'), right, other), bom(left('1.0.0'), right, other));
    expect(asked.beside.map(({ name, version }) => `${name} ${version}`)).toEqual(['right 1.0.0']);
    const evidence = evidenceOf((question) =>
      question.body === undefined
        ? new Failed('not-found')
        : question.body.includes('right')
          ? { results: [{ vulns: [{ id: 'GHSA-1' }, { id: 'MAL-2026-1' }] }] }
          : { results: [{}, {}] },
    );
    const asking = { kind: 'service', wanted: new Set(['advisories', 'vulnerabilities'] as const) } as const;
    const paths: string[] = [];
    for (let needs = needsOf(asked, evidence, asking); needs.length > 0; needs = needsOf(asked, evidence, asking)) {
      paths.push(...needs.map(({ path }) => path));
      evidence.ask(needs);
    }
    expect(paths).toEqual(['/v1/querybatch', '/v1/querybatch', '/v1/vulns/MAL-2026-1']);
    const answers = answersAbout(asked, evidence, asking);
    // Its record did not come, and it is named all the same; what else names it is nobody's question.
    expect(advisoriesOf(right, answers)).toMatchObject({ advisories: [{ id: 'MAL-2026-1', read: false }], missing: null });
    expect(advisoriesOf(right, answers)?.advisories.length).toBe(1);
  });

  it('20,000 packages beside one that changes are 41 questions', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => library(`npm:p${index}`, [{ version: '1.0.0' }]));
    const asked = packagesToAsk(bom(left('1.1.0'), ...many), bom(left('1.0.0'), ...many));
    const asking = { kind: 'service', wanted: new Set(['advisories'] as const) } as const;
    expect(
      needsOf(
        asked,
        evidenceOf(() => null),
        asking,
      ).length,
    ).toBe(41);
  });

  it('puts what was heard on the Bom: an advisory proves nothing, an answer that is missing is unavailable', () => {
    const state = bom(left('1.0.0'), right, model('hf:acme/x', [{}]));
    const packages = packagesToAsk(state, null);
    for (const [said, unavailable] of [
      [{ results: [{ vulns: [{ id: 'MAL-2026-1' }] }, {}] }, []],
      [new Failed('timeout'), ['advisories timeout']],
    ] as const) {
      const evidence = evidenceOf((question) => (question.body === undefined ? recordOf('MAL-2026-1', 'left') : said));
      const asking = { kind: 'service', wanted: new Set(['advisories'] as const) } as const;
      for (let needs = needsOf(packages, evidence, asking); needs.length > 0; needs = needsOf(packages, evidence, asking))
        evidence.ask(needs);
      const answers = answersAbout(packages, evidence, asking);
      const { components, advisorySource } = withAdvisories(state, answers);
      expect(advisorySource).toEqual({ kind: 'service', packages: unavailable.length === 0 ? 2 : 0, newest: null });
      expect(components.map(({ advisories }) => advisories?.advisories.length ?? null)).toEqual([
        unavailable.length === 0 ? 1 : 0,
        0,
        null,
      ]);
      expect(
        components.flatMap(({ verifications }) =>
          verifications.flatMap(({ topic, outcome, reason }) => (outcome === 'unavailable' ? [`${topic} ${reason}`] : [])),
        ),
      ).toEqual([...unavailable, ...unavailable]);
      expect(advisoriesOf(right, answers)?.advisories).toEqual([]);
    }
  });
});
