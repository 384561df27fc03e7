import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRuns, movesOf, type LineRun } from '../../../src/core/base/line-runs.ts';

function without(lines: readonly string[], runs: readonly LineRun[]): string[] {
  return lines.filter((_, index) => !runs.some(({ start, end }) => index >= start && index < end));
}

describe('the lines in which two texts differ', () => {
  it.each([
    ['abc', 'abc', [], []],
    ['abc', 'axc', [{ start: 1, end: 2 }], [{ start: 1, end: 2 }]],
    ['ac', 'abc', [], [{ start: 1, end: 2 }]],
    ['abcd', 'ad', [{ start: 1, end: 3 }], []],
    ['', 'ab', [], [{ start: 0, end: 2 }]],
  ])('%s → %s', (before, after, old, now) => {
    expect(lineRuns(before.split(''), after.split(''))).toEqual({ before: old, after: now });
  });

  it('are all that differs, so that a moved line is among them', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '}', ''), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const runs = lineRuns(before, after);
        expect(without(before, runs.before)).toEqual(without(after, runs.after));
      }),
    );
  });

  it('are all between the first and the last where too many do', () => {
    const lines = (letter: string): string[] => ['x', ...Array.from({ length: 2_000 }, (_, index) => `${letter}${index}`), 'y'];
    const whole = [{ start: 1, end: 2_001 }];
    expect(lineRuns(lines('a'), lines('b'))).toEqual({ before: whole, after: whole });
  });
});

describe('a run that may stand elsewhere', () => {
  it('moves up over equal lines, and not beyond the run before', () => {
    expect(movesOf('x{a}{b}y'.split(''), { start: 5, end: 7 }, 0)).toEqual([{ start: 5, end: 7 }]);
    expect(movesOf('x}{a}{'.split(''), { start: 3, end: 6 }, 0)).toEqual([
      { start: 3, end: 6 },
      { start: 2, end: 5 },
      { start: 1, end: 4 },
    ]);
    expect(movesOf('x}{a}{'.split(''), { start: 3, end: 6 }, 2)).toHaveLength(2);
  });

  it('leaves the same lines wherever it stands', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '}'), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const [run] = lineRuns(before, after).after;
        if (run === undefined) return;
        for (const one of movesOf(after, run, 0)) expect(without(after, [one])).toEqual(without(after, [run]));
      }),
    );
  });
});
