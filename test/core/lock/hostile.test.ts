import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { MAX_LOCK_BYTES, MAX_LOCK_ENTRIES, MAX_LOCK_FILES } from '../../../src/core/lock/limits.ts';
import { parseLock } from '../../../src/core/lock/parse.ts';
import { writeLock } from '../../../src/core/lock/write.ts';
import { mistakes } from './refusal.ts';
import { COMMIT, entry, FILE, lock, REST, withEntry, withFiles } from './sample.ts';

describe('parseLock against anything', () => {
  const good = writeLock(lock({ 'hf:org/name': entry({ baseModels: ['hf:a/a'] }), 'hf:datasets/org/name': entry({ license: null }) }));
  const pieces = [
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    '\n',
    '\\u',
    '__proto__',
    '<<<<<<< ',
    'null',
    '-1',
    '1e9',
    '\0',
    '\uD800',
    '/*',
    'hf:',
  ];

  test.prop([fc.nat(good.length), fc.nat(40), fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' }))], { numRuns: 2000 })(
    'reads it or says that it is no lock, with a place',
    (start, length, piece) => {
      const text = good.slice(0, start) + piece + good.slice(start + length);
      try {
        expect(parseLock(text, 'x').formatVersion).toBe(1);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.code).toBe('LOCK_INVALID');
        for (const { where } of error.mistakes) expect(where).toMatch(/^x:[1-9]\d*:[1-9]\d*$/);
      }
    },
  );
});

describe('parseLock against size', () => {
  it('refuses a million files, and as many as one too many', () => {
    const files = (count: number): string => Array.from({ length: count }, (_, index) => `"${index}":{}`).join(',');
    expect(mistakes(withFiles(files(1_000_000)))[0]).toContain(`more than ${MAX_LOCK_FILES} files`);
    const split = `{"formatVersion":1,"entries":{"hf:a/a":{"files":{${files(MAX_LOCK_FILES)}}},"hf:b/b":{"files":{"one":{}}}}}`;
    expect(mistakes(split)[0]).toContain(`more than ${MAX_LOCK_FILES} files`);
  });

  it.each([
    ['one key millions of times', '"":0'],
    ['a name that readers mistake, millions of times', '"__proto__":0'],
  ])('refuses %s', (_name, pair) => {
    expect(mistakes(`{${`${pair},`.repeat(2_100_000)}${pair}}`)[0]).toContain('more than 2000000 values');
  });

  it('reads as many files as the cap allows', () => {
    const files = Array.from({ length: MAX_LOCK_FILES }, (_, index) => `"${index}": ${FILE}`).join(',\n');
    const text = withFiles(files);
    expect(text.length).toBeLessThan(MAX_LOCK_BYTES / 2);
    expect(parseLock(text, 'x').entries.get('hf:org/name')?.files.size).toBe(MAX_LOCK_FILES);
  });

  it('refuses too many entries and too many bytes', () => {
    const entries = Array.from({ length: MAX_LOCK_ENTRIES + 1 }, (_, index) => `"hf:a/${index}":{}`).join(',');
    expect(mistakes(`{"formatVersion":1,"entries":{${entries}}}`)[0]).toContain(`more than ${MAX_LOCK_ENTRIES} entries`);
    expect(mistakes(' '.repeat(MAX_LOCK_BYTES + 1))).toEqual(['1:1 larger than 64 MB']);
  });

  it('says what is wrong with very many files, and with too many base models', () => {
    const many = MAX_LOCK_FILES / 10;
    const paths = Array.from({ length: many }, (_, index) => `"../${index}":{"sha256":1,"more":1}`);
    expect(mistakes(withFiles(paths.join(','))).at(-1)).toBe(`- and ${4 * many - 100} more`);
    const bases = REST.replace('[]', `[${'7,'.repeat(100_000)}7]`);
    expect(mistakes(withEntry(`"requested": null, "commit": "${COMMIT}", ${bases}`))[0]).toContain('a list of more than 1000');
  });

  it.each([
    ['objects', '{"a":'],
    ['lists', '['],
  ])('refuses %s nested without end before any stack does', (_name, open) => {
    expect(mistakes(open.repeat(1_000_000))[0]).toContain('nested deeper than 5 levels');
  });
});
