/** Python texts that are words for people: the help of an option, a warning, an error. What stands between quotes inside of them is handed to nobody. */
import { silentParts } from '../languages/python/code-only.ts';

/** They show what they are given. */
const SHOWS =
  /^(?:deprecated|print|warn|(?:warnings\.)?warn(?:_explicit)?|(?:logging|logger|log|LOG|LOGGER|_logger)\.(?:debug|info|warning|error|exception|critical)|[A-Z]\w{0,60}(?:Error|Exception|Warning))$/;
/** They show what they are given as this. */
const DESCRIBES = /^(?:\w{1,60}\.)?(?:add_argument|add_parser|ArgumentParser|Argument|Option|option|Field|field|deprecated)$/;
const KEYWORD = /(?:^|[(,\s])(?:help|description|epilog|reason|message|msg)\s{0,8}=\s{0,8}[rRuUbB]{0,2}$/;
const MAX_BEFORE = 2_000;
const MAX_PARTS = 20_000;
/** Each is looked for in the whole text. */
const MAX_CALLEES = 100;

/**
 * The same text, of the same lines and lengths. `isForeign`: nothing of the tree gives the file this name; an own function may do anything with
 * its words (T35).
 */
export function withoutQuotedWords(text: string, isForeign: (name: string) => boolean): string {
  const parts = silentParts(text);
  if (parts === null || parts.length > MAX_PARTS) return text;
  const pieces: string[] = [];
  const known = new Map<string, boolean>();
  const isForPeople = (callee: string | null): boolean => {
    if (callee === null) return false;
    const shown = known.get(callee) ?? (known.size < MAX_CALLEES && isShown(callee, text, isForeign));
    known.set(callee, shown);
    return shown;
  };
  let from = 0;
  let code = '';
  for (const { kind, start, end } of parts) {
    code = `${code}${text.slice(from, start)}`.slice(-MAX_BEFORE);
    const words = text.slice(start, end);
    const isQuiet = kind === 'string' && /["'`]/.test(words.slice(3, -3)) && isForPeople(tellingCallee(code));
    pieces.push(text.slice(from, start), isQuiet ? withoutQuotes(words) : words);
    code = `${code}${kind === 'comment' ? ' ' : '""'}`;
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/** Whether the file leaves to others what the function does that is called so. */
function isShown(callee: string, text: string, isForeign: (name: string) => boolean): boolean {
  const names = callee.split('.');
  const [first = ''] = names;
  const made = names.length === 1 ? null : new RegExp(`(?<![\\w.])${first}\\s{0,8}=\\s{0,8}(?:logging\\.)?getLogger\\(`);
  if (made?.test(text) === true) return isForeign('logging') && isForeign('getLogger');
  // A parser is a variable.
  const whose = names.length > 1 && DESCRIBES.test(callee) ? names.slice(1) : names;
  return whose.every((name) => isForeign(name) && !isBoundIn(text, name));
}

/** As a function, parameter, variable or alias. Over-approximates. */
function isBoundIn(text: string, name: string): boolean {
  return new RegExp(`\\b(?:def|class|as|for|lambda)\\s{1,8}${name}\\b|[(,]\\s{0,80}${name}\\s{0,8}[:,=)]|(?<![\\w.])${name}\\s{0,8}=`).test(
    text,
  );
}

/** The function that gets the words, where it is one that shows them. `code`: what stands before, its strings left empty. */
function tellingCallee(code: string): string | null {
  const callee = calleeOf(code);
  return callee !== null && (SHOWS.test(callee) || (DESCRIBES.test(callee) && KEYWORD.test(code))) ? callee : null;
}

/** The call that is open at the end of the code, when its arguments have no other brackets that are open. */
function calleeOf(code: string): string | null {
  let depth = 0;
  for (let index = code.length - 1; index >= 0; index--) {
    const sign = code.charAt(index);
    if (')]}'.includes(sign)) depth += 1;
    else if ('([{'.includes(sign) && depth-- === 0)
      return sign === '('
        ? (/(?<![\w.\])])[A-Za-z_]\w{0,60}(?:\.\w{1,60})?$/.exec(code.slice(Math.max(0, index - 130), index))?.[0] ?? null)
        : null;
  }
  return null;
}

function withoutQuotes(words: string): string {
  const quote = /^(?:"""|'''|"|')/.exec(words)?.[0].length ?? 0;
  return words.slice(0, quote) + words.slice(quote, words.length - quote).replace(/["'`]/g, ' ') + words.slice(words.length - quote);
}
