/** Real git repositories for tests: fixed names and dates, so that commits are reproducible. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runSmall } from './small-process.ts';

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  // A commit looks for work in a process of its own otherwise.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
};

export interface TestRepository {
  readonly folder: string;
  git(...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  executable(path: string): void;
  link(path: string, target: string): void;
  remove(path: string): void;
  /** Adds everything, commits, returns the commit id. */
  commit(message?: string): string;
  /** Makes and checks out a branch. */
  branch(name: string): void;
  checkout(name: string): void;
  dispose(): void;
}

/** As `git init` makes it, without the process: a third of what a small repository takes. */
function makeGitFolder(folder: string): void {
  for (const name of ['hooks', 'info', 'objects', 'refs/heads', 'refs/tags']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(folder, 'config'),
    '[core]\n\trepositoryFormatVersion = 0\n\tfileMode = true\n\tbare = false\n\tlogAllRefUpdates = true\n',
  );
}

/** What a new commit has moved: HEAD, or the branch that it names. Null: not in a file of its own. */
function headOf(folder: string): string | null {
  const id = /^[0-9a-f]{40}\n$/;
  const head = readFileSync(join(folder, 'HEAD'), 'utf8');
  const branch = /^ref: (refs\/heads\/.+)\n$/.exec(head)?.[1];
  const text = branch === undefined ? head : existsSync(join(folder, branch)) ? readFileSync(join(folder, branch), 'utf8') : '';
  return id.test(text) ? text.trim() : null;
}

export function makeRepository(options: { readonly init?: readonly string[] } = {}): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-repo-'));
  const git = (...args: string[]): string => {
    const ran = runSmall({
      program: 'git',
      args: ['-C', folder, ...args],
      env: { PATH: process.env['PATH'], HOME: folder, ...ENVIRONMENT },
    });
    if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout.toString().trim();
  };
  if (options.init === undefined) makeGitFolder(join(folder, '.git'));
  else git('init', '-q', '-b', 'main', ...options.init);
  return {
    folder,
    git,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    executable: (path) => chmodSync(join(folder, path), 0o755),
    link(path, target) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(target, join(folder, path));
    },
    remove: (path) => rmSync(join(folder, path), { recursive: true, force: true }),
    commit(message = 'change') {
      git('add', '-A');
      git('commit', '-qm', message, '--allow-empty');
      return headOf(join(folder, '.git')) ?? git('rev-parse', 'HEAD');
    },
    branch: (name) => void git('checkout', '-qb', name),
    checkout: (name) => void git('checkout', '-q', name),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
