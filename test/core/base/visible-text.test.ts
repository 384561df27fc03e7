import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { annotationsOf } from '../../../src/core/report/annotations.ts';
import { errorWords } from '../../../src/core/report/error-words.ts';
import { clipped, visible, visibleUpTo } from '../../../src/core/base/visible-text.ts';
import { renderSummary } from '../../../src/core/report/summary.ts';
import { wrap } from '../../../src/core/report/terminal/lines.ts';
import { named } from '../report/cases.ts';

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

describe('what is cut after it was escaped', () => {
  const text = fc.array(
    fc.oneof(fc.constantFrom('\u202e', '\u{e0041}', '😀', '\\', '\\u', '{', '}', 'a'), fc.string({ unit: 'binary', maxLength: 2 })),
    { maxLength: 60 },
  );

  it('ends with whole escapes and whole characters, within the limit', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (parts, limit) => {
        const whole = visible(parts.join(''));
        const cut = clipped(whole, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
        if (whole.length <= limit) {
          expect(cut).toBe(whole);
          return;
        }
        expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
        // What follows is the start of something, never the rest of an escape.
        const rest = whole.slice(cut.length - 1);
        const escapes = [...whole.matchAll(/\\u\{[0-9a-f]{1,6}\}/g)];
        expect(
          escapes.every(({ index, 0: one }) => whole.length - rest.length <= index || whole.length - rest.length >= index + one.length),
        ).toBe(true);
      }),
    );
  });

  it('annotations hold whole escapes, however long the names are', () => {
    const { verdict, bom } = named('hostile-names');
    const name = `${'a'.repeat(10)}${'\u202e'.repeat(300)}`;
    const findings = verdict.findings.map((one) => ({
      ...one,
      finding: { ...one.finding, fix: { ...one.finding.fix, title: name }, reason: name },
    }));
    for (const { title, message } of annotationsOf({ ...verdict, findings }, bom)) {
      expect(title.length).toBeLessThanOrEqual(255);
      for (const said of [title, message]) expect(said.replaceAll(/\\u\{[0-9a-f]+\}/g, '')).not.toMatch(/\\u|\\$/);
    }
  });

  it('no escape is broken over two lines of a terminal', () => {
    for (const { text: one } of wrap(`x${'\u202e'.repeat(60)}`)) expect(one.replaceAll('\\u{202e}', '')).toMatch(/^x?$/);
  });
});

it('neither the summary nor an error gives a runner a command', () => {
  const { bom } = named('hostile-names');
  expect(renderSummary({ ...bom, components: bom.components.map((one) => ({ ...one, name: '##[error]x' })) }, [], [])).not.toContain('##[');
  expect(
    JSON.stringify(errorWords(new InputError('USAGE', '##[error]x', '::error::y', [{ where: null, message: '::set-output::z' }]))),
  ).not.toMatch(/##\[|"::/);
});
