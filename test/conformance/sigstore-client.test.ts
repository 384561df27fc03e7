/** The door's own manners: exit codes, any folder, any Node first on the path. */
import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { door } from '../support/door.ts';
import { encode, IDENTITY, ISSUER, keyPair, signFile, sigstoreInstance } from '../support/sigstore.ts';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge door '));
const key = keyPair();
beforeAll(async () => {
  const instance = await sigstoreInstance();
  writeFileSync(join(folder, 'file'), 'weights');
  writeFileSync(join(folder, 'root.json'), encode(instance.trustedRoot));
  writeFileSync(join(folder, 'bundle.json'), encode(await signFile(instance, 'weights')));
  writeFileSync(join(folder, 'keyed.json'), encode(await signFile(instance, 'weights', { key })));
  writeFileSync(join(folder, 'key.pub'), key.publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(join(folder, 'node'), '#!/bin/sh\nexit 77\n');
  chmodSync(join(folder, 'node'), 0o755);
  symlinkSync(join(import.meta.dirname, 'sigstore-client'), join(folder, 'linked'));
});

const KEYLESS = ['verify-bundle', '--bundle', 'bundle.json', '--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
const OWN = ['--trusted-root', 'root.json'];
const KEYED = ['verify-bundle', '--bundle', 'keyed.json', '--key', 'key.pub', ...OWN];

describe('sigstore-client', () => {
  it.each([
    ['verifies', [...KEYLESS, ...OWN, 'file'], 0],
    ['verifies with a key', [...KEYED, 'file'], 0],
    ['refuses another file', [...KEYLESS, ...OWN, 'root.json'], 1],
    ['refuses without the trust root', [...KEYLESS, 'file'], 1],
    ['refuses without an identity', ['verify-bundle', '--bundle', 'bundle.json', ...OWN, 'file'], 1],
    ['a key file that is none', ['verify-bundle', '--bundle', 'keyed.json', '--key', 'root.json', 'file'], 1],
    ['a bundle that is not there', ['verify-bundle', '--bundle', 'missing', '--key', 'key.pub', 'file'], 1],
    ['an artifact that is not there', [...KEYED, 'missing'], 1],
    ['an unknown option', [...KEYED, '--staging', 'file'], 1],
    ['an unknown command', ['sign-bundle'], 1],
    ['nothing', [], 1],
  ])('%s', async (_what, args, expected) => {
    const { code, out, err } = await door('sigstore-client', args, { cwd: folder });
    expect([code, out]).toEqual([expected, '']);
    expect(err).toMatch(expected === 0 ? /^$/ : /^[^\n]+\n$/);
  });

  it('takes the Node of this repository, through a link too', async () => {
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const name = join('..', '..', '..', '..', '..', '..', folder, 'linked');
    expect((await door(name, [...KEYED, 'file'], { cwd: folder, env })).code).toBe(0);
  });
});
