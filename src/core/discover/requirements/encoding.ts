/** pip reads a requirements file by its byte order mark, and Windows shells write UTF-16 (pip, `auto_decode`). */
import { type Decoded, decodeUtf8, problemFact } from '../text-input.ts';

export function decodeRequirements(bytes: Uint8Array): Decoded {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (mark === null) return decodeUtf8(bytes);
  try {
    return { ok: true, text: new TextDecoder(mark, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: problemFact('not-utf8', 'neither UTF-8 nor UTF-16 text', { line: 1, column: 1 }) };
  }
}
