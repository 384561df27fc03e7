/** The labels of real repositories: only labels, enough of them, and none that contradict each other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldName } from './claims.ts';
import { CORPUS } from './repositories.ts';
import { realSchema } from './truth.ts';

const { repositories } = realSchema.parse(JSON.parse(readFileSync(join(CORPUS, 'real.json'), 'utf8')));
const labelled = repositories.filter(({ role }) => role === 'labelled');

test('Twelve repositories are labelled, with 250 facts and 80 traps at least; twelve others are for finding kinds.', () => {
  expect([labelled.length, repositories.length]).toEqual([12, 24]);
  expect(labelled.flatMap(({ facts }) => facts).length).toBeGreaterThanOrEqual(250);
  expect(labelled.flatMap(({ traps }) => traps).length).toBeGreaterThanOrEqual(80);
});

describe.each(repositories)('$repository', ({ facts, traps }) => {
  test('No fact is stated twice.', () => {
    const stated = facts.map(({ kind, id, file, line }) => `${kind} ${foldName(id)} ${file}:${line}`);
    expect(stated.filter((one, index) => stated.indexOf(one) !== index)).toEqual([]);
  });

  test('No trap lies where a fact of the same name lies.', () => {
    const near = traps.filter(({ file, line, text }) =>
      facts.some(
        (fact) =>
          [fact.id, ...(fact.aliases ?? [])].map(foldName).includes(foldName(text)) &&
          [fact, ...(fact.orAt ?? [])].some((place) => place.file === file && Math.abs(place.line - line) <= 3),
      ),
    );
    expect(near).toEqual([]);
  });
});
