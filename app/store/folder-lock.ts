/**
 * One process per data folder. The lock is the operating system's, on a file that SQLite holds exclusively: it ends with the process, however that
 * ends, and holds between containers that share a volume, where a process id means nothing. A second file says who holds it, for people.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InputError, visibleUpTo } from '../../src/core/index.ts';

/** Returns what unlocks. Throws InputError USAGE when the folder is in use. */
export function lockFolder(folder: string): () => void {
  const note = join(folder, 'in-use-by.txt');
  const database = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new InputError(
      'USAGE',
      `the data folder ${folder} is in use${holder(note)}`,
      'Stop the other process, give this one its own DATA_DIR, or set DATABASE_URL: several processes can share a PostgreSQL.',
    );
  }
  writeFileSync(note, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`);
  return () => {
    rmSync(note, { force: true });
    if (database.isOpen) database.close();
  };
}

function holder(note: string): string {
  try {
    return `: ${visibleUpTo(readFileSync(note, 'utf8').trim(), 200)}`;
  } catch {
    return '';
  }
}
