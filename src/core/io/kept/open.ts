/**
 * The file in which a tree is kept between runs: one for each repository, in the user's own cache folder (0700), never in the repository (T17).
 * It only saves time: where it cannot be opened, read or written, or is of another program, there is nothing kept.
 */
import type { KeptTree, KeptTrees } from '../../discover/link/kept.ts';
import { orNull, openDatabase } from '../sqlite.ts';
import { readTree } from './read.ts';
import { VERSION } from './schema.ts';
import { writeChange, writeTree } from './write.ts';

export interface KeptStore extends KeptTrees {
  /** Writes what waits, and ends. Never throws. */
  close(): void;
}

/** `stamp` names the build and its detectors: a tree that another build kept is not used. null: there is no SQLite, or the file cannot be opened. */
export async function openKept(file: string, stamp: string): Promise<KeptStore | null> {
  const db = await openDatabase(file, 'create table if not exists meta (name text primary key, value text not null) without rowid');
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
      return orNull(() => {
        endReading();
        db.exec('begin');
        if (meta('stamp') !== `${VERSION} ${stamp}` || meta('labels') !== labels) return null;
        return reading(null);
      });
    },
    advance(from, change): KeptTree | null {
      return orNull(() => {
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
      for (const work of [endReading, ...waiting, () => db.close()]) orNull(work);
    },
  };
}
