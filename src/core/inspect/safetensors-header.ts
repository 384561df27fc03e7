/** The JSON header of a safetensors file, whole or cut. */

export interface HeaderText {
  readonly data: Readonly<Record<string, unknown>>;
  /** JSON.parse keeps the last of two equal keys, other readers the first. */
  readonly duplicate: string | null;
}

export interface Entries {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly { readonly dtype: string; readonly shape: readonly number[]; readonly begin: number; readonly end: number }[];
  readonly fault: string | null;
}

/** Real headers nest two levels; JSON.parse is only given what stays shallow. */
const MAX_DEPTH = 8;

/** Parses the header; when it is cut, the entries that are complete. null = not such a JSON. Linear. */
export function topLevel(text: string, isWhole: boolean): HeaderText | null {
  const scan = scanTop(text);
  if (scan === null || (!isWhole && scan.lastComma === -1)) return null;
  try {
    const data: unknown = JSON.parse(isWhole ? text : `${text.slice(0, scan.lastComma)}}`);
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
    return { data: data as Readonly<Record<string, unknown>>, duplicate: scan.duplicate ? 'a name appears twice in the header' : null };
  } catch {
    return null;
  }
}

/** Finds the last comma between top-level entries and whether a top-level key repeats. */
function scanTop(text: string): { readonly lastComma: number; readonly duplicate: boolean } | null {
  const keys = new Set<string>();
  let duplicate = false;
  let lastComma = -1;
  let depth = 0;
  let expectKey = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const end = closingQuote(text, index + 1);
      if (depth === 1 && expectKey) {
        const key = text.slice(index, end);
        duplicate ||= keys.has(key);
        keys.add(key);
        expectKey = false;
      }
      index = end;
    } else if (character === '{' || character === '[') {
      depth++;
      if (depth > MAX_DEPTH) return null;
      expectKey = depth === 1;
    } else if (character === '}' || character === ']') depth--;
    else if (character === ',' && depth === 1) {
      lastComma = index;
      expectKey = true;
    }
  }
  return { lastComma, duplicate };
}

function closingQuote(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index;
  }
  return text.length;
}

/** Splits a parsed header into `__metadata__` and tensors; the first fault found is named. */
export function entriesOf(data: Readonly<Record<string, unknown>>): Entries {
  const metadata: Record<string, string> = {};
  const tensors: { dtype: string; shape: readonly number[]; begin: number; end: number }[] = [];
  let fault: string | null = null;
  for (const [name, value] of Object.entries(data)) {
    const entry = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
    if (name === '__metadata__') {
      for (const [key, text] of Object.entries(entry)) {
        if (typeof text === 'string')
          Object.defineProperty(metadata, key, { value: text, enumerable: true, configurable: true, writable: true });
        else fault ??= 'metadata that is not text';
      }
      continue;
    }
    const tensor = tensorOf(entry);
    if (tensor === null) fault ??= 'a tensor entry without dtype, shape and offsets';
    else tensors.push(tensor);
  }
  return { metadata, tensors, fault };
}

function tensorOf(
  entry: Readonly<Record<string, unknown>>,
): { dtype: string; shape: readonly number[]; begin: number; end: number } | null {
  const { dtype, shape, data_offsets: offsets } = entry as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !Array.isArray(offsets)) return null;
  const [begin, end] = offsets as readonly unknown[];
  if (!isCount(begin) || !isCount(end) || end < begin || offsets.length !== 2 || !shape.every(isCount)) return null;
  return { dtype, shape, begin, end };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
