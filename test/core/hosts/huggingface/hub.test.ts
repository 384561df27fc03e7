import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import type { Component } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { type FakeHub, type FakeRepo, startHub } from '../../../hub-fake/index.ts';
import { commit, investigate, load, NOW } from '../../resolve/support.ts';

let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const SHA = 'ab'.repeat(32);
const LFS = { path: 'model.safetensors', size: 2_471_645_608, sha256: SHA };

async function component(repo: Partial<FakeRepo>, requested: string | null = null, breakIt?: (hub: FakeHub) => void): Promise<Component> {
  hub = await startHub({ repos: [{ id: 'acme/a', commits: [commit(1)], ...repo }] });
  breakIt?.(hub);
  const sightings = [load('hf:acme/a', requested)];
  const [found] = resolve(sightings, await investigate(sightings, hub.url));
  if (found === undefined) throw new Error('no component');
  return found;
}

describe('what the hub says about a model', () => {
  it('is read from commit, files and card', async () => {
    const found = await component({
      card: {
        license: 'other',
        license_name: 'Llama 3.1',
        license_link: 'https://u:p@x.example/l?t=1',
        base_model: ['https://huggingface.co/m/base', 'm/two'],
        base_model_relation: 'finetune',
        datasets: 'squad',
      },
      files: [LFS, { path: 'config.json', size: 7, blobId: 'c'.repeat(40) }],
      gated: 'manual',
      pipelineTag: 'text-generation',
    });
    expect(found).toMatchObject({
      key: 'pkg:huggingface/acme/a',
      version: commit(1),
      requested: null,
      resolution: { state: 'resolved' },
      claims: [{ from: 'card', text: 'other', name: 'Llama 3.1', link: 'https://x.example/l' }],
      hub: {
        commit: commit(1),
        gated: true,
        digestsConsistent: true,
        files: [
          { path: 'config.json', size: 7, hashes: [{ algorithm: 'git-sha1', value: 'c'.repeat(40) }] },
          { path: 'model.safetensors', size: 2_471_645_608, hashes: [{ algorithm: 'sha256', value: SHA }] },
        ],
        baseModels: [
          { id: 'm/base', relation: 'finetune' },
          { id: 'm/two', relation: 'finetune' },
        ],
        datasets: ['squad'],
        pipelineTag: 'text-generation',
      },
    });
  });

  it.each<[string, Partial<FakeRepo>, boolean | null]>([
    ['pointer and blob id agree', { files: [LFS] }, true],
    ['only small files', { files: [{ path: 'a', size: 1 }] }, true],
    [
      'a blob id of another pointer',
      {
        files: [
          { ...LFS, blobId: 'd'.repeat(40) },
          { path: 'a', size: 1 },
        ],
      },
      false,
    ],
    ['one path twice', { files: [LFS, { ...LFS, sha256: 'cd'.repeat(32) }] }, false],
    ['no file', { files: [] }, null],
  ])('digests: %s → %s', async (_, repo, consistent) => {
    expect((await component(repo)).hub?.digestsConsistent).toBe(consistent);
  });

  it.each<[string, Partial<FakeRepo>, string[]]>([
    ['nothing stated', { card: {} }, []],
    ['a list', { card: { license: ['mit', 'apache-2.0', 'mit'] } }, ['mit', 'apache-2.0']],
    ['only a tag', { labels: ['license:gpl-3.0'] }, ['gpl-3.0']],
    ['a tag that says otherwise (T11)', { card: { license: 'MIT' }, labels: ['license:cc-by-nc-4.0'] }, ['MIT', 'cc-by-nc-4.0']],
    ['a number', { card: { license: 7, base_model: { a: 1 } } }, [UNREADABLE]],
    ['a number among others', { card: { license: ['agpl-3.0', 7] } }, ['agpl-3.0', UNREADABLE]],
    ['null among others says nothing', { card: { license: [null, 'agpl-3.0'] } }, ['agpl-3.0']],
    ['a text longer than any name', { card: { license: ['x'.repeat(2_001), 'agpl-3.0'] } }, ['agpl-3.0', UNREADABLE]],
    ['a name that is one only when it is cut', { card: { license: `mit${' '.repeat(300)}and more` } }, [UNREADABLE]],
    ['300 entries', { card: { license: [...Array.from({ length: 299 }, () => 'mit'), 'agpl-3.0'] } }, ['mit', 'agpl-3.0']],
    ['an object', { card: { license: { name: 'mit' } } }, [UNREADABLE]],
    ['a card that is no card', { card: ['license: mit'] as never }, [UNREADABLE]],
    ['a tag beside a tag that is no text', { labels: [7, 'license:agpl-3.0', null] as never }, ['agpl-3.0']],
    [
      'a tag behind 6,000 others',
      { labels: [...Array.from({ length: 6_000 }, (_, index) => `t${index}`), 'license:agpl-3.0'] },
      ['agpl-3.0'],
    ],
  ])('license: %s', async (_, repo, texts) => {
    expect((await component(repo)).claims.map(({ text }) => text)).toEqual(texts);
  });

  it.each<[string, Partial<FakeRepo>, string]>([
    [
      'a tag tells the relation',
      { card: { base_model: 'm/base' }, labels: ['base_model:m/base', 'base_model:quantized:m/base'] },
      'quantized',
    ],
    ['nothing tells it', { card: { base_model: 'm/base' } }, 'base'],
    [
      'adapter files are an adapter, whatever the card says (T9)',
      { card: { base_model: 'm/base', base_model_relation: 'finetune' }, files: [{ path: 'adapter_config.json', size: 1 }] },
      'adapter',
    ],
  ])('lineage: %s', async (_, repo, relation) => {
    expect((await component(repo)).hub?.baseModels).toEqual([{ id: 'm/base', relation }]);
  });
});

