import { describe, expect, it } from 'vitest';
import type { BomComponent, Change, PackageFact, RegistryAnswer, SignatureSeen, Verification } from '../../../src/core/model/index.ts';
import { overviewOf } from '../../../src/core/report/view/overview.ts';
import { proofOf } from '../../../src/core/report/view/proof.ts';
import { rowsOf } from '../../../src/core/report/view/rows.ts';
import { licensePhrase } from '../../../src/core/report/view/license-phrase.ts';
import { versionPhrase, wasNow } from '../../../src/core/report/view/versions.ts';
import { AS_OF, packageFactOf, packageSightingOf } from '../../support/build.ts';
import { added, bom, change, COMMIT, component, verdict } from '../../support/verdict.ts';

function words(pieces: readonly { readonly text: string }[]): string {
  return pieces.map((piece) => piece.text).join('');
}

const pinned = component(`hf:acme/a@${COMMIT}`);
const floats = component('hf:acme/a');

function unresolved(one: BomComponent, reason: 'offline' | 'not-asked' | 'gated' | 'no-source' | 'not-found'): BomComponent {
  return { ...one, hub: null, resolution: { state: 'unresolved', reason, detail: '' } };
}

function denied(one: BomComponent, detail: string): BomComponent {
  return { ...one, hub: null, resolution: { state: 'unresolved', reason: 'not-found', detail } };
}

function foreign(one: BomComponent): BomComponent {
  return { ...one, hub: one.hub === null ? null : { ...one.hub, reachable: 'no' } };
}

const SIGNED: SignatureSeen = {
  file: 'model.sig',
  state: 'valid',
  bundle: 'b'.repeat(64),
  signer: { kind: 'key', hint: '42a7ba512d929977b34b1bcfd26bead6' },
  detail: '',
  reason: null,
  matching: 2,
  hashed: 1,
  wrong: [],
  unsigned: [],
};
const sealed = (...signatures: readonly SignatureSeen[]): BomComponent => component(`hf:acme/a@${COMMIT}`, { signatures });

/** A package that comes from no registry, without a hash of its own. */
function fetched(source: Pick<PackageFact, 'source' | 'location'> & Partial<PackageFact>, version: string | null = null): BomComponent {
  const made = component('pypi:peft', { version, requested: source.range ?? version, hashes: [] });
  return { ...made, sightings: [packageSightingOf('pypi:peft', { package: packageFactOf({ version, ...source }) })] };
}

const REPOSITORY = 'https://git.example/o/peft';
const atCommit = fetched({ source: 'git', location: `${REPOSITORY}@${COMMIT}`, range: COMMIT });
const atBranch = fetched({ source: 'git', location: REPOSITORY, range: 'main' });
const atUrl = fetched({ source: 'url', location: 'https://files.example/peft-0.14.0-py3-none-any.whl' }, '0.14.0');
const atPath = fetched({ source: 'path', location: null });

const failed: Verification = { topic: 'integrity', outcome: 'failed', reason: null, detail: '', by: 'tree', asOf: null };

