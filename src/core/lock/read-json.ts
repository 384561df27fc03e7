/** The lock's text → plain data, in one pass that stops at the first place that is no lock, and says where. */
import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import type { At } from '../model/index.ts';
import { MAX_DEPTH, MAX_LIST, MAX_LOCK_ENTRIES, MAX_LOCK_FILES, shown } from './limits.ts';

export interface Complaint extends At {
  readonly message: string;
}

/** `twice`: keys that stand twice; all else could be read, and can be told about too. */
export type JsonRead =
  | { readonly ok: true; readonly data: unknown; readonly twice: readonly Complaint[] }
  | { readonly ok: false; readonly complaint: Complaint };

/** Thrown by the visitor to end the walk. */
class Stop extends Error {
  readonly complaint: Complaint;
  constructor(message: string, line: number, column: number) {
    super(message);
    this.complaint = { message, line: line + 1, column: column + 1 };
  }
}

/** Depth 2 holds the entries, depth 4 the files of one. */
const CAPS: Readonly<Record<number, { readonly most: number; readonly what: string }>> = {
  2: { most: MAX_LOCK_ENTRIES, what: 'entries' },
  4: { most: MAX_LOCK_FILES, what: 'files' },
};

/** What jsonc-parser calls it → what people call it. */
const FAULTS: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key is expected here (after the last one there is no comma)',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected before this',
  EndOfFileExpected: 'nothing may follow the last brace',
  InvalidCommentToken: 'there are no comments in it',
  UnexpectedEndOfString: 'this text has no closing quote on its line',
  InvalidCharacter: 'a control character inside a text',
  InvalidEscapeCharacter: 'an unknown escape inside a text',
  InvalidUnicode: 'an unknown escape inside a text',
};

/** Linear in the text, whatever it holds. */
export function readJson(text: string): JsonRead {
  const twice: Complaint[] = [];
  const stack: (Record<string, unknown> | unknown[])[] = [];
  const counts = new Map<number, number>();
  const end = text.trimEnd().length;
  let key = '';
  let data: unknown;

  function put(value: unknown, line: number, column: number): void {
    const holder = stack.at(-1);
    if (holder === undefined) data = value;
    else if (!Array.isArray(holder)) holder[key] = value;
    else if (holder.push(value) > MAX_LIST) throw new Stop(`a list of more than ${MAX_LIST}`, line, column);
  }
  function open(container: Record<string, unknown> | unknown[], line: number, column: number): void {
    // Before the parser's own recursion gets anywhere near the end of the stack.
    if (stack.length >= MAX_DEPTH) throw new Stop(`nested deeper than a lock is (${MAX_DEPTH} levels)`, line, column);
    put(container, line, column);
    stack.push(container);
  }
  const visitor: JSONVisitor = {
    onObjectBegin: (_offset, _length, line, column) => open({}, line, column),
    onObjectEnd: () => void stack.pop(),
    onArrayBegin: (_offset, _length, line, column) => open([], line, column),
    onArrayEnd: () => void stack.pop(),
    onObjectProperty(name, _offset, _length, line, column) {
      // Writing to it would change the object instead of filling it.
      if (name === '__proto__') throw new Stop('"__proto__" is a name that JSON readers mistake', line, column);
      const cap = CAPS[stack.length];
      const count = (counts.get(stack.length) ?? 0) + 1;
      counts.set(stack.length, count);
      if (cap !== undefined && count > cap.most) throw new Stop(`more than ${cap.most} ${cap.what}`, line, column);
      const holder = stack.at(-1);
      // One reader takes the first, another the last: it is no record of anything.
      if (holder !== undefined && Object.hasOwn(holder, name))
        twice.push({ message: `"${shown(name)}" stands here twice`, line: line + 1, column: column + 1 });
      key = name;
    },
    onLiteralValue: (value: unknown, _offset, _length, line, column) => put(value, line, column),
    onError(code, offset, length, line, column) {
      const name = printParseErrorCode(code);
      const cut = offset + length >= end && name !== 'EndOfFileExpected';
      const fault = cut ? 'the text ends too early' : (FAULTS[name] ?? 'unexpected text');
      throw new Stop(`not JSON: ${fault}`, line, column);
    },
  };
  try {
    visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (error instanceof Stop) return { ok: false, complaint: error.complaint };
    throw error;
  }
  return { ok: true, data, twice };
}
