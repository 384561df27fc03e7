import { expect, test } from 'vitest';
import { lockfile, type LockedPackage, type LockfileKind } from '../../../../src/core/discover/packages/lockfile.ts';
import { unreadLock } from '../../../../src/core/discover/packages/unread-lock.ts';
import { npm } from '../../../../src/core/ecosystems/npm/index.ts';
import { pypi } from '../../../../src/core/ecosystems/pypi/index.ts';
import { factsOf, onePackage } from '../facts.ts';

const { about } = unreadLock([]);
const HEX = 'AB'.repeat(32);

function entry(input: Partial<LockedPackage> = {}): LockedPackage {
  return {
    kind: 'locked',
    ecosystem: pypi,
    name: 'Flask_SQLAlchemy',
    version: '3.0',
    integrity: [],
    source: { source: 'registry', location: null },
    group: 'runtime',
    license: null,
    at: { line: 7, column: 3 },
    ...input,
  };
}

function reading(read: LockfileKind['read']) {
  const example = { path: 'toy.lock', source: '', gives: [] };
  return lockfile({ id: 'toy-lock', version: 1, names: ['toy.lock', /^toy\.[a-z]{1,9}\.lock$/], about, example, read });
}

test.each([
  ['toy.lock', true],
  ['sub/toy.lock', true],
  ['toy.dev.lock', true],
  ['Toy.lock', false],
  ['toy.lock/x', false],
  ['not-toy.lock', false],
])('takes the names of its kind: %s %s', (path, wanted) => {
  expect(reading(() => []).wants(path, 10)).toBe(wanted);
});

test('one entry becomes one package, in the spelling of its ecosystem', () => {
  const found = entry({ integrity: [`sha256:${HEX}`, 'sha256:short', `sha256:${HEX.toLowerCase()}`, 'junk'] });
  expect(
    onePackage(
      reading(() => [found]),
      '',
    ),
  ).toEqual({
    kind: 'package',
    ecosystem: 'pypi',
    name: 'flask-sqlalchemy',
    version: '3.0',
    range: null,
    integrity: [`sha256:${HEX.toLowerCase()}`],
    source: 'registry',
    location: null,
    group: 'runtime',
    license: null,
    from: 'lock',
    line: 7,
    column: 3,
  });
});

test.each<[string, Partial<LockedPackage>]>([
  ['no name', { name: null }],
  ['an empty name', { name: '' }],
  ['a name with a line end', { name: 'a\nb' }],
  ['a name of another ecosystem', { ecosystem: pypi, name: '@scope/a' }],
  ['a name that leaves the folder', { ecosystem: npm, name: '@scope/../a' }],
])('what has %s is a problem at its place, never a made-up package', (_, input) => {
  expect(
    factsOf(
      reading(() => [entry(input), entry()]),
      '',
    ),
  ).toMatchObject([
    { kind: 'problem', code: 'syntax', line: 7, column: 3 },
    { kind: 'package', name: 'flask-sqlalchemy' },
  ]);
});

test.each(['1.0 or so', '${VERSION}', '', 'x'.repeat(200), '1.0\u0000'])('what is no version is not known: %j', (version) => {
  expect(
    onePackage(
      reading(() => [entry({ version })]),
      '',
    ).version,
  ).toBe(null);
});

test('token shapes do not leave the reader (T21)', () => {
  const token = `ghp_${'a'.repeat(36)}`;
  const fact = onePackage(
    reading(() => [entry({ license: token, source: { source: 'url', location: `https://x.example/${token}` } })]),
    '',
  );
  expect(JSON.stringify(fact)).not.toContain(token);
});

test('bytes that are no text, and merge conflicts, are problems; the reader does not see them', () => {
  const never = reading(() => {
    throw new Error('not asked');
  });
  expect(factsOf(never, new Uint8Array([10, 0xc3, 0x28]))).toMatchObject([{ kind: 'problem', code: 'not-utf8', line: 2 }]);
  expect(factsOf(never, 'a\n<<<<<<< HEAD\n')).toMatchObject([{ kind: 'problem', code: 'syntax', line: 2 }]);
});

test('a reader that never ends is stopped by counting, and the rest is said to be unread (T39)', () => {
  const endless = reading(function* () {
    for (;;) yield entry();
  });
  const facts = factsOf(endless, '');
  expect(facts.length).toBeGreaterThan(100_000);
  expect(facts.at(-1)).toMatchObject({ kind: 'problem', code: 'limit', line: 1 });
});

test('work inside of a reader counts as well', () => {
  const facts = factsOf(
    reading((_text, budget) => {
      while (budget.spend());
      return [entry()];
    }),
    '',
  );
  expect(facts).toMatchObject([{ kind: 'problem', code: 'limit' }]);
});
