/** `weighbridge verify package oci:…` against registries that lie, fail, or send elsewhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { BUNDLE, pushPlain, refer, signClassic } from '../oci-fake/images.ts';
import { type FakeOci, startOci } from '../oci-fake/index.ts';
import { run, type Said } from '../support/command-line.ts';
import { keyPair, sigstoreInstance, type SigstoreInstance } from '../support/sigstore.ts';

const REPOSITORY = 'acme/app';

let instance: SigstoreInstance;
let folder: string;
let registry: FakeOci;
let digest: string;

beforeAll(async () => {
  instance = await sigstoreInstance();
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-image-'));
  writeFileSync(join(folder, 'root.json'), JSON.stringify(instance.trustedRoot));
  writeFileSync(join(folder, 'key.pem'), keyPair().publicKey.export({ type: 'spki', format: 'pem' }));
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

const manifests = (reference: string): string => `/v2/${REPOSITORY}/manifests/${reference}`;
const listed = { 'content-type': 'application/vnd.oci.image.index.v1+json' };
const image = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };

it.each([
  ['no such tag', ':none', () => undefined, 'HTTP 404'],
  [
    'another manifest under a digest',
    `@sha256:${'a'.repeat(64)}`,
    () => {
      const body = JSON.stringify({
        schemaVersion: 2,
        config: { mediaType: 'x', digest: `sha256:${'b'.repeat(64)}`, size: 1 },
        layers: [],
      });
      registry.answers.set(manifests(`sha256:${'a'.repeat(64)}`), { status: 200, headers: image, body });
    },
    'another manifest under this digest',
  ],
  [
    'a manifest of more than 4 MiB',
    ':v1',
    () => registry.answers.set(manifests('v1'), { status: 200, headers: image, body: `{"x":"${'x'.repeat(5 * 1024 * 1024)}"}` }),
    'more than 4194304 bytes',
  ],
  [
    'an image that is an index, too',
    ':v1',
    () =>
      registry.answers.set(manifests('v1'), {
        status: 200,
        headers: image,
        body: '{"schemaVersion":2,"config":{},"layers":[],"manifests":[]}',
      }),
    'neither an image nor an index, or both',
  ],
  [
    'a key that stands twice',
    ':v1',
    () => registry.answers.set(manifests('v1'), { status: 200, headers: image, body: '{"schemaVersion":2,"layers":[],"layers":[]}' }),
    'a key stands twice',
  ],
  [
    'a manifest that is elsewhere',
    ':v1',
    () => registry.answers.set(manifests('v1'), { status: 307, headers: { location: 'http://127.0.0.1:9/' } }),
    'HTTP 307',
  ],
  [
    'a page instead',
    ':v1',
    () => registry.answers.set(manifests('v1'), { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }),
    'a page instead of data',
  ],
])('%s', async (_, reference, prepare, fault) => {
  prepare();
  const { out, code } = await verify(reference);
  expect(out).toContain(fault);
  expect(out).not.toContain('nobody signed it');
  expect(code).toBe(1);
});

it('does not call unsigned what it has not seen to its end', async () => {
  const body = JSON.stringify({ schemaVersion: 2, manifests: [] });
  const link = `</v2/${REPOSITORY}/referrers/${digest}?page=2>; rel="next"`;
  registry.answers.set(`/v2/${REPOSITORY}/referrers/${digest}`, { status: 200, headers: { ...listed, link }, body });
  const { out } = await verify(':v1');
  expect(out).toContain('no signature could be verified: more than one page');
  expect(out).not.toContain('nobody signed it');
});

it('looks at twenty referrers, and says that there are more', async () => {
  const others = Array.from({ length: 5000 }, (_, index) => ({
    mediaType: 'x',
    digest: `sha256:${index.toString(16).padStart(64, '0')}`,
    size: 1,
    artifactType: BUNDLE,
  }));
  registry.answers.set(`/v2/${REPOSITORY}/referrers/${digest}`, {
    status: 200,
    headers: listed,
    body: JSON.stringify({ schemaVersion: 2, manifests: others }),
  });
  const { out } = await verify(':v1');
  expect(out).toContain('more than 20 of them');
  expect(registry.requests.length).toBeLessThan(40);
});

it('takes a listed manifest for what it refers to itself', async () => {
  const referrer = await refer(registry, REPOSITORY, digest, instance, { subject: `sha256:${'3'.repeat(64)}` });
  const body = JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType: 'x', digest: referrer, size: 1, artifactType: BUNDLE }] });
  registry.answers.set(`/v2/${REPOSITORY}/referrers/${digest}`, { status: 200, headers: listed, body });
  expect((await verify(':v1')).out).toContain('invalid: it refers to another image');
});

it('other bytes under the digest of a blob are no answer', async () => {
  await signClassic(registry, REPOSITORY, digest, { instance });
  expect((await verify(':v1')).out).toMatch(/^verified/);
  const blob = registry.requests.find(({ path }) => path.includes('/blobs/sha256:'));
  registry.answers.set(blob?.path ?? '', { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'other' });
  expect((await verify(':v1')).out).toContain('other bytes under this digest');
});

it.each([
  ['a name that no registry can have', 'oci:UPPER/../x:1', 2],
  ['a registry that nobody listed', 'oci:registry.example/acme/app:1', 1],
])('asks nobody about %s', async (_, named, code) => {
  const said = await run(['verify', 'package', named], folder, registry.environment);
  expect(said.code).toBe(code);
  expect(registry.requests).toEqual([]);
});

it('asks nobody where the list is off, and nobody offline', async () => {
  const named = `oci:${registry.name}/${REPOSITORY}:v1`;
  expect((await run(['verify', 'package', named], folder)).out).toContain('not asked: this host has no address');
  expect((await run(['verify', 'package', named, '--offline'], folder, registry.environment)).out).toContain('offline');
  expect(registry.requests).toEqual([]);
});

it('wants to know who must have signed, or nothing', async () => {
  expect((await verify(':v1', '--identity', 'x')).code).toBe(2);
  expect((await verify(':v1', '--integrity', `sha256:${'a'.repeat(64)}`)).code).toBe(2);
  expect((await run(['verify', 'package', 'npm:x@1.0.0', '--public-key', 'key.pem'], folder)).code).toBe(2);
  expect((await verify(':v1', '--public-key', 'key.pem', '--issuer', 'x')).code).toBe(2);
});

it.each<[string, () => void, readonly string[], string]>([
  ['a registry that is down', () => registry.answers.set(manifests('v1'), { status: 503 }), [], 'HTTP 503'],
  ['a registry that nobody asks', () => undefined, ['--offline'], 'offline'],
])('%s is no verdict', async (_, prepare, more, fault) => {
  prepare();
  const { out, code } = await verify(':v1', ...more);
  expect(out).toContain(fault);
  expect(code).toBe(2);
});
