/** What the version grammars of all ecosystems share: bounded work, no throw, one total order. */
import { compareText } from '../base/order.ts';

/** Longer texts are no versions and no ranges; it bounds the work of the parsers. */
const MAX_LENGTH = 256;

interface Grammar {
  /** One text for all spellings of a version; null: no version. */
  parse(version: string): string | null;
  /** Only of texts that parse. */
  compare(a: string, b: string): number;
  /** May throw on what it cannot read. */
  satisfies(version: string, range: string): boolean;
  /** May throw on what it cannot read. */
  isRange(text: string): boolean;
}

/** The grammar of a library as `Ecosystem` wants it, whatever the text. */
export function boundedVersions(grammar: Grammar): Grammar {
  const parsed = (version: string): string | null => (version.length > MAX_LENGTH ? null : grammar.parse(version));
  return {
    parse: parsed,
    compare: (a, b) => {
      const [isA, isB] = [parsed(a) !== null, parsed(b) !== null];
      if (isA !== isB) return isA ? 1 : -1;
      return isA ? grammar.compare(a, b) : compareText(a, b);
    },
    satisfies: (version, range) => {
      if (range.length > MAX_LENGTH || parsed(version) === null) return false;
      try {
        return grammar.satisfies(version, range);
      } catch {
        // A range that its own ecosystem cannot read takes nothing.
        return false;
      }
    },
    isRange: (text) => {
      if (text.length > MAX_LENGTH) return false;
      try {
        return grammar.isRange(text);
      } catch {
        return false;
      }
    },
  };
}
