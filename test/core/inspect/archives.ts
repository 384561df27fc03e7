/** Archives as Python's zipfile and tarfile write them, of any size, with what an author may put in front. */
import { bytesOf } from './build.ts';

type Content = string | Uint8Array;

/** Stored members, a central directory (of `listed`, by default the members) and an end record with `comment`. */
export function wholeZip(
  members: readonly (readonly [string, Content])[],
  more: { readonly listed?: readonly string[]; readonly comment?: Content } = {},
): Uint8Array {
  const locals = members.map(([name, content]) => local(name, bytesOf(content)));
  const listed = more.listed ?? members.map(([name]) => name);
  const directory = listed.map(directoryEntry);
  const comment = bytesOf(more.comment ?? '');
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, Math.min(0xffff, listed.length), true);
  end.setUint16(10, Math.min(0xffff, listed.length), true);
  end.setUint16(20, comment.length, true);
  return Buffer.concat([...locals, ...directory, new Uint8Array(end.buffer), comment]);
}

function local(name: string, content: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(30));
  head.setUint32(0, 0x04034b50, true);
  head.setUint32(18, content.length, true);
  head.setUint32(22, content.length, true);
  head.setUint16(26, Buffer.byteLength(name), true);
  return Buffer.concat([new Uint8Array(head.buffer), Buffer.from(name), content]);
}

function directoryEntry(name: string): Uint8Array {
  const entry = new DataView(new ArrayBuffer(46));
  entry.setUint32(0, 0x02014b50, true);
  entry.setUint16(28, Buffer.byteLength(name), true);
  return Buffer.concat([new Uint8Array(entry.buffer), Buffer.from(name)]);
}

/** A ustar archive; `type` of a member is "0" unless told. */
export interface TarMember {
  readonly name: string;
  readonly content?: Content;
  readonly type?: string;
  /** As its header says; absent: that of the content. */
  readonly size?: number;
}

/** One record in front of a member (POSIX.1-2017, "pax Header Block"). */
export function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = (digits: number): number => Buffer.byteLength(rest) + digits;
  const digits = [1, 2, 3, 4, 5].find((count) => String(length(count)).length === count) ?? 5;
  return `${length(digits)}${rest}`;
}

export function tar(members: readonly TarMember[]): Uint8Array {
  const parts = members.flatMap(({ name, content = '', type = '0', size }) => {
    const bytes = bytesOf(content);
    return [tarHeader(name, size ?? bytes.length, type), bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, new Uint8Array(1024)]);
}

function tarHeader(name: string, size: number, type: string): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\u000000', 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
