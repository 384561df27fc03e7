import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Component, SignatureSeen, Topic } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { signaturesOn } from '../../../../src/core/hosts/huggingface/signed.ts';
import type { FakeFile } from '../../../hub-fake/repo.ts';
import { type FakeHub, startHub } from '../../../hub-fake/index.ts';
import { KEYS, pair, resource, signed, statement } from '../../../support/oms.ts';
import { IDENTITY, ISSUER, signPayload, type SigstoreInstance, sigstoreInstance } from '../../../support/sigstore.ts';
import { commit, investigate, load } from '../../resolve/support.ts';

const WEIGHTS: FakeFile = {
  path: 'model.safetensors',
  size: 140_000_000_000,
  sha256: createHash('sha256').update('weights').digest('hex'),
};
const CONFIG: FakeFile = { path: 'config.json', size: 2, text: '{}' };
const README: FakeFile = { path: 'README.md', size: 4, text: 'text' };
const GIT: FakeFile = { path: '.gitattributes', size: 1, text: '\n' };
const ALL = [resource('model.safetensors', 'weights'), resource('config.json', '{}'), resource('README.md', 'text')];
const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'files', 'signature']);

let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});
const hubs: FakeHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

function signature(text: unknown, path = 'model.sig'): FakeFile {
  const content = typeof text === 'string' ? text : JSON.stringify(text);
  return { path, size: Buffer.byteLength(content), text: content };
}

async function look(files: readonly FakeFile[], fault: string | null = null): Promise<readonly SignatureSeen[]> {
  const hub = await startHub({ repos: [{ id: 'acme/big', commits: [commit(1)], files }] });
  hubs.push(hub);
  if (fault !== null) hub.fault(fault, 500);
  const sighting = load('hf:acme/big', commit(1));
  const evidence = await investigate([sighting], hub.url, TOPICS);
  const [component] = resolve([sighting], evidence) as [Component];
  const now = new Date(instance.time.getTime() + 60_000);
  return signaturesOn(component, evidence, { root: () => instance.trust, keys: [KEYS.publicKey] }, now);
}
const words = (all: readonly SignatureSeen[]): string[] =>
  all.map(
    ({ file, state, matching, hashed, wrong, unsigned }) =>
      `${file} ${state} ${matching} ${hashed} [${wrong.join(' ')}] [${unsigned.join(' ')}]`,
  );

