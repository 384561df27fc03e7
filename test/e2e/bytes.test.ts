/** Weights in the repository: committed, behind LFS pointers, and in folders that `pull` filled. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { weighbridge } from '../support/cli.ts';
import { COMMIT, locking, MODEL } from '../support/locking.ts';
import type { TestRepository } from '../support/repo.ts';

const { hub, repo } = locking();

/** A real safetensors file of one small tensor. */
function safetensors(fill: number): Buffer {
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(16, fill)]);
}
const good = safetensors(1);
const bad = safetensors(2);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const pointer = (bytes: Buffer): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(bytes)}\nsize ${bytes.length}\n`;
const SERVED = {
  ...MODEL,
  files: [
    { path: 'model.safetensors', size: good.length, sha256: sha256(good) },
    { path: 'config.json', size: 2, text: '{}' },
  ],
};

interface Verdict {
  readonly conclusion: string;
  readonly findings: readonly {
    readonly finding: { readonly rule: string; readonly gap: string; readonly name: string };
    readonly blocks: boolean;
  }[];
}

async function check(made: TestRepository, url: string, ...more: string[]): Promise<{ code: number | null; said: string[] }> {
  const ran = await weighbridge(['check', '--base', 'main', '--hub-url', url, '--format', 'json', ...more], { cwd: made.folder });
  const { verdict } = JSON.parse(ran.out) as { verdict: Verdict };
  const found = verdict.findings
    .filter(({ blocks }) => blocks)
    .map(({ finding: { rule, gap, name } }) => `${rule} ${gap.replace(/^copy:.*/, 'copy')} ${name}`);
  return { code: ran.code, said: [...new Set(found)].sort() };
}

function onDisk(made: TestRepository, path: string, bytes: Buffer | string): void {
  mkdirSync(dirname(join(made.folder, path)), { recursive: true });
  writeFileSync(join(made.folder, path), bytes);
}

describe('committed weights', () => {
  it('get the origin that the hub confirms; other bytes have none and block', async () => {
    const served = await hub([SERVED]);
    const made = repo();
    made.remove('app/data.py');
    made.commit();
    made.branch('more');
    made.write('weights/ranker.safetensors', good);
    made.commit();
    expect(await check(made, served.url)).toEqual({ code: 0, said: [] });
    made.write('weights/ranker.safetensors', bad);
    made.commit();
    expect(await check(made, served.url)).toEqual({ code: 1, said: ['model/provenance no-source weights/ranker.safetensors'] });
  });

  it('a lock of the pull request itself is asked again, and gives nothing that the hub does not confirm (T8)', async () => {
    const served = await hub([SERVED]);
    const made = repo();
    made.remove('app/data.py');
    made.commit();
    made.branch('more');
    made.write('weights/ranker.safetensors', bad);
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    const text = (await import('node:fs')).readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8');
    made.write('weighbridge.lock', text.replace(sha256(good), sha256(bad)));
    made.commit();
    expect((await check(made, served.url)).said).toEqual([
      'model/lock-mismatch lock-mismatch acme/ranker',
      'model/provenance no-source weights/ranker.safetensors',
    ]);
  });
});

describe('Git LFS', () => {
  it('with --hash-files the content in the checkout must be what the pointer names', async () => {
    const served = await hub([SERVED]);
    const made = repo();
    made.remove('app/data.py');
    made.commit();
    made.branch('more');
    made.write('.gitattributes', '*.safetensors filter=lfs -text\n');
    made.git('config', 'filter.lfs.clean', 'cat');
    made.git('config', 'filter.lfs.smudge', 'cat');
    made.write('weights/ranker.safetensors', pointer(good));
    made.commit();
    expect(await check(made, served.url, '--hash-files')).toEqual({ code: 0, said: [] });
    onDisk(made, 'weights/ranker.safetensors', good);
    expect(await check(made, served.url, '--hash-files')).toEqual({ code: 0, said: [] });
    onDisk(made, 'weights/ranker.safetensors', bad);
    expect(await check(made, served.url, '--hash-files')).toEqual({ code: 1, said: ['model/hash-mismatch checkout acme/ranker'] });
    expect(await check(made, served.url)).toEqual({ code: 0, said: [] });
  });
});

describe('a load from a folder that pull filled', () => {
  const strict = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';

  async function pulled(url: string, folder = 'models/acme/ranker/'): Promise<TestRepository> {
    const made = repo();
    made.remove('app/data.py');
    made.write('.github/weighbridge.yml', strict);
    made.write('.gitignore', '/models\n');
    await weighbridge(['lock', '--hub-url', url], { cwd: made.folder });
    made.commit();
    made.branch('local');
    made.write(
      'app/rank.py',
      'from transformers import AutoModel\n\nranker = AutoModel.from_pretrained("FOLDER")\n'.replace('FOLDER', folder),
    );
    made.commit();
    return made;
  }

  it('counts as pinned where its bytes were hashed, and only there', async () => {
    const served = await hub([SERVED]);
    const made = await pulled(served.url);
    onDisk(made, 'models/acme/ranker/model.safetensors', good);
    onDisk(made, 'models/acme/ranker/config.json', '{}');
    expect(await check(made, served.url, '--hash-files')).toEqual({ code: 0, said: [] });
    expect((await check(made, served.url)).said).toEqual(['model/provenance not-pulled acme/ranker']);
    onDisk(made, 'models/acme/ranker/model.safetensors', bad);
    expect((await check(made, served.url, '--hash-files')).said).toContain('model/hash-mismatch copy acme/ranker');
    onDisk(made, 'models/acme/ranker/model.safetensors', good);
    onDisk(made, 'models/acme/ranker/modeling_x.py', 'import os\n');
    expect((await check(made, served.url, '--hash-files')).said).toContain('model/hash-mismatch copy acme/ranker');
  });

  it.each(['models/acme/ranker', './models/acme/ranker'])('written as %s too', async (folder) => {
    const served = await hub([SERVED]);
    const made = await pulled(served.url, folder);
    expect((await check(made, served.url, '--hash-files')).said).toEqual(['model/provenance not-pulled acme/ranker']);
    onDisk(made, 'models/acme/ranker/model.safetensors', good);
    onDisk(made, 'models/acme/ranker/config.json', '{}');
    expect(await check(made, served.url, '--hash-files')).toEqual({ code: 0, said: [] });
    onDisk(made, 'models/acme/ranker/model.safetensors', bad);
    expect((await check(made, served.url, '--hash-files')).said).toContain('model/hash-mismatch copy acme/ranker');
  });

  it('a path that no entry of the lock speaks of stays a name that no hub can have', async () => {
    const served = await hub([SERVED]);
    const made = await pulled(served.url, 'models/acme/other');
    expect((await check(made, served.url, '--hash-files')).said).toEqual(['model/provenance invalid-name unnamed model']);
  });

  it('committed, it is compared without a checkout', async () => {
    const served = await hub([SERVED]);
    const made = await pulled(served.url);
    made.write('.gitignore', '');
    made.write('models/acme/ranker/model.safetensors', good);
    made.write('models/acme/ranker/config.json', '{}');
    made.commit();
    expect(await check(made, served.url)).toEqual({ code: 0, said: [] });
    made.write('models/acme/ranker/config.json', '{"auto_map":{}}');
    made.commit();
    expect((await check(made, served.url)).said).toContain('model/hash-mismatch copy acme/ranker');
  });

  it('a link in the folder is never followed', async () => {
    const served = await hub([SERVED]);
    const made = await pulled(served.url);
    onDisk(made, 'elsewhere/model.safetensors', good);
    onDisk(made, 'models/acme/ranker/config.json', '{}');
    made.link('models/acme/ranker/model.safetensors', '../../../elsewhere/model.safetensors');
    expect((await check(made, served.url, '--hash-files')).said).toContain('model/hash-mismatch copy acme/ranker');
    expect(COMMIT).toHaveLength(40);
  });
});
