import { describe, expect, it } from 'vitest';
import { equalDeclarations, standingOf } from '../../../src/core/lock/standing.ts';
import { COMMIT, entry, lock, SHA256 } from './sample.ts';

const REF = 'hf:org/name';
const two = new Map([
  ['a', { sha256: SHA256, size: 1 }],
  ['b', { sha256: SHA256, size: 2 }],
]);
const before = entry({ files: two, baseModels: ['hf:a/a', 'hf:b/b'] });

describe('standingOf: what a pull request changes in the lock is a claim (T8)', () => {
  it.each([
    ['nothing', before, 'lock-base'],
    ['the order only', { ...before, files: new Map([...two].toReversed()), baseModels: ['hf:b/b', 'hf:a/a'] }, 'lock-base'],
    ['the commit', { ...before, commit: COMMIT.replace('4', '5') }, 'lock-head'],
    ['the request', { ...before, requested: 'v2' }, 'lock-head'],
    ['the license', { ...before, license: 'MIT' }, 'lock-head'],
    ['the license text', { ...before, licenseText: SHA256 }, 'lock-head'],
    ['a base model', { ...before, baseModels: ['hf:a/a', 'hf:c/c'] }, 'lock-head'],
    ['one base model less', { ...before, baseModels: ['hf:a/a'] }, 'lock-head'],
    ['a size', { ...before, files: new Map([...two, ['b', { sha256: SHA256, size: 3 }]]) }, 'lock-head'],
    ['a hash', { ...before, files: new Map([...two, ['b', { sha256: SHA256.replace('9', '8'), size: 2 }]]) }, 'lock-head'],
    ['a file more', { ...before, files: new Map([...two, ['c', { sha256: SHA256, size: 2 }]]) }, 'lock-head'],
    ['a file less', { ...before, files: new Map([...two].slice(1)) }, 'lock-head'],
    ['a name', { ...before, files: new Map([...two].map(([path, file]) => [`${path}x`, file])) }, 'lock-head'],
  ] as const)('%s', (_name, after, from) => {
    expect(standingOf(lock({ [REF]: before }), lock({ [REF]: after })).get(REF)).toEqual({ entry: after, from, before });
  });

  it('what one revision of a model was before is not forgotten when its entry is named anew', () => {
    const standing = standingOf(lock({ [REF]: before }), lock({ [`${REF}@v2`]: { ...before, requested: 'v2' } }));
    expect(standing.get(`${REF}@v2`)).toMatchObject({ from: 'lock-head', before });
  });

  it('takes what is new for a claim, and forgets what is gone', () => {
    expect(standingOf(null, lock({ [REF]: before })).get(REF)?.from).toBe('lock-head');
    expect(standingOf(lock({ [REF]: before }), lock({ 'hf:org/other': before })).get('hf:org/other')?.from).toBe('lock-head');
    expect(standingOf(lock({ [REF]: before }), lock({})).size).toBe(0);
    expect(standingOf(lock({ [REF]: before }), null).size).toBe(0);
  });
});

describe('equalDeclarations', () => {
  const load = { kind: 'load', may: ['hf:a/a', 'hf:b/b'] } as const;
  const address = { kind: 'address', sha256: SHA256, license: 'MIT', supplier: 'Acme', base: ['hf:a/a'], signer: null } as const;
  it.each([
    ['the order only', load, { ...load, may: ['hf:b/b', 'hf:a/a'] }, true],
    ['one reference more', load, { ...load, may: ['hf:a/a', 'hf:b/b', 'hf:c/c'] }, false],
    ['one less', load, { ...load, may: ['hf:a/a'] }, false],
    ['another', load, { ...load, may: ['hf:a/a', 'hf:c/c'] }, false],
    ['an equal address', address, { ...address }, true],
    ['other bytes', address, { ...address, sha256: SHA256.replace('9', '8') }, false],
    ['another license', address, { ...address, license: null }, false],
    ['another supplier', address, { ...address, supplier: null }, false],
    ['another base', address, { ...address, base: [] }, false],
    ['another signer', address, { ...address, signer: 'Eve' }, false],
    ['something else', load, address, false],
  ] as const)('%s', (_name, a, b, equal) => {
    expect([equalDeclarations(a, b), equalDeclarations(b, a)]).toEqual([equal, equal]);
  });
});
