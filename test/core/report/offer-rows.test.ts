import { describe, expect, it } from 'vitest';
import { foldedOffers } from '../../../src/core/report/view/offer-rows.ts';
import type { Row } from '../../../src/core/report/view/row.ts';

function row(name: string, more: Partial<Row> = {}): Row {
  const place = { path: 'app/models.ts', line: 3, column: 1 };
  return { state: 'open', kind: 'service', name, place, morePlaces: 0, placeNote: '', version: [], proof: [], license: [], ...more };
}

function folded(...rows: readonly Row[]): string[] {
  return foldedOffers(rows.map((one) => ({ row: one, list: one.place?.path ?? null }))).map(({ kind, name }) => `${kind} ${name}`);
}

describe('rows of models that a list offers', () => {
  it('are one row for each list', () =>
    expect(folded(row('a'), row('b'), row('c'), row('x', { place: null }))).toEqual(['3 services to choose from a, b, c', 'service x']));

  it('are told by themselves where there are few', () => expect(folded(row('a'), row('b'))).toEqual(['service a', 'service b']));

  it('are told by themselves where they refuse the merge', () => {
    const rows = [row('a'), row('b'), row('c'), row('bad', { state: 'block' })];
    expect(folded(...rows)).toEqual(['3 services to choose from a, b, c', 'service bad']);
  });

  it('say how many more there are', () => {
    const rows = Array.from({ length: 40 }, (_, index) => row(`provider/model-${index}`));
    const [one] = folded(...rows);
    expect(one?.length).toBeLessThan(140);
    expect(one).toMatch(/^40 services to choose from provider\/model-0, .* \+3\d more$/);
  });

  it('count all places', () => {
    const [one] = foldedOffers(['a', 'b', 'c'].map((name) => ({ row: row(name, { morePlaces: 1 }), list: 'app/models.ts' })));
    expect(one?.morePlaces).toBe(5);
  });
});
