import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffBoms } from '../../../src/core/bom/diff.ts';
import type { Bom, BomComponent, Verification } from '../../../src/core/model/index.ts';
import { packageSightingOf } from '../../support/build.ts';
import { AS_OF, COMMIT, OTHER, component, hub, license, richBom, sighting } from './support.ts';

const LATER = '2026-12-24T12:00:00.000Z';

function bom(...components: readonly BomComponent[]): Bom {
  return { ...richBom([]), components };
}

function full(reference: string, input: Partial<BomComponent> = {}): BomComponent {
  return { ...component(reference, input), license: license(), verifications: [], ...input };
}

function aspects(base: BomComponent, head: BomComponent): readonly string[] {
  return diffBoms(bom(base), bom(head)).flatMap((change): readonly string[] =>
    change.type === 'changed' ? change.aspects : [change.type],
  );
}

function seen(input: Parameters<typeof sighting>[1] = {}) {
  return sighting('hf:acme/m', input);
}

const floating = full('hf:acme/m', { version: COMMIT, hub: hub(), sightings: [seen()] });
const pinned = full('hf:acme/m', { requested: COMMIT, version: COMMIT, hub: hub(), sightings: [seen({ requested: COMMIT })] });
const repinned = full('hf:acme/m', {
  requested: OTHER,
  version: OTHER,
  hub: hub({ commit: OTHER }),
  sightings: [seen({ requested: OTHER })],
});
const locked = full('pypi:torch', {
  kind: 'library',
  requested: '2.5.1',
  version: '2.5.1',
  hashes: [{ algorithm: 'sha256', value: 'aa' }],
});
const place = { path: 'app/llm.py', line: 14, column: 9 };
const unavailable: Verification = {
  topic: 'source',
  outcome: 'unavailable',
  reason: 'rate-limited',
  detail: 'HTTP 429',
  by: 'hub',
  asOf: AS_OF,
};
const noHash: Verification = { topic: 'integrity', outcome: 'failed', reason: null, detail: '', by: 'tree', asOf: null };

it.each<[string, BomComponent, BomComponent, readonly string[]]>([
  ['nothing', floating, floating, []],
  ['a branch of the hub that moved (drift)', floating, { ...floating, version: OTHER, hub: hub({ commit: OTHER }) }, []],
  ['a hub that is down now (drift)', floating, { ...floating, version: null, hub: null, verifications: [unavailable] }, []],
  ['a relicensed model (drift)', floating, { ...floating, license: license({ expression: 'CC-BY-NC-4.0' }) }, []],
  [
    'a verification at another moment',
    { ...floating, verifications: [unavailable] },
    { ...floating, verifications: [{ ...unavailable, asOf: LATER, detail: '' }] },
    [],
  ],
  ['a moved line', floating, { ...floating, sightings: [seen({ place: { ...place, line: 99 } })] }, []],
  ['one more place in the same file', floating, { ...floating, sightings: [seen(), seen({ place: { ...place, line: 99 } })] }, ['places']],
  ['another file', floating, { ...floating, sightings: [seen({ place: { ...place, path: 'app/other.py' } })] }, ['places']],
  ['test → product', { ...floating, sightings: [seen({ scope: 'test' })] }, floating, ['places', 'scope']],
  ['a new pin on the commit that main has', floating, pinned, ['requested']],
  ['another commit', pinned, repinned, ['requested', 'version']],
  [
    'another commit with another license',
    pinned,
    { ...repinned, license: license({ expression: 'MIT' }) },
    ['license', 'requested', 'version'],
  ],
  [
    'another commit, and the hub does not answer',
    pinned,
    { ...repinned, verifications: [unavailable] },
    ['requested', 'verification', 'version'],
  ],
  ['remote code', floating, { ...floating, sightings: [seen({ remoteCode: true })] }, ['requested']],
  ['another server', floating, { ...floating, sightings: [seen({ endpoint: 'https://mirror.example.org' })] }, ['requested']],
  [
    'a locked version',
    locked,
    { ...locked, requested: '2.6.0', version: '2.6.0', hashes: [{ algorithm: 'sha256', value: 'bb' }] },
    ['digest', 'requested', 'version'],
  ],
  ['a hash under the same version', locked, { ...locked, hashes: [{ algorithm: 'sha256', value: 'bb' }] }, ['digest']],
  ['a hash that is gone', locked, { ...locked, hashes: [], verifications: [noHash] }, ['digest', 'verification']],
  [
    'a relicensed package',
    { ...locked, license: license({ expression: 'MIT' }) },
    { ...locked, license: license({ expression: 'AGPL-3.0-only' }) },
    ['license'],
  ],
])('compares %s', (_, base, head, expected) => {
  expect(aspects(base, head)).toEqual(expected);
  expect(aspects(head, base)).toEqual(expected);
});

