import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Component, LoadSighting } from '../../../../src/core/model/index.ts';
import { codeNames } from '../../../../src/core/hosts/huggingface/code-names.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { type FakeHub, type FakeRepo, startHub } from '../../../hub-fake/index.ts';
import { commit, investigate, load } from '../../resolve/support.ts';

let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const SHA = 'ab'.repeat(32);

describe('what else a load pulls (T36)', () => {
  const json = (path: string, value: unknown) => ({ path, size: 1, text: JSON.stringify(value) });
  const FOREIGN = 'evil/code--m.M';

  async function loaded(repo: Partial<FakeRepo>, more: Partial<LoadSighting>): Promise<Component> {
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
    ['an entry that is not a class', { config: { auto_map: { AutoModel: 7 } } }, 'config.json: its auto_map'],
    ['a list in place of a map, with a number', { config: { auto_map: [['m.M', 1]] } }, 'config.json: its auto_map'],
    [
      'a configuration that is not JSON',
      { files: [{ path: 'tokenizer_config.json', size: 1, text: '{' }] },
      'tokenizer_config.json: it is not JSON',
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

  it('nothing is asked for a load that trusts no code and is not an adapter', async () => {
    await loaded({ files: [json('tokenizer_config.json', {}), json('config.json', {})] }, {});
    expect(hub?.requests.filter(({ path }) => path.includes('/raw/'))).toEqual([]);
  });

  it.each<[string, Partial<FakeRepo>, Partial<LoadSighting>, string[], number]>([
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
      { subfolder: true },
      ['m/b'],
      0,
    ],
    ['in a folder that this load does not take', { files: [json('x/adapter_config.json', { base_model_name_or_path: 'm/b' })] }, {}, [], 0],
    ['without a name', { files: [json('adapter_config.json', { base_model_name_or_path: null })] }, {}, [], 0],
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
