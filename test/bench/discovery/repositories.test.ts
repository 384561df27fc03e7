/** Real repositories come from clones that lie somewhere, at the commit of their labels. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REAL, realRepositories } from './repositories.ts';
import { realSchema } from './truth.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'real-repositories-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(at: string, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, '-C', at, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** A clone with two commits; the first is the one that was labeled. */
function clone(at: string): string {
  mkdirSync(at, { recursive: true });
  git(at, 'init', '-q', '--template=');
  writeFileSync(join(at, 'a.py'), 'labeled\n');
  git(at, 'add', '.');
  git(at, 'commit', '-qm', 'first');
  const commit = git(at, 'rev-parse', 'HEAD');
  writeFileSync(join(at, 'a.py'), 'later\n');
  git(at, 'commit', '-qam', 'second');
  return commit;
}

describe('real repositories', () => {
  it('are written at the commit of their labels, with and without a work tree; absent ones are said', () => {
    const commit = clone(join(folder, 'owner+plain'));
    git(folder, 'clone', '-q', '--bare', join(folder, 'owner+plain'), join(folder, 'owner+bare', 'repo'));
    const list = join(folder, 'real.json');
    const one = (repository: string, role: string) => ({ repository, commit, role, language: 'python', facts: [], traps: [] });
    const all = [
      one('owner/plain', 'labelled'),
      one('owner/bare', 'labelled'),
      one('owner/absent', 'labelled'),
      one('owner/plain', 'kinds'),
    ];
    writeFileSync(list, JSON.stringify({ repositories: all }));
    const { here, absent } = realRepositories(folder, 'labelled', list);
    expect(absent).toEqual(['owner/absent']);
    expect(here.map(({ name }) => name)).toEqual(['owner/plain', 'owner/bare']);
    expect(realRepositories(folder, 'kinds', list).here.map(({ name }) => name)).toEqual(['owner/plain']);
    for (const repository of here) {
      const to = join(folder, 'out', repository.name);
      repository.writeTo(to);
      expect(readdirSync(to)).toEqual(['a.py']);
      expect(readFileSync(join(to, 'a.py'), 'utf8')).toBe('labeled\n');
    }
  });

  it.skipIf(!existsSync(REAL))('are kept in the shape of the labels, each once', () => {
    const { repositories } = realSchema.parse(JSON.parse(readFileSync(REAL, 'utf8')));
    const names = repositories.map(({ repository }) => repository);
    expect(new Set(names).size).toBe(names.length);
  });
});