it.each<[string, readonly BomComponent[], string]>([
  ['pinned', [pinned], 'pinned, hub confirms'],
  ['signed by whom the policy does not accept', [sealed(SIGNED)], 'pinned; signed by key 42a7ba512d929977, not by a signer of the policy'],
  ['signed in part', [sealed({ ...SIGNED, unsigned: ['x.py'] })], 'pinned; signed, but not every file'],
  ['signed, and changed', [sealed(SIGNED, { ...SIGNED, state: 'invalid' })], 'pinned, its signature does not hold'],
  ['floating', [floats], 'source known, not pinned'],
  ['one of two versions floating', [pinned, floats], 'source known, not pinned'],
  ['not looked up', [unresolved(pinned, 'offline')], 'could not look: offline'],
  ['gated', [unresolved(pinned, 'gated')], 'could not look: gated, needs a token with access'],
  ['floating and not looked up', [unresolved(floats, 'offline')], 'not pinned; could not look: offline'],
  ['without a source', [unresolved(floats, 'no-source')], 'unknown source'],
  ['not on the hub', [unresolved(floats, 'not-found')], 'not found on the hub'],
  [
    'not on another host, in its own words',
    [denied(component('gh:acme/a'), 'the forge has no such repository')],
    'not found: the forge has no such repository',
  ],
  ['a host with no question about it', [unresolved(pinned, 'not-asked')], 'could not look: its host was not asked'],
  ['at a foreign commit', [foreign(pinned)], 'commit is on no branch of this source'],
  ['a service by a name that its provider may move', [component('service:openai/gpt-4o')], 'hosted, name may move'],
  [
    'a service whose provider named the day on which it ends',
    [component('service:openai/gpt-4', { retirement: { on: '2026-10-23', source: 'https://provider.example/deprecations' } })],
    'hosted, name may move, retires 2026-10-23',
  ],
  ['a service by the name of one release', [component('service:openai/gpt-4o-2024-08-06')], 'hosted, dated version'],
  ['a locked library', [component('pypi:torch@2.6.0')], 'hash in the lock'],
  ['a library without hash', [component('pypi:torch@2.6.0', { hashes: [] })], 'exact version'],
  ['a range', [component('pypi:torch', { hashes: [], requested: '>=2' })], 'no exact version'],
  ['a package of git at a commit', [atCommit], 'from git, pinned to a commit'],
  ['a package of a branch', [atBranch], 'from git, not pinned'],
  ['one of a commit beside one of a branch', [atCommit, atBranch], 'from git, not pinned'],
  ['one of a commit beside a locked one', [atCommit, component('pypi:peft@0.14.0')], 'hash in the lock'],
  ['a package of an address', [atUrl], 'from a URL, no hash'],
  ['a package of an address with a hash', [{ ...atUrl, hashes: component('pypi:peft@0.14.0').hashes }], 'hash in the lock'],
  ['a library whose hash differs', [component('pypi:torch@2.6.0', { verifications: [failed] })], 'hash differs'],
  ['removed', [], '–'],
])('says of a component that is %s what is proven', (_, versions, expected) => {
  expect(words(proofOf(versions, versions, {}))).toBe(expected);
});

it.each<[BomComponent, string]>([
  [pinned, '4f0c2d9'],
  [floats, 'floats'],
  [component('hf:acme/a@main'), 'floats on main'],
  [component('pypi:torch', { requested: '>=2,<3' }), '>=2,<3'],
  [component('pypi:torch'), 'any version'],
  [atCommit, 'from git at 4f0c2d9'],
  [atBranch, 'from git, floats on main'],
  [fetched({ source: 'git', location: REPOSITORY }), 'from git, floats'],
  [fetched({ source: 'git', location: `${REPOSITORY}@${COMMIT}` }, '3.0.2'), '3.0.2 from git at 4f0c2d9'],
  [atUrl, '0.14.0 from a URL'],
  [atPath, 'from a local path'],
])('names the version of %#', (one, expected) => {
  expect(words(versionPhrase(one))).toBe(expected);
});

