import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cyclonedxDocument } from '../../src/core/bom/cyclonedx/index.ts';
import { buildBom } from '../../src/core/bom/build.ts';
import { lockfile } from '../../src/core/discover/packages/lockfile.ts';
import { unreadLock } from '../../src/core/discover/packages/unread-lock.ts';
import { link } from '../../src/core/discover/link/index.ts';
import type { Ecosystem } from '../../src/core/ecosystems/ecosystem.ts';
import { ecosystems } from '../../src/core/ecosystems/index.ts';
import { ecosystemOf, isFramework } from '../../src/core/ecosystems/look-up.ts';
import { packagePurl, packageRef } from '../../src/core/ecosystems/purl.ts';
import type { Fact, PackageFact, Stamped } from '../../src/core/model/index.ts';
import { matches, parsePattern } from '../../src/core/policy/patterns.ts';
import { isPackageType, PACKAGE_TYPES } from '../../src/core/ref/package-types.ts';
import { formatRef } from '../../src/core/ref/format.ts';
import { parseRef } from '../../src/core/ref/parse.ts';
import { resolve } from '../../src/core/resolve/resolve.ts';
import { factsOf } from '../core/discover/facts.ts';
import { AS_OF, licenseOf, packageFactOf } from '../support/build.ts';

/** What a newcomer writes: a folder of one file; and the line in the list. */
const toy: Ecosystem = {
  id: 'hackage',
  tellsCaseApart: true,
  archives: 'one',
  frameworks: { names: new Set(['hasktorch']), families: ['hasktorch-'] },
  isName: (text) => /^[A-Za-z0-9-]{1,100}$/.test(text),
  normalize: (name) => name,
  parse: (version) => (/^\d{1,9}$/.test(version) ? String(Number(version)) : null),
  compare: (a, b) => {
    const [one, other] = [toy.parse(a), toy.parse(b)];
    if (one === null || other === null) return one !== null ? 1 : other !== null ? -1 : a < b ? -1 : a > b ? 1 : 0;
    return Number(one) - Number(other);
  },
  satisfies: (version, range) => toy.parse(version) !== null && range === `>=${String(Number(version))}`,
  isRange: (text) => /^>=\d{1,9}$/.test(text),
  sourceOf: (_name, address) => ({ source: 'url', location: address.startsWith('https://') ? 'https://files.example/x' : null }),
};
const list = ecosystems as Ecosystem[];
beforeAll(() => list.push(toy));
afterAll(() => list.splice(list.indexOf(toy), 1));

const VERSIONS = [
  '',
  'latest',
  '0',
  '1',
  '1.0',
  '1.0.0',
  'v1.0.0',
  '1.0.0+build',
  '1.0.0-rc.1',
  '1.0rc1',
  '1.0a1.dev3',
  '1.0.post1',
  '1!1.0',
  '1.0+cu121',
  '1.0+5',
  '1.0+abc',
  '2.0.0-alpha',
  '2.0.0-alpha.1',
  '9.0.0',
  '10.0.0',
  '2024.10.1',
];
const HOSTILE = [
  '1'.repeat(10_000),
  '1.'.repeat(5_000),
  `1.0.0-${'a-'.repeat(5_000)}`,
  `>=${'1.0 || '.repeat(1_400)}`,
  '1.0\u00002',
  '\u0661.\u0662.\u0663',
  '１.０.０',
  ' 1.0.0 ',
  '1.0.0\n',
  '__proto__',
  'constructor',
  '9'.repeat(255),
  `1.0.0-${'9'.repeat(240)}`,
  '\ud800',
];

/** Any code units, lone surrogates among them. */
const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units));

test('ids are unique, and types of references', () => {
  const ids = ecosystems.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !isPackageType(id))).toEqual([]);
});

