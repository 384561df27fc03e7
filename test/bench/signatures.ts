/** A signed model of 70 billion parameters on the hub: what verifying it moves and costs. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHub } from '../hub-fake/index.ts';
import type { FakeFile } from '../hub-fake/repo.ts';
import { KEYS, publicPem, resource, signed, statement } from '../support/oms.ts';
import { type Measured, measure } from './measure.ts';
import type { Row } from './row.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const SHARDS = 30;
/** 70 B parameters in 16 bits. */
const BYTES = 141_000_000_000;

/** As such a repository has them: the tokenizer is the large one, and LFS. */
function signedModel(): readonly FakeFile[] {
  const weights = Array.from({ length: SHARDS }, (_, index): FakeFile => {
    const path = `model-${String(index + 1).padStart(5, '0')}-of-000${SHARDS}.safetensors`;
    return { path, size: Math.floor(BYTES / SHARDS), sha256: createHash('sha256').update(path).digest('hex') };
  });
  const tokenizer: FakeFile = {
    path: 'tokenizer.json',
    size: 17_000_000,
    sha256: createHash('sha256').update('tokenizer.json').digest('hex'),
  };
  const small = (
    [
      ['config.json', 900],
      ['generation_config.json', 180],
      ['model.safetensors.index.json', 59_000],
      ['special_tokens_map.json', 300],
      ['tokenizer_config.json', 55_000],
      ['README.md', 42_000],
      ['LICENSE', 7_600],
      ['USE_POLICY.md', 4_700],
      ['.gitattributes', 1_600],
    ] as const
  ).map(([path, size]): FakeFile => ({ path, size, text: `${path}\n`.padEnd(size, 'x') }));
  const resources = [
    ...[...weights, tokenizer].map(({ path }) => resource(path, path)),
    ...small.filter(({ path }) => !path.startsWith('.git')).map(({ path, text }) => resource(path, text)),
  ];
  const text = JSON.stringify(signed(statement(resources)));
  return [...weights, tokenizer, ...small, { path: 'model.sig', size: text.length, text }];
}

export const signaturesRow: Row = {
  name: 'signatures',
  async run({ cli, root }, report) {
    const hub = await startHub({ repos: [{ id: 'acme/large-70b', commits: [COMMIT], files: signedModel() }] });
    const folder = join(root, 'signatures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'key.pem'), publicPem(KEYS.publicKey));
    try {
      const args = ['verify', 'hub', `hf:acme/large-70b@${COMMIT}`, '--public-key', 'key.pem', '--hub-url', hub.url, '--format', 'json'];
      const result = await measure(process.execPath, [cli, ...args], { cwd: folder });
      report.ran('verify hub, 70 B parameters (141 GB)', result, words(result));
    } finally {
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function words({ stdout }: Measured): string {
  const report = JSON.parse(stdout) as { state: string; traffic: { answers: number; bytes: number }; size: number };
  return `${report.state}, ${(report.traffic.bytes / 1000).toFixed(0)} kB in ${report.traffic.answers} answers instead of ${(report.size / 1e9).toFixed(0)} GB`;
}
