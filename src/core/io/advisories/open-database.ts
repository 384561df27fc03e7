/** A database of advisories that the operator downloaded: a folder of records, or of archives of them ("all.zip"), or one archive. */
import { type FileHandle, open, opendir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { DATABASE_BYTES } from '../../advisories/questions.ts';
import { InputError } from '../../base/errors.ts';
import type { Question } from '../../model/index.ts';
import type { AnswerOutcome } from '../evidence/interpret.ts';
import { indexName, modifiedIn, recordNamesIn } from './index-records.ts';
import { type ZipEntry, zipEntries, zipReader } from './zip.ts';

/** What the operator sets in the environment to name one. */
export const DATABASE_VARIABLE = 'OSV_DATABASE';

/** Of one database. All of npm and PyPI together have a third of it. */
const MAX_RECORDS = 1_000_000;
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** "database/PyPI/GHSA-….json". */
const MAX_DEPTH = 3;

export interface AdvisoryDatabase {
  /** Answers with all records that name an asked package. Never throws: what cannot be read is an answer that says so. */
  answer(question: Question): Promise<AnswerOutcome>;
  close(): Promise<void>;
}

/**
 * `tree`: the folder under test, in which no database is taken (T20). Throws InputError FILE_UNREADABLE, PATH_OUTSIDE. It is read when the
 * first question comes.
 */
export async function openAdvisoryDatabase(cwd: string, path: string, tree: string | null): Promise<AdvisoryDatabase> {
  const place = await realpath(resolve(cwd, path)).catch(() => null);
  if (place === null)
    throw new InputError('FILE_UNREADABLE', `${path} cannot be read`, 'Name the folder or the all.zip of a downloaded OSV database.');
  const top = tree === null ? null : await realpath(tree).catch(() => null);
  if (top !== null && (isInside(place, top) || isInside(top, place)))
    throw new InputError(
      'PATH_OUTSIDE',
      `${path} lies in the tree under test`,
      'Whoever changes the tree would change what is known of it: keep the database elsewhere.',
    );
  const opened: FileHandle[] = [];
  let index: Promise<Index> | null = null;
  return {
    async answer({ body = '' }) {
      try {
        index ??= indexOf(place, opened);
        return await answerFrom(await index, namesAsked(body));
      } catch (error) {
        const detail = `the database cannot be read: ${error instanceof Error && !('code' in error) ? error.message : 'the disk does not give it'}`;
        return { state: 'invalid', status: null, detail, location: null, body: null };
      }
    },
    async close() {
      for (const file of opened) await file.close();
    },
  };
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly (() => Promise<Uint8Array>)[]>;
  readonly newest: string | null;
}

async function indexOf(place: string, opened: FileHandle[]): Promise<Index> {
  const byName = new Map<string, (() => Promise<Uint8Array>)[]>();
  let [newest, count] = [null as string | null, 0];
  for await (const read of recordsBelow(place, opened, 0)) {
    if (++count > MAX_RECORDS) throw new Error(`more than ${MAX_RECORDS} records`);
    const text = new TextDecoder().decode(await read());
    const modified = modifiedIn(text);
    if (modified !== null && modified > (newest ?? '')) newest = modified;
    for (const name of recordNamesIn(text)) {
      const before = byName.get(name);
      if (before === undefined) byName.set(name, [read]);
      else before.push(read);
    }
  }
  if (count === 0) throw new Error('it holds no records');
  return { byName, newest };
}

/** Ways to read each record, in an order that reads archives front to back. */
async function* recordsBelow(place: string, opened: FileHandle[], depth: number): AsyncGenerator<() => Promise<Uint8Array>> {
  if ((await stat(place)).isDirectory()) {
    if (depth > MAX_DEPTH) return;
    const names: string[] = [];
    for await (const { name } of await opendir(place))
      if (names.push(name) > MAX_RECORDS) throw new Error(`more than ${MAX_RECORDS} files`);
    for (const name of names.sort()) yield* recordsBelow(join(place, name), opened, depth + 1);
  } else if (place.endsWith('.json')) {
    yield () => readRecordFile(place);
  } else if (place.endsWith('.zip')) {
    const file = await open(place);
    opened.push(file);
    const read = zipReader(file, MAX_RECORD_BYTES);
    const records = (await zipEntries(file, MAX_RECORDS)).filter(({ name }) => name.endsWith('.json'));
    yield* records.map((entry: ZipEntry) => () => read(entry));
  }
}

async function readRecordFile(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_RECORD_BYTES) throw new Error(`a record has more than ${MAX_RECORD_BYTES} bytes`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

const asked = z.object({ packages: z.array(z.object({ name: z.string() })) });

function namesAsked(body: string): ReadonlySet<string> {
  return new Set(asked.parse(JSON.parse(body)).packages.map(({ name }) => indexName(name)));
}

async function answerFrom({ byName, newest }: Index, names: ReadonlySet<string>): Promise<AnswerOutcome> {
  const found = new Set([...names].flatMap((name) => byName.get(name) ?? []));
  const records: string[] = [];
  let size = 0;
  for (const read of found) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await read());
    JSON.parse(text);
    size += text.length;
    if (size > DATABASE_BYTES)
      return { state: 'too-large', status: null, detail: `more than ${DATABASE_BYTES} bytes`, location: null, body: null };
    records.push(text);
  }
  const body = new TextEncoder().encode(`{"newest":${JSON.stringify(newest)},"records":[${records.join(',')}]}`);
  return { state: 'ok', status: null, detail: 'read from the database', location: null, body };
}
