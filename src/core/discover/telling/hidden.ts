/** What a text writes otherwise than letter by letter: names that reading does not follow tell by that (T33). Pure. */
import { type FoundTelling, wordsIn } from './found.ts';
import { hubLike } from './hub-like.ts';
import { withoutImportsOfGo } from './imports-of-go.ts';
import type { Style } from './rows.ts';
import { asOneLiteral, closedUp, decoded, escapedAt } from './spelled.ts';

const COMPUTED_IMPORT = /\b(?:import|require)\s*\(\s*(?:[A-Za-z_$][\w$]*\s*[.)+,[(?]|`[^`\n]{0,200}\$\{)/g;
const REVERSES = /strrev|(?:\.|\b)reversed?\s*\(/;
const OWN_FOLDER = /^\w+\s*\(\s*`\.{1,2}\//;

/** `known`: the text tells anyway, so that only the cheap ways are looked at. */
export function hiddenIn(text: string, style: Style, known: boolean): FoundTelling[] {
  const escaped = escapedAt(text);
  const computed = style === 'code' ? Array.from(text.matchAll(COMPUTED_IMPORT)).find(([one]) => !OWN_FOLDER.test(one)) : undefined;
  const hidden: FoundTelling[] = [
    ...(escaped < 0 ? [] : [{ what: 'hidden', text: 'an escape of a letter', start: escaped } as const]),
    ...(computed === undefined ? [] : [{ what: 'hidden', text: 'an import of a computed name', start: computed.index } as const]),
  ];
  // A file that tells is unread already: what else it hides makes no difference.
  if (known || hidden.length > 0) return hidden;
  const joinable = withoutImportsOfGo(text);
  const one = asOneLiteral(joinable);
  const plain = new Set(hubLike(text, true).map(({ text: id }) => id));
  const split = hubLike(one, true).find(({ text: id }) => !plain.has(id));
  const closed = closedUp(joinable);
  const others = [closed, ...decoded(closed), ...(REVERSES.test(text) ? [reversed(closed)] : [])];
  const isHidden = others.some(
    (other) => wordsIn(other, style).found.length > 0 || hubLike(other, true).some(({ text: id }) => id === other),
  );
  return [
    ...(split === undefined ? [] : [{ what: 'hidden', text: 'a name in parts', start: 0 } as const]),
    ...(isHidden ? [{ what: 'hidden', text: 'a name in parts or encoded', start: 0 } as const] : []),
  ];
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
