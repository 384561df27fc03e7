/** The real reference program: what it signs verifies here, and what is signed here verifies there. Missing is no pass: see .ci/run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/command-line.ts';
import { extensions } from '../support/der.ts';
import { CURVES, pair, publicPem } from '../support/oms.ts';
import { issue, pem } from '../support/pki.ts';

const BIN = process.env['WEIGHBRIDGE_MODEL_SIGNING'] ?? join(import.meta.dirname, '../../out/model-signing/bin');
const SIG = ['--signature', 'model/model.sig'];

let folder = '';
beforeEach(() => {
  if (!existsSync(join(BIN, 'model_signing'))) {
    throw new Error(
      `The reference program is not there. Run: python3 -m venv out/model-signing && out/model-signing/bin/pip install -r test/shared/model-signing.txt`,
    );
  }
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-interop-'));
  mkdirSync(join(folder, 'model/a'), { recursive: true });
  // The last ones: orders that the two programs see differently.
  const files = {
    'weights.bin': 'w'.repeat(100),
    empty: '',
    '.hidden': 'h',
    'ü 😀.txt': 'u',
    '\uFB00': 'f',
    'a/b': '1',
    'a-b': '2',
    'a.md': '3',
  };
  for (const [name, content] of Object.entries(files)) put(`model/${name}`, content);
  put('model/.gitignore', 'not signed');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string): void {
  writeFileSync(join(folder, path), content);
}

function program(...args: readonly string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(join(BIN, 'model_signing'), args, { cwd: folder, encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

/** Hash and shards are in its library only. */
function library(script: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(join(BIN, 'python'), ['-c', `import model_signing as m\n${script}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

const ours = (...args: readonly string[]): Promise<{ code: number; err: string }> => run(args, folder);

function keys(curve = 'P-256'): void {
  const made = pair(curve);
  put('key.pem', String(made.privateKey.export({ type: 'pkcs8', format: 'pem' })));
  put('pub.pem', publicPem(made.publicKey));
}

describe.each(Object.keys(CURVES))('a key of %s', (curve) => {
  it('signs here and verifies there; there and here', async () => {
    keys(curve);
    expect(await ours('sign', 'model', ...SIG, '--private-key', 'key.pem')).toMatchObject({ code: 0, err: '' });
    expect(program('verify', 'key', 'model', ...SIG, '--public_key', 'pub.pem')).toMatchObject({ code: 0 });
    put('model/weights.bin', 'changed');
    expect(program('verify', 'key', 'model', ...SIG, '--public_key', 'pub.pem')).toMatchObject({ code: 1 });
    expect(program('sign', 'key', 'model', ...SIG, '--private_key', 'key.pem')).toMatchObject({ code: 0 });
    expect(await ours('verify', 'model', 'model', ...SIG, '--public-key', 'pub.pem')).toMatchObject({ code: 0, err: '' });
    put('model/a/b', 'changed');
    expect(await ours('verify', 'model', 'model', ...SIG, '--public-key', 'pub.pem')).toMatchObject({ code: 1 });
  });
});

describe('a certificate', () => {
  it('signs here and verifies there; there and here', async () => {
    const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
    const authority = [extensions.authority, extensions.certSign];
    const root = issue('root', 'self', { extensions: authority, from, to });
    const middle = issue('middle', root, { extensions: authority, from, to });
    const leaf = issue('leaf', middle, {
      keys: pair('P-384'),
      extensions: [extensions.digitalSignature, extensions.codeSigning],
      from,
      to,
    });
    put('key.pem', String(leaf.keys.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    for (const one of [root, middle, leaf]) put(`${one.name}.pem`, pem(one));
    const sign = ['--signing-certificate', 'leaf.pem', '--certificate-chain', 'middle.pem'];
    expect(await ours('sign', 'model', ...SIG, '--private-key', 'key.pem', ...sign)).toMatchObject({ code: 0, err: '' });
    expect(program('verify', 'certificate', 'model', ...SIG, '--certificate_chain', 'root.pem')).toMatchObject({ code: 0 });
    const theirs = ['--private_key', 'key.pem', '--signing_certificate', 'leaf.pem', '--certificate_chain', 'middle.pem'];
    expect(program('sign', 'certificate', 'model', ...SIG, ...theirs)).toMatchObject({ code: 0 });
    expect(await ours('verify', 'model', 'model', ...SIG, '--certificate-chain', 'root.pem')).toMatchObject({ code: 0, err: '' });
    expect(
      await ours('verify', 'model', 'model', ...SIG, '--certificate-chain', 'leaf.pem', '--certificate-chain', 'root.pem'),
    ).toMatchObject({ code: 0 });
  });
});

describe('other ways to read files', () => {
  it.each([
    ['shards of sha256', 'use_shard_serialization(hashing_algorithm="sha256", shard_size=7)', ['--shard-size', '7']],
    ['blake3', 'use_file_serialization(hashing_algorithm="blake3")', ['--hash', 'blake3']],
    [
      'shards of blake2b',
      'use_shard_serialization(hashing_algorithm="blake2", shard_size=64)',
      ['--hash', 'blake2b', '--shard-size', '64'],
    ],
  ])('%s', async (_, config, options) => {
    keys();
    const there = `h = m.hashing.Config().${config}.set_ignored_paths(paths=["model.sig"], ignore_git_paths=True)\n`;
    const signing = `${there}m.signing.Config().use_elliptic_key_signer(private_key="key.pem").set_hashing_config(h).sign("model", "model/model.sig")`;
    expect(library(signing)).toEqual({ code: 0, said: '' });
    expect(await ours('verify', 'model', 'model', ...SIG, '--public-key', 'pub.pem')).toMatchObject({ code: 0, err: '' });
    expect(await ours('sign', 'model', ...SIG, '--private-key', 'key.pem', ...options)).toMatchObject({ code: 0, err: '' });
    const verifying = `${there}m.verifying.Config().use_elliptic_key_verifier(public_key="pub.pem").set_hashing_config(h).verify("model", "model/model.sig")`;
    expect(library(verifying)).toEqual({ code: 0, said: '' });
  });
});
