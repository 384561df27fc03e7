/** A process costs milliseconds, and more the larger the program that starts it (design, section 8). */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { pickTrees } from '../../../src/core/choose/trees.ts';
import { openRepository } from '../../../src/core/io/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

function repo(): TestRepository {
  const made = makeRepository();
  cleanup.push(() => made.dispose());
  return made;
}

async function opened(folder: string): ReturnType<typeof openRepository> {
  const repository = await openRepository(folder);
  cleanup.push(() => repository.close());
  return repository;
}

/** `git` on the path that notes each call; gives what was called so far. */
function countedGit(): () => string[] {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-count-'));
  const log = join(folder, 'log');
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}:${before}`;
  cleanup.push(() => void (process.env['PATH'] = before));
  return () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
}

describe('how often git is called', () => {
  it('at most four times for two branches that went apart: where it is, its names, its objects, the merge', async () => {
    const made = repo();
    made.write('dir/a', '1\n');
    const first = made.commit();
    made.git('update-ref', 'refs/remotes/origin/main', first);
    made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    made.branch('feature');
    made.write('dir/b', 'feature\n');
    made.commit();
    made.checkout('main');
    made.write('c', 'main\n');
    made.commit();
    const calls = countedGit();
    const repository = await opened(made.folder);
    const { base, head, policyFrom } = await pickTrees(repository, { base: 'main', head: 'feature' });
    const [listed] = await Promise.all([head.list(), base?.list(), policyFrom.list()]);
    expect(listed.entries.map(({ path }) => path)).toEqual(['c', 'dir/a', 'dir/b']);
    expect(await head.since?.(base?.commit ?? '')).toMatchObject([{ path: 'dir/b', before: undefined }]);
    const commands = calls().map((call) => /rev-parse|for-each-ref|cat-file|merge-tree/.exec(call)?.[0] ?? call);
    expect(commands).toEqual(['rev-parse', 'for-each-ref', 'cat-file', 'merge-tree']);
  });

  it('once less where one is ahead of the other', async () => {
    const made = repo();
    made.write('a', '1\n');
    made.commit();
    made.branch('feature');
    made.write('a', '2\n');
    made.commit();
    const calls = countedGit();
    const repository = await opened(made.folder);
    const { head } = await pickTrees(repository, { base: 'main', head: 'feature' });
    expect((await head.list()).entries).toHaveLength(1);
    expect(calls()).toHaveLength(3);
  });
});
