import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { feedOf, formatDeclared, parseDeclared } from '../../../src/core/lock/declared.ts';
import { MAX_DECLARATIONS, MAX_LOCK_ENTRIES, MAX_MAY } from '../../../src/core/lock/limits.ts';
import { parseLock } from '../../../src/core/lock/parse.ts';
import { writeLock } from '../../../src/core/lock/write.ts';
import { mistakes } from './refusal.ts';
import { COMMIT, entry, lock, SHA256 } from './sample.ts';

const ADDRESS = `"sha256": "${SHA256}", "license": "MIT", "supplier": null, "base": [], "signer": null`;

/** A lock with one declaration, whose braces open on line 4. */
function declaring(about: string, inner: string): string {
  return `{\n  "formatVersion": 1,\n  "declarations": {\n    ${JSON.stringify(about)}: {${inner}}\n  },\n  "entries": {}\n}\n`;
}

function problem(text: string): string {
  try {
    parseDeclared(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'it was read';
}

describe('what a declaration is about', () => {
  it.each([
    ['app/llm.py: environment MODEL_ID', { kind: 'load', path: 'app/llm.py', feed: { kind: 'environment', name: 'MODEL_ID' } }],
    ['services/api/: environment M', { kind: 'load', path: 'services/api/', feed: { kind: 'environment', name: 'M' } }],
    ['a b/ü.py: "cfg[\\"model\\"]"', { kind: 'load', path: 'a b/ü.py', feed: { kind: 'expression', text: 'cfg["model"]' } }],
    ['"b/a: b.py": environment M', { kind: 'load', path: 'b/a: b.py', feed: { kind: 'environment', name: 'M' } }],
    ['a.py: "x: environment M"', { kind: 'load', path: 'a.py', feed: { kind: 'expression', text: 'x: environment M' } }],
    ['a.py: "\\u202ex"', { kind: 'load', path: 'a.py', feed: { kind: 'expression', text: '\u202Ex' } }],
    ['s3://bucket/key', { kind: 'address', address: 's3://bucket/key' }],
    ['gs://bucket/a/b.bin', { kind: 'address', address: 'gs://bucket/a/b.bin' }],
    ['models:/ranker/3', { kind: 'address', address: 'models:/ranker/3' }],
  ])('%s', (text, declared) => {
    expect(parseDeclared(text)).toEqual(declared);
    expect(formatDeclared(parseDeclared(text))).toBe(text);
  });

  it.each([
    ['', 'neither'],
    ['app/llm.py', 'neither'],
    ['app/llm.py:14', 'neither'],
    ['app/llm.py: ', 'neither'],
    [': environment M', 'neither'],
    ['app/llm.py: MODEL_ID', 'says neither'],
    ['app/llm.py: environment', 'says neither'],
    ['app/llm.py: environment 1M', 'does not name a variable'],
    ['app/llm.py: environment M ', 'does not name a variable'],
    ['app/llm.py: environment M, environment N', 'does not name a variable'],
    ['app/llm.py: "x', 'not written as JSON'],
    ['app/llm.py: "x" ', 'is written'],
    ['app/llm.py: "\\u0078"', 'is written'],
    ['app/llm.py: "environment variable M"', 'is written app/llm.py: environment M'],
    ['"app/llm.py": environment M', 'is written app/llm.py: environment M'],
    ['app/llm.py: ""', 'does not tell one load from another'],
    ['app/llm.py: "one of more than 20 names"', 'does not tell one load from another'],
    [`app/llm.py: "${'x'.repeat(80)}"`, 'does not tell one load from another'],
    ['app/: "cfg.model"', 'belongs to one file'],
    ['/etc/x.py: environment M', 'is absolute'],
    ['../x.py: environment M', 'leaves the folder'],
    ['app/../../x.py: environment M', 'leaves the folder'],
    ['./: environment M', 'leaves the folder'],
    ['/: environment M', 'is empty'],
    ['app//: environment M', 'has an empty part'],
    ['app\\x.py: environment M', 'contains a backslash'],
    ['C:/x.py: environment M', 'drive letter'],
    ['app/\u0007.py: environment M', 'contains a control character'],
    ['.git/config: environment M', 'taken for .git'],
    ['s3://user:pw@bucket/key', 'a login or a query'],
    ['s3://bucket/key?token=1', 'a login or a query'],
    [`s3://bucket/${'k'.repeat(200)}`, 'more than 200 characters'],
    ['s3://bucket/a b', 'neither'],
    [`${'x'.repeat(100_000)}: environment M`, 'is longer than'],
  ])('refuses %j', (text, words) => {
    expect(problem(text)).toContain(words);
  });

  it.each([
    ['environment variable MODEL_ID', { kind: 'environment', name: 'MODEL_ID' }],
    ['$MODEL_ID', { kind: 'environment', name: 'MODEL_ID' }],
    ['${MODEL_ID}', { kind: 'environment', name: 'MODEL_ID' }],
    // More than the variable: another expression may give another model.
    ['evil/$MODEL_ID', { kind: 'expression', text: 'evil/$MODEL_ID' }],
    ['${MODEL_ID', { kind: 'expression', text: '${MODEL_ID' }],
    ['environment variable A.b', { kind: 'expression', text: 'environment variable A.b' }],
    ['name', { kind: 'expression', text: 'name' }],
    ['x'.repeat(79), { kind: 'expression', text: 'x'.repeat(79) }],
    ['x'.repeat(80), null],
    ['load("***")', null],
    ['one of many', null],
    ['computed name', null],
    ['\uD800', null],
    ['', null],
  ])('of a load whose text is %j: %j', (text, feed) => {
    expect(feedOf(text)).toEqual(feed);
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 60 })])(
    'reads any text or says what is wrong, and one thing has one spelling',
    (text) => {
      for (const one of [text, `a.py: ${text}`, `${text}: environment M`, `s3://${text}`, `a.py: ${JSON.stringify(text)}`])
        if (problem(one) === 'it was read') expect(formatDeclared(parseDeclared(one))).toBe(one);
    },
  );
});

