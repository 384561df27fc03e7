import { fc, test } from '@fast-check/vitest';
import { visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { keepPlaces } from '../../../src/core/base/json/places.ts';
import { readJson } from '../../../src/core/base/json/read.ts';
import { type JsonPlace, scanJson } from '../../../src/core/base/json/scan.ts';

const DEEP = { depth: 100 };

/** Every key with what it stands under and where, by another reader. */
function keysOf(text: string): unknown[] {
  const found: unknown[] = [];
  visit(text, {
    onObjectProperty: (name, _offset, _length, line, column, path) =>
      void found.push([[...path().map((part) => (typeof part === 'number' ? '' : part)), name], { line: line + 1, column: column + 1 }]),
  });
  return found;
}

describe('readJson', () => {
  test.prop([fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t')])(
    'reads what JSON.parse reads, and sees every key where it is',
    (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space);
      const seen: [string[], JsonPlace][] = [];
      const read = readJson(text, DEEP, { deepest: 100, onKey: (path, place) => void seen.push([[...path], place]) });
      expect(read).toEqual({ ok: true, data: JSON.parse(text), twice: { told: [], count: 0 } });
      expect(seen).toEqual(keysOf(text));
    },
  );

  const soup = fc.array(fc.constantFrom('{', '}', '[', ']', '"a"', '"', ':', ',', '1', 'true', '\\', '\n', ' ', '\uFEFF', '-', '\0'), {
    maxLength: 20,
  });
  test.prop([soup], { numRuns: 2000 })('takes what JSON.parse takes, and says of all else where it fails', (pieces) => {
    const text = pieces.join('');
    let data: unknown;
    let isJson = true;
    try {
      data = JSON.parse(text);
    } catch {
      isJson = false;
    }
    const read = readJson(text, { depth: 20 });
    expect(read.ok).toBe(isJson);
    if (read.ok) expect(read.data).toEqual(data);
    else {
      expect(read.fault.message).toMatch(/^not JSON: [a-z]/);
      expect(read.fault.line >= 1 && read.fault.column >= 1).toBe(true);
    }
  });

  it.each([
    ['too deep', '[[[1]]]', { depth: 2 }, 'nested deeper than 2 levels', 1, 3],
    ['too deep, and no JSON behind it', '['.repeat(1_000_000), { depth: 400 }, 'nested deeper than 400 levels', 1, 401],
    ['too many values', '[1,\n"a", {"b": null}]', { depth: 9, values: 4 }, 'more than 4 values', 2, 12],
    ['too long a list', '{"a": [1, 2,\n3]}', { depth: 9, list: 2 }, 'a list of more than 2', 2, 1],
    [
      'too many keys of one depth',
      '{"a": {"b": 1},\n"c": {"d": 1}}',
      { depth: 9, keys: { 2: { most: 1, what: 'things' } } },
      'more than 1 things',
      2,
      7,
    ],
  ])('stops where a text is %s', (_, text, limits, message, line, column) => {
    expect(readJson(text, limits)).toEqual({ ok: false, why: 'limit', fault: { message, line, column } });
  });

  it.each([
    ['{"a":1,"a":2}', [{ name: 'a', line: 1, column: 8 }]],
    ['{"a":1,\n"\\u0061":2}', [{ name: 'a', line: 2, column: 1 }]],
    ['[{"a":1},{"a":2}]', []],
    ['{"__proto__":{},"__proto__":1}', [{ name: '__proto__', line: 1, column: 17 }]],
  ])('names keys that stand twice: %j', (text, twice) => {
    expect(readJson(text, DEEP)).toMatchObject({ ok: true, twice: { told: twice, count: twice.length } });
  });

  it('tells the first hundred keys that stand twice', () => {
    const read = readJson(`{${'"a":0,'.repeat(500_000)}"a":0}`, DEEP);
    expect(read.ok && [read.twice.told.length, read.twice.count]).toEqual([100, 500_000]);
  });

  it.each([
    ['"', '1:1 not JSON: the text ends too early'],
    ['{"a":1,}', '1:8 not JSON: a key is expected here (a trailing comma is not allowed)'],
    ['{"a" 1}', '1:6 not JSON: a colon is expected here'],
    ['\uFEFF{}', '1:1 not JSON: unexpected text'],
    ['{} {}', '1:4 not JSON: nothing may follow the end of the document'],
    ['[1]\n// x', '2:1 not JSON: comments are not allowed'],
  ])('says of %j what is wrong, and where', (text, expected) => {
    const read = readJson(text, DEEP);
    expect(read.ok ? '' : `${read.fault.line}:${read.fault.column} ${read.fault.message}`).toBe(expected);
  });
});

describe('keepPlaces', () => {
  it('keeps the last of equal keys, and answers for a missing one with the nearest around it', () => {
    const places = keepPlaces(2);
    scanJson('{\n"a": {"b": [{"c": 1}]},\n"a": {"b": 2}}', DEEP, places);
    expect([places.at(['a']), places.at(['a', 'b']), places.at(['a', 'b', '', 'c'])]).toEqual([
      { line: 3, column: 1 },
      { line: 3, column: 7 },
      undefined,
    ]);
    expect([places.nearest(['a', 'x']), places.nearest(['a', 'b', 0, 'c']), places.nearest(['x'])]).toEqual([
      { line: 3, column: 1 },
      { line: 3, column: 7 },
      { line: 1, column: 1 },
    ]);
  });

  it('takes a NUL in a key for a character like any other', () => {
    const places = keepPlaces(2);
    scanJson('{"a":\n{"b":1},\n"a\\u0000b":{}}', DEEP, places);
    expect(places.at(['a', 'b'])).toEqual({ line: 2, column: 2 });
  });

  it('costs the length of the text where one long key stands over many', () => {
    const places = keepPlaces(2);
    const keys = Array.from({ length: 40_000 }, (_, index) => `"${index}":0`);
    scanJson(`{"${'p'.repeat(1_000_000)}":{${keys.join(',')}}}`, DEEP, places);
    expect(places.at(['p'.repeat(1_000_000), '39999'])?.line).toBe(1);
  });

  it('keeps only what is wanted', () => {
    const places = keepPlaces(9, [['a', 'b']]);
    scanJson('{"a": {"b": 1, "c": {"b": 2}}}', DEEP, places);
    expect([places.at(['a', 'b']), places.at(['a', 'c'])]).toEqual([{ line: 1, column: 8 }, undefined]);
  });
});
