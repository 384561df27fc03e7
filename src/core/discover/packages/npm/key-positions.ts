/**
 * Where each key of a JSON document stands: one pass without recursion or tokens, because JSON.parse gives the data and a
 * lockfile has megabytes. It relies on the text being valid JSON and only has to stay in bounds when it is not.
 */
import type { At } from '../../../model/index.ts';

export interface KeyPositions {
  /** The last occurrence wins, as in JSON.parse. */
  at(path: readonly string[]): At | undefined;
  /** Where the text nests deeper than allowed; null = nowhere. */
  readonly tooDeep: At | null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;
const COLON = 58;

/** Positions of keys with at most `maxKeys` parts; elements of arrays count under the key of their array. Linear. */
export function keyPositions(text: string, maxDepth: number, maxKeys: number): KeyPositions {
  const found = new Map<string, At>();
  const keys: string[] = [];
  const at = (path: readonly string[]): At | undefined => found.get(path.join('\u0000'));
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED) {
      line++;
      lineStart = index + 1;
    } else if (code === 123 || code === 91) {
      depth++;
      if (depth > maxDepth) return { at, tooDeep: { line, column: index - lineStart + 1 } };
    } else if (code === 125 || code === 93) {
      depth = Math.max(0, depth - 1);
      if (keys.length > depth) keys.length = depth;
    } else if (code === QUOTE) {
      const end = stringEnd(text, index + 1);
      if (depth > 0 && depth <= maxKeys && isKey(text, end + 1)) {
        while (keys.length < depth - 1) keys.push('');
        keys[depth - 1] = keyText(text.slice(index, end + 1));
        keys.length = depth;
        found.set(keys.join('\u0000'), { line, column: index - lineStart + 1 });
      }
      index = end;
    }
  }
  return { at, tooDeep: null };
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

function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