describe('declarations in a lock', () => {
  it('are written before the entries, one line per reference, and read back', () => {
    const value = lock(
      { 'hf:org/a': entry({ files: new Map() }) },
      {
        's3://bucket/key': { kind: 'address', sha256: SHA256, license: 'MIT', supplier: 'Acme', base: ['hf:b/b'], signer: null },
        'app/llm.py: environment MODEL_ID': { kind: 'load', may: [`hf:org/x@${COMMIT}`, 'hf:org/y'] },
      },
    );
    const text = writeLock(value);
    expect(text.slice(0, text.indexOf('"entries"'))).toBe(`{
  "formatVersion": 1,
  "declarations": {
    "app/llm.py: environment MODEL_ID": {
      "may": [
        "hf:org/x@${COMMIT}",
        "hf:org/y"
      ]
    },
    "s3://bucket/key": {
      "sha256": "${SHA256}",
      "license": "MIT",
      "supplier": "Acme",
      "base": [
        "hf:b/b"
      ],
      "signer": null
    }
  },
  `);
    expect(parseLock(text, 'x')).toEqual(value);
  });

  it('a lock without any is what it was', () => {
    expect(writeLock(lock({}))).not.toContain('declarations');
    expect(parseLock('{"formatVersion":1,"entries":{}}', 'x').declarations.size).toBe(0);
  });

  it.each([
    ['nothing', 'a.py: environment M', '', '4:5 "may" is missing'],
    ['nothing to load', 'a.py: environment M', '"may": []', '4:29 "may": is empty'],
    ['one thing twice', 'a.py: environment M', '"may": ["hf:a/a", "hf:a/a"]', '4:29 "may" names something twice'],
    ['another spelling', 'a.py: environment M', `"may": ["hf:a/a@${COMMIT.toUpperCase()}"]`, `is written "hf:a/a@${COMMIT}"`],
    ['a shortened commit', 'a.py: environment M', '"may": ["hf:a/a@4f0c2d9"]', 'shortened commit'],
    ['a pull request of the hub', 'a.py: environment M', '"may": ["hf:a/a@refs/pr/1"]', 'is a pull request of the hub'],
    ['a library', 'a.py: environment M', '"may": ["npm:a"]', '"npm:a" is not a model, dataset or service'],
    ['a pattern', 'a.py: environment M', '"may": ["service:openai/*"]', 'is a pattern'],
    ['no reference', 'a.py: environment M', '"may": ["acme/x"]', 'has no type before a colon'],
    ['no text', 'a.py: environment M', '"may": [1]', 'expected a text'],
    [
      'too many',
      'a.py: environment M',
      `"may": ["${Array.from({ length: MAX_MAY + 1 }, (_, i) => `hf:a/m${i}`).join('","')}"]`,
      'longer than',
    ],
    ['a key of an address', 'a.py: environment M', '"may": ["hf:a/a"], "sha256": ""', '4:48 "sha256" is not a key of a lock'],
    ['an address that says nothing', 's3://b/k', '', '4:5 "sha256" is missing'],
    ['an address with a digest that is none', 's3://b/k', ADDRESS.replace(SHA256, 'ab'), 'expected a sha256'],
    ['an address with a license that is none', 's3://b/k', ADDRESS.replace('MIT', 'free!'), 'SPDX'],
    [
      'an address with a supplier of two lines',
      's3://b/k',
      ADDRESS.replace('"supplier": null', '"supplier": "a\\nb"'),
      'control characters',
    ],
    ['an address with a base that is no reference', 's3://b/k', ADDRESS.replace('[]', '["acme/x"]'), 'has no type'],
    ['an address with a base twice', 's3://b/k', ADDRESS.replace('[]', '["hf:a/a","hf:a/a"]'), '"base" names a model twice'],
    ['an address that a load may be', 's3://b/k', '"may": ["hf:a/a"]', '"may" is not a key of a lock'],
    ['about a path that leaves the tree', '../a.py: environment M', '"may": ["hf:a/a"]', '4:5 "../a.py: environment M" names a path'],
  ])('refuses one that says %s, with its line', (_name, about, inner, words) => {
    expect(mistakes(declaring(about, inner)).join('\n')).toContain(words);
  });

  it('tells all mistakes at once, those of entries too', () => {
    const text = declaring('x', '"may": []').replace('"entries": {}', '"entries": {\n    "hf:a/a": {}\n  }');
    const found = mistakes(text);
    expect(found[0]).toMatch(/^4:5 "x" is neither/);
    expect(found.length).toBeGreaterThan(3);
  });

  it('refuses one that stands there twice', () => {
    const text = declaring('a.py: environment M', '"may": ["hf:a/a"]').replace(
      '  },\n  "entries"',
      ',\n    "a.py: environment M": {"may": ["hf:b/b"]}\n  },\n  "entries"',
    );
    expect(mistakes(text).join()).toContain('stands here twice');
  });
});

