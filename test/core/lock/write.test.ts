import { fc, test } from '@fast-check/vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { lockJsonSchema, lockJsonSchemaText } from '../../../src/core/lock/json-schema.ts';
import { type DeclarationTarget, feedOf, formatDeclared } from '../../../src/core/lock/declared.ts';
import type { Declaration, Lock, LockEntry } from '../../../src/core/lock/lock.ts';
import { compareCodePoints } from '../../../src/core/base/order.ts';
import { parseLock } from '../../../src/core/lock/parse.ts';
import { foldPath as fold } from '../../../src/core/base/fold-path.ts';
import { clashes, pathProblem } from '../../../src/core/lock/paths.ts';
import { writeLock } from '../../../src/core/lock/write.ts';
import { COMMIT, entry, lock, SHA256 } from './sample.ts';

function hex(length: number): fc.Arbitrary<string> {
  return fc.uint8Array({ minLength: length / 2, maxLength: length / 2 }).map((bytes) => Buffer.from(bytes).toString('hex'));
}

const files = fc
  .uniqueArray(fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), hex(64), fc.maxSafeNat()), {
    selector: ([path]) => fold(path),
    maxLength: 12,
  })
  .map((all) => all.filter(([path]) => pathProblem(path) === null))
  .filter((all) => clashes(all.map(([path]) => path)).length === 0)
  .map((all) => new Map(all.map(([path, sha256, size]) => [path, { sha256, size }] as const)));

const references = fc.uniqueArray(fc.stringMatching(/^hf:(?:datasets\/)?[a-z][a-z0-9]{0,8}\/[a-z][a-z0-9_]{0,8}$/), { maxLength: 5 });

const entries: fc.Arbitrary<LockEntry> = fc.record({
  requested: fc.constantFrom(null, 'main', 'v1.0', 'feature/größe'),
  commit: fc.oneof(hex(40), hex(64)),
  hubId: fc.constantFrom(null, '65f1c0ffee'),
  license: fc.constantFrom(null, 'Apache-2.0', 'MIT OR (Apache-2.0 AND LicenseRef-x)'),
  licenseText: fc.oneof(fc.constant(null), hex(64)),
  baseModels: references.map((all) => all.toSorted(compareCodePoints)),
  signer: fc.constant(null),
  files,
});

const paths = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), fc.boolean())
  .filter(([path]) => pathProblem(path) === null && !path.endsWith('/'));
const declaredLoads = fc
  .tuple(paths, fc.oneof(fc.stringMatching(/^[A-Z_]{1,6}$/), fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })))
  .map(([[path, isFolder], word]): DeclarationTarget => {
    const feed = feedOf(/^[A-Z_]+$/.test(word) ? `$${word}` : word) ?? { kind: 'environment', name: 'M' };
    return { kind: 'load', path: isFolder && feed.kind === 'environment' ? `${path}/` : path, feed };
  });
const may = fc.uniqueArray(fc.constantFrom('hf:org/x', `hf:org/x@${COMMIT}`, 'hf:datasets/org/d', 'service:openai/gpt', 'ollama:llama3'), {
  minLength: 1,
});
const declarations = fc
  .tuple(
    fc.array(fc.tuple(declaredLoads, may), { maxLength: 4 }),
    fc.array(fc.tuple(fc.stringMatching(/^(?:s3|gs):\/\/[a-z]{1,9}\/[a-z]{1,9}$/), hex(64), references), { maxLength: 2 }),
  )
  .map(
    ([loads, addresses]) =>
      new Map<string, Declaration>([
        ...loads.map(([load, refs]) => [formatDeclared(load), { kind: 'load', may: refs.toSorted(compareCodePoints) }] as const),
        ...addresses.map(
          ([address, sha256, base]) =>
            [
              address,
              { kind: 'address', sha256, license: 'MIT', supplier: 'Acme', base: base.toSorted(compareCodePoints), signer: null },
            ] as const,
        ),
      ]),
  );

const locks: fc.Arbitrary<Lock> = references
  .chain((keys) => fc.tuple(declarations, fc.tuple(...keys.map((key) => entries.map((one) => [key, one] as const)))))
  .map(([declared, all]) => ({ formatVersion: 1, declarations: declared, entries: new Map(all) }));

