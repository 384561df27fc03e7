/**
 * Environment markers (PEP 508), as far as they exclude: whether one can hold on any Python that is allowed. What is not understood can hold, so that no
 * package is lost by it (T35).
 */
import { comparedTo, type PythonRelease } from './python-releases.ts';

/** What an installation asks for beside the packages themselves; absent: anything. */
interface Asked {
  readonly extras?: ReadonlySet<string>;
  readonly groups?: ReadonlySet<string>;
}

type Truth = boolean | 'maybe';

type Marker =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Marker[] }
  | { readonly kind: 'test'; readonly variable: string; readonly operator: string; readonly value: string }
  | { readonly kind: 'unknown' };

/** Longer ones are not looked into: they can hold. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 30;

/** `pythons`: those that are allowed (`pythonReleases`). False: it holds on none of them, whatever the platform. */
export function canHold(marker: string, pythons: readonly PythonRelease[], asked: Asked = {}): boolean {
  const parsed = parseMarker(marker);
  if (parsed === null || pythons.length === 0) return true;
  return pythons.some((python) => truthOf(parsed, python, asked) !== false);
}

function truthOf(marker: Marker, python: PythonRelease, asked: Asked): Truth {
  if (marker.kind === 'unknown') return 'maybe';
  if (marker.kind === 'test') return tested(marker, python, asked);
  const stop = marker.kind === 'or';
  let result: Truth = !stop;
  for (const part of marker.parts) {
    const truth = truthOf(part, python, asked);
    if (truth === stop) return stop;
    if (truth === 'maybe') result = 'maybe';
  }
  return result;
}

type Test = Extract<Marker, { kind: 'test' }>;

function tested({ variable, operator, value }: Test, python: PythonRelease, { extras, groups }: Asked): Truth {
  if (variable === 'python_version') return comparedTo(python.slice(0, 2), operator, value);
  if (variable === 'python_full_version') return comparedTo(python, operator, value);
  const known = variable === 'extra' || variable === 'extras' ? extras : variable === 'dependency_groups' ? groups : undefined;
  if (known === undefined) return 'maybe';
  const has = known.has(normal(value));
  if (operator === '==' || operator === 'in') return has;
  return operator === '!=' || operator === 'not in' ? !has : 'maybe';
}

/** PEP 503, which PEP 685 and PEP 735 take over for extras and groups. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Null: not a marker. */
function parseMarker(text: string): Marker | null {
  if (text.length > MAX_LENGTH) return null;
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader = { tokens, next: 0 };
  const marker = parseChain(reader, 'or', 0);
  return reader.next === tokens.length ? marker : null;
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

const TOKEN = /\s*(?:("[^"]*"|'[^']*')|(===|~=|==|!=|<=|>=|<|>)|([()])|([A-Za-z_][\w.]*))/y;

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    tokens.push(found[0].trimStart());
  }
  return tokens;
}

function parseChain(reader: Reader, word: 'and' | 'or', depth: number): Marker | null {
  const parts: Marker[] = [];
  do {
    const part = word === 'or' ? parseChain(reader, 'and', depth) : parseOne(reader, depth);
    if (part === null) return null;
    parts.push(part);
  } while (take(reader, word));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: word, parts };
}

function parseOne(reader: Reader, depth: number): Marker | null {
  if (take(reader, '(')) {
    const inner = depth < MAX_DEPTH ? parseChain(reader, 'or', depth + 1) : null;
    return inner !== null && take(reader, ')') ? inner : null;
  }
  const left = reader.tokens[reader.next++];
  const operator = operatorOf(reader);
  const right = reader.tokens[reader.next++];
  if (left === undefined || operator === null || right === undefined) return null;
  const [first, second] = [textIn(left), textIn(right)];
  if (first === null && second !== null) return { kind: 'test', variable: left, operator, value: second };
  // "'3.8' <= python_version" and "'gpu' in extras".
  if (first !== null && second === null) return { kind: 'test', variable: right, operator: TURNED[operator] ?? operator, value: first };
  return { kind: 'unknown' };
}

const TURNED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function operatorOf(reader: Reader): string | null {
  const token = reader.tokens[reader.next++];
  if (token === 'not') return reader.tokens[reader.next++] === 'in' ? 'not in' : null;
  return token !== undefined && (token === 'in' || /^[<>=!~]/.test(token)) ? token : null;
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.next] !== token) return false;
  reader.next++;
  return true;
}

function textIn(token: string): string | null {
  return /^["']/.test(token) ? token.slice(1, -1) : null;
}
