/** JSON that somebody hostile wrote, read so that no two readers see two documents: no duplicate keys, bounded depth, bounded memory. */

export interface JsonLimits {
  readonly maxBytes: number;
  /** Objects and lists inside each other. */
  readonly maxDepth: number;
  /** Values, keys not counted: what is small as text can be large as objects. */
  readonly maxValues: number;
}

export type StrictJson = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly detail: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Never throws. Linear in the bytes. */
export function parseStrictJson(bytes: Uint8Array, limits: JsonLimits): StrictJson {
  if (bytes.length > limits.maxBytes) return fault(`larger than ${limits.maxBytes} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fault('not UTF-8');
  }
  const found = scan(text, limits);
  if (found !== null) return fault(found);
  try {
    return { ok: true, data: JSON.parse(text) };
  } catch {
    // The parser's own words quote the text.
    return fault('not JSON');
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Level {
  /** null: a list. */
  readonly keys: Set<string> | null;
  expectsKey: boolean;
}

/** What is wrong, or null. It only counts and compares keys: whether it is JSON at all is the parser's business. */
function scan(text: string, { maxDepth, maxValues }: JsonLimits): string | null {
  const levels: Level[] = [];
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        if (end < 0) return 'not JSON';
        const level = levels.at(-1);
        if (level?.expectsKey === true && level.keys !== null) {
          const key = keyOf(text.slice(at, end + 1));
          if (key === null) return 'not JSON';
          if (level.keys.has(key)) return 'a key that stands twice';
          level.keys.add(key);
          level.expectsKey = false;
        }
        at = end;
        break;
      }
      case '{':
      case '[': {
        if (levels.length >= maxDepth) return `nested deeper than ${maxDepth} levels`;
        const isObject = text[at] === '{';
        levels.push({ keys: isObject ? new Set() : null, expectsKey: isObject });
        values++;
        break;
      }
      case '}':
      case ']':
        levels.pop();
        break;
      case ',': {
        const level = levels.at(-1);
        if (level !== undefined) level.expectsKey = level.keys !== null;
        values++;
        break;
      }
      default:
    }
    if (values > maxValues) return `more than ${maxValues} values`;
  }
  return null;
}

/** Position of the closing quote, or -1. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return -1;
}

/** "a" and "\u0061" are one key. */
function keyOf(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    const key: unknown = JSON.parse(quoted);
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}

function fault(detail: string): StrictJson {
  return { ok: false, detail };
}