describe.each([...ecosystems, toy].map((one) => [one.id, one] as const))('%s', (id, ecosystem) => {
  test('normal forms stay as they are, and are names when the name is one', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/)), (name) => {
        const normal = ecosystem.normalize(name);
        expect(ecosystem.normalize(normal)).toBe(normal);
        if (ecosystem.isName(name)) expect(ecosystem.isName(normal)).toBe(true);
      }),
    );
    for (const text of HOSTILE) expect(typeof ecosystem.isName(ecosystem.normalize(text))).toBe('boolean');
  });

  test('no name breaks out of its line', () => {
    for (const text of ['', 'a b', 'a\nb', 'a\u0000b', 'a\u202eb', '<script>', '../x', 'a@1', '"', 'x'.repeat(10_000)])
      expect([text.slice(0, 20), ecosystem.isName(text)]).toEqual([text.slice(0, 20), false]);
  });

  test('versions have one total order, and equal ones one spelling', () => {
    const all = [...VERSIONS, ...HOSTILE];
    const keys = all.map((text) => ecosystem.parse(text));
    const order = all.map((a) => all.map((b) => Math.sign(ecosystem.compare(a, b))));
    const at = (a: number, b: number): number => order[a]?.[b] ?? Number.NaN;
    const wrong: unknown[] = [];
    for (const [a] of all.entries())
      for (const [b] of all.entries()) {
        if (at(a, b) + at(b, a) !== 0 || (a === b && at(a, b) !== 0)) wrong.push(['not one order', all[a], all[b]]);
        if (keys[a] != null && keys[b] != null && (at(a, b) === 0) !== (keys[a] === keys[b]))
          wrong.push(['not one spelling', all[a], all[b]]);
        for (const [c] of all.entries())
          if (at(a, b) <= 0 && at(b, c) <= 0 && at(a, c) > 0) wrong.push(['a circle', all[a], all[b], all[c]]);
      }
    expect(wrong).toEqual([]);
  });

  test('ranges: hostile texts take nothing, and never throw', () => {
    const ranges = [...VERSIONS, ...HOSTILE, '>=', '>=1 <', '~=', '^', '||', '*', '==1.*'];
    const answers = [...VERSIONS, ...HOSTILE].flatMap((version) => ranges.map((range) => ecosystem.satisfies(version, range)));
    expect(answers.filter((answer) => typeof answer !== 'boolean')).toEqual([]);
    expect(ecosystem.satisfies('1.0.0', `>=${' '.repeat(10_000)}1`)).toBe(false);
    fc.assert(
      fc.property(anyText, anyText, (version, range) => {
        expect(typeof ecosystem.satisfies(version, range)).toBe('boolean');
        expect(Number.isNaN(ecosystem.compare(version, range))).toBe(false);
        expect([null, ecosystem.parse(version)]).toContain(ecosystem.parse(version));
      }),
    );
  });

  test('hostile texts cost what they are long', () => {
    const long = '1.0-'.repeat(500_000);
    for (const text of [long, `git+https://${long}`, `@${long}`, `https://a/${'/-/'.repeat(500_000)}`]) {
      expect(ecosystem.parse(text)).toBe(null);
      expect(ecosystem.satisfies('1.0.0', text)).toBe(false);
      expect(ecosystem.isName(text)).toBe(false);
      expect(['registry', 'git', 'url', 'path']).toContain(ecosystem.sourceOf('left', text).source);
    }
  });

  test('an address keeps no secret, and says what it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https', 'git+https', 'git+ssh', 'ssh', 'git'),
        fc.stringMatching(/^[\w./:@-]{0,30}[?#][\w.=&#?@-]{0,30}$/),
        (scheme, rest) => {
          const found = ecosystem.sourceOf('left', `${scheme}://user:t0ken@host.example/${rest}`);
          expect(found.location ?? '').not.toMatch(/t0ken|[?#]/);
        },
      ),
    );
  });

  test('frameworks are names in normal form', () => {
    const { names, families } = ecosystem.frameworks;
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) expect([name, ecosystem.isName(name), ecosystem.normalize(name)]).toEqual([name, true, name]);
    for (const family of families) expect(isFramework(id, `${family}x`)).toBe(true);
    expect(isFramework(id, 'constructor')).toBe(false);
  });

  test('a purl reads back as the reference that it was written from, wherever the package comes from', () => {
    const sources = [
      { source: 'registry', location: null },
      { source: 'git', location: `https://git.example/o/r.git@${'a'.repeat(40)}` },
      { source: 'git', location: 'ssh://git.example/o/r?x' },
      { source: 'url', location: 'https://files.example/a b&c=d%2F.tgz' },
    ] as const;
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,9}){0,2}$/).filter((text) => ecosystem.isName(text));
    fc.assert(
      fc.property(name, fc.constantFrom(null, '1.0.0', '2.6.0+cu121'), fc.constantFrom(...sources), (text, version, source) => {
        const ref = { ...packageRef({ ecosystem: id, name: text, ...source }), version };
        const purl = packagePurl(ref, { ...source, range: null }) ?? '';
        expect(parseRef(purl)).toEqual(ref);
        expect(parseRef(formatRef(ref))).toEqual(ref);
        expect(/[?&](?:vcs_url|download_url)=/.test(purl)).toBe(source.source !== 'registry');
      }),
    );
  });

  test('the policy knows its packages', () => {
    expect(matches(parsePattern(`${id}:le*`), parseRef(`${id}:left@1.0.0`))).toBe(true);
    expect(matches(parsePattern(`pkg:${id}/le*`), parseRef(`${id}:right`))).toBe(false);
  });
});

