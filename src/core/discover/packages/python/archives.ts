/** The files of one Python package, as locks list them. */
import type { LockedPackage } from '../lockfile.ts';
import { asText, field, type Table } from '../toml/table.ts';

interface ArchiveEntry {
  /** File name, path or address. */
  readonly address: string;
  /** As the lock writes it; null: it has none. */
  readonly hash: string | null;
  /** Where the last part of the address is not enough to tell it from others. */
  readonly name?: string;
}

export type LockedArchives = Pick<LockedPackage, 'integrity' | 'archives' | 'servers'>;

/**
 * The hashes, the file that each is of, and the servers: the index that an entry names may hand out archives of any other server, and each of them is
 * where bytes come from. One file without a name leaves all unnamed, as its hash is then of nobody knows which.
 */
export function archivesIn(files: readonly ArchiveEntry[]): LockedArchives {
  const archives = files.flatMap(({ hash, address, name }): (readonly [string, string])[] =>
    hash === null ? [] : [[name ?? archiveName(address), hash]],
  );
  const isNamed = archives.every(([name]) => name !== '');
  return {
    integrity: archives.map(([, hash]) => hash),
    servers: files.map(({ address }) => address),
    ...(isNamed ? { archives } : {}),
  };
}

/** One of a list of `{ file, url, path or filename, and hash }`, as poetry, pdm and uv write it. */
export function archiveEntry(table: Table | null): ArchiveEntry {
  const address =
    asText(field(table, 'url')) ?? asText(field(table, 'file')) ?? asText(field(table, 'path')) ?? asText(field(table, 'filename')) ?? '';
  return { address, hash: asText(field(table, 'hash')) };
}

/** Of an address or a path, without what may be a secret (T21); "": none that can be kept. */
export function archiveName(address: string): string {
  const path = /^[^?#]{0,2000}/.exec(address)?.[0] ?? '';
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replaceAll(/%2B/gi, '+');
  return /^[\w.+!-]{1,200}$/.test(name) ? name : '';
}

/** Whether a path names an archive, and not a folder of the tree, which its own manifest describes. */
export function isArchivePath(path: string): boolean {
  return /\.(?:whl|tar\.gz|tgz|zip|tar\.bz2|tar\.xz)$/i.test(path);
}
