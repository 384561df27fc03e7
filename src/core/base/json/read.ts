/** The one reader of hostile JSON: bounded before it is parsed, and every fault comes with its place. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import { type Duplicates, type JsonFault, type JsonLimits, type KeyObserver, scanJson } from './scan.ts';

/** `twice`: duplicate keys; the data has the last value of each. A caller whose file must not have two readings refuses them. */
export type JsonRead =
  | { readonly ok: true; readonly data: unknown; readonly twice: Duplicates }
  | { readonly ok: false; readonly why: 'syntax' | 'limit'; readonly fault: JsonFault };

/** Linear in the text, whatever it holds. `observer` is told about keys on the way. Messages quote nothing from the text. */
export function readJson(text: string, limits: JsonLimits, observer?: KeyObserver): JsonRead {
  const { fault, twice } = scanJson(text, limits, observer);
  if (fault !== null) return { ok: false, why: 'limit', fault };
  try {
    return { ok: true, data: JSON.parse(text), twice };
  } catch {
    return { ok: false, why: 'syntax', fault: firstFault(text) };
  }
}

/** What jsonc-parser calls it → what people call it. */
const FAULTS: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key is expected here (a trailing comma is not allowed)',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected before this',
  EndOfFileExpected: 'nothing may follow the end of the document',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfString: 'this string has no closing quote on its line',
  InvalidCharacter: 'a control character inside a string',
  InvalidEscapeCharacter: 'an unknown escape inside a string',
  InvalidUnicode: 'an unknown escape inside a string',
};

/** Ends the walk. */
class Stop extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Called only for a text that JSON.parse refused. The walk ends at the first fault, so it goes no deeper than the scan allowed. */
function firstFault(text: string): JsonFault {
  const end = text.trimEnd().length;
  try {
    visit(
      text,
      {
        onError(code, offset, length, line, column) {
          const name = printParseErrorCode(code);
          const cut = offset >= end || (name === 'UnexpectedEndOfString' && offset + length >= end);
          const message = `not JSON: ${cut ? 'the text ends too early' : (FAULTS[name] ?? 'unexpected text')}`;
          throw new Stop({ message, line: line + 1, column: column + 1 });
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
  // A byte order mark, or white space that JSON does not allow: jsonc-parser skips it.
  return { message: 'not JSON: unexpected text', line: 1, column: 1 };
}
