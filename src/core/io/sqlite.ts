/** Files of SQLite in the user's own cache folder (0700), which only save time: whatever is wrong with one, there is none. */
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** How long a run waits for another one that writes, in milliseconds. */
const PATIENCE_MS = 500;

/** null: it failed, whatever the reason: a full disk, a folder that is read-only, another run, a broken file. */
export function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** `schema`: what makes its tables where they are not there. null: there is no SQLite, or the file cannot be opened. */
export async function openDatabase(file: string, schema: string): Promise<DatabaseSync | null> {
  const sqlite = await import('node:sqlite').catch(() => null);
  return sqlite === null ? null : connect(sqlite.DatabaseSync, file, schema);
}

function connect(Database: typeof DatabaseSync, file: string, schema: string): DatabaseSync | null {
  const open = (): DatabaseSync => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made before SQLite makes it: nobody else may read what a private repository holds.
    closeSync(openSync(file, 'a', 0o600));
    const db = new Database(file, { timeout: PATIENCE_MS });
    // Readers and a writer at once; what is lost when the machine stops is found by SQLite itself.
    db.exec(`pragma journal_mode = wal; pragma synchronous = normal; ${schema}`);
    return db;
  };
  try {
    return open();
  } catch (error) {
    if (!isBroken(error)) return null;
    return orNull(() => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      return open();
    });
  }
}

/** Truncated, or no such file at all (SQLITE_CORRUPT, SQLITE_NOTADB): it is made anew. Where others write, it stays. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode));
}
