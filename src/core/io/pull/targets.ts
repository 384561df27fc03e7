/** From lock entries to places: every value is checked, and all mistakes are told at once. Pure. */
import { InputError, type Mistake } from '../../base/errors.ts';
import { nameProblems } from './names.ts';
import type { PullEntry, PullFile, PullTarget } from './types.ts';

const ID = /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,95}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Mistakes told; the rest are counted. */
const MAX_TOLD = 50;

export interface PlacedEntry {
  readonly entry: PullEntry;
  /** Below the folder that is filled; '' for that folder itself. */
  readonly folder: string;
}

export interface Plan {
  /** The wanted files, sorted by path. */
  readonly wanted: readonly PullTarget[];
  /** Paths of all files of the entries, wanted or not: none of them is extra. */
  readonly known: ReadonlySet<string>;
}

/** Throws InputError PATH_OUTSIDE for names that may not touch a disk, USAGE for other values that no lock of ours holds. */
export function plan(placed: readonly PlacedEntry[], hubUrl: string, only: ((path: string) => boolean) | null): Plan {
  const mistakes: Mistake[] = [];
  const wanted: PullTarget[] = [];
  const known = new Set<string>();
  for (const { entry, folder } of placed) {
    const problem = entryProblem(entry);
    if (problem !== null) mistakes.push({ message: problem, where: null });
    for (const file of entry.files) {
      const path = folder === '' ? file.path : `${folder}/${file.path}`;
      known.add(path);
      if (only !== null && !only(file.path)) continue;
      const wrong = valueProblem(file);
      if (wrong !== null) mistakes.push({ message: `${JSON.stringify(path)}: ${wrong}`, where: null });
      else if (problem === null) wanted.push({ file, path, url: addressOf(entry, file.path, hubUrl), commit: entry.commit });
    }
  }
  refuse('USAGE', mistakes, 'the lock holds values that cannot be downloaded', 'Write it anew with `weighbridge lock`.');
  refuse('USAGE', sizeConflicts(wanted), 'the lock contradicts itself', 'Write it anew with `weighbridge lock`.');
  const names = nameProblems(wanted.map(({ path }) => path));
  refuse(
    'PATH_OUTSIDE',
    names.map(({ path, message }) => ({ message: `${JSON.stringify(path)}: ${message}`, where: null })),
    'the lock holds file names that are not safe to write',
    'Nothing was written. See what the lock names; `--only` leaves files out.',
  );
  return { wanted: wanted.sort((a, b) => (a.path < b.path ? -1 : 1)), known };
}

function entryProblem({ hubRef, commit }: PullEntry): string | null {
  if (hubRef.kind !== 'models' && hubRef.kind !== 'datasets') return 'neither a model nor a dataset';
  if (!ID.test(hubRef.id) || hubRef.id.includes('..')) return `no name of the hub: ${JSON.stringify(hubRef.id.slice(0, 200))}`;
  return COMMIT.test(commit) ? null : `${hubRef.id}: no full commit: ${JSON.stringify(commit.slice(0, 80))}`;
}

function valueProblem({ sha256, size }: PullFile): string | null {
  if (!SHA256.test(sha256)) return 'no sha256 of 64 hex digits';
  return Number.isSafeInteger(size) && size >= 0 ? null : 'no size in bytes';
}

/** Equal digests with two sizes: one of them is made up. */
function sizeConflicts(targets: readonly PullTarget[]): Mistake[] {
  const sizes = new Map<string, PullTarget>();
  return targets.flatMap((target) => {
    const first = sizes.get(target.file.sha256) ?? target;
    sizes.set(target.file.sha256, first);
    if (first.file.size === target.file.size) return [];
    return [{ message: `${JSON.stringify(target.path)}: the sha256 of ${JSON.stringify(first.path)}, and another size`, where: null }];
  });
}

/** Every part is encoded on its own: "?", "#" and "%" in a name stay a name. */
function addressOf({ hubRef, commit }: PullEntry, path: string, hubUrl: string): string {
  const kind = hubRef.kind === 'datasets' ? 'datasets/' : '';
  // Half a surrogate pair cannot be encoded; such a name is refused with the others.
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return `${hubUrl}/${kind}${hubRef.id}/resolve/${commit}/${encoded}`;
}

function refuse(code: 'USAGE' | 'PATH_OUTSIDE', mistakes: readonly Mistake[], message: string, hint: string): void {
  const first = mistakes[0];
  if (first === undefined) return;
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : '';
  throw new InputError(code, `${message}: ${first.message}${more}`, hint, mistakes.slice(0, MAX_TOLD));
}
