import { describe, expect, it } from 'vitest';
import { SOLD } from './cases/case.ts';
import { DATA } from './cases/data.ts';
import { EXPRESSIONS } from './cases/expressions.ts';
import { FIGURES } from './cases/figures.ts';
import { LIBRARIES } from './cases/libraries.ts';
import { MODELS } from './cases/models.ts';
import { answer } from './support.ts';

const ROWS = [...LIBRARIES, ...EXPRESSIONS, ...MODELS, ...FIGURES, ...DATA];
const judged = ROWS.map((row) => ({ row, found: answer(row.asked, row.stated) }));
const falseAllows = judged.filter(({ row, found }) => found.verdict === 'allow' && row.verdict === 'deny');
const passed = judged.filter(({ row, found }) => found.verdict === 'allow' && row.verdict === 'review');
const falseDenials = judged.filter(({ row, found }) => found.verdict === 'deny' && row.verdict !== 'deny');

function titleOf({ asked, stated }: (typeof ROWS)[number]): string {
  const { facts, ...product } = stated;
  return `${asked.license} (${asked.kind}${asked.relation === undefined ? '' : `, ${asked.relation}`}) in ${JSON.stringify({ ...product, ...facts })}`;
}

describe(`${ROWS.length} cases: ${falseAllows.length} that must be denied are allowed, ${passed.length} that must be reviewed are, ${falseDenials.length} are denied and must not be`, () => {
  it('are at least 150, each another question with a source', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(150);
    expect(ROWS.filter(({ source }) => source === '')).toEqual([]);
    const questions = ROWS.map(({ asked, stated }) => JSON.stringify([asked, stated]));
    expect(questions.filter((one, index) => questions.indexOf(one) !== index)).toEqual([]);
  });

  it('never allow what must be denied or reviewed', () => {
    expect([...falseAllows, ...passed].map(({ row }) => titleOf(row))).toEqual([]);
  });

  it('deny at most one in fifty that must not be denied', () => {
    expect(falseDenials.length * 50, falseDenials.map(({ row }) => titleOf(row)).join('\n')).toBeLessThanOrEqual(ROWS.length);
  });

  it.each(judged.map(({ row, found }) => [titleOf(row), row, found] as const))('%s', (_title, row, found) => {
    const clauses = found.reasons.filter(({ verdict }) => verdict === found.verdict).map(({ clause }) => clause);
    expect(
      { verdict: found.verdict, clause: row.clause === null ? null : clauses.includes(row.clause) ? row.clause : clauses },
      row.source,
    ).toEqual({
      verdict: row.verdict,
      clause: row.clause,
    });
  });

  it('give the words that a license asks for, to copy', () => {
    const copies = (license: string): (string | null)[] => answer({ kind: 'model', license }, SOLD).duties.map(({ copy }) => copy);
    expect(copies('llama3.3')).toContain('Built with Llama');
    expect(copies('llama3.3')).toContain(
      'Llama 3.3 is licensed under the Llama 3.3 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
    );
    expect(copies('mit')).toEqual([null]);
  });

  it('say of each verdict other than allow why, and at least one way out', () => {
    const reasons = judged.flatMap(({ found }) => found.reasons);
    expect(reasons.filter(({ text, ways, path }) => !/^[A-Z].{10,250}\.$/.test(text) || ways.length === 0 || path.length === 0)).toEqual(
      [],
    );
    expect(judged.filter(({ found }) => (found.verdict === 'allow') !== (found.reasons.length === 0))).toEqual([]);
    // What denies names the fact that does.
    expect(reasons.filter(({ verdict, fact }) => verdict === 'deny' && fact === null)).toEqual([]);
  });
});
