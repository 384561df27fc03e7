/** Commits made in a bare repository: by tests (`pushCommit`), by the API (`git/commits`, contents) and by merges. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { git, objectsOfTree, type Person } from './git.ts';
import { hasLoose, once, putBlob } from './memo.ts';
import { writeRef } from './refs.ts';
import type { Repository, State } from './state.ts';

/** Content of a file in a commit; null deletes. */
export type FileContent =
  | string
  | Uint8Array
  | null
  | { readonly link: string }
  | { readonly gitlink: string }
  | { readonly executable: string };

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author?: Partial<Person>;
  readonly committer?: Partial<Person>;
}

export function makeBlob({ gitDirectory }: Repository, content: string | Uint8Array): string {
  return putBlob(gitDirectory, content);
}

/** As git makes it, or made it before. Nothing has an answer here that is null. */
function made(gitDirectory: string, key: string, ids: readonly string[], make: () => string, objectsOf = (id: string) => [id]): string {
  return once(gitDirectory, key, ids, make, objectsOf) ?? make();
}

/** `parent`'s tree with changes; null: from nothing. Returns the id of the new tree. */
export function makeTree(repository: Repository, parent: string | null, files: Readonly<Record<string, FileContent>>): string {
  const lines = Object.entries(files).map(([path, content]) => {
    if (content === null) return `0 ${'0'.repeat(40)}\t${path}\0`;
    if (typeof content === 'string' || content instanceof Uint8Array) return `100644 ${makeBlob(repository, content)}\t${path}\0`;
    if ('link' in content) return `120000 ${makeBlob(repository, content.link)}\t${path}\0`;
    if ('gitlink' in content) return `160000 ${content.gitlink}\t${path}\0`;
    return `100755 ${makeBlob(repository, content.executable)}\t${path}\0`;
  });
  const { gitDirectory } = repository;
  const make = (): string =>
    withIndex(repository, (env) => {
      if (parent !== null) git(gitDirectory, ['read-tree', parent], { env });
      git(gitDirectory, ['update-index', '-z', '--index-info'], { env, input: lines.join('') });
      return git(gitDirectory, ['write-tree', '--missing-ok'], { env });
    });
  return made(gitDirectory, `tree ${lines.join('')}`, parent === null ? [] : [parent], make, (tree) => objectsOfTree(gitDirectory, tree));
}

function withIndex<T>(repository: Repository, use: (env: Record<string, string>) => T): T {
  const folder = mkdtempSync(join(repository.gitDirectory, 'index-'));
  try {
    return use({ GIT_INDEX_FILE: join(folder, 'index') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function makeCommit(
  state: State,
  repository: Repository,
  { tree, parents, message, author = {}, committer = author }: NewCommit,
): string {
  const date = state.commitDate();
  const env = {
    GIT_AUTHOR_NAME: author.name ?? 'GitHub',
    GIT_AUTHOR_EMAIL: author.email ?? 'noreply@example.org',
    GIT_AUTHOR_DATE: author.date ?? date,
    GIT_COMMITTER_NAME: committer.name ?? 'GitHub',
    GIT_COMMITTER_EMAIL: committer.email ?? 'noreply@example.org',
    GIT_COMMITTER_DATE: committer.date ?? date,
  };
  const { gitDirectory } = repository;
  const args = ['commit-tree', tree, ...parents.flatMap((one) => ['-p', one]), '-F', '-'];
  const key = `commit ${JSON.stringify([env, message])}`;
  return made(gitDirectory, key, [tree, ...parents], () => git(gitDirectory, args, { env, input: message }));
}

export function setRef(repository: Repository, ref: string, sha: string | null): void {
  if (sha !== null && hasLoose(repository.gitDirectory, sha) && writeRef(repository.gitDirectory, ref, sha)) return;
  git(repository.gitDirectory, sha === null ? ['update-ref', '-d', ref] : ['update-ref', ref, sha]);
}
