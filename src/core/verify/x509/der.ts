/** DER (X.690), as far as certificates need it: strict, because other readers of the same bytes must see the same. */

export interface Der {
  readonly tag: number;
  /** Contents. */
  readonly body: Uint8Array;
  /** Tag, length and contents. */
  readonly whole: Uint8Array;
}

/** Not DER, or not what is expected here. */
export class DerFault extends Error {
  override readonly name = 'DerFault';
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const;

/** The elements that lie one after the other in `bytes`, to their very end. Throws DerFault. */
export function readAll(bytes: Uint8Array): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = readAt(bytes, at);
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

/** The one element that `bytes` are. Throws DerFault. */
export function readOne(bytes: Uint8Array): Der {
  const element = readAt(bytes, 0);
  if (element.whole.length !== bytes.length) throw new DerFault('something follows');
  return element;
}

/** The elements inside, of an element that must have this tag. Throws DerFault. */
export function inside(element: Der | undefined, tag: number = TAG.sequence): Der[] {
  return readAll(bodyOf(element, tag));
}

export function bodyOf(element: Der | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerFault('an element of another kind is expected');
  return element.body;
}

function readAt(bytes: Uint8Array, at: number): Der {
  const tag = bytes[at];
  const first = bytes[at + 1];
  // Tags above 30 take more bytes; certificates have none.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerFault('no element');
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerFault('a length of no or too many bytes');
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[start + index] ?? 0);
    start += count;
    if (length < 0x80 || (count > 1 && length < 256 ** (count - 1))) throw new DerFault('a length in a longer form than needed');
  }
  const end = start + length;
  if (end > bytes.length) throw new DerFault('it ends too early');
  return { tag, body: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** "1.2.840.10045.4.3.2". */
export function oidText(body: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of body) {
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new DerFault('an identifier of too large numbers');
    if ((byte & 0x80) === 0) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first, ...rest] = numbers;
  if (first === undefined || ((body.at(-1) ?? 0) & 0x80) !== 0) throw new DerFault('an identifier that ends too early');
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** UTCTime or GeneralizedTime in the only forms that certificates have (RFC 5280, section 4.1.2.5): whole seconds, "Z". */
export function time(element: Der | undefined): Date {
  if (element?.tag !== TAG.utcTime && element?.tag !== TAG.generalizedTime) throw new DerFault('a time is expected');
  const text = Buffer.from(element.body).toString('latin1');
  const short = element.tag === TAG.utcTime;
  const match = (short ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(text);
  if (match === null) throw new DerFault('a time of another form');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(short ? year + (year < 50 ? 2000 : 1900) : year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw new DerFault('a time that there is not');
  return date;
}
