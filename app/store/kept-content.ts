/** What is kept of a pull request, as bytes: JSON, compressed, since a lock with 20,000 packages is 20 MB of it. */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';

/** Above this it is not kept, and looked at again when a policy moves. */
const MAX_BYTES = 16 * 1024 * 1024;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Null: it is too much to keep. */
export async function packedContent(value: unknown): Promise<Uint8Array | null> {
  const bytes = await compress(JSON.stringify(value));
  return bytes.length > MAX_BYTES ? null : bytes;
}

/** `bytes` are of our own making. */
export async function unpackedContent(bytes: Uint8Array): Promise<unknown> {
  return JSON.parse((await decompress(bytes)).toString('utf8'));
}