it('that nobody asked the old version for its license is no change of it', () => {
  const unsaid = { ...locked, license: license({ expression: null }), claims: [] };
  expect(aspects(unsaid, locked)).toEqual([]);
  expect(aspects(locked, unsaid)).toEqual([]);
});

it('pairs by identity, not by version', () => {
  const changes = diffBoms(bom(pinned, locked), bom(repinned, full('pypi:numpy', { kind: 'library' })));
  expect(changes.map(({ type, identity, kind }) => [type, identity, kind])).toEqual([
    ['changed', 'pkg:huggingface/acme/m', 'model'],
    ['added', 'pkg:pypi/numpy', 'library'],
    ['removed', 'pkg:pypi/torch', 'library'],
  ]);
});

it('takes a second version of a component as a change of that component', () => {
  const [change] = diffBoms(bom(pinned), bom(pinned, repinned));
  expect(change).toMatchObject({ type: 'changed', aspects: ['places', 'requested', 'version'] });
  expect(change?.head).toHaveLength(2);
});

it('adds everything when there is no base', () => {
  const changes = diffBoms(null, richBom());
  expect(new Set(changes.map(({ type }) => type))).toEqual(new Set(['added']));
  expect(changes).toHaveLength(richBom().components.length);
});

const scopes = fc.constantFrom('product', 'test', 'docs', 'example');
const anyComponent = fc
  .record({
    reference: fc.constantFrom('hf:acme/m', 'hf:datasets/acme/d', 'pypi:torch', 'npm:left-pad', 'service:openai/x', 'generic:w'),
    requested: fc.constantFrom(null, 'main', COMMIT, OTHER),
    version: fc.constantFrom(null, COMMIT, OTHER),
    scope: scopes,
    path: fc.constantFrom('a.py', 'b.py'),
    line: fc.nat({ max: 9 }),
    digest: fc.constantFrom('aa', 'bb'),
    expression: fc.constantFrom(null, 'MIT', 'Apache-2.0'),
    packaged: fc.boolean(),
  })
  .map(({ reference, requested, version, scope, path, line, digest, expression, packaged }) =>
    full(reference, {
      requested,
      version,
      hashes: [{ algorithm: 'sha256', value: digest }],
      license: license({ expression }),
      sightings: [
        packaged
          ? packageSightingOf(reference, { requested, scope, place: { path, line, column: 1 } })
          : sighting(reference, { requested, scope, place: { path, line, column: 1 } }),
      ],
    }),
  );
const anyBom = fc.uniqueArray(anyComponent, { selector: ({ key }) => key, maxLength: 8 }).map((components) => bom(...components));

it('finds nothing between a Bom and itself, in any order, at any moment', () => {
  fc.assert(
    fc.property(anyBom, (one) => {
      expect(diffBoms(one, { ...one, asOf: LATER, components: one.components.toReversed() })).toEqual([]);
    }),
  );
});

it('is symmetric: what one direction adds, the other removes, and changes have the same aspects', () => {
  const mirror = { added: 'removed', removed: 'added', changed: 'changed', unread: 'unread' } as const;
  fc.assert(
    fc.property(anyBom, anyBom, (a, b) => {
      const back = diffBoms(b, a).map((change) => ({ ...change, type: mirror[change.type], base: change.head, head: change.base }));
      expect(diffBoms(a, b)).toEqual(back);
    }),
  );
});

it('accounts for every identity: unchanged, or in exactly one change', () => {
  fc.assert(
    fc.property(anyBom, anyBom, (a, b) => {
      const changes = diffBoms(a, b);
      const identities = changes.map(({ identity }) => identity);
      expect(identities).toEqual([...new Set(identities)].sort());
      const inA = new Set(a.components.map(({ identity }) => identity));
      const inB = new Set(b.components.map(({ identity }) => identity));
      expect(changes.filter(({ type }) => type === 'added').map(({ identity }) => identity)).toEqual(
        [...inB].filter((one) => !inA.has(one)).sort(),
      );
      expect(changes.filter(({ type }) => type === 'removed').map(({ identity }) => identity)).toEqual(
        [...inA].filter((one) => !inB.has(one)).sort(),
      );
    }),
  );
});

it('an ancestor whose license moves in the world is no change', () => {
  const made = (text: string): BomComponent => {
    const claims = [{ from: 'card', text, name: null, link: null }] as const;
    const step = { ref: 'hf:a/b', kind: 'model', of: 'hf:acme/m', relation: 'finetune', by: 'card', claims, commit: null } as const;
    return { ...floating, lineage: { ancestors: [{ ...step, pipelineTag: null, unresolved: null }], cut: false } };
  };
  expect(aspects(made('mit'), made('cc-by-nc-4.0'))).toEqual([]);
  expect(aspects(floating, made('mit'))).toEqual([]);
});
