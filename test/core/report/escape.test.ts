import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { visible, visibleUpTo } from '../../../src/core/report/escape.ts';

it.each([
  ['C0', 'a\u0000b\u0007', 'a\\u{0}b\\u{7}'],
  ['line break and tab', 'a\r\n\tb', 'a\\u{d}\\u{a}\\u{9}b'],
  ['escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
  ['DEL and C1', '\u007f\u0085\u009b31m', '\\u{7f}\\u{85}\\u{9b}31m'],
  ['bidi override and isolate', 'a\u202eb\u2066c\u061c', 'a\\u{202e}b\\u{2066}c\\u{61c}'],
  ['zero-width', 'a\u200bb\u200dc\u2060', 'a\\u{200b}b\\u{200d}c\\u{2060}'],
  ['BOM', '\ufeffa', '\\u{feff}a'],
  ['tag characters', 'a\u{e0041}\u{e007f}', 'a\\u{e0041}\\u{e007f}'],
  ['lone high surrogate', 'a\ud83d', 'a\\u{d83d}'],
  ['lone low surrogate (invalid UTF-8 byte of a path)', 'a\udcff/b', 'a\\u{dcff}/b'],
  ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['spaces that are not a space', 'a\u00a0b\u3000', 'a\\u{a0}b\\u{3000}'],
  ['soft hyphen, filler, variation selector', '\u00ad\u3164\ufe0f\u{e0100}', '\\u{ad}\\u{3164}\\u{fe0f}\\u{e0100}'],
  ['private use and noncharacter', '\ue000\uffff', '\\u{e000}\\u{ffff}'],
  ['seen text stays', 'org/Modèle-模型 🙂 <b>&"\\', 'org/Modèle-模型 🙂 <b>&"\\'],
])('writes out %s', (_, input, expected) => {
  expect(visible(input)).toBe(expected);
});

it('leaves one line of well-formed text without controls, and is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const text = visible(a + String.fromCharCode(0xd800 + (a.length % 2048)) + b);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(visible(text)).toBe(text);
    }),
  );
});

it('handles a huge hostile text', () => {
  expect(visible('\u202e'.repeat(200_000))).toHaveLength(200_000 * 8);
});

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['🙂🙂🙂', 2, '🙂…'],
  ['a\u202ebcd', 3, 'a\\u{202e}…'],
  ['', 0, ''],
])('cuts %j at %i', (text, limit, expected) => {
  expect(visibleUpTo(text, limit)).toBe(expected);
});
