import { describe, expect, test } from 'vitest';
import { API_TABLE, lastNameOf } from '../../../../../src/core/discover/languages/python/api-table.ts';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { link } from '../../../../../src/core/discover/link/index.ts';
import { stampedBy } from '../../../../../src/core/discover/stamped.ts';
import { factsOf } from '../../../../support/grammar.ts';

const ROWS = API_TABLE.map((row) => [`${row.receiver ?? row.modules[0] ?? ''} ${row.name}`.trim(), row] as const);

/** What stands in one file of product code, by the last name of the call. */
async function foundIn(code: string): Promise<{ readonly names: readonly string[]; readonly unknown: number }> {
  const facts = stampedBy(pythonDetector, await factsOf(pythonDetector, `${code}\n`));
  const files = new Map([['app/a.py', { blob: '1'.repeat(40), depth: 'full' as const, facts }]]);
  const { sightings, unknowns } = link(files, { paths: new Set(files.keys()) });
  return {
    names: [...sightings, ...unknowns].flatMap((one) => ('api' in one ? [one.api.slice(one.api.lastIndexOf('.') + 1)] : [])),
    unknown: unknowns.length,
  };
}

describe('each row of the API table says by an example', () => {
  test.each(ROWS)('what %s loads', async (_title, row) => {
    expect((await foundIn(row.found)).names).toContain(lastNameOf(row));
  });

  test.each(ROWS)('what looks like %s, and is not', async (_title, row) => {
    expect(await foundIn(row.not)).toEqual({ names: [], unknown: 0 });
  });
});
