/** The names of the members of a tar archive (POSIX.1-2017, "pax", ustar interchange format; GNU long names), as its bytes stream by. */
import { latin1Of, textOf } from './bytes.ts';
import { readPax } from './pax.ts';
import type { Collector, Structure } from './structure.ts';

const BLOCK = 512;
const MAX_MEMBERS = 10_000;
/** Of a long name, or of the pax records in front of a member, which may hold attributes of files, too. */
const MAX_NAME = 64 * 1024;
const LONG_NAME = 'L';
/** Long targets of links: they name no member. */
const LONG_LINK = 'K';
const PAX = 'x';
/** Records for all members that follow. */
const GLOBAL = 'g';

/** Whether 512 bytes are a tar header: its checksum fits. Old archives have no magic, so the sum is the only mark that all share. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false;
  const stated = octal(head.subarray(148, 156));
  if (stated === null) return false;
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 0x20 : (head[index] ?? 0);
  return sum === stated;
}

/** Gets the content of the regular files among the members, one after the other, as it streams by. A chunk must not be kept. */
export interface MemberSink {
  begin(name: string): void;
  bytes(chunk: Uint8Array): void;
  end(): void;
}

/** POSIX and older: regular, contiguous. All else is a link, a folder, a device, or says something of other members. */
const REGULAR = /^[0\x007]$/;

/** Steps from header to header. What is no header ends the walk; a walk that ended early is not complete. */
export class TarWalker implements Collector {
  private readonly members: string[] = [];
  private readonly block = new Uint8Array(BLOCK);
  private held = 0;
  /** Bytes of content, padding included, that are still to be passed over. */
  private skip = 0;
  /** Of a name that stands in front of its member. */
  private name: { readonly type: string; readonly bytes: Uint8Array; held: number } | null = null;
  private longName: string | null = null;
  /** Of the next member, by its pax records; null: its header says it. */
  private statedSize: number | null = null;
  private state: 'walking' | 'ended' | 'lost' = 'walking';
  /** Bytes of a member that are still to come; null: it is none that the sink gets. */
  private content: number | null = null;
  private readonly sink: MemberSink | null;
  private readonly most: number;

  constructor(sink: MemberSink | null = null, most = MAX_MEMBERS) {
    this.sink = sink;
    this.most = most;
  }

  feed(chunk: Uint8Array): void {
    let offset = 0;
    while (offset < chunk.length && this.state === 'walking') {
      if (this.skip > 0) {
        const taken = Math.min(this.skip, chunk.length - offset);
        this.keepName(chunk.subarray(offset, offset + taken));
        this.passOn(chunk.subarray(offset, offset + taken));
        this.skip -= taken;
        offset += taken;
        if (this.skip === 0) this.endName();
        continue;
      }
      const part = chunk.subarray(offset, offset + BLOCK - this.held);
      this.block.set(part, this.held);
      this.held += part.length;
      offset += part.length;
      if (this.held === BLOCK) this.readHeader();
    }
  }

  structure(): Structure & { readonly kind: 'tar' } {
    const whole = this.state === 'ended' || (this.state === 'walking' && this.held === 0 && this.skip === 0);
    return { kind: 'tar', members: this.members, complete: whole };
  }

  private readHeader(): void {
    this.held = 0;
    if (!isTarHeader(this.block)) {
      // A block of zeros ends an archive; anything else was written to look like one, or is damaged.
      this.state = this.block.every((byte) => byte === 0) ? 'ended' : 'lost';
      return;
    }
    const type = String.fromCharCode(this.block[156] ?? 0);
    const isRecord = type === LONG_NAME || type === LONG_LINK || type === PAX || type === GLOBAL;
    const size = isRecord || this.statedSize === null ? sizeOf(this.block.subarray(124, 136)) : this.statedSize;
    if (size === null || this.members.length >= this.most || (isRecord && size > MAX_NAME)) {
      this.state = 'lost';
      return;
    }
    this.skip = Math.ceil(size / BLOCK) * BLOCK;
    if (isRecord) {
      if (size > 0) this.name = { type, bytes: new Uint8Array(size), held: 0 };
      return;
    }
    this.statedSize = null;
    const name = this.longName ?? nameOf(this.block);
    this.members.push(name);
    this.longName = null;
    if (this.sink === null || !REGULAR.test(type)) return;
    this.content = size;
    this.sink.begin(name);
    this.passOn(new Uint8Array());
  }

  /** Content without the padding behind it. */
  private passOn(bytes: Uint8Array): void {
    if (this.content === null) return;
    const part = bytes.subarray(0, this.content);
    if (part.length > 0) this.sink?.bytes(part);
    this.content -= part.length;
    if (this.content > 0) return;
    this.content = null;
    this.sink?.end();
  }

  private keepName(bytes: Uint8Array): void {
    if (this.name === null) return;
    const part = bytes.subarray(0, this.name.bytes.length - this.name.held);
    this.name.bytes.set(part, this.name.held);
    this.name.held += part.length;
  }

  private endName(): void {
    if (this.name === null) return;
    const { type, bytes } = this.name;
    this.name = null;
    if (type === LONG_LINK) return;
    if (type === LONG_NAME) {
      this.longName = textOf(bytes).replace(/\0.*$/s, '');
      return;
    }
    const found = readPax(bytes);
    // What holds for all that follows, and what a reader may take in another way, is not followed (T35).
    if (found === null || (type === GLOBAL && (found.path !== null || found.size !== null))) this.state = 'lost';
    this.longName = found?.path ?? this.longName;
    this.statedSize = found?.size ?? this.statedSize;
  }
}

function nameOf(header: Uint8Array): string {
  const isUstar = latin1Of(header.subarray(257, 262)) === 'ustar';
  const prefix = isUstar ? field(header.subarray(345, 500)) : '';
  const name = field(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

function field(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return textOf(end === -1 ? bytes : bytes.subarray(0, end));
}

/** Octal, or base 256 when the first bit is set (GNU, for members of 8 GiB and more); null = neither, or beyond exact numbers. */
function sizeOf(bytes: Uint8Array): number | null {
  const first = bytes[0] ?? 0;
  if (first !== 0x80) return first > 0x80 ? null : octal(bytes);
  let size = 0;
  for (const byte of bytes.subarray(1)) size = size * 256 + byte;
  return size <= Number.MAX_SAFE_INTEGER - BLOCK ? size : null;
}

function octal(bytes: Uint8Array): number | null {
  const text = latin1Of(bytes)
    .replace(/^[\s\0]+/, '')
    .replace(/[\s\0].*$/s, '');
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : text === '' ? 0 : null;
}
