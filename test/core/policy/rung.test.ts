import { describe, expect, it } from 'vitest';
import type { BomComponent } from '../../../src/core/model/index.ts';
import { rungOf } from '../../../src/core/policy/rung.ts';
import type { PlaceInput } from './support.ts';
import { COMMIT, hub, model, OTHER, unavailable } from './support.ts';

const pinned: PlaceInput = { requested: COMMIT };
function unresolved(reason: string): Partial<BomComponent> {
  return { resolution: { state: 'unresolved', reason, detail: '' } as BomComponent['resolution'], hub: null };
}

describe('the rung of a model', () => {
  it.each<[string, PlaceInput, Partial<BomComponent>, string, string]>([
    ['a full commit that the hub confirms', pinned, {}, 'pinned', 'unsigned'],
    ['the same in capitals', { requested: COMMIT.toUpperCase() }, { hub: hub() }, 'pinned', 'unsigned'],
    ['no revision', {}, {}, 'named', 'floating'],
    ['a branch', { requested: 'main' }, {}, 'named', 'floating'],
    ['a tag', { requested: 'v1.0' }, {}, 'named', 'floating'],
    ['a short commit (T7)', { requested: '4f0c2d9' }, {}, 'named', 'short-commit'],
    ['a pull-request ref (T7)', { requested: 'refs/pr/3' }, {}, 'named', 'pull-request-ref'],
    ['an unreachable commit (T7)', pinned, { hub: hub({ reachable: 'no' }) }, 'named', 'foreign-commit'],
    ['reachability not known (T7)', pinned, { hub: hub({ reachable: 'unknown' }) }, 'named', 'not-checked'],
    ['reachability not asked (T7)', pinned, { hub: hub({ reachable: 'not-asked' }) }, 'named', 'not-checked'],
    ['another commit than asked for (T7)', pinned, { hub: hub({ commit: OTHER }) }, 'named', 'commit-differs'],
    ['digests that nobody confirmed (T8)', pinned, { hub: hub({ digestsConsistent: null }) }, 'named', 'not-checked'],
    ['digests that do not fit (T8)', pinned, { hub: hub({ digestsConsistent: false }) }, 'named', 'hash-mismatch'],
    [
      'a failed digest verification (T8)',
      pinned,
      { verifications: [{ ...unavailable('digests'), outcome: 'failed', reason: null }] },
      'named',
      'hash-mismatch',
    ],
    ['a redirect', pinned, { hub: hub({ redirectedTo: 'other/name' }) }, 'named', 'redirected'],
    ['another endpoint (T9)', { ...pinned, endpoint: 'https://mirror.example' }, {}, 'named', 'other-endpoint'],
    ['an id that the environment may replace (T9)', { ...pinned, how: 'environment' }, {}, 'named', 'env-override'],
    ['a revision that the environment may replace (T9)', { ...pinned, revisionHow: 'environment' }, {}, 'named', 'env-override'],
    ['a revision that a caller may replace (T9)', { ...pinned, revisionHow: 'parameter' }, {}, 'named', 'parameter-override'],
    ['a computed revision', { requested: null, revisionHow: 'unresolved' }, {}, 'named', 'dynamic-revision'],
    ['a constant', { ...pinned, how: 'imported', revisionHow: 'constant' }, {}, 'pinned', 'unsigned'],
    ['a source that does not exist', pinned, unresolved('not-found'), 'unknown', 'source-not-found'],
    ['weights without origin', {}, unresolved('no-source'), 'unknown', 'no-source'],
    ['a name that cannot be', {}, unresolved('invalid-name'), 'unknown', 'invalid-name'],
    ['a host that is never asked', pinned, unresolved('named-only'), 'named', 'unsupported-source'],
    ['a source that no host knows', pinned, unresolved('unsupported-source'), 'named', 'unsupported-source'],
    ['a hub that is down', pinned, unresolved('unreachable'), 'named', 'not-checked'],
    ['a hub that is down, and no revision', {}, unresolved('unreachable'), 'named', 'floating'],
    ['a gated repository', pinned, unresolved('gated'), 'named', 'not-checked'],
  ])('%s', (_, place, input, rung, gap) => {
    expect(rungOf(model('hf:acme/m', [place], input))).toMatchObject({ rung, gap });
  });

  it('is the lowest of its places, and tells each (T9)', () => {
    const standing = rungOf(model('hf:acme/m', [pinned, { how: 'environment', requested: COMMIT }]));
    expect(standing).toMatchObject({ rung: 'named', gap: 'env-override' });
    expect(standing.perSighting.map(({ rung }) => rung)).toEqual(['pinned', 'named']);
  });

  it('without a place of its own rests on what was requested', () => {
    expect(rungOf(model('hf:acme/m', []))).toMatchObject({ rung: 'named', gap: 'floating', perSighting: [] });
  });

  it('does not exist for libraries', () => {
    expect(rungOf(model('pypi:torch', [{}], { kind: 'library' }))).toMatchObject({ rung: 'named', gap: 'no-ladder' });
  });
});

describe('an adapter (T9)', () => {
  const adapter = model('hf:acme/lora', [pinned], { hub: hub({ baseModels: [{ id: 'acme/base', relation: 'adapter' }] }) });

  it('is named while its base is not in the Bom, or floats', () => {
    expect(rungOf(adapter)).toMatchObject({ rung: 'named', gap: 'adapter-base' });
    expect(rungOf(adapter, [adapter, model('hf:acme/base', [{}])])).toMatchObject({ gap: 'adapter-base' });
    expect(rungOf(adapter, [model('hf:acme/base', [pinned]), model('hf:acme/base', [{}])])).toMatchObject({ gap: 'adapter-base' });
  });

  it('is pinned when its base is', () => {
    expect(rungOf(adapter, [adapter, model('hf:acme/base', [pinned])])).toMatchObject({ rung: 'pinned', gap: 'unsigned' });
  });

  it('on itself, or on what is not an id, ends', () => {
    const circle = model('hf:acme/a', [pinned], { hub: hub({ baseModels: [{ id: 'acme/a', relation: 'adapter' }] }) });
    const odd = model('hf:acme/a', [pinned], { hub: hub({ baseModels: [{ id: '../../x y', relation: 'adapter' }] }) });
    expect(rungOf(circle, [circle]).gap).toBe('adapter-base');
    expect(rungOf(odd, [odd]).gap).toBe('adapter-base');
  });
});
