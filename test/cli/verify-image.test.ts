/** `weighbridge verify package oci:…`: what a registry serves under a name, and who signed exactly that. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHub } from '../hub-fake/index.ts';
import { attestClassic, BUNDLE, pushImage, pushPlain, refer, signClassic } from '../oci-fake/images.ts';
import { digestOf, type FakeOci, startOci } from '../oci-fake/index.ts';
import { run, type Said } from '../support/command-line.ts';
import { IDENTITY, ISSUER, keyPair, sigstoreInstance, type SigstoreInstance } from '../support/sigstore.ts';

const REPOSITORY = 'acme/app';
const KEY = keyPair();
const SIGNED_BY = ['--identity', IDENTITY, '--issuer', ISSUER];

let instance: SigstoreInstance;
let folder: string;
let registry: FakeOci;
let digest: string;

beforeAll(async () => {
  instance = await sigstoreInstance();
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-image-'));
  writeFileSync(join(folder, 'root.json'), JSON.stringify(instance.trustedRoot));
  writeFileSync(join(folder, 'key.pem'), KEY.publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(join(folder, 'other.pem'), keyPair().publicKey.export({ type: 'spki', format: 'pem' }));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  registry = await startOci();
  digest = pushPlain(registry, REPOSITORY, 'v1');
});
afterEach(() => registry.close());

function verify(reference: string, ...more: readonly string[]): Promise<Said> {
  const named = `oci:${registry.name}/${REPOSITORY}${reference}`;
  return run(['verify', 'package', named, '--trusted-root', 'root.json', ...more], folder, registry.environment);
}

describe('what is served', () => {
  it('resolves a tag to the digest of the bytes that came, lists what it holds, and says that it can move', async () => {
    const { out, code } = await verify(':v1');
    expect(out).toContain(`digest     ${digest} (what the tag is now; it can move)`);
    expect(out).toContain('holds      an image');
    expect(out).toContain('layer      application/vnd.oci.image.layer.v1.tar+gzip');
    expect(out).toContain('because    nobody signed it');
    expect(code).toBe(1);
  });

  it.each([
    ['a digest', () => `@${digest}`, '(pinned)'],
    ['a digest beside a tag', () => `:v1@${digest}`, '(pinned)'],
    ['a tag behind an "@", as references have it', () => '@v1', 'it can move'],
  ])('reads %s', async (_, reference, text) => {
    expect((await verify(reference())).out).toContain(text);
  });

  it('lists the manifests of an index, and looks into none of them', async () => {
    const circle = {
      mediaType: 'application/vnd.oci.image.index.v1+json',
      digest,
      size: 1,
      platform: { os: 'linux', architecture: 'arm64' },
    };
    registry.push(REPOSITORY, { schemaVersion: 2, mediaType: circle.mediaType, manifests: [circle, circle] }, 'many');
    const { out } = await verify(':many');
    expect(out).toContain('holds      an index of 2 manifests');
    expect(out).toContain(`layer      linux/arm64 1 bytes ${digest}`);
    expect(registry.requests.filter(({ path }) => path.endsWith(digest))).toEqual([]);
  });

  it('names the weights of a model by the digest of the file, and its license as stated', async () => {
    pushImage(registry, REPOSITORY, 'model', {
      config: { type: 'application/vnd.docker.ai.model.config.v0.1+json', content: '{"config":{"architecture":"llama"}}' },
      layers: [
        { type: 'application/vnd.docker.ai.gguf.v3', content: 'GGUF weights', annotations: { 'org.cncf.model.filepath': 'm.gguf' } },
        { type: 'application/vnd.docker.ai.license', content: 'Apache License\n  Version 2.0, January 2004\n' },
      ],
    });
    const { out } = await verify(':model');
    expect(out).toContain('holds      a model (Docker Model Runner)');
    expect(out).toMatch(/layer {6}weights m\.gguf 12 bytes sha256:[0-9a-f]{64} \(of the file itself\)/);
    expect(out).toContain('model      llama (stated)');
    expect(out).toContain('license    Apache License, Version 2.0 (stated)');
    expect(registry.requests.some(({ path }) => path.includes('/blobs/') && path.endsWith(registry.blob(REPOSITORY, 'GGUF weights')))).toBe(
      false,
    );
  });
});

describe('signatures', () => {
  it.each([
    ['by an identity', () => [{ instance }], SIGNED_BY, null],
    ['by anybody who is proven', () => [{ instance }], [], null],
    ['by a key', () => [{ instance, key: KEY.privateKey }], ['--public-key', 'key.pem'], null],
    ['by two, of whom one is asked for', () => [{ instance }, { instance, identity: 'https://other.example/x' }], SIGNED_BY, null],
    [
      'by another identity',
      () => [{ instance, identity: 'https://other.example/x' }],
      SIGNED_BY,
      'it is signed, and not by whom you ask for',
    ],
    [
      'by another key',
      () => [{ instance, key: KEY.privateKey }],
      ['--public-key', 'other.pem'],
      'signed with none of the keys that were named',
    ],
    ['by a key that nobody names', () => [{ instance, key: KEY.privateKey }], [], 'it is signed with a key that nobody named'],
    [
      'by somebody who does not say where it was built',
      () => [{ instance }],
      ['--source-repository', 'https://github.com/acme/app'],
      'it was built from a place that its signature does not name',
    ],
    ['of another image', () => [{ instance, names: `sha256:${'0'.repeat(64)}` }], SIGNED_BY, 'it signs another image'],
    ['of something that is no image', () => [{ instance, type: 'a letter' }], SIGNED_BY, 'what is signed is no signature of an image'],
    [
      'with another signature in its place',
      () => [{ instance, tamper: (one: Record<string, string>) => void (one['dev.cosignproject.cosign/signature'] = 'MEUCIQ==') }],
      SIGNED_BY,
      '.sig: ',
    ],
    [
      'without its log entry',
      () => [{ instance, tamper: (one: Record<string, string>) => void delete one['dev.sigstore.cosign/bundle'] }],
      SIGNED_BY,
      '.sig: ',
    ],
    [
      'with a chain of hostile text for a certificate',
      () => [
        { instance, tamper: (one: Record<string, string>) => void (one['dev.sigstore.cosign/certificate'] = '-----BEGIN'.repeat(500)) },
      ],
      SIGNED_BY,
      'its certificate cannot be read',
    ],
  ])('%s', async (_, signings, args, fault) => {
    await signClassic(registry, REPOSITORY, digest, ...signings());
    const { out, code } = await verify(`@${digest}`, ...args);
    if (fault === null) expect(out).toMatch(/^verified: /);
    else expect(out).toContain(fault);
    expect(code).toBe(fault === null ? 0 : 1);
  });

  it('counts a signature that does not hold beside one that does', async () => {
    await signClassic(registry, REPOSITORY, digest, { instance }, { instance, names: `sha256:${'1'.repeat(64)}` });
    const { out, code } = await verify(`@${digest}`, ...SIGNED_BY);
    expect(out).toContain('signature  verified');
    expect(out).toContain('signature  invalid: it signs another image');
    expect(code).toBe(1);
  });

  it('says nothing for or against a log entry in a form that is not read', async () => {
    const old = (annotations: Record<string, string>): void => {
      const bundle = JSON.parse(annotations['dev.sigstore.cosign/bundle'] ?? '') as { Payload: { body: string } };
      bundle.Payload.body = Buffer.from('{"kind":"intoto","apiVersion":"0.0.1"}').toString('base64');
      annotations['dev.sigstore.cosign/bundle'] = JSON.stringify(bundle);
    };
    await signClassic(registry, REPOSITORY, digest, { instance, tamper: old });
    const { out } = await verify(`@${digest}`, ...SIGNED_BY);
    expect(out).toContain('signature  unverifiable: the transparency log records it in a form that is not read here');
  });

  it.each(['list', 'none'] as const)('finds bundles that refer to the image, with the registry’s list (%s)', async (referrers) => {
    const referrer = await refer(registry, REPOSITORY, digest, instance);
    registry.referrers = referrers;
    if (referrers === 'none')
      registry.push(
        REPOSITORY,
        {
          schemaVersion: 2,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          manifests: [{ mediaType: 'x', digest: referrer, size: 1, artifactType: BUNDLE }],
        },
        digest.replace(':', '-'),
      );
    const { out, code } = await verify(`@${digest}`, ...SIGNED_BY);
    expect(out).toContain(`signature  verified: ${IDENTITY}`);
    expect(code).toBe(0);
  });

  it('tells an attestation from a signature, in both forms', async () => {
    await attestClassic(registry, REPOSITORY, digest, instance);
    await refer(registry, REPOSITORY, digest, instance, { predicateType: 'https://spdx.dev/Document' });
    const { out, code } = await verify(`@${digest}`, ...SIGNED_BY);
    expect(out).toContain('statement  verified');
    expect(out).toContain('says https://slsa.dev/provenance/v1');
    expect(out).toContain('says https://spdx.dev/Document');
    expect(out).toContain('because    nobody signed it: what is there only states something about it');
    expect(code).toBe(1);
    await signClassic(registry, REPOSITORY, digest, { instance });
    expect((await verify(`@${digest}`, ...SIGNED_BY)).code).toBe(0);
  });

  it.each([
    ['provenance', () => attestClassic(registry, REPOSITORY, digest, instance), 'it was built from'],
    [
      'any other statement',
      () => refer(registry, REPOSITORY, digest, instance, { predicateType: 'https://spdx.dev/Document' }),
      'nobody signed it: what is there only states something about it',
    ],
  ])('where it was built is asked of signatures and provenance alone: %s', async (_, push, fault) => {
    await push();
    const { out, code } = await verify(`@${digest}`, '--source-repository', 'https://github.com/acme/app');
    expect(out).toContain(`because    ${fault}`);
    expect(code).toBe(1);
  });

  it.each([
    [
      'an attestation about another image',
      () => attestClassic(registry, REPOSITORY, digest, instance, `sha256:${'2'.repeat(64)}`),
      'the artifact is not among',
    ],
    [
      'a bundle about another image',
      () => refer(registry, REPOSITORY, digest, instance, { of: `sha256:${'2'.repeat(64)}` }),
      'the artifact is not among',
    ],
  ])('%s is invalid', async (_, push, fault) => {
    await push();
    const { out, code } = await verify(`@${digest}`);
    expect(out).toContain(fault);
    expect(code).toBe(1);
  });

  it('says the same to programs', async () => {
    await signClassic(registry, REPOSITORY, digest, { instance });
    const { out } = await verify(':v1', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'weighbridge-image-verification',
      state: 'verified',
      registry: registry.name,
      repository: REPOSITORY,
      reference: 'v1',
      answer: {
        digest,
        pinned: false,
        signatures: [{ form: 'signature', proof: { state: 'verified', signer: { identity: IDENTITY, issuer: ISSUER } } }],
      },
    });
  });
});

describe('models that a hub has, too', () => {
  const WEIGHTS = 'GGUF weights';
  const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
  const push = (type: string): string => pushImage(registry, REPOSITORY, 'model', { layers: [{ type, content: WEIGHTS }] });

  it.each([
    ['the same file', 'application/vnd.docker.ai.gguf.v3', WEIGHTS, null],
    ['another file', 'application/vnd.docker.ai.gguf.v3', 'other weights', `it has weights that are no file of hf:acme/model@${COMMIT}`],
    ['the same file in an archive', 'application/vnd.kitops.modelkit.model.v1.tar', WEIGHTS, 'its weights lie in an archive'],
  ])('%s', async (_, type, onHub, fault) => {
    const hub = await startHub({
      repos: [
        {
          id: 'acme/model',
          commits: [COMMIT],
          files: [{ path: 'm.gguf', size: onHub.length, sha256: digestOf(onHub).slice('sha256:'.length) }],
        },
      ],
    });
    push(type);
    const { out, code } = await verify(':model', '--same-as', `hf:acme/model@${COMMIT}`, '--hub-url', hub.url);
    if (fault === null) expect(out).toContain(`is m.gguf of hf:acme/model@${COMMIT}`);
    else expect(out).toContain(fault);
    expect(code).toBe(fault === null ? 0 : 1);
    await hub.close();
  });

  it('of Ollama are read by their own names', async () => {
    pushImage(registry, 'library/tiny', '1b', { layers: [{ type: 'application/vnd.ollama.image.model', content: WEIGHTS }] });
    const { out, code } = await run(['verify', 'package', 'ollama:tiny:1b'], folder, registry.environment);
    expect(out).toContain('holds      a model (Ollama)');
    expect(out).toContain('because    nobody signed it');
    expect(code).toBe(1);
    expect(registry.requests.some(({ path }) => path.includes('.sig') || path.includes('referrers'))).toBe(false);
  });
});
