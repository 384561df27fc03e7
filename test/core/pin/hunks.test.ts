import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Edit } from '../../../src/core/model/index.ts';
import { hunksOf } from '../../../src/core/pin/hunks.ts';
import { dedented } from '../../../src/core/report/view/dedented.ts';
import { COMMIT } from '../../support/verdict.ts';

function edit(source: string, column: number, endColumn = column, template = ', revision="{commit}"', input: Partial<Edit> = {}): Edit {
  return { path: 'a.py', site: { line: 3, column, endColumn, template, source }, commit: COMMIT, ...input };
}

it('inserts at a column counted in UTF-16 units', () => {
  const source = 'f("🙂/x")';
  expect(hunksOf([edit(source, source.length)])[0]?.after).toBe(`f("🙂/x", revision="${COMMIT}")`);
});

it('replaces a range', () => {
  expect(hunksOf([edit('f("a", revision="main")', 17, 23, '"{commit}"')])[0]?.after).toBe(`f("a", revision="${COMMIT}")`);
});

it('puts two edits of one line into one hunk, and the same edit only once', () => {
  const source = 'f("a"); f("b")';
  const hunks = hunksOf([edit(source, 14), edit(source, 6), edit(source, 6)]);
  expect(hunks).toHaveLength(1);
  expect(hunks[0]?.after).toBe(`f("a", revision="${COMMIT}"); f("b", revision="${COMMIT}")`);
});

it('does not take "$&" in a template for an instruction', () => {
  expect(hunksOf([edit('f()', 3, 3, '$&{commit}')])[0]?.after).toBe(`f($&${COMMIT})`);
});

it.each(['main', '4f0c2d9', '', `${COMMIT}"); import os #`])('writes no edit with %j for a commit (T7)', (commit) => {
  expect(hunksOf([edit('f("a")', 6, 6, '{commit}', { commit })])).toEqual([]);
});

it.each([
  [0, 0],
  [5, 4],
  [3, 40],
  [40, 40],
])('says what to write where columns %i to %i are not in the line', (column, endColumn) => {
  expect(hunksOf([edit('f("a")', column, endColumn)])[0]).toMatchObject({ before: null, written: `, revision="${COMMIT}"` });
});

it('never throws on any site', () => {
  const any = fc.record({
    path: fc.string(),
    commit: fc.constantFrom(COMMIT, 'x'),
    site: fc.record({
      line: fc.integer(),
      column: fc.integer({ min: -3, max: 30 }),
      endColumn: fc.integer({ min: -3, max: 30 }),
      template: fc.string(),
      source: fc.string({ unit: 'binary' }),
    }),
  });
  fc.assert(fc.property(fc.array(any, { maxLength: 6 }), (edits) => void hunksOf(edits).map(dedented)));
});

it('takes away the common indentation only', () => {
  expect(dedented({ path: '', line: 1, before: '\t\tx', after: '\t\t  x', written: '' })).toEqual({ before: 'x', after: '  x' });
});
