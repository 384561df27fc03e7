/** Trees that are made to be expensive (T39): what is kept of a path is bounded, and what lies beyond a limit is told. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolder, openRepository } from '../../../src/core/index.ts';
import { foldedPaths } from '../../../src/core/discover/folded-paths.ts';
import { pathProblems } from '../../../src/core/discover/path-problems.ts';
import type { TreeEntry } from '../../../src/core/model/index.ts';
import { pathLimit } from '../../../src/core/base/path-limits.ts';
import { checking, discovered, PINNED, told } from '../../support/checking.ts';

const doors = checking();
const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';

function entry(path: string): TreeEntry {
  return { path, kind: 'file', id: 'x', size: null };
}

describe('paths beyond our limits', () => {
  it.each([
    ['a'.repeat(1024), null],
    ['a'.repeat(1025), 'a path longer than our limit of 1024 characters'],
    [`${'a/'.repeat(100)}b`, null],
    [`${'a/'.repeat(101)}b`, 'a path deeper than our limit of 100 folders'],
    ['', null],
  ])('%.20j', (path, expected) => {
    expect(pathLimit(path)).toBe(expected);
  });

  it('1,500 paths of depth 1,900 are told, one by one, and no prefix of them is kept', () => {
    const entries = Array.from({ length: 1_500 }, (_, index) => entry(`r${index}/${'ab/'.repeat(1_900)}x.py`));
    const problems = pathProblems(entries);
    expect([problems.length, new Set(problems.map(({ code }) => code))]).toEqual([1_500, new Set(['limit'])]);
    expect(problems[0]).toMatchObject({ mayNameModel: true, message: expect.stringContaining('our limit of') as string });
  });

  it('as many paths within the limits cost their length, not its square', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => entry(`${'F/'.repeat(90)}r${index}/${'x'.repeat(700)}`));
    expect(pathProblems(entries)).toEqual([]);
  });

  it('more folders than our limit are told', () => {
    const few = foldedPaths(3);
    expect(['a/b/c', 'a/b/d', 'a/e/f', 'a/g/h'].map((path) => few.enter(path))).toEqual([true, true, true, false]);
    expect(few.add('A/B/C')).toBeNull();
    expect(few.add('a/b/c')).toBe('A/B/C');
    expect(few.add('a/g/h')).toBeNull();
  });
});

describe('at the doors', () => {
  /** As `git fast-import` writes it: no disk has such paths. */
  function importTree(folder: string, paths: readonly string[], content: string): string {
    const blob = `blob\nmark :1\ndata ${Buffer.byteLength(content)}\n${content}\n`;
    const files = paths.map((path) => `M 100644 :1 ${path}\n`).join('');
    const commit = `commit refs/heads/deep\nmark :2\ncommitter A <a@example.org> 1767323045 +0000\ndata 1\nx\n${files}\n`;
    execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: blob + commit });
    return execFileSync('git', ['-C', folder, 'rev-parse', 'refs/heads/deep']).toString().trim();
  }

  it('a commit of deep paths is judged to its end, and code in them is not read', async () => {
    const made = doors.repository({ 'app.py': LOAD });
    const paths = Array.from({ length: 60 }, (_, index) => `r${index}/${'ab/'.repeat(1_000)}x.py`);
    const id = importTree(made.folder, [...paths, 'app.py'], LOAD);
    const repository = await openRepository(made.folder);
    const found = await discovered(repository.tree(id, 'x', id));
    await repository.close();
    expect(found.sightings.map(({ place }) => place.path)).toEqual(['app.py']);
    expect(found.problems.map(({ code }) => code)).toEqual(paths.map(() => 'limit'));
  });

  it('a file put too deep to be read blocks where more than a name is demanded', async () => {
    const path = `${'a/'.repeat(120)}x.py`;
    expect(told(await doors.check({ 'a.md': '' }, { [path]: LOAD }, { policy: PINNED }))).toEqual([`new! tree/unread ${path}`]);
  });

  it('a folder is not gone down without end', async () => {
    const made = doors.repository({ 'a.md': '' });
    const outside = join(made.folder, '.git', 'plain');
    const deep = join(outside, 'a/'.repeat(150));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'x.py'), LOAD);
    const { problems } = await (await openFolder(outside)).list();
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'limit a path deeper than our limit of 100 folders: nothing was read there',
    ]);
  });
});
