/**
 * The shape of a JSON text (RFC 8259): one pass without recursion or tokens, because `JSON.parse` gives the data and some files have megabytes.
 * The result is exact for valid JSON. For any other text it only stays in bounds; `JSON.parse` refuses such a text.
 */

/** 1-based, in UTF-16 units. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

export interface JsonFault extends JsonPlace {
  readonly message: string;
}

/** How much is read. A limit that is left out does not apply. */
export interface JsonLimits {
  /** Nesting of objects and lists. Code that walks the data recursively must not be led 20,000 levels down. */
  readonly depth: number;
  /** All values together: a small text can become many objects. */
  readonly values?: number;
  /** Elements of one list. */
  readonly list?: number;
  /** Do not look for duplicate keys: every reader of such a file takes the last one. */
  readonly lastCounts?: boolean;
  /** Keys of all objects at one depth together; 1 is the outermost. */
  readonly keys?: Readonly<Record<number, { readonly most: number; readonly what: string }>>;
}

/** Who is told about keys down to a depth; deeper ones are not even read. */
export interface KeyObserver {
  readonly deepest: number;
  /** `path`: the key, after the keys that contain it; a list contributes "". The array is reused: copy what you keep. */
  onKey(path: readonly string[], place: JsonPlace): void;
}

/** Keys that appear twice in one object: one reader takes the first, another the last. */
export interface Duplicates {
  /** The first `MOST_TOLD`, each at its second place. */
  readonly told: readonly (JsonPlace & { readonly name: string })[];
  readonly count: number;
}

export interface JsonShape {
  /** The first limit that the text exceeds; nothing after it was looked at. */
  readonly fault: JsonFault | null;
  readonly twice: Duplicates;
}

/** A text can repeat a key millions of times; nobody reads about more of them than this. */
const MOST_TOLD = 100;

const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;
const COLON = 58;
const COMMA = 44;

/** Linear in the text. */
export function scanJson(text: string, limits: JsonLimits, observer?: KeyObserver): JsonShape {
  const told: (JsonPlace & { readonly name: string })[] = [];
  let count = 0;
  /** Per level: the keys of an object so far, as far as they count; of a list how many elements it has. */
  const open: (Set<string> | null | { count: number })[] = [];
  const deepest = observer?.deepest ?? 0;
  const counting = limits.values !== undefined || limits.list !== undefined;
  const path: string[] = [];
  const keysAt = new Map<number, number>();
  let values = 0;
  let line = 1;
  let lineStart = 0;
  let fault: JsonFault | null = null;

  function stop(message: string, index: number): void {
    fault ??= { message, line, column: index - lineStart + 1 };
  }
  function value(index: number): void {
    if (++values > (limits.values ?? Number.POSITIVE_INFINITY)) stop(`more than ${limits.values} values`, index);
    const holder = open.at(-1);
    if (holder && 'count' in holder && ++holder.count > (limits.list ?? Number.POSITIVE_INFINITY))
      stop(`a list of more than ${limits.list}`, index);
  }
  function key(index: number, end: number): void {
    const holder = open.at(-1);
    const depth = open.length;
    if (holder === undefined || (holder !== null && 'count' in holder)) return;
    const cap = limits.keys?.[depth];
    if (cap !== undefined) {
      const keys = (keysAt.get(depth) ?? 0) + 1;
      keysAt.set(depth, keys);
      if (keys > cap.most) stop(`more than ${cap.most} ${cap.what}`, index);
    }
    if (holder === null && depth > deepest) return;
    const name = keyText(text.slice(index, end + 1));
    const place = { line, column: index - lineStart + 1 };
    if (holder?.has(name) === true && ++count <= MOST_TOLD) told.push({ name, ...place });
    holder?.add(name);
    if (depth > deepest) return;
    while (path.length < depth - 1) path.push('');
    path[depth - 1] = name;
    path.length = depth;
    observer?.onKey(path, place);
  }

  for (let index = 0; index < text.length && fault === null; index++) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED) {
      line++;
      lineStart = index + 1;
    } else if (code === 123 || code === 91) {
      if (open.length >= limits.depth) stop(`nested deeper than ${limits.depth} levels`, index);
      if (counting) value(index);
      open.push(code === 91 ? { count: 0 } : limits.lastCounts === true ? null : new Set());
    } else if (code === 125 || code === 93) {
      open.pop();
      path.length = Math.min(path.length, open.length);
    } else if (code === QUOTE) {
      const end = stringEnd(text, index + 1);
      if (isKey(text, end + 1)) key(index, end);
      else if (counting) value(index);
      index = end;
    } else if (counting && isBare(code)) {
      value(index);
      while (isBare(text.charCodeAt(index + 1))) index++;
    }
  }
  return { fault, twice: { told, count } };
}

/** The offset of the closing quote, or of the end of the text. A raw line end cannot be part of a JSON string. */
function stringEnd(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
    else if (code === LINE_FEED) return index - 1;
  }
  return text.length;
}

function isKey(text: string, start: number): boolean {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === COLON) return true;
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return false;
  }
  return false;
}

/** Part of a number, `true`, `false` or `null`. NaN, behind the text, is none. */
function isBare(code: number): boolean {
  return code > 32 && code !== COMMA && code !== COLON && code !== QUOTE && code !== 91 && code !== 93 && code !== 123 && code !== 125;
}

function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
