/** The lock of a tree: read, or a problem of the tree. */
import { isPointerText } from '../inspect/pointer-text.ts';
import { InputError } from '../base/errors.ts';
import { keepPlaces } from '../base/json/places.ts';
import { scanJson } from '../base/json/scan.ts';
import type { At, Problem, Tree, TreeEntry } from '../model/index.ts';
import { LOCK_SHAPE, MAX_LOCK_BYTES } from './limits.ts';
import { LOCK_FILE, type Lock } from './lock.ts';
import { parseLock } from './parse.ts';

export interface TreeLock {
  /** Null: there is none, or it cannot be read. */
  readonly lock: Lock | null;
  /** Where an entry or a declaration stands. */
  readonly placeOf: (key: string, under?: 'entries' | 'declarations') => At;
  readonly problem: Problem | null;
}

const START: At = { line: 1, column: 1 };

/** Never throws for content reasons: a broken lock is a problem with its place (T15), and vouches for nothing. */
export async function readTreeLock(tree: Tree, entries: { get(path: string): TreeEntry | undefined }): Promise<TreeLock> {
  const entry = entries.get(LOCK_FILE);
  if (entry === undefined) return { lock: null, placeOf: () => START, problem: null };
  const broken = (code: Problem['code'], message: string, { line, column }: At = START): TreeLock => ({
    lock: null,
    placeOf: () => START,
    problem: { code, message, path: LOCK_FILE, line, column, blob: entry.id },
  });
  if (entry.kind !== 'file' && entry.kind !== 'executable') return broken('unsupported', `${LOCK_FILE} is a ${entry.kind}, not a file`);
  const read = await tree.read(entry, MAX_LOCK_BYTES + 1);
  if (read.state !== 'ok') return broken(read.state, read.detail);
  if (isPointerText(read.bytes))
    return broken('hidden-pointer', 'a pointer of Git LFS or git-annex: a checkout puts another text in its place');
  try {
    const lock = parseLock(read.bytes, LOCK_FILE);
    const text = new TextDecoder().decode(read.bytes);
    const places = keepPlaces(2, [
      ...[...lock.entries.keys()].map((reference) => ['entries', reference]),
      ...[...lock.declarations.keys()].map((declared) => ['declarations', declared]),
    ]);
    scanJson(text, LOCK_SHAPE, places);
    return { lock, placeOf: (key, under = 'entries') => places.nearest([under, key]), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [first] = error.mistakes;
    const [, line = '1', column = '1'] = /:(\d{1,9}):(\d{1,9})$/.exec(first?.where ?? '') ?? [];
    return broken('syntax', `the lock cannot be used: ${first?.message ?? error.message}. ${error.hint}`, {
      line: Number(line),
      column: Number(column),
    });
  }
}

/** The lock of a tree that somebody wants to write; null: there is none. Throws InputError LOCK_INVALID with its place. */
export function usableLock({ lock, problem }: TreeLock): Lock | null {
  if (problem === null) return lock;
  throw new InputError(
    'LOCK_INVALID',
    `${problem.path}:${problem.line}: ${problem.message}`,
    'Or delete the file and write it anew with "weighbridge lock".',
  );
}

/** The lock of a tree that must have one. Throws InputError LOCK_INVALID with its place, LOCK_MISSING. */
export async function requireLock(tree: Tree): Promise<Lock> {
  const { entries } = await tree.list();
  const { lock, problem } = await readTreeLock(tree, new Map(entries.map((entry) => [entry.path, entry])));
  if (problem !== null)
    throw new InputError('LOCK_INVALID', `${problem.path}:${problem.line}: ${problem.message}`, 'Nothing was downloaded.');
  if (lock === null) throw new InputError('LOCK_MISSING', `There is no ${LOCK_FILE} in this folder`, 'Write it with "weighbridge lock".');
  return lock;
}
