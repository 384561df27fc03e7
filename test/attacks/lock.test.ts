/** What a change writes into the lock speaks for its commit from the next change on: nothing gets in that its host did not confirm (T8). */
import { describe, expect, it } from 'vitest';
import type { FakeRepo } from '../hub-fake/index.ts';
import { type Attack, GOOD, IMPORT, judge } from '../support/attack.ts';
import { checking } from '../support/checking.ts';
import { commitOf } from '../support/day-one.ts';

const change = checking();

const SHA = 'ab'.repeat(32);
const GHOST = commitOf(77);
const GATED: FakeRepo = { id: 'evil/g', commits: [commitOf(2)], gated: 'manual', locked: true };
const SERVED: FakeRepo = {
  id: 'acme/a',
  commits: [GOOD],
  card: { license: 'mit' },
  files: [{ path: 'model.safetensors', size: 9, sha256: SHA }],
};

function lock(
  reference: string,
  commit: string,
  files: Record<string, unknown> = { 'model.safetensors': { sha256: SHA, size: 9 } },
): string {
  const entry = { requested: null, commit, hubId: null, license: 'MIT', licenseText: null, baseModels: [], signer: null, files };
  return JSON.stringify({ formatVersion: 1, entries: { [reference]: entry } }, null, 1);
}

const load = (id: string, commit: string | null): string =>
  `${IMPORT}AutoModel.from_pretrained("${id}"${commit === null ? '' : `, revision="${commit}"`})\n`;

describe('an entry that no product code asks for is asked about all the same', () => {
  it.each<[string, Attack, string]>([
    ['of a repository that does not exist', { head: { 'weighbridge.lock': lock('hf:evil/ghost', GHOST) } }, '!model/lock-mismatch'],
    [
      'of a gated one, which nobody can look into',
      { head: { 'weighbridge.lock': lock('hf:evil/g', GHOST) }, repos: [GATED] },
      '!verification/incomplete',
    ],
    [
      'that tests alone load',
      { head: { 'tests/a.py': load('evil/g', GHOST), 'weighbridge.lock': lock('hf:evil/g', GHOST) }, repos: [GATED] },
      '!verification/incomplete',
    ],
    [
      'of which tests load what floats',
      { head: { 'tests/a.py': load('evil/g', null), 'weighbridge.lock': lock('hf:evil/g', GHOST) }, repos: [GATED] },
      '!verification/incomplete',
    ],
    ['with a commit that the hub does not have', { head: { 'weighbridge.lock': lock('hf:evil/x', GHOST) } }, '!model/lock-mismatch'],
    [
      'with a commit of a fork',
      { head: { 'weighbridge.lock': lock('hf:evil/y', GHOST) }, repos: [{ id: 'evil/y', commits: [commitOf(2)], foreign: [GHOST] }] },
      '!model/lock-mismatch',
    ],
    [
      'with other bytes',
      {
        head: { 'weighbridge.lock': lock('hf:acme/a', GOOD, { 'model.safetensors': { sha256: 'cd'.repeat(32), size: 9 } }) },
        repos: [SERVED],
      },
      '!model/lock-mismatch',
    ],
    [
      'with another license text',
      {
        head: {
          'app/a.py': load('acme/t', GOOD),
          'weighbridge.lock': lock('hf:acme/t', GOOD, {
            'model.safetensors': { sha256: SHA, size: 9 },
            LICENSE: { sha256: 'cd'.repeat(32), size: 5 },
          }),
        },
        repos: [{ ...SERVED, id: 'acme/t', files: [...(SERVED.files ?? []), { path: 'LICENSE', size: 5, text: 'terms' }] }],
      },
      '!model/lock-mismatch',
    ],
    [
      'beside the one that the code asks for',
      {
        base: { 'app/a.py': load('acme/a', GOOD) },
        head: { 'weighbridge.lock': lock('hf:acme/a', GHOST) },
        repos: [SERVED],
      },
      '!model/lock-mismatch',
    ],
  ])('%s', async (_, attack, rule) => {
    for (const policy of [{}, { policy: 'version: 1\n' }]) {
      const { merges, rules } = await judge(change, { ...attack, ...policy });
      expect([merges, rules]).toEqual([false, expect.arrayContaining([rule])]);
    }
  });

  it.each<[string, Attack]>([
    ['one that the hub confirms', { head: { 'weighbridge.lock': lock('hf:acme/a', GOOD) }, repos: [SERVED] }],
    [
      'one that the code loads',
      { head: { 'app/a.py': load('acme/a', GOOD), 'weighbridge.lock': lock('hf:acme/a', GOOD) }, repos: [SERVED] },
    ],
    ['an old one', { base: { 'weighbridge.lock': lock('hf:evil/g', GHOST) }, head: { 'README.md': '# Words\n' }, repos: [GATED] }],
  ])('is merged: %s', async (_, attack) => {
    expect(await judge(change, attack)).toMatchObject({ merges: true });
  });
});
