/**
 * What registries said of packages, by registry, name and version: a version that was published says the same of itself ever after. One file of the
 * user, in the user's cache folder (0700): it holds nothing of a repository, and no check (T17). Neither the Action nor the App opens it.
 */
import { z } from 'zod';
import type { PackageMetadata } from '../model/index.ts';
import type { MetadataStore } from '../ports/index.ts';
import { orNull, openDatabase } from './sqlite.ts';

/** Raise it when other texts are kept for the same answers. */
const VERSION = 1;
/** Then it begins anew: it only saves questions. */
const MAX_ROWS = 200_000;

const text = z.string().max(1000).nullable();
const row = z.tuple([text, text, text]);

export interface OpenMetadataStore extends MetadataStore {
  /** Writes what is new, and ends. Never throws. */
  close(): void;
}

/** null: there is no SQLite, or the file cannot be opened. */
export async function openMetadataStore(file: string): Promise<OpenMetadataStore | null> {
  const db = await openDatabase(file, 'create table if not exists package (key text primary key, said text not null) without rowid');
  if (db === null) return null;
  const fresh = new Map<string, PackageMetadata>();

  function read(key: string): PackageMetadata | null {
    const said = db?.prepare('select said from package where key = ?').get(`${VERSION} ${key}`)?.['said'];
    const parsed = row.safeParse(typeof said === 'string' ? JSON.parse(said) : null);
    if (!parsed.success) return null;
    const [license, supplier, description] = parsed.data;
    return { license, supplier, description };
  }

  function write(): void {
    if (db === null || fresh.size === 0) return;
    db.exec('begin immediate');
    const rows = Number(db.prepare('select count(*) as rows from package').get()?.['rows'] ?? 0);
    if (rows + fresh.size > MAX_ROWS) db.exec('delete from package');
    const insert = db.prepare('insert or replace into package (key, said) values (?, ?)');
    for (const [key, { license, supplier, description }] of fresh)
      insert.run(`${VERSION} ${key}`, JSON.stringify([license, supplier, description]));
    db.exec('commit');
  }

  return {
    get(keys) {
      const found = new Map<string, PackageMetadata>();
      for (const key of keys) {
        const said = orNull(() => read(key));
        if (said !== null) found.set(key, said);
      }
      return found;
    },
    put(key, said) {
      fresh.set(key, said);
    },
    close() {
      orNull(write);
      orNull(() => db.close());
    },
  };
}
