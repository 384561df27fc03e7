/** `weighbridge verify bundle` as a user types it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from '../support/cli.ts';
import { run as inProcess } from '../support/command-line.ts';
import {
  encode,
  IDENTITY,
  ISSUER,
  keyPair,
  type SigstoreInstance,
  signFile,
  signPayload,
  sigstoreInstance,
  statementAbout,
} from '../support/sigstore.ts';
import { startTuf } from '../support/tuf.ts';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge-verify-'));
const FILE = Buffer.from('weights');
const sha256 = createHash('sha256').update(FILE).digest('hex');
const key = keyPair();
let instance: SigstoreInstance;

beforeAll(async () => {
  instance = await sigstoreInstance();
  writeFileSync(join(folder, 'model.bin'), FILE);
  writeFileSync(join(folder, 'other.bin'), 'other');
  writeFileSync(join(folder, 'root.json'), encode(instance.trustedRoot));
  writeFileSync(join(folder, 'bundle.json'), encode(await signPayload(instance, statementAbout(FILE))));
  writeFileSync(join(folder, 'keyed.json'), encode(await signFile(instance, FILE, { key, log: 'none', hint: 'acme\u202E' })));
  writeFileSync(join(folder, 'key.pem'), key.publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(join(folder, 'private.pem'), key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
});

const verify = (...args: string[]): Promise<Ran> => inProcess(['verify', 'bundle', ...args], folder);
const KEYLESS = ['--bundle', 'bundle.json', '--identity', IDENTITY, '--issuer', ISSUER];
const OWN = ['--trusted-root', 'root.json'];

describe('verify bundle', () => {
  it('says who, when, what, and by which trust root', async () => {
    const { code, out } = await verify(...KEYLESS, ...OWN, 'model.bin');
    expect(out.split('\n').map((line) => line.replace(/sha256:\S+$/, 'sha256:…'))).toEqual([
      'verified: model.bin',
      `  by       ${IDENTITY}, authenticated by ${ISSUER}`,
      `  when     ${instance.time.toISOString()}, says a transparency log; in a transparency log`,
      `  covers   the subject "model.bin" sha256:${sha256} of a statement https://slsa.dev/provenance/v1`,
      '  bundle   application/vnd.dev.sigstore.bundle.v0.3+json, sha256:…',
      expect.stringMatching(/^ {2}trust {4}root\.json: no expiry is known, newest key from \d{4}-\d\d-\d\d, sha256:…$/),
      '',
    ]);
    expect(code).toBe(0);
  });

  it('takes a digest, and answers programs', async () => {
    const { code, out } = await verify(...KEYLESS, ...OWN, '--format', 'json', `sha256:${sha256}`);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      {
        format: 'weighbridge-bundle-verification',
        formatVersion: 1,
        state: 'verified',
        signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
        signedAt: instance.time.toISOString(),
        content: { kind: 'dsse', statement: { subject: { hex: sha256 } } },
        trustRoot: { label: 'root.json', source: 'file', digest: instance.trust.digest, expires: null },
      },
    ]);
    for (const member of ['"payload"', '"certificate"']) expect(out).not.toContain(member);
  });

  it('with a key; what the bundle calls it is shown safely (T22)', async () => {
    const { code, out } = await verify('--bundle', 'keyed.json', '--public-key', 'key.pem', 'model.bin');
    expect([code, out]).toEqual([0, expect.stringContaining('the given key (the bundle calls it "acme\\u{202e}")')]);
    expect(out).toContain('nobody recorded it; in no transparency log');
    expect(out).toMatch(/Sigstore public good, embedded in this release: TUF root \d+, valid until \d{4}-/);
  });

  it.each([
    ['another file', [...KEYLESS, ...OWN, 'other.bin'], 'subject'],
    ['the public good trust root', [...KEYLESS, 'model.bin'], 'certificate'],
    ['another identity', ['--bundle', 'bundle.json', '--identity', 'x', '--issuer', ISSUER, ...OWN, 'model.bin'], 'identity'],
    ['an empty identity', ['--bundle', 'bundle.json', '--identity', '', '--issuer', ISSUER, ...OWN, 'model.bin'], 'identity'],
    [
      'a key that ended',
      ['--bundle', 'keyed.json', '--public-key', 'key.pem', '--key-valid-until', '2020-01-31', 'model.bin'],
      'key-expired',
    ],
    ['no bundle', ['--bundle', 'model.bin', '--public-key', 'key.pem', 'model.bin'], 'malformed'],
  ])('exit code 1: %s', async (_what, args, code) => {
    const ran = await verify(...args);
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`[${code}]`)]);
    const json = await verify(...args, '--format', 'json');
    expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { state: 'not-verified', code, cause: expect.any(String) }]);
  });

  it.each([
    ['nothing', [], 'takes one file or digest'],
    ['two artifacts', [...KEYLESS, 'model.bin', 'other.bin'], 'takes one file or digest'],
    ['no bundle', ['--public-key', 'key.pem', 'model.bin'], 'needs --bundle'],
    ['no signer', ['--bundle', 'bundle.json', 'model.bin'], 'who must have signed'],
    ['half an identity', ['--bundle', 'bundle.json', '--identity', IDENTITY, 'model.bin'], 'who must have signed'],
    ['two signers', [...KEYLESS, '--public-key', 'key.pem', 'model.bin'], 'who must have signed'],
    ['an end without a key', [...KEYLESS, '--key-valid-until', '2026-01-01', 'model.bin'], 'who must have signed'],
    [
      'an end that is not a date',
      ['--bundle', 'keyed.json', '--public-key', 'key.pem', '--key-valid-until', '31.12.2026', 'model.bin'],
      'is not a date',
    ],
    ['a private key', ['--bundle', 'keyed.json', '--public-key', 'private.pem', 'model.bin'], 'is not a public key'],
    ['a missing artifact', [...KEYLESS, 'missing.bin'], 'missing.bin cannot be read'],
    ['a missing bundle', ['--bundle', 'missing', '--public-key', 'key.pem', 'model.bin'], 'missing cannot be read'],
    ['a trust root that is none', [...KEYLESS, '--trusted-root', 'model.bin', 'model.bin'], 'is not a trust root'],
    ['two trust roots', [...KEYLESS, ...OWN, '--refresh', 'model.bin'], 'one trust root'],
    ['half a repository', [...KEYLESS, '--tuf-url', 'https://tuf.example.org', 'model.bin'], 'go together'],
  ])('exit code 2: %s', async (_what, args, message) => {
    const ran = await verify(...args);
    expect([ran.code, ran.out, ran.err]).toEqual([2, '', expect.stringContaining(message)]);
  });

  it('with the trust root that a TUF repository has now', async () => {
    const repository = await startTuf({ expires: new Date(Date.now() + 86_400_000), trustedRoot: encode(instance.trustedRoot) });
    writeFileSync(join(folder, 'tuf-root.json'), repository.root);
    try {
      const { code, out } = await verify(...KEYLESS, '--tuf-url', repository.url, '--tuf-root', 'tuf-root.json', 'model.bin');
      expect([code, out]).toEqual([0, expect.stringContaining(`${repository.url}, fetched `)]);
    } finally {
      await repository.close();
    }
  });
});

describe('verify', () => {
  it('lists what it can verify, and each has its help', async () => {
    const help = await inProcess(['verify', '--help'], folder);
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('verify bundle: ')]);
    for (const args of [
      ['verify', 'bundle', '--help'],
      ['help', 'verify', 'bundle'],
    ])
      expect((await inProcess(args, folder)).out).toContain('--key-valid-until DATE');
    expect((await inProcess(['verify', 'nothing'], folder)).code).toBe(2);
    expect((await inProcess(['verify'], folder)).err).toContain('weighbridge verify bundle');
  });
});
