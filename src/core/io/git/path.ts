/** Lists of paths as `git … -z` writes them. */
import { decodePath } from '../../base/path-bytes.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Pieces that end with NUL, as `git … -z` writes them; what follows the last NUL is cut off output and left out. */
export function splitNul(bytes: Uint8Array): string[] {
  try {
    // At once where all is UTF-8, which is nearly always: large listings take half the time.
    return strict.decode(bytes).split('\0').slice(0, -1);
  } catch {
    const parts: string[] = [];
    for (let start = 0, end = bytes.indexOf(0); end >= 0; start = end + 1, end = bytes.indexOf(0, start)) {
      parts.push(decodePath(bytes.subarray(start, end)));
    }
    return parts;
  }
}
