/** Git's object ids, computed again from what GitHub sends: an answer that is not what its id says is not used. */
import { createHash, type Hash } from 'node:crypto';

/** Repositories of today have 40 digits (SHA-1), some of tomorrow 64. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** git hashes "<type> <length> NUL <content>"; the algorithm shows in the length of the id. */
export function objectHash(id: string, type: 'blob' | 'tree', length: number): Hash {
  return createHash(id.length === 64 ? 'sha256' : 'sha1').update(`${type} ${length}\0`);
}

export interface TreeRow {
  /** Of this folder, without "/". */
  readonly name: string;
  /** As the API writes it: "100644", "040000". */
  readonly mode: string;
  readonly id: string;
}

/** The id of one folder. git sorts its rows by bytes, folders as if their name ended with "/", and writes modes without a leading zero. */
export function treeId(like: string, rows: readonly TreeRow[]): string {
  const sorted = rows
    .map((row) => ({ row, key: Buffer.from(row.mode === '040000' ? `${row.name}/` : row.name, 'utf8') }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  const body = Buffer.concat(
    sorted.map(({ row }) =>
      Buffer.concat([Buffer.from(`${row.mode.replace(/^0/, '')} ${row.name}\0`, 'utf8'), Buffer.from(row.id, 'hex')]),
    ),
  );
  return objectHash(like, 'tree', body.length).update(body).digest('hex');
}
