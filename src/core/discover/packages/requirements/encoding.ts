/** pip reads a requirements file by its byte order mark, then by a PEP 263 line, and Windows shells write UTF-16 (pip, `auto_decode`). */
import { type Decoded, decodeUtf8, problemFact } from '../../text-input.ts';

export function decodeRequirements(bytes: Uint8Array): Decoded {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (mark === null) {
    const label = declared(bytes);
    return label === null ? decodeUtf8(bytes) : { ok: true, text: new TextDecoder(label).decode(bytes) };
  }
  try {
    return { ok: true, text: new TextDecoder(mark, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: problemFact('not-utf8', 'neither UTF-8 nor UTF-16 text', { line: 1, column: 1 }) };
  }
}

/** Encodings of one byte a character in which ASCII is itself, by the names that Python and the Encoding Standard share. */
const SINGLE_BYTE: Readonly<Record<string, string>> = { latin1: 'iso-8859-1', 'latin-1': 'iso-8859-1', l1: 'iso-8859-1' };

/** The encoding that a comment in the first two lines states; null: none, UTF-8, or one that is not read. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n', 2);
  const said = head.map((line) => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})/.exec(line)?.[1]).find((one) => one !== undefined);
  const name = said?.toLowerCase().replaceAll('_', '-') ?? '';
  const label = SINGLE_BYTE[name] ?? name.replace(/^iso8859-/, 'iso-8859-').replace(/^cp(?=125\d$)/, 'windows-');
  return /^(?:iso-8859-\d{1,2}|windows-125\d|koi8-[ru])$/.test(label) && isKnown(label) ? label : null;
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