const UNREADABLE = 'an entry that cannot be read';

describe('what the hub does not say', () => {
  it.each<[string, Partial<FakeRepo>, string | null, ((hub: FakeHub) => void) | undefined, object]>([
    [
      'renamed',
      { redirectTo: 'acme/b' },
      null,
      undefined,
      { resolution: { reason: 'redirect', detail: 'acme/b' }, hub: { redirectedTo: 'acme/b', commit: null } },
    ],
    ['moved to another owner', { redirectTo: 'evil/a' }, null, undefined, { resolution: { reason: 'redirect', detail: 'evil/a' } }],
    [
      'moved to another host',
      { redirectTo: 'https://evil.example/api/models/acme/a' },
      null,
      undefined,
      { resolution: { reason: 'redirect', detail: 'an address on another host' } },
    ],
    [
      'the answer names another repository',
      { answersAs: 'evil/a', card: { license: 'mit' } },
      null,
      undefined,
      { version: null, claims: [], hub: { redirectedTo: 'evil/a' } },
    ],
    [
      'no such revision',
      {},
      'v9',
      undefined,
      { resolution: { reason: 'no-revision', detail: expect.stringMatching(/^RevisionNotFound:/) } },
    ],
    ['a gate', { locked: true }, null, undefined, { resolution: { reason: 'gated' }, hub: { gated: true } }],
    ['rate limit', {}, null, (one) => one.fault('/api', 429), { resolution: { reason: 'rate-limited' }, hub: null }],
    ['a description without a commit', {}, null, (one) => one.fault('/api', 'echo'), { resolution: { reason: 'invalid' }, hub: null }],
  ])('%s', async (_, repo, requested, breakIt, expected) => {
    expect(await component(repo, requested, breakIt)).toMatchObject(expected);
  });

  it('a redirect is not followed: nobody asks the other repository', async () => {
    await component({ redirectTo: 'acme/b' });
    expect(hub?.requests.map(({ path }) => path)).toEqual(['/api/models/acme/a/revision/main?blobs=true']);
  });

  it('an impossible name or revision is no question', async () => {
    hub = await startHub({ repos: [] });
    const sightings = [load('hf:acme/a', 'x?y'), load({ type: 'hf', repo: 'models', namespace: '..', name: 'a', version: null })];
    const found = resolve(sightings, await investigate(sightings, hub.url));
    expect(found.map(({ resolution }) => resolution)).toMatchObject([{ reason: 'invalid-name' }, { reason: 'invalid-name' }]);
    expect(hub.requests).toEqual([]);
  });

  it('no answer at all: nobody was asked', () => {
    expect(resolve([load('hf:acme/a')], createEvidence())[0]?.resolution).toMatchObject({ reason: 'not-asked' });
  });

  it('survives any JSON for an answer', () => {
    const key = 'hf/models/acme/a/revision/main';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.constant('['.repeat(50_000)),
          fc
            .record({ sha: fc.constant(commit(1)), cardData: fc.object(), tags: fc.anything(), siblings: fc.array(fc.object()) })
            .map((one) => JSON.stringify(one)),
        ),
        (text) => {
          const evidence = createEvidence();
          evidence.add(
            { key, state: 'ok', status: 200, digest: null, location: null, detail: '', from: 'hub', asOf: NOW.toISOString() },
            new TextEncoder().encode(text),
          );
          expect(resolve([load('hf:acme/a')], evidence)).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