describe('declarations against size', () => {
  const many = (count: number, value: string): string =>
    `{"formatVersion":1,"declarations":{${Array.from({ length: count }, (_, index) => `"a/${index}.py: environment M":${value}`).join(',\n')}},"entries":{}}`;

  it('refuses more than the cap, and says so once', () => {
    expect(mistakes(many(MAX_DECLARATIONS + 1, '{"may":["hf:a/a"]}'))).toEqual([`1:20 more than ${MAX_DECLARATIONS} declarations`]);
    expect(mistakes(many(10_000, '{}')).length).toBeLessThanOrEqual(101);
    expect(mistakes(many(MAX_LOCK_ENTRIES + 1, '{}'))[0]).toContain('more than');
  });

  it('reads as many as the cap allows', () => {
    const refs = Array.from({ length: MAX_MAY }, (_, index) => `"hf:a/m${index}"`).join();
    expect(parseLock(many(MAX_DECLARATIONS, `{"may":[${refs}]}`), 'x').declarations.size).toBe(MAX_DECLARATIONS);
  });

  it('cuts huge names in messages, and reads no huge text twice', () => {
    const huge = 'x'.repeat(5_000_000);
    for (const about of [huge, `${huge}: environment M`, `a.py: "${huge}"`, `s3://${huge}`, `"${'\\'.repeat(4_000_000)}`])
      for (const line of mistakes(declaring(about, '"may": ["hf:a/a"]'))) expect(line.length).toBeLessThan(400);
    for (const line of mistakes(declaring('a.py: environment M', `"may": ["${huge}"]`))) expect(line.length).toBeLessThan(400);
  });
});
