/**
 * The file in which a tree is kept between runs: one for each repository, in the user's own cache folder (0700), never in the repository (T17).
 * It only saves time: where it cannot be opened, read or written, or is of another program, there is nothing kept.
 */
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { KeptTree, KeptTrees } from '../../discover/link/kept.ts';
import { readTree } from './read.ts';
import { VERSION } from './schema.ts';
import { writeChange, writeTree } from './write.ts';

export interface KeptStore extends KeptTrees {
  /** Writes what waits, and ends. Never throws. */
  close(): void;
}

/** How long a run waits for another one that writes, in milliseconds. */
const PATIENCE_MS = 500;

/** `stamp` names the build and its detectors: a tree that another build kept is not used. null: there is no SQLite, or the file cannot be opened. */
export async function openKept(file: string, stamp: string): Promise<KeptStore | null> {
  const sqlite = await import('node:sqlite').catch(() => null);
  const db = sqlite === null ? null : connect(sqlite.DatabaseSync, file);
  if (db === null) return null;
  const waiting: (() => void)[] = [];

  function meta(name: string): string | null {
    const value = db?.prepare('select value from meta where name = ?').get(name)?.['value'];
    return typeof value === 'string' ? value : null;
  }

  /** All that one run reads is of one moment, whatever others write. */
  function reading(tree: string | null): KeptTree | null {
    if (db?.isTransaction === false) db.exec('begin');
    const id = meta('tree');
    return id === null || db === null || (tree !== null && id !== tree) ? null : readTree(db, id);
  }

  function endReading(): void {
    if (db?.isTransaction === true) db.exec('rollback');
  }

  return {
    open(labels) {
      return attempt(() => {
        endReading();
        db.exec('begin');
        if (meta('stamp') !== `${VERSION} ${stamp}` || meta('labels') !== labels) return null;
        return reading(null);
      });
    },
    advance(from, change): KeptTree | null {
      return attempt(() => {
        endReading();
        writeChange(db, from, change);
        return reading(change.id);
      });
    },
    keep(labels, tree) {
      // After the verdict is told: nobody waits for it.
      waiting.push(() => writeTree(db, stamp, labels, tree));
    },
    close() {
      for (const work of [endReading, ...waiting, () => db.close()]) attempt(work);
    },
  };
}

/** null: it failed, whatever the reason: a full disk, a folder that is read-only, another run, a broken file. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function connect(Database: typeof DatabaseSync, file: string): DatabaseSync | null {
  const open = (): DatabaseSync => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made before SQLite makes it: nobody else may read what a private repository holds.
    closeSync(openSync(file, 'a', 0o600));
    const db = new Database(file, { timeout: PATIENCE_MS });
    // Readers and a writer at once; what is lost when the machine stops is found by SQLite itself.
    db.exec(
      'pragma journal_mode = wal; pragma synchronous = normal; create table if not exists meta (name text primary key, value text not null) without rowid',
    );
    return db;
  };
  try {
    return open();
  } catch (error) {
    if (!isBroken(error)) return null;
    return attempt(() => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      return open();
    });
  }
}

/** Truncated, or no such file at all (SQLITE_CORRUPT, SQLITE_NOTADB): it is made anew. Where others write, it stays. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode));
}
