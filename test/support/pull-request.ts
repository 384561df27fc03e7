/** A repository on the server with a pull request and its test merge, and a checkout as actions/checkout leaves it. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDemoRepository } from '../../scripts/demo/repository.ts';

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@example.org',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@example.org',
  GIT_AUTHOR_DATE: '2026-11-03T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-03T09:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export interface ServedPullRequest {
  readonly gitDirectory: string;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  git(...args: string[]): string;
  /** A checkout of one commit without history; `.git` only holds what that needs. Named "product". */
  checkout(commit: string): string;
  payload(changes?: { readonly fork?: boolean; readonly headRef?: string; readonly baseSha?: string }): unknown;
  dispose(): void;
}

/** `make` fills a folder with a repository that has `main` and the branch of the pull request. */
export function servePullRequest(make: (folder: string) => void = makeDemoRepository, branch = 'feature/assistant'): ServedPullRequest {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-served-'));
  const source = join(root, 'source');
  make(source);
  const run = (folder: string, args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { env: { ...process.env, ...ENVIRONMENT }, stdio: 'pipe', maxBuffer: 64 << 20 })
      .toString()
      .trim();
  const git = (...args: string[]): string => run(source, args);
  const base = git('rev-parse', 'main');
  const head = git('rev-parse', branch);
  git('checkout', '-q', '--detach', 'main');
  git('merge', '-q', '--no-ff', '-m', `Merge ${head} into ${base}`, branch);
  const merge = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/pull/7/merge', merge);
  git('update-ref', 'refs/pull/7/head', head);
  git('checkout', '-q', 'main');
  const checkOut = (commit: string, folder: string): void => {
    execFileSync('git', ['init', '-q', '--template=', folder], { env: { ...process.env, ...ENVIRONMENT } });
    run(folder, ['fetch', '-q', '--no-tags', '--depth=1', source, `+${commit}:refs/remotes/pull/7/merge`]);
    run(folder, ['checkout', '-q', '--detach', 'refs/remotes/pull/7/merge']);
    run(folder, ['remote', 'add', 'origin', 'https://example.invalid/acme/product']);
  };
  let checkouts = 0;
  return {
    gitDirectory: join(source, '.git'),
    base,
    head,
    merge,
    git,
    checkout(commit) {
      const pristine = join(root, commit);
      if (!existsSync(pristine)) checkOut(commit, pristine);
      const folder = join(root, `work-${checkouts++}`, 'product');
      cpSync(pristine, folder, { recursive: true, verbatimSymlinks: true });
      return folder;
    },
    payload: ({ fork = false, headRef = branch, baseSha = base } = {}) => ({
      action: 'synchronize',
      number: 7,
      repository: { full_name: 'acme/product', private: true },
      pull_request: {
        number: 7,
        base: { ref: 'main', sha: baseSha, repo: { full_name: 'acme/product' } },
        head: { ref: headRef, sha: head, repo: { full_name: fork ? 'mallory/product' : 'acme/product' } },
      },
    }),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