describe('writeLock', () => {
  test.prop([locks])('reads back what it wrote, and writes it again as the same bytes', (value) => {
    const text = writeLock(value);
    const read = parseLock(Buffer.from(text), 'x');
    expect(read).toEqual(value);
    expect(writeLock(read)).toBe(text);
  });

  test.prop([locks])('does not depend on the order of what it is given', (value) => {
    const turned = new Map(
      [...value.entries]
        .toReversed()
        .map(([key, one]) => [key, { ...one, baseModels: one.baseModels.toReversed(), files: new Map([...one.files].toReversed()) }]),
    );
    const declared = new Map([...value.declarations].toReversed());
    expect(writeLock({ ...value, declarations: declared, entries: turned })).toBe(writeLock(value));
  });

  it('writes one line per file, so that git merges what two branches add', () => {
    const one = { sha256: SHA256, size: 4 };
    const text = writeLock(
      lock({
        'hf:org/b': entry({ requested: null, license: null, files: new Map() }),
        'hf:org/a': entry({
          baseModels: ['hf:z/z', 'hf:a/a'],
          licenseText: SHA256,
          files: new Map([
            ['b', one],
            ['a/c', one],
          ]),
        }),
      }),
    );
    expect(text).toBe(`{
  "formatVersion": 1,
  "entries": {
    "hf:org/a": {
      "requested": "main",
      "commit": "${COMMIT}",
      "hubId": null,
      "license": "Apache-2.0",
      "licenseText": "${SHA256}",
      "baseModels": [
        "hf:a/a",
        "hf:z/z"
      ],
      "signer": null,
      "files": {
        "a/c": { "sha256": "${SHA256}", "size": 4 },
        "b": { "sha256": "${SHA256}", "size": 4 }
      }
    },
    "hf:org/b": {
      "requested": null,
      "commit": "${COMMIT}",
      "hubId": null,
      "license": null,
      "licenseText": null,
      "baseModels": [],
      "signer": null,
      "files": {}
    }
  }
}
`);
    expect(writeLock(lock({}))).toBe('{\n  "formatVersion": 1,\n  "entries": {}\n}\n');
  });

  it('sorts by code point, not by UTF-16 unit', () => {
    const one = { sha256: SHA256, size: 4 };
    const text = writeLock(
      lock({
        'hf:org/a': entry({
          files: new Map([
            ['\u{1F600}', one],
            ['\uFB01', one],
            ['z', one],
          ]),
        }),
      }),
    );
    expect([...text.matchAll(/^ {8}"(.+?)":/gm)].map(([, name]) => name)).toEqual(['z', '\uFB01', '\u{1F600}']);
  });

  it('escapes what a reviewer would not see (T22), and reads it back', () => {
    const name = 'a\u202Eb\u2028\u{E0041}é';
    const value = lock({ 'hf:org/a': entry({ files: new Map([[name, { sha256: SHA256, size: 4 }]]) }) });
    const text = writeLock(value);
    expect(text).toContain('"a\\u202eb\\u2028\\udb40\\udc41é"');
    expect(parseLock(text, 'x')).toEqual(value);
  });

  it.each(['../x', 'a\\b', 'C:x', '__proto__', 'a\uDCFF', '/x'])('never writes the path %j', (path) => {
    const value = lock({ 'hf:org/a': entry({ files: new Map([[path, { sha256: SHA256, size: 4 }]]) }) });
    expect(() => writeLock(value)).toThrow(InputError);
  });

  it.each([
    ['a short commit', entry({ commit: '4f0c2d9' })],
    ['a size that is no number', entry({ files: new Map([['a', { sha256: SHA256, size: Number.NaN }]]) })],
    ['a pull request of the hub', entry({ requested: 'refs/pr/1' })],
    ['a base model twice', entry({ baseModels: ['hf:a/a', 'hf:a/a'] })],
  ])('never writes %s', (_name, one) => {
    expect(() => writeLock(lock({ 'hf:org/a': one }))).toThrow(InputError);
  });
});

describe('lockJsonSchema', () => {
  const validate = new Ajv2020({ strict: true }).compile(lockJsonSchema());

  test.prop([locks])('accepts every lock that is written', (value) => {
    expect(validate(JSON.parse(writeLock(value)))).toBe(true);
  });

  it.each([
    ['an unknown key', (text: string) => text.replace('"signer"', '"signed": 1, "signer"')],
    ['a short commit', (text: string) => text.replace(COMMIT, COMMIT.slice(1))],
    ['a missing key', (text: string) => text.replace('"licenseText": null,', '')],
    ['another version', (text: string) => text.replace('"formatVersion": 1', '"formatVersion": 2')],
  ])('refuses %s', (_name, change) => {
    expect(validate(JSON.parse(change(writeLock(lock({ 'hf:org/a': entry() })))))).toBe(false);
  });

  it('is byte-stable, and leaves the editor its own words', () => {
    expect(lockJsonSchemaText()).toBe(lockJsonSchemaText());
    expect(lockJsonSchemaText()).toMatch(/^\{\n {2}"\$schema": "https:\/\/json-schema.org\/draft\/2020-12\/schema",\n {2}"title"/);
  });
});
