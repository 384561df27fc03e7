import { describe, expect, it } from 'vitest';
import type { FileDigest, LocalFile } from '../../../src/core/model/index.ts';
import { copyState } from '../../../src/core/verify/bytes.ts';
import { hub } from '../policy/support.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const BLOB = 'c'.repeat(40);
const FILES: readonly FileDigest[] = [
  { path: 'config.json', size: 2, hashes: [{ algorithm: 'git-sha1', value: BLOB }] },
  { path: 'model.safetensors', size: 9, hashes: [{ algorithm: 'sha256', value: A }] },
  { path: 'README.md', size: 1, hashes: [{ algorithm: 'git-sha1', value: BLOB }] },
];
const config: LocalFile = { path: 'config.json', sha256: B, blob: BLOB };
const weights: LocalFile = { path: 'model.safetensors', sha256: A, blob: null };

describe('copyState', () => {
  it.each<[string, readonly LocalFile[], string]>([
    ['all of it', [config, weights], 'equal'],
    ['the weights alone', [weights], 'equal'],
    ['nothing', [], 'absent'],
    ['everything but the weights', [config], 'absent'],
    ['other weights', [config, { ...weights, sha256: B }], 'differs model.safetensors'],
    ['another small file', [{ ...config, blob: 'd'.repeat(40) }, weights], 'differs config.json'],
    ['weights that were not read', [config, { ...weights, sha256: null }], 'differs model.safetensors'],
    ['a small file of which no blob id is known', [{ ...config, blob: null }, weights], 'open'],
    ['a small file that was not read', [{ path: 'config.json', sha256: null, blob: null }, weights], 'differs config.json'],
    ['code that the commit does not have', [weights, { path: 'modeling.py', sha256: B, blob: null }], 'differs modeling.py'],
    ['a text that the commit does not have', [weights, { path: 'NOTES.md', sha256: B, blob: null }], 'equal'],
    [
      'another text under a name that the commit has',
      [weights, { path: 'README.md', sha256: B, blob: 'd'.repeat(40) }],
      'differs README.md',
    ],
    ['names of the language', [weights, { path: '__proto__', sha256: B, blob: null }], 'differs __proto__'],
  ])('%s', (_, files, expected) => {
    const state = copyState({ folder: 'm', files, complete: true, seen: 'tree' }, hub({ files: FILES }));
    expect(`${state.state}${state.state === 'differs' ? ` ${state.files.join(' ')}` : ''}`).toBe(expected);
  });

  it('nobody confirmed anything: open', () => {
    expect(copyState({ folder: 'm', files: [weights], complete: true, seen: 'tree' }, null)).toEqual({ state: 'open' });
    expect(copyState({ folder: 'm', files: [weights], complete: true, seen: 'tree' }, hub())).toEqual({ state: 'open' });
  });

  it('a folder that was not looked at as a whole is never equal', () => {
    const part = (files: readonly LocalFile[]): string =>
      copyState({ folder: 'm', files, complete: false, seen: 'disk' }, hub({ files: FILES })).state;
    expect([part([config, weights]), part([config, { ...weights, sha256: B }]), part([])]).toEqual(['open', 'differs', 'absent']);
  });

  it('a lock of the base knows the SHA-256 of small files too', () => {
    const vouched = hub({ files: [{ path: 'config.json', size: 2, hashes: [{ algorithm: 'sha256', value: B }] }] });
    expect(copyState({ folder: 'm', files: [config], complete: true, seen: 'tree' }, vouched).state).toBe('equal');
    expect(copyState({ folder: 'm', files: [{ ...config, sha256: A }], complete: true, seen: 'tree' }, vouched).state).toBe('differs');
  });
});
