/** Pull requests whose own lock speaks for what they bring (T8). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { weighbridge } from '../support/cli.ts';
import { locking, MODEL } from '../support/locking.ts';
import type { TestRepository } from '../support/repo.ts';

const { hub, repo } = locking();
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** A real safetensors file of one small tensor. */
function safetensors(fill: number): Buffer {
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(16, fill)]);
}
const good = safetensors(1);
const bad = safetensors(2);
const SERVED = {
  ...MODEL,
  files: [
    { path: 'model.safetensors', size: good.length, sha256: sha256(good) },
    { path: 'config.json', size: 2, text: '{}' },
  ],
};

async function blocks(made: TestRepository, url: string, ...more: string[]): Promise<string[]> {
  const ran = await weighbridge(['check', '--base', 'main', '--hub-url', url, '--format', 'json', ...more], { cwd: made.folder });
  const { verdict } = JSON.parse(ran.out) as {
    verdict: { findings: { blocks: boolean; finding: { rule: string; gap: string } }[] };
  };
  return [...new Set(verdict.findings.filter((one) => one.blocks).map(({ finding: { rule, gap } }) => `${rule} ${gap}`))].sort();
}

const STRICT = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
function lockText(made: TestRepository): string {
  return readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8');
}

describe('a lock that the change writes', () => {
  async function poisoned(url: string, from: string, to: string): Promise<TestRepository> {
    const made = repo();
    made.remove('app/data.py');
    made.write('.github/weighbridge.yml', STRICT);
    made.commit();
    made.branch('more');
    await weighbridge(['lock', '--hub-url', url], { cwd: made.folder });
    made.write('weighbridge.lock', lockText(made).replace(from, to));
    made.commit();
    return made;
  }

  it('is held against the hub for small files too, which the hub lists without SHA-256', async () => {
    const served = await hub([SERVED]);
    expect(await blocks(await poisoned(served.url, sha256('{}'), sha256('[]')), served.url)).toEqual(['model/lock-mismatch lock-mismatch']);
  });

  it('is open where the hub does not give them, and fine where it confirms', async () => {
    const served = await hub([SERVED]);
    const made = await poisoned(served.url, '', '');
    expect(await blocks(made, served.url)).toEqual([]);
    served.fault('config.json', 503);
    expect(await blocks(made, served.url)).toEqual(['verification/incomplete unavailable:server-error']);
  });
});

describe('weights that are nobody’s', () => {
  it('are not made a small file of a model by a lock that says so', async () => {
    const served = await hub([SERVED]);
    const made = repo();
    made.remove('app/data.py');
    made.write('.github/weighbridge.yml', STRICT);
    made.commit();
    made.branch('more');
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    made.write('weights/ranker.safetensors', bad);
    // The hub lists small files by their blob id: of this one it says no SHA-256.
    made.write('weighbridge.lock', lockText(made).replace(sha256('{}'), sha256(bad)));
    made.commit();
    expect(await blocks(made, served.url)).toContain('model/provenance no-source');
    served.fault('config.json', 500);
    expect(await blocks(made, served.url)).toEqual([
      'verification/incomplete unavailable:invalid',
      'verification/incomplete unavailable:server-error',
    ]);
  });

  it('are not made a file of a model by a second entry, where the first one stands in for the hub', async () => {
    const served = await hub([SERVED]);
    const made = repo();
    made.remove('app/data.py');
    made.write('.github/weighbridge.yml', STRICT);
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    made.commit();
    made.branch('more');
    made.write('weights/ranker.safetensors', bad);
    const { formatVersion, entries } = JSON.parse(lockText(made)) as { formatVersion: number; entries: Record<string, object> };
    const twin = JSON.parse(JSON.stringify(entries['hf:acme/ranker']).replace(sha256(good), sha256(bad))) as object;
    entries['hf:acme/ranker@v9'] = { ...twin, requested: 'v9' };
    made.write('weighbridge.lock', JSON.stringify({ formatVersion, entries }));
    made.commit();
    served.fault('/api/', 500);
    expect(await blocks(made, served.url)).toEqual(['verification/incomplete unavailable:invalid']);
  });
});
