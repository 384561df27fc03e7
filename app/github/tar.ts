/**
 * Reads a tar stream, as `git archive` writes it: ustar with pax headers (POSIX.1-2017, pax, "ustar Interchange Format"), and the long
 * names of GNU tar. Entries come one after the other; what of their bytes is not read is passed over. Nothing is written anywhere.
 */

export interface TarEntry {
  /** As written, "/" separated; nobody has checked where it leads. */
  readonly path: string;
  readonly type: 'file' | 'link' | 'folder' | 'other';
  readonly size: number;
  /** To be read, or left, before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

export class TarError extends Error {
  override readonly name = 'TarError';
}

const BLOCK = 512;
/** A pax header holds names; none is longer than this. */
const MAX_HEADER = 1024 * 1024;

/** Throws TarError for a stream that is no tar, and for one that ends in the middle. */
export async function* readTarball(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const source = bytesOf(stream);
  let next: { path?: string; size?: number } = {};
  for (;;) {
    const header = await source.take(BLOCK);
    if (header === null || header.every((byte) => byte === 0)) return;
    if (!checksumFits(header)) throw new TarError('the checksum of a header is wrong');
    const written = numberAt(header, 124, 12);
    const flag = String.fromCharCode(header[156] ?? 0);
    const special = flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K';
    const size = special ? written : (next.size ?? written);
    if (special) {
      if (size > MAX_HEADER) throw new TarError('a header that is too long');
      const body = await source.take(size);
      await source.skip(padding(size));
      if (body === null) throw new TarError('it ends in a header');
      if (flag === 'x') next = { ...next, ...paxOf(body) };
      // GNU: the name of the next entry, with a NUL at its end.
      if (flag === 'L') next = { ...next, path: text(body) };
      continue;
    }
    const prefix = isUstar(header) ? text(header.subarray(345, 500)) : '';
    const short = text(header.subarray(0, 100));
    const path = next.path ?? (prefix === '' ? short : `${prefix}/${short}`);
    next = {};
    const type =
      flag === '0' || flag === '\0' || flag === '7' ? 'file' : flag === '2' || flag === '1' ? 'link' : flag === '5' ? 'folder' : 'other';
    let left = size;
    const content = async function* (): AsyncGenerator<Uint8Array> {
      while (left > 0) {
        const chunk = await source.some(left);
        if (chunk === null) throw new TarError('it ends in a file');
        left -= chunk.length;
        yield chunk;
      }
    };
    yield { path, type, size, content: content() };
    await source.skip(left + padding(size));
  }
}

interface Source {
  /** Exactly so many; null when the stream is over before the first. */
  take(count: number): Promise<Uint8Array | null>;
  /** At least one, at most so many; null at the end. */
  some(most: number): Promise<Uint8Array | null>;
  skip(count: number): Promise<void>;
}

function bytesOf(stream: AsyncIterable<Uint8Array>): Source {
  const reader = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  async function some(most: number): Promise<Uint8Array | null> {
    while (rest.length === 0) {
      const { done, value } = await reader.next();
      if (done === true) return null;
      rest = value;
    }
    const part = rest.subarray(0, most);
    rest = rest.subarray(part.length);
    return part;
  }
  return {
    some,
    async take(count) {
      const parts: Uint8Array[] = [];
      for (let left = count; left > 0; ) {
        const part = await some(left);
        if (part === null && left === count) return null;
        if (part === null) throw new TarError('it ends in the middle');
        parts.push(Uint8Array.from(part));
        left -= part.length;
      }
      return Uint8Array.from(Buffer.concat(parts));
    },
    async skip(count) {
      for (let left = count; left > 0; ) {
        const part = await some(left);
        if (part === null) throw new TarError('it ends in the middle');
        left -= part.length;
      }
    },
  };
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Octal digits, or, with the highest bit set, a binary number (GNU). */
function numberAt(header: Uint8Array, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, (field[0] ?? 0) & 0x7f);
    if (!Number.isSafeInteger(value)) throw new TarError('a size that no file has');
    return value;
  }
  const digits = text(field).trim();
  if (digits === '') return 0;
  if (!/^[0-7]{1,12}$/.test(digits)) throw new TarError('a number that is none');
  return Number.parseInt(digits, 8);
}

/** The sum of all bytes, with the field of the sum itself as spaces. */
function checksumFits(header: Uint8Array): boolean {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 0x20 : (header[index] ?? 0);
  return sum === numberAt(header, 148, 8);
}

function isUstar(header: Uint8Array): boolean {
  return text(header.subarray(257, 262)) === 'ustar';
}

/** Records "<length> <key>=<value> LF"; the length counts all of the record. */
function paxOf(body: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let start = 0; start < body.length; ) {
    const space = body.indexOf(0x20, start);
    const length = space < 0 || space - start > 10 ? Number.NaN : Number(text(body.subarray(start, space)));
    if (!Number.isInteger(length) || length <= space - start + 1 || start + length > body.length)
      throw new TarError('a header that is broken');
    const record = body.subarray(space + 1, start + length - 1);
    const equals = record.indexOf(0x3d);
    const key = text(record.subarray(0, Math.max(equals, 0)));
    const value = text(record.subarray(equals + 1));
    if (key === 'path') found.path = value;
    if (key === 'size') {
      if (!/^\d{1,15}$/.test(value)) throw new TarError('a size that is none');
      found.size = Number(value);
    }
    start += length;
  }
  return found;
}

/** Up to the first NUL. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
}
