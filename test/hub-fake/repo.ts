/** What a repository of the stand-in hub looks like. */

export interface FakeFile {
  readonly path: string;
  readonly size: number;
  /** LFS when given. */
  readonly sha256?: string;
  /** Content of a small file; without it, some text of `size` bytes. */
  readonly text?: string;
  /** A blob id that does not belong to the pointer: a hub that lies. */
  readonly blobId?: string;
  /** Its bytes are generated from this (bytes.ts); without one it is listed, but has no bytes. */
  readonly seed?: string;
}

export interface FakeRepo {
  readonly kind?: 'models' | 'datasets';
  readonly id: string;
  /** History of main, newest first. */
  readonly commits: readonly string[];
  /** Further branches with their histories, newest first. */
  readonly branches?: Readonly<Record<string, readonly string[]>>;
  /** Tag → commit. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Commits that the hub serves under this name although no branch has them (forks, pull requests) (T7); `refs/pr/N` is the N-th. */
  readonly foreign?: readonly string[];
  readonly card?: Readonly<Record<string, unknown>>;
  /** What the hub shows of config.json. */
  readonly config?: unknown;
  /** Tags of the listing beside the license tag, for example "base_model:adapter:org/name". */
  readonly labels?: readonly string[];
  readonly gated?: false | 'auto' | 'manual';
  /** Gated so that even the listing needs a token. */
  readonly locked?: boolean;
  readonly files?: readonly FakeFile[];
  /** By commit, what is another card or another list of files there. */
  readonly at?: Readonly<Record<string, Pick<FakeRepo, 'card' | 'files'>>>;
  /** Another id on this hub, or a whole address. */
  readonly redirectTo?: string;
  /** The id that the hub answers with, when it is not the asked one. */
  readonly answersAs?: string;
  readonly pipelineTag?: string;
}

/** The commit that a name stands for, as the hub resolves it; it takes shortened commits, and commits that no branch has. */
export function commitOf(repo: FakeRepo, revision: string): string | null {
  const pull = /^refs\/pr\/(\d{1,4})$/.exec(revision)?.[1];
  if (pull !== undefined) return repo.foreign?.[Number(pull) - 1] ?? null;
  const named = branchesOf(repo)[revision]?.[0] ?? repo.tags?.[revision];
  if (named !== undefined) return named;
  const known = [...Object.values(branchesOf(repo)).flat(), ...Object.values(repo.tags ?? {}), ...(repo.foreign ?? [])];
  return known.find((commit) => commit === revision || (revision.length >= 7 && commit.startsWith(revision))) ?? null;
}

/** The repository as it is at one commit. */
export function repoAt(repo: FakeRepo, commit: string): FakeRepo {
  return { ...repo, ...repo.at?.[commit] };
}

/** Newest first, from the commit that `revision` stands for. */
export function historyOf(repo: FakeRepo, revision: string): readonly string[] {
  const commit = commitOf(repo, revision);
  if (commit === null) return [];
  const branch = Object.values(branchesOf(repo)).find((history) => history.includes(commit));
  return branch === undefined ? [commit] : branch.slice(branch.indexOf(commit));
}

export function branchesOf(repo: FakeRepo): Readonly<Record<string, readonly string[]>> {
  return { main: repo.commits, ...repo.branches };
}

/** What a small file holds: its text, or filler of its size that names it. */
export function contentOf(file: FakeFile): Buffer {
  return Buffer.from(file.text ?? `{"file":${JSON.stringify(file.path)}}`.padEnd(file.size).slice(0, file.size));
}
