import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectHash, treeId, type TreeRow } from '../../../app/github/object-id.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const made: TestRepository[] = [];
beforeAll(() => {
  for (const init of [[], ['--object-format=sha256']]) {
    const repo = makeRepository({ init });
    // Sorted as bytes, folders with a "/" behind them: "a.py" comes before the folder "a", "a0" after it.
    repo.write('a/x.py', '1');
    repo.write('a.py', '2');
    repo.write('a0', '3');
    repo.write('ü', '4');
    repo.write('run.sh', '5');
    repo.executable('run.sh');
    repo.link('link', 'a.py');
    repo.commit();
    made.push(repo);
  }
});
afterAll(() => {
  for (const repo of made) repo.dispose();
});

it.each([0, 1])('folders hash as git hashes them (%i)', (index) => {
  const repo = made[index];
  if (repo === undefined) throw new Error('no repository');
  const rows = repo
    .git('-c', 'core.quotePath=false', 'ls-tree', 'HEAD')
    .split('\n')
    .map((line): TreeRow => {
      const [meta = '', name = ''] = line.split('\t');
      const [mode = '', , id = ''] = meta.split(' ');
      return { name, mode, id };
    });
  const id = repo.git('rev-parse', 'HEAD^{tree}');
  expect(treeId(id, rows.toReversed())).toBe(id);
  expect(treeId(id, rows.slice(1))).not.toBe(id);
  const blob = repo.git('rev-parse', 'HEAD:a.py');
  expect(objectHash(blob, 'blob', 1).update('2').digest('hex')).toBe(blob);
});
