import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, type Said } from '../support/command-line.ts';
import { type Json, pair, publicPem, resource, signed, statement } from '../support/oms.ts';
import { issue, pem } from '../support/pki.ts';
import { extensions } from '../support/der.ts';

const KEYS = pair('P-384');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-sign-'));
  mkdirSync(join(folder, 'model/sub'), { recursive: true });
  put('model/weights.bin', 'weights');
  put('model/config.json', '{}');
  put('model/sub/b.bin', 'b');
  put('model/empty', '');
  put('key.pem', String(KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' })));
  put('pub.pem', publicPem(KEYS.publicKey));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string): void {
  writeFileSync(join(folder, path), content);
}

const SIG = ['--signature', 'model/model.sig'];
const sign = (...args: readonly string[]): Promise<Said> => run(['sign', 'model', ...SIG, '--private-key', 'key.pem', ...args], folder);
const verify = (...args: readonly string[]): Promise<Said> =>
  run(['verify', 'model', 'model', ...SIG, '--public-key', 'pub.pem', ...args], folder);
const code = async (said: Promise<Said>): Promise<number> => (await said).code;

function payload(): Json {
  const bundle = JSON.parse(readFileSync(join(folder, 'model/model.sig'), 'utf8')) as { dsseEnvelope: { payload: string } };
  return JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8')) as Json;
}

const names = (): unknown => ((payload()['predicate'] as Json)['resources'] as Json[]).map(({ name }) => name);

describe('sign, then verify', () => {
  it.each([
    [],
    ['--hash', 'blake2b'],
    ['--hash', 'blake3'],
    ['--shard-size', '3'],
    ['--shard-size', '3', '--hash', 'blake2b'],
    ['--shard-size', '1000', '--hash', 'blake3'],
  ])('%s %s %s %s', async (...options) => {
    const made = await sign(...options);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(await verify()).toMatchObject({ code: 0, err: '' });
    for (const change of ['x', '']) {
      put('model/weights.bin', change);
      const said = await verify();
      expect(said.code).toBe(1);
      expect(said.out).toContain('differs  weights.bin: ');
    }
  });

  it('names files in code point order, and records what was left out', async () => {
    for (const name of ['a-b', 'Z', '\uFB00', '😀']) put(`model/${name}`, name);
    mkdirSync(join(folder, 'model/a'));
    put('model/a/b', '');
    expect(await code(sign('--ignore-paths', 'model/sub', '--ignore-paths', 'elsewhere'))).toBe(0);
    expect(names()).toEqual(['Z', 'a-b', 'a/b', 'config.json', 'empty', 'weights.bin', '\uFB00', '😀']);
    expect(payload()).toMatchObject({
      subject: [{ name: 'model' }],
      predicate: { serialization: { ignore_paths: ['.git', '.gitattributes', '.github', '.gitignore', 'model.sig', 'sub'] } },
    });
    const said = await verify();
    expect(said.code).toBe(0);
    expect(said.out).toContain('warning  sub/b.bin: not signed');
  });

  it('tells what differs, is missing, is extra', async () => {
    await sign();
    put('model/weights.bin', 'changed');
    renameSync(join(folder, 'model/sub/b.bin'), join(folder, 'model/sub/c.bin'));
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain('not verified: model\n  because  1 file differs, 1 missing, 1 file that nobody signed\n');
    expect(out).toMatch(/differs {2}weights\.bin: sha256 is [0-9a-f]{64}, signed is [0-9a-f]{64}\n/);
    expect(out).toContain('missing  sub/b.bin\n');
    expect(out).toContain('extra    sub/c.bin: nobody signed it\n');
    const report = JSON.parse((await verify('--format', 'json')).out) as Json;
    expect(report).toMatchObject({
      state: 'not-verified',
      refused: null,
      signer: { method: 'key', legacy: [] },
      comparison: { differing: [{ path: 'weights.bin' }], missing: ['sub/b.bin'], extra: ['sub/c.bin'], unproven: [], matching: 2 },
    });
  });

  it('flags excuse extra files, say so, and excuse nothing else', async () => {
    await sign();
    put('model/extra.bin', 'x');
    put('model/NOTES.md', 'x');
    expect(await code(verify())).toBe(1);
    const said = await verify('--ignore-unsigned-files');
    expect(said.code).toBe(0);
    expect(said.out).toContain('warning  extra.bin: not signed');
    expect(said.out).not.toContain('NOTES.md');
    expect(await code(verify('--ignore_unsigned_files'))).toBe(0);
    expect(await code(verify('--ignore-paths=model/extra.bin', '--ignore-paths', join(folder, 'model/NOTES.md')))).toBe(0);
    expect(await code(verify('--ignore-paths', 'extra.bin'))).toBe(1);
    put('model/weights.bin', 'changed');
    expect(await code(verify('--ignore-unsigned-files'))).toBe(1);
    rmSync(join(folder, 'model/weights.bin'));
    expect(await code(verify('--ignore-unsigned-files'))).toBe(1);
  });

  it('git files are left out at the root, unless they are wanted', async () => {
    mkdirSync(join(folder, 'model/.git'));
    put('model/.git/config', 'x');
    put('model/.gitattributes', 'x');
    put('model/sub/.gitignore', 'x');
    await sign();
    expect(names()).toEqual(['config.json', 'empty', 'sub/.gitignore', 'sub/b.bin', 'weights.bin']);
    put('model/.gitattributes', 'changed');
    expect(await code(verify())).toBe(0);
    await sign('--no-ignore-git-paths');
    expect(names()).toContain('.git/config');
    put('model/.git/config', 'changed');
    expect(await code(verify('--no-ignore-git-paths'))).toBe(1);
  });

  it('the signature may lie anywhere, and is never a file of the model', async () => {
    expect(await code(run(['sign', 'model', '--private-key', 'key.pem'], folder))).toBe(0);
    expect(existsSync(join(folder, 'model.sig'))).toBe(true);
    expect(await code(run(['verify', 'model', 'model', '--signature', 'model.sig', '--public-key', 'pub.pem'], folder))).toBe(0);
    renameSync(join(folder, 'model.sig'), join(folder, 'model/other.sig'));
    expect(await code(run(['verify', 'model', 'model', '--signature', 'model/other.sig', '--public-key', 'pub.pem'], folder))).toBe(0);
  });

  it('a link where the signature goes is refused, never followed', async () => {
    put('victim', 'v');
    symlinkSync('../victim', join(folder, 'model/model.sig'));
    expect(await code(sign())).toBe(2);
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('v');
  });

  it('a single file is a model', async () => {
    const args = ['model/weights.bin', '--signature', 'w.sig'];
    expect(await code(run(['sign', ...args, '--private-key', 'key.pem'], folder))).toBe(0);
    expect(await code(run(['verify', 'model', ...args, '--public-key', 'pub.pem'], folder))).toBe(0);
    appendFileSync(join(folder, 'model/weights.bin'), '.');
    expect(await code(run(['verify', 'model', ...args, '--public-key', 'pub.pem'], folder))).toBe(1);
  });

  it('links are refused, and with leave only inside the model', async () => {
    symlinkSync('weights.bin', join(folder, 'model/link.bin'));
    expect((await sign()).err).toContain('link.bin: a symbolic link');
    expect(await code(sign('--allow-symlinks'))).toBe(0);
    expect(await code(verify())).toBe(0);
    symlinkSync('../key.pem', join(folder, 'model/out'));
    expect(await code(sign('--allow-symlinks'))).toBe(2);
    expect((await verify()).out).toContain('problem  out: a symbolic link that leads out of the model');
    expect(await code(verify('--ignore-unsigned-files'))).toBe(0);
  });
});

describe('keys', () => {
  it.each([
    ['pkcs8', { cipher: 'aes-256-cbc', passphrase: 'secret' }],
    ['sec1', { cipher: 'aes-128-cbc', passphrase: 'secret' }],
  ] as const)('%s with a password', async (type, encryption) => {
    put('key.pem', String(KEYS.privateKey.export({ type, format: 'pem', ...encryption })));
    const args = ['sign', 'model', ...SIG, '--private-key', 'key.pem'];
    expect((await sign()).err).toContain('without its password');
    expect((await sign('--password', 'wrong')).err).toContain('with this password');
    expect(await code(sign('--password', 'secret'))).toBe(0);
    expect(await code(run([...args, '--password-env', 'KEY_PASSWORD'], folder, { KEY_PASSWORD: 'secret' }))).toBe(0);
    expect((await run([...args, '--password-env', 'KEY_PASSWORD'], folder)).err).toContain('has no variable KEY_PASSWORD');
    expect(await code(verify())).toBe(0);
  });

  it.each(['rsa', 'ed25519', 'none'] as const)('of another kind are refused: %s', async (kind) => {
    const key =
      kind === 'none' ? '' : kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
    put('key.pem', key === '' ? '' : String(key.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    expect(await sign()).toMatchObject({ code: 2, out: '' });
    expect(existsSync(join(folder, 'model/model.sig'))).toBe(false);
  });

  it('sign and verify with a certificate', async () => {
    const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
    const root = issue('root', 'self', { extensions: [extensions.authority, extensions.certSign], from, to });
    const leaf = issue('leaf', root, { keys: KEYS, extensions: [extensions.digitalSignature], from, to });
    put('root.pem', pem(root));
    put('leaf.pem', pem(leaf));
    expect(await code(sign('--signing-certificate', 'leaf.pem', '--certificate-chain', 'root.pem'))).toBe(0);
    const by = (...chain: readonly string[]): Promise<number> =>
      code(run(['verify', 'model', 'model', ...SIG, ...chain.flatMap((one) => ['--certificate-chain', one])], folder));
    expect(await by('root.pem')).toBe(0);
    expect(await by('leaf.pem', 'root.pem')).toBe(0);
    expect(await by('leaf.pem')).toBe(2);
    expect(await code(verify())).toBe(1);
    put('leaf.pem', pem(issue('leaf', root, { extensions: [extensions.digitalSignature], from, to })));
    expect((await sign('--signing-certificate', 'leaf.pem')).err).toContain('not the certificate of this private key');
    put('leaf.pem', pem(issue('leaf', root, { keys: KEYS, extensions: [extensions.digitalSignature], from, to: from })));
    expect((await sign('--signing-certificate', 'leaf.pem')).err).toContain('is valid from');
    put('leaf.pem', pem(issue('leaf', root, { keys: KEYS, from, to })));
    expect((await sign('--signing-certificate', 'leaf.pem')).err).toContain('does not say that it may sign');
  });
});

describe('what cannot be run', () => {
  it.each([
    ['no folder', ['verify', 'model', ...SIG, '--public-key', 'pub.pem']],
    ['a folder that is not there', ['verify', 'model', 'none', '--signature', 'pub.pem', '--public-key', 'pub.pem']],
    ['no signature', ['verify', 'model', 'model', '--public-key', 'pub.pem']],
    ['a signature that is not there', ['verify', 'model', 'model', ...SIG, '--public-key', 'pub.pem']],
    ['no trust', ['verify', 'model', 'model', '--signature', 'pub.pem']],
    ['two trusts', ['verify', 'model', 'model', '--signature', 'pub.pem', '--public-key', 'pub.pem', '--identity', 'x']],
    ['half an identity', ['verify', 'model', 'model', '--signature', 'pub.pem', '--identity', 'x']],
    ['an empty identity', ['verify', 'model', 'model', '--signature', 'pub.pem', '--identity', '', '--identity-provider', 'x']],
    ['a key that is none', ['verify', 'model', 'model', '--signature', 'pub.pem', '--public-key', 'model/weights.bin']],
    ['a flag that there is not', ['verify', 'model', 'model', '--public-keys', 'x']],
    [
      'nothing to sign',
      [
        'sign',
        'model',
        '--private-key',
        'key.pem',
        '--ignore-paths',
        'model/weights.bin',
        '--ignore-paths',
        'model/config.json',
        '--ignore-paths',
        'model/sub',
        '--ignore-paths',
        'model/empty',
      ],
    ],
    ['a shard size of zero', ['sign', 'model', '--private-key', 'key.pem', '--shard-size', '0']],
    ['a certificate without a key', ['sign', 'model', '--signing-certificate', 'pub.pem']],
    ['no identity', ['sign', 'model']],
    ['half a Sigstore instance', ['sign', 'model', '--fulcio-url', 'https://x.example']],
  ])('%s: exit code 2, in words', async (_, args) => {
    const said = await run(args, folder);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(/^weighbridge: .+\n/);
    expect(said.err).not.toContain('this is a bug');
  });

  it('a signature that leaves the model is refused before anything is opened', async () => {
    put('model/model.sig', JSON.stringify(signed(statement([resource('../key.pem')]), { keys: KEYS, hash: 'sha384' })));
    const said = await verify('--ignore-unsigned-files');
    expect(said).toMatchObject({ code: 1 });
    expect(said.out).toContain('it leaves the model. [name]');
  });

  it('a signature file of 50 MB, or one that is a folder, is said in words', async () => {
    writeFileSync(join(folder, 'model/model.sig'), Buffer.alloc(50 * 1024 * 1024, 0x20));
    expect(await verify()).toMatchObject({ code: 1, err: '', out: expect.stringContaining('larger than 33554432 bytes. [bundle]') });
    rmSync(join(folder, 'model/model.sig'));
    mkdirSync(join(folder, 'model/model.sig'));
    expect((await verify()).err).toContain('model/model.sig cannot be read');
  });

  it('prints nothing that a name hides (T22)', async () => {
    await sign();
    put('model/a\u001B[31m\n\u202Eb', 'x');
    const said = await verify();
    expect(said.out).toContain('extra    a\\u{1b}[31m\\u{a}\\u{202e}b: nobody signed it');
    expect((await verify('--format', 'json')).out).not.toContain('\u001B');
  });
});
