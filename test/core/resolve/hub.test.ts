import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import type { Component, Sighting } from '../../../src/core/model.ts';
import { codeNames } from '../../../src/core/resolve/hubs/huggingface/code-names.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { type FakeHub, type FakeRepo, startHub } from '../../hub-fake/index.ts';
import { commit, investigate, load, NOW } from './support.ts';

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
  it('commit, files, card', async () => {
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

describe('what else a load pulls (T36)', () => {
  const json = (path: string, value: unknown) => ({ path, size: 1, text: JSON.stringify(value) });
  const FOREIGN = 'evil/code--m.M';

  async function loaded(repo: Partial<FakeRepo>, more: Partial<Sighting>): Promise<Component> {
    hub = await startHub({ repos: [{ id: 'acme/a', commits: [commit(1)], ...repo }] });
    const sightings = [load('hf:acme/a', commit(1), more)];
    const [found] = resolve(sightings, await investigate(sightings, hub.url));
    if (found === undefined) throw new Error('no component');
    return found;
  }

  it.each<[string, Partial<FakeRepo>]>([
    ['config.json', { config: { auto_map: { AutoModel: FOREIGN } } }],
    [
      'behind 50 other classes',
      { config: { auto_map: { AutoModel: [...Array.from({ length: 60 }, (_, index) => `a.C${index}`), FOREIGN] } } },
    ],
    ['beside an entry of the wrong type', { config: { auto_map: { AutoConfig: 7, AutoModel: FOREIGN } } }],
    ['a configuration whose other fields are of the wrong type', { config: { model_type: 7, auto_map: { AutoModel: [null, FOREIGN] } } }],
    ['tokenizer_config.json', { files: [json('tokenizer_config.json', { auto_map: { AutoTokenizer: [FOREIGN, null] } })] }],
    ['a processor in a folder', { files: [json('processor/preprocessor_config.json', { auto_map: { AutoProcessor: FOREIGN } })] }],
    ['modules of sentence-transformers', { files: [json('modules.json', [{ idx: 0, type: FOREIGN }])] }],
    ['deep inside', { files: [json('text/config.json', { text_config: { vision: [{ auto_map: { AutoModel: FOREIGN } }] } })] }],
  ])('code of another repository: %s', async (_, repo) => {
    const found = await loaded(repo, { remoteCode: true });
    expect(found.hub?.autoMap).toContain(FOREIGN);
  });

  it.each<[string, Partial<FakeRepo>, string]>([
    ['an entry that is no class', { config: { auto_map: { AutoModel: 7 } } }, 'config.json: its auto_map'],
    ['a list in place of a map, with a number', { config: { auto_map: [['m.M', 1]] } }, 'config.json: its auto_map'],
    [
      'a configuration that is no JSON',
      { files: [{ path: 'tokenizer_config.json', size: 1, text: '{' }] },
      'tokenizer_config.json: it is no JSON',
    ],
    [
      'bytes of another file',
      { files: [{ path: 'tokenizer_config.json', size: 2, text: '{}', blobId: 'd'.repeat(40) }] },
      'its bytes are not those',
    ],
    ['a configuration kept outside of git', { files: [{ path: 'tokenizer_config.json', size: 2, sha256: SHA }] }, 'kept outside of git'],
    [
      'more configurations than are read',
      { files: Array.from({ length: 50 }, (_, index) => json(`f${index}/config.json`, {})) },
      'not asked: more than 40',
    ],
  ])('what cannot be read is said, where code is trusted: %s', async (_, repo, words) => {
    const found = await loaded(repo, { remoteCode: true });
    expect(found.hub?.unread).toContainEqual({ what: 'code', reason: expect.any(String), detail: expect.stringContaining(words) });
    await hub?.close();
    expect((await loaded(repo, {})).hub?.unread ?? []).toEqual([]);
  });

  it('nothing is asked for a load that trusts no code and is no adapter', async () => {
    await loaded({ files: [json('tokenizer_config.json', {}), json('config.json', {})] }, {});
    expect(hub?.requests.filter(({ path }) => path.includes('/raw/'))).toEqual([]);
  });

  it.each<[string, Partial<FakeRepo>, Partial<Sighting>, string[], number]>([
    [
      'at the top, as the listing tells it',
      { config: { peft: { base_model_name_or_path: 'm/b' } }, files: [json('adapter_config.json', {})] },
      {},
      ['m/b'],
      0,
    ],
    ['at the top, as the file tells it', { files: [json('adapter_config.json', { base_model_name_or_path: 'm/b' })] }, {}, ['m/b'], 0],
    [
      'in a folder, by an adapter load',
      { files: [json('x/adapter_config.json', { base_model_name_or_path: 'm/b' })] },
      { api: 'PeftModel.from_pretrained' },
      ['m/b'],
      0,
    ],
    [
      'in a folder, by subfolder=',
      { files: [json('x/adapter_config.json', { base_model_name_or_path: 'm/b' })] },
      { folder: true },
      ['m/b'],
      0,
    ],
    ['in a folder that this load does not take', { files: [json('x/adapter_config.json', { base_model_name_or_path: 'm/b' })] }, {}, [], 0],
    ['without a name', { files: [json('adapter_config.json', { base_model_name_or_path: null })] }, {}, [], 1],
  ])('the base of an adapter: %s', async (_, repo, more, bases, unread) => {
    const { hub: facts } = await loaded(repo, more);
    expect([facts?.baseModels.map(({ id, relation }) => `${relation} ${id}`), facts?.unread?.length ?? 0]).toEqual([
      bases.map((id) => `adapter ${id}`),
      unread,
    ]);
  });

  it('survives any configuration', () => {
    fc.assert(fc.property(fc.anything(), (value) => codeNames(value).names.length <= 1_000));
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
    expect(codeNames({ auto_map: deep })).toEqual({ names: [], readable: false });
    const many = Array.from({ length: 100_000 }, (_, index) => `a.C${index}`);
    expect(codeNames({ auto_map: [...many, FOREIGN] }).names).toContain(FOREIGN);
  });
});

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
    ['no such revision', {}, 'v9', undefined, { resolution: { reason: 'not-found', detail: expect.stringMatching(/^RevisionNotFound:/) } }],
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
    expect(resolve([load('hf:acme/a')], createEvidence())[0]?.resolution).toMatchObject({ reason: 'offline' });
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
