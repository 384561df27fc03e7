/** The one reader of hostile JSON: bounded before it is read, and what is wrong with it has its place. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import { type JsonFault, type JsonLimits, type JsonPlace, type KeyObserver, scanJson } from './scan.ts';

/** `twice`: keys that stand twice, of which the data has the last; whoever must not be read in two ways refuses them. */
export type JsonRead =
  | { readonly ok: true; readonly data: unknown; readonly twice: readonly (JsonPlace & { readonly name: string })[] }
  | { readonly ok: false; readonly why: 'syntax' | 'limit'; readonly fault: JsonFault };

/** Linear in the text, whatever it holds. `observer` is told of keys on the way. Messages hold nothing of the text. */
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
  PropertyNameExpected: 'a key is expected here (after the last one there is no comma)',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected before this',
  EndOfFileExpected: 'nothing may follow the end',
  InvalidCommentToken: 'there are no comments in it',
  UnexpectedEndOfString: 'this text has no closing quote on its line',
  InvalidCharacter: 'a control character inside a text',
  InvalidEscapeCharacter: 'an unknown escape inside a text',
  InvalidUnicode: 'an unknown escape inside a text',
};

/** Ends the walk. */
class Stop extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Made only for a text that was refused. The walk ends at its first fault, so it goes no deeper than the scan allowed. */
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
  // A byte order mark, a blank that is none: seen by the one reader alone.
  return { message: 'not JSON: unexpected text', line: 1, column: 1 };
}
