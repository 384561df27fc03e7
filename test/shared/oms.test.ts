/** Signatures that others made: release fixtures of the reference program, a vendor's, a published model's. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/command-line.ts';
import { door } from '../support/door.ts';

const FIXTURES = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures/oms');
const IBM = 'https://sigstore.verify.ibm.com/oauth2';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-fixtures-'));
  cpSync(FIXTURES, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly model: string;
  readonly signature: string;
  readonly trust: Readonly<Record<string, string>>;
}

const CERTIFICATE: Case = {
  model: 'v1.1.0-certificate',
  signature: 'v1.1.0-certificate/model.sig',
  trust: { 'certificate-chain': 'keys/ca-cert.pem' },
};
const KEYLESS: Case = {
  model: 'v1.1.0-sigstore',
  signature: 'v1.1.0-sigstore/model.sig',
  trust: { identity: 'stefanb@us.ibm.com', 'identity-provider': IBM },
};
const VENDOR: Case = {
  model: 'nvidia-earth2studio',
  signature: 'nvidia-earth2studio/skill.oms.sig',
  trust: { 'certificate-chain': 'nvidia-earth2studio.root.pem' },
};

const flags = ({ signature, trust }: Case): string[] => [
  '--signature',
  signature,
  ...Object.entries(trust).flatMap(([name, value]) => [`--${name}`, value]),
];

async function verify(one: Case): Promise<{ code: number; out: string }> {
  return run(['verify', 'model', one.model, ...flags(one)], folder);
}

/** The same through the door of the conformance suite, from another folder, with whatever Node is first in PATH. */
async function adapter({ model, signature, trust }: Case): Promise<number | null> {
  const method = 'identity' in trust ? 'sigstore' : 'public-key' in trust ? 'key' : 'certificate';
  const own = Object.entries(trust).flatMap(([name, value]) => {
    const isPath = method !== 'sigstore';
    return [`--${name === 'certificate-chain' ? 'cert-chain' : name}`, isPath ? join(folder, value) : value];
  });
  const args = ['verify-model', '--method', method, '--model-path', join(folder, model), '--bundle', join(folder, signature), ...own];
  return (await door('oms-adapter', args, { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin' } })).code;
}

describe('published signatures', () => {
  it.each([
    ['of the reference program, by certificate', CERTIFICATE],
    ['of the reference program, keyless', KEYLESS],
    ['of a vendor, by certificate', VENDOR],
  ])('verify: %s', async (_, one) => {
    expect(await verify(one)).toMatchObject({ code: 0 });
    expect(await adapter(one)).toBe(0);
  });

  it.each<[string, Case]>([
    ['another root', { ...CERTIFICATE, trust: { 'certificate-chain': 'nvidia-earth2studio.root.pem' } }],
    ['a key, where a certificate signed', { ...CERTIFICATE, trust: { 'public-key': 'keys/signing-key-pub.pem' } }],
    ['another identity', { ...KEYLESS, trust: { ...KEYLESS.trust, identity: 'Stefanb@us.ibm.com' } }],
    ['another issuer', { ...KEYLESS, trust: { ...KEYLESS.trust, 'identity-provider': `${IBM}/` } }],
    ['a root, where nobody has one', { ...KEYLESS, trust: { 'certificate-chain': 'keys/ca-cert.pem' } }],
    ['another model', { ...CERTIFICATE, model: 'nvidia-earth2studio' }],
  ])('do not verify by %s', async (_, one) => {
    expect(await verify(one)).toMatchObject({ code: 1 });
    expect(await adapter(one)).toBe(1);
  });

  it.each([
    [CERTIFICATE, 'signme-1'],
    [KEYLESS, 'signme-2'],
    [VENDOR, 'evals/evals.json'],
  ])('do not verify when a file was changed or added: %#', async (one, file) => {
    writeFileSync(join(folder, one.model, 'added.bin'), 'x');
    expect((await verify(one)).out).toContain('extra    added.bin');
    rmSync(join(folder, one.model, 'added.bin'));
    writeFileSync(join(folder, one.model, file), 'x');
    expect((await verify(one)).out).toContain(`differs  ${file}`);
    expect(await adapter(one)).toBe(1);
  });
});

describe('the signature of a published model', () => {
  const one: Case = {
    model: 'v1.1.0-sigstore',
    signature: 'ibm-granite_granite-4.1-3b.model.sig',
    trust: { identity: 'Granite-sign@ibm.com', 'identity-provider': IBM },
  };

  it('is by its publisher, and tells which files a copy of it lacks', async () => {
    const { code, out } = await verify(one);
    expect(code).toBe(1);
    expect(out).toContain('by       Granite-sign@ibm.com');
    expect(out).toContain('because  12 missing, ');
    expect(out).toContain('missing  model-00001-of-00002.safetensors');
  });

  it('is by nobody else', async () => {
    expect((await verify({ ...one, trust: { ...one.trust, identity: 'granite-sign@ibm.com' } })).out).toContain('[identity]');
  });
});
