import { describe, expect, test } from 'vitest';
import { lastWordOf, SCRIPT_API } from '../../../../../src/core/discover/languages/javascript/api-table.ts';
import { linked } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';

const ROWS = SCRIPT_API.map((row, index) => [`${row.packages[0]} ${row.name} (${index})`, row] as const);

/** What stands in one file of product code, by the last name of the call; beside a file of the tree that the example may import. */
async function foundIn(code: string): Promise<{ readonly names: readonly string[]; readonly unknown: number }> {
  const { sightings, unknowns } = await linked({
    'src/a.ts': `${code}\n`,
    'src/own.ts': 'export function pick() {}\nexport class Own {}\n',
  });
  return { names: sightings.map((one) => loose(one).api.replace(/^.*\./, '')), unknown: unknowns.length };
}

describe('each row of the API table of scripts says by an example', () => {
  test.each(ROWS)('what %s loads', async (_title, row) => {
    expect((await foundIn(row.found)).names).toContain(lastWordOf(row));
  });

  test.each(ROWS)('what looks like %s, and is not', async (_title, row) => {
    expect(await foundIn(row.not)).toEqual({ names: [], unknown: 0 });
  });
});
