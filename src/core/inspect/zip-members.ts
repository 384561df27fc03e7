/** The members of a zip archive whose local headers begin in the head (PKWARE APPNOTE, 4.3.7). */
import { textOf } from './bytes.ts';
import { inflateRawHead } from './compressed.ts';

export interface Member {
  readonly name: string;
  /** The beginning of its content, inflated when it is compressed; null when it cannot be read. May run on into the next member. */
  readonly content: () => Uint8Array | null;
}

const SIGNATURE = 0x04034b50;
/** What a megabyte of local headers can hold. */
const MAX_MEMBERS = 50_000;

/**
 * Local headers are looked for by their signature, not by sizes: writers leave sizes for later (flag 3), and the author of a
 * hostile archive states what he likes. A false hit inside content can only add a name. Linear.
 */
export function zipMembers(head: Uint8Array): readonly Member[] {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const members: Member[] = [];
  for (let offset = head.indexOf(0x50); offset !== -1 && members.length < MAX_MEMBERS; offset = head.indexOf(0x50, offset + 1)) {
    if (offset + 30 > head.length) break;
    if (view.getUint32(offset, true) !== SIGNATURE) continue;
    const nameLength = view.getUint16(offset + 26, true);
    const start = offset + 30 + nameLength + view.getUint16(offset + 28, true);
    const name = head.subarray(offset + 30, offset + 30 + nameLength);
    if (nameLength === 0 || nameLength > 1_000 || name.length < nameLength) continue;
    const method = view.getUint16(offset + 8, true);
    const size = view.getUint32(offset + 18, true);
    // 0: the size follows the content; 0xffffffff: it stands in a zip64 field.
    const end = size === 0 || size === 0xffffffff ? head.length : Math.min(head.length, start + size);
    members.push({ name: textOf(name), content: () => contentOf(head.subarray(start, end), method) });
  }
  return members;
}

function contentOf(bytes: Uint8Array, method: number): Uint8Array | null {
  if (bytes.length === 0) return null;
  return method === 0 ? bytes : method === 8 ? inflateRawHead(bytes) : null;
}
