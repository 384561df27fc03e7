/** direct_url.json of an installed package: it stands where an installer was given an address, and no name (PEP 610). */
import { jsonIn } from '../../hosts/bodies.ts';
import type { InstalledSeen } from '../../model/index.ts';
import { jsonTable } from '../../base/json/table.ts';

/** `locked`: hashes of the lock, which takes the package from a registry. */
export function directUrlSeen(bytes: Uint8Array, path: string, locked: readonly string[]): InstalledSeen {
  const said = jsonTable(jsonIn(bytes));
  if (said === null) return source('unread', `${path} cannot be read`);
  const archive = jsonTable(said['archive_info']);
  const hashes = [jsonTable(archive?.['hashes'])?.['sha256'], archive?.['hash']].flatMap((one) =>
    typeof one === 'string' ? [`sha256:${one.replace(/^sha256=/, '').toLowerCase()}`] : [],
  );
  if (hashes.length > 0 && hashes.every((one) => locked.includes(one)))
    return source('equal', `${path} says that it comes from an archive with the hash of the lock; a record proves no bytes`);
  // The address itself may be a name that not every reader of the report may see (T26).
  const from = said['dir_info'] !== undefined ? 'a folder' : said['vcs_info'] !== undefined ? 'a repository' : 'an address';
  return source('differs', `${path} says that it was installed from ${from}, and the lock takes it from a registry`);
}

function source(state: InstalledSeen['state'], detail: string): InstalledSeen {
  return { what: 'source', state, detail };
}
