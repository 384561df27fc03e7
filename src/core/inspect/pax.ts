/** Records in front of a member of a tar archive: "<length> <key>=<value>\n" (POSIX.1-2017, "pax Header Block"). */
import { latin1Of, textOf } from './bytes.ts';

interface PaxRecords {
  readonly path: string | null;
  /** Bytes of the member, whatever its header says. */
  readonly size: number | null;
}

const LINE_FEED = 0x0a;
const EQUALS = 0x3d;
/** Room for padding up to the next block. */
const MAX_SIZE = Number.MAX_SAFE_INTEGER - 512;

/** Null: they are not as the standard has them, or say that the member's content is not written one to one. The last of two counts, as it does for readers. */
export function readPax(bytes: Uint8Array): PaxRecords | null {
  let [path, size]: [string | null, number | null] = [null, null];
  for (let at = 0; at < bytes.length; ) {
    const digits = /^[1-9]\d{0,5}(?= )/.exec(latin1Of(bytes.subarray(at, at + 8)))?.[0];
    const end = at + Number(digits ?? 0);
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== LINE_FEED) return null;
    const record = bytes.subarray(at + digits.length + 1, end - 1);
    const equals = record.indexOf(EQUALS);
    if (equals <= 0) return null;
    const [key, value] = [textOf(record.subarray(0, equals)), record.subarray(equals + 1)];
    if (key.startsWith('GNU.sparse')) return null;
    if (key === 'path') path = textOf(value);
    if (key === 'size') {
      size = sizeIn(latin1Of(value));
      if (size === null) return null;
    }
    at = end;
  }
  return { path, size };
}

function sizeIn(text: string): number | null {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : null;
  return size !== null && size <= MAX_SIZE ? size : null;
}
