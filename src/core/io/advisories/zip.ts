/**
 * The entries of a zip archive that the operator downloaded (PKWARE APPNOTE 4.3, with zip64: the archive of npm holds more than 65,535 records).
 * Read front to back in windows. Throws Error for whatever is damaged: an archive that is not whole is none.
 */
import type { FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const WINDOW = 4 * 1024 * 1024;
const NEAR = 64 * 1024;
const MAX_DIRECTORY = 256 * 1024 * 1024;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** In the order in which they lie in the file. */
export async function zipEntries(file: FileHandle, most: number): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const { start, length, count } = await directoryOf(file, size);
  if (count > most) throw new Error(`more than ${most} entries`);
  if (length > MAX_DIRECTORY || start + length > size) throw new Error('its directory is damaged');
  const view = viewOf(await readAt(file, start, length));
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > length || view.getUint32(at, true) !== ENTRY) throw new Error('its directory is damaged');
    const [nameLength, extraLength, commentLength] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ];
    const end = at + 46 + nameLength + extraLength + commentLength;
    if (end > length) throw new Error('its directory is damaged');
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
    const [packed, unpacked, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
    // Records are small and archives of 4 GB are not read: sizes of zip64 in an entry are none of theirs.
    if ((view.getUint16(at + 8, true) & 1) !== 0 || [packed, unpacked, offset].includes(0xffffffff))
      throw new Error(`${JSON.stringify(name.slice(0, 80))} cannot be read`);
    entries.push({ name, method: view.getUint16(at + 10, true), packed, size: unpacked, offset });
    at = end;
  }
  return entries.sort((a, b) => a.offset - b.offset);
}

async function directoryOf(
  file: FileHandle,
  size: number,
): Promise<{ readonly start: number; readonly length: number; readonly count: number }> {
  const from = Math.max(0, size - END_SIZE - 0xffff - 20);
  const view = viewOf(await readAt(file, from, size - from));
  for (let at = view.byteLength - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + END_SIZE + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const plain = { count: view.getUint16(at + 10, true), length: view.getUint32(at + 12, true), start: view.getUint32(at + 16, true) };
    const isLarge = plain.count === 0xffff || plain.length === 0xffffffff || plain.start === 0xffffffff;
    if (!isLarge || at < 20 || view.getUint32(at - 20, true) !== LOCATOR64) return plain;
    const end64 = Number(view.getBigUint64(at - 12, true));
    if (end64 + 56 > size) break;
    const large = viewOf(await readAt(file, end64, 56));
    if (large.getUint32(0, true) !== END64) break;
    return {
      count: Number(large.getBigUint64(32, true)),
      length: Number(large.getBigUint64(40, true)),
      start: Number(large.getBigUint64(48, true)),
    };
  }
  throw new Error('not a zip archive');
}

/** Bytes of entries, which are asked for in the order of `zipEntries`, or singly. `most`: bytes of one entry. */
export function zipReader(file: FileHandle, most: number): (entry: ZipEntry) => Promise<Uint8Array> {
  let window: { from: number; bytes: Uint8Array } = { from: 0, bytes: new Uint8Array() };
  const bytesAt = async (from: number, length: number): Promise<Uint8Array> => {
    const end = window.from + window.bytes.length;
    if (from < window.from || from + length > end) {
      // Whoever goes on where the window ends reads the whole archive.
      const wide = from >= window.from && from <= end + NEAR ? WINDOW : NEAR;
      window = { from, bytes: await readAt(file, from, Math.max(wide, length), length) };
    }
    return window.bytes.subarray(from - window.from, from - window.from + length);
  };
  return async ({ name, offset, packed, size, method }) => {
    if (size > most || packed > most) throw new Error(`${JSON.stringify(name.slice(0, 80))} has more than ${most} bytes`);
    const header = viewOf(await bytesAt(offset, 30));
    if (header.getUint32(0, true) !== LOCAL) throw new Error('its directory is damaged');
    const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    const bytes = await bytesAt(start, packed);
    if (method !== 0 && method !== 8) throw new Error(`${JSON.stringify(name.slice(0, 80))} is packed in a way that is not read`);
    const content = method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: most });
    if (content.length !== size) throw new Error(`${JSON.stringify(name.slice(0, 80))} is damaged`);
    return content;
  };
}

/** At most `length` bytes, and at least `least`. */
async function readAt(file: FileHandle, from: number, length: number, least = length): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  if (filled < least) throw new Error('it ends too early');
  return bytes.subarray(0, filled);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
