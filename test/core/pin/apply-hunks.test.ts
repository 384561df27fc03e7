import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyHunks } from '../../../src/core/pin/apply-hunks.ts';
import type { Hunk } from '../../../src/core/report/view/edits.ts';

const hunk = (line: number, before: string | null, after: string): Hunk => ({ path: 'a.py', line, before, after, written: after });

it.each([
  ['LF', 'a\nload("x")\nb\n', 'a\nload("x", 1)\nb\n'],
  ['CRLF', 'a\r\nload("x")\r\nb\r\n', 'a\r\nload("x", 1)\r\nb\r\n'],
  ['no line end at the end', 'a\nload("x")', 'a\nload("x", 1)'],
])('changes the line and keeps the rest: %s', (_name, text, expected) => {
  expect(applyHunks(text, [hunk(2, 'load("x")', 'load("x", 1)')])).toMatchObject({ text: expected, refused: [] });
});

it('keeps a byte order mark', () => {
  expect(applyHunks('\uFEFFload("x")\n', [hunk(1, 'load("x")', 'load("x", 1)')]).text).toBe('\uFEFFload("x", 1)\n');
});

it.each([
  ['a line that changed', hunk(1, 'load("y")', 'z')],
  ['a line that is not at hand', hunk(1, null, 'z')],
  ['a line behind the end', hunk(9, 'load("x")', 'z')],
])('refuses %s, and leaves the text as it is', (_name, one) => {
  expect(applyHunks('load("x")\n', [one])).toEqual({ text: 'load("x")\n', done: [], refused: [one] });
});

it('touches no other line, whatever stands there', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), fc.nat(20), (others, at) => {
      const lines = others.map((line) => line.replaceAll('\n', ' '));
      const index = Math.min(at, lines.length);
      const text = [...lines.slice(0, index), 'load("x")', ...lines.slice(index)].join('\n');
      const { text: after } = applyHunks(text, [hunk(index + 1, 'load("x")', 'done')]);
      // A first line may begin with a byte order mark of its own; ours does not.
      expect(after.split('\n').filter((_, line) => line !== index)).toEqual(text.split('\n').filter((_, line) => line !== index));
      expect(after.split('\n')[index]).toBe('done');
    }),
  );
});
