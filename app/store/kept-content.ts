/** What is kept of a pull request, as bytes: JSON, compressed, since a lock with 20,000 packages is 20 MB of it. */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';

/** Above this it is not kept, and looked at again when a policy moves. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Of JSON: who unpacks it holds it several times, and what repeats itself is small only while it is packed (T18, T39). */
const MAX_CHARACTERS = 64 * 1024 * 1024;
/** `\u0000` stands for one character. */
const LONGEST_ESCAPE = 6;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Null: it is too much to keep. */
export async function packedContent(value: unknown): Promise<Uint8Array | null> {
  if (!isShort(value)) return null;
  const bytes = await compress(JSON.stringify(value));
  return bytes.length > MAX_BYTES ? null : bytes;
}

/** Null: it cannot be read any more, which is no reason to leave the pull requests beside it unjudged (T3). */
export async function unpackedContent(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse((await decompress(bytes, { maxOutputLength: LONGEST_ESCAPE * MAX_CHARACTERS })).toString('utf8'));
  } catch {
    return null;
  }
}

/** Counted before anything is written out: a text that is longer than texts can be is an error, and half of it would be in memory by then. */
function isShort(value: unknown): boolean {
  let left = MAX_CHARACTERS;
  const open: unknown[] = [value];
  while (open.length > 0 && left >= 0) {
    const one = open.pop();
    // Quotes, commas and braces of each value.
    left -= 3;
    if (typeof one === 'string') left -= one.length;
    else if (typeof one === 'number') left -= 8;
    else if (typeof one === 'object' && one !== null)
      for (const [key, inner] of Object.entries(one)) {
        if (!Array.isArray(one)) left -= key.length + 3;
        open.push(inner);
      }
  }
  return left >= 0;
}