describe('was → now', () => {
  const LIKE = `${COMMIT.slice(0, 7)}${'0'.repeat(33)}`;
  const said = (base: BomComponent, head: BomComponent, aspects: Change['aspects']): string =>
    words(wasNow(change('changed', [base], [head], aspects)));
  const taken = (location: string): BomComponent => fetched({ source: 'registry', location }, '1.0');

  it.each<[string, BomComponent, BomComponent, Change['aspects'], string]>([
    ['versions', component('pypi:a@1'), component('pypi:a@2'), ['version'], '1 → 2'],
    ['commits that begin alike', pinned, component(`hf:acme/a@${LIKE}`), ['version'], `${COMMIT} → ${LIKE}`],
    [
      'commits of repositories that begin alike',
      atCommit,
      fetched({ source: 'git', location: `${REPOSITORY}@${LIKE}` }),
      ['version'],
      `from git at ${COMMIT} → from git at ${LIKE}`,
    ],
    ['an empty version', component('pypi:a', { version: '' }), component('pypi:a@2'), ['version'], 'any version → 2'],
    [
      'servers that differ by their scheme',
      taken('https://index.example/simple'),
      taken('http://index.example/simple'),
      ['source'],
      '1.0, taken from https://index.example/simple → http://index.example/simple',
    ],
  ])('%s', (_, base, head, aspects, expected) => {
    expect(said(base, head, aspects)).toBe(expected);
  });
});

const LICENSE = { classes: [], unknown: null, conflicting: false, url: null };

it.each([
  [{ ...LICENSE, expression: 'MIT', name: 'MIT License' }, 'MIT'],
  [{ ...LICENSE, expression: 'LicenseRef-llama3.1', name: 'Llama 3.1' }, 'Llama 3.1'],
  [{ ...LICENSE, expression: 'MIT AND GPL-3.0-only', name: null, conflicting: true }, 'MIT AND GPL-3.0-only (claims disagree)'],
  [{ ...LICENSE, expression: null, name: null, unknown: 'not stated' }, 'unknown: not stated'],
])('names license %#', (license, expected) => {
  expect(words(licensePhrase([component('hf:acme/a', { license })]))).toBe(expected);
});

it.each([
  ['a branch', atBranch, 'open', '1 AI component changed · 1 left open'],
  ['an address without a hash', atUrl, 'open', '1 AI component changed · 1 left open'],
  ['a commit', atCommit, 'ok', '1 AI component changed · it is fine'],
])('a package of %s is shown as %3$s, and counted as that', (_, one, state, line) => {
  const framework = { ...one, framework: true };
  const input = verdict({ changes: added(framework) });
  expect(rowsOf(input, bom([framework])).map((row) => row.state)).toEqual([state]);
  expect(overviewOf(input, bom([framework]), { older: 0, fixed: 0, open: state === 'open' ? 1 : 0 }).join(' · ')).toBe(line);
});

describe('libraries that are counted and not listed', () => {
  const NOBODY: RegistryAnswer = { state: 'unverifiable', reason: 'other-origin', detail: '' };
  const THERE: RegistryAnswer = {
    state: 'answered',
    registry: 'npm',
    asOf: AS_OF,
    facts: {
      published: null,
      files: [],
      license: null,
      supplier: null,
      description: null,
      deprecated: null,
      yanked: null,
      status: null,
      publishedBy: 'none',
      better: null,
      firstPublished: null,
    },
    provenance: { state: 'absent', detail: '', build: null },
  };
  const library = (name: string, registry?: RegistryAnswer): BomComponent => ({
    ...component(`npm:${name}@1.0.0`, { kind: 'library' }),
    hashes: [],
    ...(registry === undefined ? {} : { registry }),
  });

  it.each([
    ['nobody was asked about any', [undefined, undefined], '2 other libraries changed'],
    ['the registry has the one', [THERE], '1 other library changed, as its registry has it'],
    ['the registries have all', [THERE, THERE], '2 other libraries changed, all as their registries have them'],
    ['none could be looked up', [NOBODY, NOBODY], '2 other libraries changed, none verified by a registry'],
    ['some could', [THERE, THERE, NOBODY], '3 other libraries changed, 2 as their registries have them, 1 not verified'],
  ] as const)('%s', (_, answers, expected) => {
    const changed = answers.map((answer, index) => library(`lib-${index}`, answer));
    const overview = overviewOf(verdict({ changes: added(...changed) }), bom(changed), { older: 0, fixed: 0, open: 0 });
    expect(overview.filter((part) => part.includes('other librar'))).toEqual([expected]);
  });
});
