/** JSON that two readers cannot understand differently. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from '../../../src/core/verify/strict-json.ts';

const read = (text: string, maxValues?: number): ReturnType<typeof readStrictJson> =>
  readStrictJson(new TextEncoder().encode(text), maxValues);

describe('strict JSON', () => {
  test.prop([fc.jsonValue()])('reads what JSON.stringify writes', (value) => {
    const text = JSON.stringify(value);
    expect(read(text)).toEqual({ ok: true, data: JSON.parse(text) });
  });

  test.prop([fc.string()])('reads nothing that JSON.parse refuses', (text) => {
    if (!read(text).ok) return;
    expect(() => void JSON.parse(text)).not.toThrow();
  });

  it.each([
    ['{"a":1,"a":1}', 'a key stands twice in one object'],
    ['{"a":1,"\\u0061":1}', 'a key stands twice in one object'],
    ['[{"b":{"__proto__":1,"__proto__":2}}]', 'a key stands twice in one object'],
    ['['.repeat(65), 'nested deeper than 64 levels'],
    ['{"a":1}//', 'not JSON'],
    ["{'a':1}", 'not JSON'],
    ['[01]', 'not JSON'],
    ['\uFEFF{}', 'not JSON'],
    ['', 'not JSON'],
  ])('%s', (text, cause) => {
    expect(read(text)).toEqual({ ok: false, cause });
  });

  it('the same key in different objects is no duplicate', () => {
    expect(read('{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":1}}')).toMatchObject({ ok: true });
  });

  it('bounds values, and names bytes that are no text', () => {
    expect([read('[1,2,3]', 4).ok, read('[1,2,3,4]', 4)]).toEqual([true, { ok: false, cause: 'more than 4 values' }]);
    expect(readStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ ok: false, cause: 'not UTF-8 text' });
  });
});
