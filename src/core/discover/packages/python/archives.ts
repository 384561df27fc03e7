/** The files of one Python package, as locks list them. */
import type { LockedPackage } from '../lockfile.ts';
import { readHash } from '../integrity.ts';
import { asText, field, type Table } from '../toml/table.ts';

interface ArchiveEntry {
  /** File name, path or address. */
  readonly address: string;
  /** As the lock writes them; of several algorithms one is enough. */
  readonly hashes: readonly string[];
  /** Where the last part of the address is not enough to tell it from others. */
  readonly name?: string;
}

export type LockedArchives = Pick<LockedPackage, 'integrity' | 'archives' | 'bare' | 'servers'>;

/**
 * The hashes, the file that each is of, the files that have none, and the servers: the index that an entry names may hand out archives of any other
 * server, and each of them is where bytes come from. One file without a name leaves all unnamed, as its hash is then of nobody knows which.
 */
export function archivesIn(files: readonly ArchiveEntry[]): LockedArchives {
  const archives: (readonly [string, string])[] = [];
  const bare: string[] = [];
  for (const { hashes, address, name = archiveName(address) } of files) {
    const read = hashes.filter((hash) => readHash(hash) !== null);
    for (const hash of read) archives.push([name, hash]);
    // An installer takes the archive that fits best, whether or not the lock holds it to its bytes (T35).
    if (read.length === 0) bare.push(name);
  }
  const isNamed = archives.every(([name]) => name !== '');
  return {
    integrity: files.flatMap(({ hashes }) => hashes),
    servers: files.map(({ address }) => address),
    bare,
    ...(isNamed ? { archives } : {}),
  };
}

/** One of a list of `{ file, url, path or filename, and hash }`, as poetry, pdm and uv write it. */
export function archiveEntry(table: Table | null): ArchiveEntry {
  const address =
    asText(field(table, 'url')) ?? asText(field(table, 'file')) ?? asText(field(table, 'path')) ?? asText(field(table, 'filename')) ?? '';
  return { address, hashes: [asText(field(table, 'hash')) ?? []].flat() };
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
