import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesAt, generated } from '../hub-fake/bytes.ts';
import { weighbridgeProcess } from '../support/cli.ts';
import { COMMIT, locking, MODEL, weights } from '../support/locking.ts';

const config = generated('config.json', 40, 'config');
const { hub, repo, later } = locking();

describe('weighbridge pull', () => {
  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'weighbridge-pull-'));
    later(() => rmSync(made, { recursive: true, force: true }));
    return made;
  }

  it('brings exactly what the lock says, verified; again brings nothing; what differs is left and reported', async () => {
    const served = await hub([{ ...MODEL, files: [weights, config] }]);
    const made = repo();
    made.remove('app/data.py');
    made.write('weighbridge.lock', lockWith({ 'model.safetensors': weights, 'config.json': config }));
    const to = folder();
    const first = await weighbridgeProcess(['pull', '--to', to, '--hub-url', served.url], { cwd: made.folder });
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('2 of 2 files are there and verified (0 were before)');
    expect(readFileSync(join(to, 'acme/ranker/model.safetensors')).equals(bytesAt('weights', 0, 300_000))).toBe(true);
    const again = await weighbridgeProcess(['pull', '--to', to, '--hub-url', served.url], { cwd: made.folder });
    expect(again.out).toContain('(2 were before), 0.0 MB transferred');
    writeFileSync(join(to, 'acme/ranker/config.json'), 'mine');
    const differs = await weighbridgeProcess(['pull', '--to', to, '--hub-url', served.url], { cwd: made.folder });
    expect([differs.code, differs.out]).toEqual([1, expect.stringMatching(/! acme\/ranker\/config\.json/)]);
    expect(readFileSync(join(to, 'acme/ranker/config.json'), 'utf8')).toBe('mine');
    const forced = await weighbridgeProcess(['pull', '--to', to, '--force', '--hub-url', served.url], { cwd: made.folder });
    expect(forced.code).toBe(0);
  });

  it('refuses other bytes, and says which file', async () => {
    const served = await hub([{ ...MODEL, files: [weights, config] }]);
    served.spoil('model.safetensors', 'other-bytes');
    const made = repo();
    made.write('weighbridge.lock', lockWith({ 'model.safetensors': weights, 'config.json': config }));
    const to = folder();
    const ran = await weighbridgeProcess(['pull', '--to', to, '--only', '*.safetensors', '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/! acme\/ranker\/model\.safetensors: /)]);
    expect(() => readFileSync(join(to, 'acme/ranker/model.safetensors'))).toThrow();
  });

  it.each([
    [['pull'], /needs --to/],
    [['pull', '--to', 'x', 'hf:acme/none'], /no entry hf:acme\/none/],
    [['pull', '--to', 'x', '--max-mb', 'many'], /--max-mb/],
  ])('%j ends with words', async (args, words) => {
    const made = repo();
    made.write('weighbridge.lock', lockWith({ 'config.json': config }));
    const ran = await weighbridgeProcess(args, { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(words)]);
  });

  it('without a lock it says how to get one', async () => {
    const ran = await weighbridgeProcess(['pull', '--to', 'x'], { cwd: repo().folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/weighbridge lock/)]);
  });
});

function lockWith(files: Readonly<Record<string, { readonly sha256: string; readonly size: number }>>): string {
  const listed = Object.fromEntries(Object.entries(files).map(([path, { sha256, size }]) => [path, { sha256, size }]));
  return JSON.stringify({
    formatVersion: 1,
    entries: {
      'hf:acme/ranker': {
        requested: COMMIT,
        commit: COMMIT,
        license: null,
        licenseText: null,
        baseModels: [],
        signer: null,
        files: listed,
      },
    },
  });
}
