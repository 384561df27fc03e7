/** The names in the central directory of a zip archive (PKWARE APPNOTE, 4.3.12 and 4.3.16): what a reader of archives opens. */
import { textOf } from './bytes.ts';

const ENTRY = 0x02014b50;
const END = 0x06054b50;

export interface ZipDirectory {
  readonly names: readonly string[];
  /** False: the end of the file shows only the end of the directory, or none. */
  readonly complete: boolean;
}

/**
 * `tail` is the end of the file. Entries are looked for by their signature, so that a wrong offset hides none; the count in the end
 * record tells whether all were seen. Linear.
 */
export function directoryNames(tail: Uint8Array): ZipDirectory {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const names: string[] = [];
  let stated: number | null = null;
  for (let offset = tail.indexOf(0x50); offset !== -1 && offset + 22 <= tail.length; offset = tail.indexOf(0x50, offset + 1)) {
    const signature = view.getUint32(offset, true);
    // The last end record counts: bytes behind the archive may hold another one.
    if (signature === END) stated = view.getUint16(offset + 10, true);
    if (signature !== ENTRY || offset + 46 > tail.length) continue;
    const length = view.getUint16(offset + 28, true);
    const name = tail.subarray(offset + 46, offset + 46 + length);
    if (length > 0 && name.length === length) names.push(textOf(name));
  }
  // 65,535 stands for "more", which a zip64 record tells; as many were seen, or it is not known.
  return { names, complete: stated !== null && (stated < 0xffff ? names.length >= stated : names.length > 0xffff) };
}