describe('a third ecosystem: a folder, and a line in the list', () => {
  const about = unreadLock([]).about;
  const detector = lockfile({
    id: 'toy-lock',
    version: 1,
    names: ['toy.lock'],
    about,
    example: { path: 'toy.lock', source: '', gives: [] },
    *read(text) {
      for (const [index, line] of text.split('\n').entries()) {
        const [name = '', version = '', integrity = '', address = ''] = line.split(' ');
        yield {
          kind: 'locked',
          ecosystem: toy,
          name,
          version,
          integrity: [integrity],
          source: address === '' ? { source: 'registry', location: null } : toy.sourceOf(name, address),
          group: 'runtime',
          license: null,
          at: { line: index + 1, column: 1 },
        };
      }
    },
  });
  const hash = `sha256:${'a'.repeat(64)}`;

  test('reaches the AI SBOM, is settled by its ranges and known to the policy', () => {
    const facts = factsOf(detector, [`hasktorch 10 ${hash}`, `hasktorch-ffi 9 - https://files.example/x`, 'left 3 -'].join('\n'));
    const asked: PackageFact = packageFactOf({ ecosystem: 'hackage', name: 'hasktorch', range: '>=10' });
    const stamped = (fact: Fact): Stamped => ({ ...fact, detector: detector.id });
    const files = new Map([
      ['toy.lock', { blob: 'a', depth: 'full', facts: facts.map(stamped) } as const],
      ['toy.cabal', { blob: 'b', depth: 'full', facts: [stamped(asked)] } as const],
    ]);
    const { sightings, problems } = link(files, { paths: new Set(files.keys()) });
    expect(problems).toEqual([]);
    const components = resolve(sightings, new Map() as never);
    expect(components.map(({ key, framework, sightings: places }) => [key, framework, places.length])).toEqual([
      ['pkg:hackage/hasktorch-ffi@9?download_url=https%3A%2F%2Ffiles.example%2Fx', true, 1],
      ['pkg:hackage/hasktorch@10', true, 2],
      ['pkg:hackage/left@3', false, 1],
    ]);
    const bom = buildBom({
      subject: { name: 'toy', version: null },
      components,
      unknowns: [],
      licenseOf: () => licenseOf(),
      verificationsOf: () => [],
      problems: [],
      asOf: AS_OF,
    });
    expect(cyclonedxDocument(bom, '1.7').components.map(({ purl }) => purl)).toEqual(components.map(({ key }) => key));
  });

  test('an ecosystem that nobody reads is refused in a policy', () => {
    const unread = PACKAGE_TYPES.filter((type) => ecosystemOf(type) === null);
    for (const type of unread) expect(() => parsePattern(`${type}:left`)).toThrow(/packages are not read/);
  });
});