describe('a signature beside a model on the hub', () => {
  it.each<[string, readonly FakeFile[], string[]]>([
    ['none', [WEIGHTS, CONFIG], []],
    ['everything is signed', [WEIGHTS, CONFIG, README, GIT, signature(signed(statement(ALL)))], ['model.sig valid 3 2 [] []']],
    ['under another name', [WEIGHTS, CONFIG, README, signature(signed(statement(ALL)), 'acme.oms.sig')], ['acme.oms.sig valid 3 2 [] []']],
    [
      'other weights',
      [{ ...WEIGHTS, sha256: 'a'.repeat(64) }, CONFIG, README, signature(signed(statement(ALL)))],
      ['model.sig invalid 2 2 [model.safetensors] []'],
    ],
    [
      'another small file',
      [WEIGHTS, { ...CONFIG, text: '[]' }, README, signature(signed(statement(ALL)))],
      ['model.sig invalid 2 1 [config.json] []'],
    ],
    ['a signed file is missing', [WEIGHTS, CONFIG, signature(signed(statement(ALL)))], ['model.sig invalid 2 1 [README.md] []']],
    [
      'code beside signed files',
      [WEIGHTS, CONFIG, README, { path: 'modeling_x.py', size: 3, text: 'x=1' }, signature(signed(statement(ALL)))],
      ['model.sig valid 3 2 [] [modeling_x.py]'],
    ],
    [
      'code that the signer left out on purpose is left out for nobody',
      [WEIGHTS, CONFIG, README, { path: 'x.py', size: 3, text: 'x=1' }, signature(signed(statement(ALL, { ignore_paths: ['x.py'] })))],
      ['model.sig valid 3 2 [] [x.py]'],
    ],
    [
      'a picture beside them',
      [WEIGHTS, CONFIG, README, { path: 'a.png', size: 1 }, signature(signed(statement(ALL)))],
      ['model.sig valid 3 2 [] []'],
    ],
    [
      'in shards',
      [
        WEIGHTS,
        signature(signed(statement([{ ...resource('model.safetensors:0:9'), algorithm: 'sha256' }], { method: 'shards', shard_size: 9 }))),
      ],
      ['model.sig unverifiable 0 0 [] []'].map((text) => text.replace('unverifiable', 'invalid').replace('[]', '[model.safetensors]')),
    ],
    [
      'by a key that nobody named',
      [WEIGHTS, CONFIG, README, signature(signed(statement(ALL), { keys: pair() }))],
      ['model.sig unknown-key 0 0 [] []'],
    ],
    ['junk', [WEIGHTS, signature('{')], ['model.sig invalid 0 0 [] []']],
    [
      'a signature over other bytes',
      [WEIGHTS, signature({ ...signed(statement(ALL)), dsseEnvelope: signed('{}').dsseEnvelope })],
      ['model.sig invalid 0 0 [] []'],
    ],
    [
      'of one file, by its name',
      [{ ...WEIGHTS, path: 'x.gguf' }, CONFIG, signature(signed(statement([resource('x.gguf', 'weights')])), 'x.gguf.sig')],
      ['x.gguf.sig valid 1 0 [] [config.json]'],
    ],
    ['in a folder: not at the root, so nobody is bound to it', [WEIGHTS, signature(signed(statement(ALL)), 'a/model.sig')], []],
  ])('%s', async (_, files, expected) => {
    expect(words(await look(files))).toEqual(expected);
  });

  it('blake2b, and shards whose sizes fit, cannot be checked without the weights', async () => {
    const digest = createHash('blake2b512').update('weights').digest('hex');
    const blake = signed(statement([{ name: 'model.safetensors', digest, algorithm: 'blake2b' }], { hash_type: 'blake2b' }));
    expect(await look([WEIGHTS, signature(blake)])).toMatchObject([
      { state: 'unverifiable', detail: expect.stringContaining('without download') },
    ]);
  });

  it('keyless: proven is who the certificate names, and nobody else', async () => {
    const bundle = await signPayload(instance, JSON.stringify(statement(ALL)), { timestamp: true });
    const [seen] = await look([WEIGHTS, CONFIG, README, signature(bundle)]);
    expect(seen).toMatchObject({
      state: 'valid',
      signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
      matching: 3,
      hashed: 2,
    });
    const other = await sigstoreInstance();
    const foreign = await signPayload(other, JSON.stringify(statement(ALL)), { timestamp: true });
    expect(await look([WEIGHTS, CONFIG, README, signature(foreign)])).toMatchObject([{ state: 'invalid', signer: null }]);
  });

  it('more than are looked at is said, and model.sig is among those that are', async () => {
    const many = Array.from({ length: 21 }, (_, index) => signature(signed(statement(ALL)), `a${String(index).padStart(2, '0')}.sig`));
    const all = await look([WEIGHTS, CONFIG, README, ...many, signature('{')]);
    expect(all).toHaveLength(21);
    expect(all[0]).toMatchObject({ file: 'model.sig', state: 'invalid' });
    expect(all[20]).toMatchObject({ file: 'a19.sig', state: 'unread', reason: 'budget' });
  });

  it('no key is tried on a signature that does not name one (T12)', async () => {
    const bundle = signed(statement(ALL)) as { verificationMaterial: object };
    const old = { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, publicKey: { rawBytes: '' } } };
    expect(words(await look([WEIGHTS, CONFIG, README, signature(old)]))).toEqual(['model.sig unknown-key 0 0 [] []']);
  });

  it('what could not be read is no verdict', async () => {
    const files = [WEIGHTS, CONFIG, README, signature(signed(statement(ALL)))];
    expect(await look(files, 'model.sig')).toMatchObject([{ state: 'unread', reason: 'server-error' }]);
    expect(await look(files, 'config.json')).toMatchObject([{ state: 'unread', detail: expect.stringContaining('config.json') }]);
    const lying = { ...signature(signed(statement(ALL))), blobId: 'b'.repeat(40) };
    expect(await look([WEIGHTS, CONFIG, README, lying])).toMatchObject([{ state: 'unread', signer: null }]);
  });
});
