/** Every statement here is correctly signed: what is refused is refused for what it says. */
import { describe, expect, it } from 'vitest';
import { type Json, outcomeOf, resource, rootOf, SERIALIZATION, signed, statement, verdictOf } from '../../../support/oms.ts';

const A = resource('a.bin');
const B = resource('sub/b.bin');
const GOOD = statement([A, B]);
const [SUBJECT] = GOOD['subject'] as Json[];

function withPredicate(change: Json): Json {
  return { ...GOOD, predicate: { ...(GOOD['predicate'] as Json), ...change } };
}

function withSerialization(change: Json): Json {
  return withPredicate({ serialization: { ...SERIALIZATION, ...change } });
}

function of(...resources: readonly unknown[]): Json {
  return statement(resources);
}

describe('a signed statement', () => {
  it('names files, their digests, and how they were read', () => {
    const verdict = verdictOf(signed(statement([B, A], { ignore_paths: ['x', '/abs', '..'] })));
    expect(verdict).toMatchObject({
      state: 'signed',
      signer: { legacy: [] },
      manifest: { name: 'model', hash: 'sha256', shardSize: null, ignorePaths: ['x', '/abs', '..'] },
    });
    expect(verdict.state === 'signed' && [...verdict.manifest.files.keys()]).toEqual(['sub/b.bin', 'a.bin']);
  });

  it.each<[string, Json]>([
    ['in any order', statement([B, A])],
    ['with unknown fields in a resource', of({ ...A, note: 1 })],
    [
      'with further digests of the subject',
      { ...GOOD, subject: [{ ...SUBJECT, digest: { ...(SUBJECT?.['digest'] as Json), sha512: 'x' } }] },
    ],
    ['with unknown fields beside the predicate', { ...GOOD, note: 1 }],
    ['with a name that holds colons', statement([resource('part:0:b')])],
    ['with a name beyond U+FFFF', statement([resource('😀.bin')])],
    ['of a single file', statement([resource('.')])],
  ])('is accepted %s', (_, payload) => {
    expect(outcomeOf(signed(payload))).toBe('signed');
  });

  it.each<[string, Json | string, string]>([
    ['no JSON', 'x', 'statement'],
    ['a list', '[]', 'statement'],
    ['a key twice', JSON.stringify(GOOD).replace('{', '{"_type":"x",'), 'statement'],
    ['nested deeper than anything', `${'['.repeat(70)}${']'.repeat(70)}`, 'statement'],
    ['no type', { ...GOOD, _type: undefined }, 'statement'],
    ['an older type', { ...GOOD, _type: 'https://in-toto.io/Statement/v0.1' }, 'statement'],
    ['no subject', { ...GOOD, subject: undefined }, 'statement'],
    ['an empty list of subjects', { ...GOOD, subject: [] }, 'statement'],
    ['two subjects', { ...GOOD, subject: [SUBJECT, SUBJECT] }, 'statement'],
    ['a subject without a name', { ...GOOD, subject: [{ ...SUBJECT, name: '' }] }, 'statement'],
    ['a subject without sha256', { ...GOOD, subject: [{ name: 'm', digest: { sha512: '0' } }] }, 'statement'],
    ['a root digest in capitals', { ...GOOD, subject: [{ name: 'm', digest: { sha256: rootOf([A, B]).toUpperCase() } }] }, 'statement'],
    ['a root digest of another order', { ...GOOD, subject: [{ name: 'm', digest: { sha256: rootOf([B, A]) } }] }, 'root-digest'],
    ['no predicate type', { ...GOOD, predicateType: undefined }, 'predicate'],
    ['provenance', { ...GOOD, predicateType: 'https://slsa.dev/provenance/v1' }, 'predicate'],
    ['a later version', { ...GOOD, predicateType: 'https://model_signing/signature/v1.1' }, 'predicate'],
    ['no predicate', { ...GOOD, predicate: undefined }, 'predicate'],
    ['an unknown key in the predicate', withPredicate({ also: [] }), 'predicate'],
    ['no serialization', withPredicate({ serialization: undefined }), 'predicate'],
    ['an unknown key in the serialization', withSerialization({ mode: 1 }), 'predicate'],
    ['an unknown method', withSerialization({ method: 'tree' }), 'predicate'],
    ['an unknown hash', withSerialization({ hash_type: 'md5' }), 'predicate'],
    ['no allow_symlinks', withSerialization({ allow_symlinks: undefined }), 'predicate'],
    ['allow_symlinks as text', withSerialization({ allow_symlinks: 'false' }), 'predicate'],
    ['a shard size of files', withSerialization({ shard_size: 1000 }), 'predicate'],
    ['ignored paths that are none', withSerialization({ ignore_paths: [1] }), 'predicate'],
    ['no resources', withPredicate({ resources: undefined }), 'resource'],
    ['an empty list of resources', of(), 'resource'],
    ['a resource that is text', of('a'), 'resource'],
    ['a resource without a name', of({ digest: A.digest, algorithm: 'sha256' }), 'resource'],
    ['a resource without a digest', of({ name: 'a', algorithm: 'sha256' }), 'resource'],
    ['a digest in capitals', of({ ...A, digest: A.digest.toUpperCase() }), 'resource'],
    ['a digest that is too short', of({ ...A, digest: A.digest.slice(2) }), 'resource'],
    ['another algorithm than it says', of({ ...A, algorithm: 'blake3' }), 'resource'],
    ['no algorithm', of({ name: 'a', digest: A.digest }), 'resource'],
    ['a sharded algorithm of whole files', of({ ...A, algorithm: 'sha256-sharded-5' }), 'resource'],
    ['a file twice', of(A, A), 'resource'],
    ['the model itself and a file', of(resource('.'), A), 'name'],
  ])('is refused with %s', (_, payload, code) => {
    expect(outcomeOf(signed(payload))).toBe(code);
  });

  it('is refused when it has a million resources', () => {
    const verdict = verdictOf(signed(`{"a":[${'{},'.repeat(1_000_000)}{}]}`));
    expect(verdict).toMatchObject({ state: 'refused' });
  });
});

describe('a name', () => {
  it.each([
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/..',
    '..',
    './a',
    'a/./b',
    'a//b',
    'a/',
    '',
    'C:/x',
    'C:x',
    '\\x',
    '..\\x',
    'a\\..\\..\\x',
    '\\\\server\\x',
    'a\\.\\b',
    'a\0b',
    '\uD800',
    'x'.repeat(5000),
  ])('is refused before anything is opened: %j', (name) => {
    expect(outcomeOf(signed(of(resource(name))))).toBe('name');
  });

  it.each(['a', 'a/b', '..a', 'a..', '...', '.hidden', 'a b', 'ü', 'a\\b', '-x', 'sub/.git/x'])('stays inside: %j', (name) => {
    expect(outcomeOf(signed(statement([resource(name)])))).toBe('signed');
  });
});

describe('shards', () => {
  const digest = A.digest;
  const sharded = (names: readonly string[], size: unknown = 8, algorithm = 'sha256'): Json => {
    const resources = names.map((name) => ({ name, digest, algorithm }));
    return statement(resources, { method: 'shards', shard_size: size });
  };

  it.each<[string, Json]>([
    ['gapless', sharded(['w:0:8', 'w:8:16', 'w:16:17'])],
    ['in any order', sharded(['w:8:16', 'w:0:8'])],
    ['of a name with colons', sharded(['part:1:2:0:8'])],
    ['with the size in the algorithm', sharded(['w:0:8'], 8, 'sha256-sharded-8')],
    ['of a single file', sharded(['.:0:8', '.:8:9'])],
    ['of several files', sharded(['a:0:8', 'b:0:1'])],
  ])('are accepted %s', (_, payload) => {
    expect(outcomeOf(signed(payload))).toBe('signed');
  });

  it.each<[string, Json, string]>([
    ['a gap', sharded(['w:0:8', 'w:16:24']), 'resource'],
    ['no beginning', sharded(['w:8:16']), 'resource'],
    ['a short one before the last', sharded(['w:0:7', 'w:8:16']), 'resource'],
    ['one twice', sharded(['w:0:8', 'w:0:8']), 'resource'],
    ['one twice with another end', sharded(['w:0:8', 'w:0:7']), 'resource'],
    ['an empty one', sharded(['w:0:0']), 'resource'],
    ['a reversed one', sharded(['w:8:0']), 'resource'],
    ['a larger one than the size', sharded(['w:0:9']), 'resource'],
    ['one off the grid', sharded(['w:0:8', 'w:9:16']), 'resource'],
    ['no range', sharded(['w']), 'resource'],
    ['half a range', sharded(['w:0']), 'resource'],
    ['a negative range', sharded(['w:-8:0']), 'resource'],
    ['a range beyond numbers', sharded(['w:0:9999999999999999']), 'resource'],
    ['a name that leaves the model', sharded(['../w:0:8']), 'name'],
    ['the algorithm of another size', sharded(['w:0:8'], 8, 'sha256-sharded-9'), 'resource'],
    ['no size', sharded(['w:0:8'], null), 'predicate'],
    ['a size of zero', sharded(['w:0:8'], 0), 'predicate'],
    ['a fraction', sharded(['w:0:8'], 8.5), 'predicate'],
    ['a size beyond doubles', sharded(['w:0:8'], 2 ** 53), 'predicate'],
    ['a size as text', sharded(['w:0:8'], '8'), 'predicate'],
  ])('are refused with %s', (_, payload, code) => {
    expect(outcomeOf(signed(payload))).toBe(code);
  });
});
