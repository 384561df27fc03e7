/**
 * Python text without its strings and comments (Python reference 2.4), for the pre-filter. What stands in the braces of f-strings is code
 * (T35). Hops from quote to quote: linear.
 */
const MARK = /"""|'''|["'#]/g;

/**
 * null: not certain, so the file must be parsed. Since Python 3.12 an f-string may hold the same quotes inside its braces, and where such
 * a string ends only the grammar knows; guessing could hide a load. An unterminated string is a syntax error, after which the grammar may
 * read the rest differently (T35).
 */
export function codeOnly(text: string): string | null {
  return scan(text).code;
}

/** Whether a string goes on behind the end of the text, or may: then what follows could be taken for its content. */
export function endsOpen(text: string): boolean {
  const { code, open } = scan(text);
  return open || code === null || /\\\s*$/.test(text);
}

/** A comment or a string, with its quotes. */
export interface Silent {
  readonly kind: 'comment' | 'string' | 'f-string';
  readonly start: number;
  /** Behind it. */
  readonly end: number;
}

/** All of them in order; null: not certain, as above. */
export function silentParts(text: string): readonly Silent[] | null {
  const silent: Silent[] = [];
  return scan(text, silent).code === null ? null : silent;
}

function scan(text: string, silent: Silent[] = []): { readonly code: string | null; readonly open: boolean } {
  // Python refuses a NUL, but the grammar ends a comment there.
  if (text.includes('\0')) return { code: null, open: false };
  const parts: string[] = [];
  const lineEnd = nextLineEnds(text);
  let broken = false;
  let index = 0;
  for (;;) {
    MARK.lastIndex = index;
    const match = MARK.exec(text);
    parts.push(text.slice(index, match?.index));
    if (match === null) return { code: broken ? null : parts.join(' '), open: false };
    const [quote] = match;
    if (quote === '#') {
      const end = text.indexOf('\n', match.index);
      silent.push({ kind: 'comment', start: match.index, end: end < 0 ? text.length : end });
      if (end < 0) return { code: broken ? null : parts.join(' '), open: false };
      index = end;
      continue;
    }
    const start = match.index + quote.length;
    const end = endOfString(text, start, quote, lineEnd);
    const formatted = isFormatted(text, match.index);
    silent.push({ kind: formatted ? 'f-string' : 'string', start: match.index, end });
    if (formatted) {
      const inside = interpolations(text.slice(start, end < 0 ? text.length : Math.max(start, end - quote.length)));
      if (inside === null) return { code: null, open: end < 0 };
      parts.push(inside);
    }
    if (end < 0) return { code: null, open: true };
    // No closing quote: the line ended first.
    broken ||= end === start || text[end - 1] !== quote.at(-1) || isEscaped(text, end - 1, start);
    index = end;
  }
}

/** The first line end at or behind a place. Places only grow: a long line is searched once, however many strings it holds. */
function nextLineEnds(text: string): (from: number) => number {
  let known = text.indexOf('\n');
  return (from) => {
    if (known >= 0 && known < from) known = text.indexOf('\n', from);
    return known;
  };
}

/** Behind the closing quotes; a one-line string also ends, broken, at its line's end. Negative: the text ends before. */
function endOfString(text: string, from: number, quote: string, lineEnd: (from: number) => number): number {
  let index = from;
  // Looked up once: a long line of escaped quotes must not be searched again for each of them.
  let newline = quote.length === 1 ? lineEnd(from) : -1;
  for (;;) {
    const close = text.indexOf(quote, index);
    while (newline >= 0 && (close < 0 || newline < close)) {
      if (!isEscaped(text, newline, from)) return newline;
      newline = lineEnd(newline + 1);
    }
    if (close < 0) return -1;
    if (!isEscaped(text, close, from)) return close + quote.length;
    index = close + 1;
  }
}

function isEscaped(text: string, index: number, from: number): boolean {
  let backslashes = 0;
  while (index - 1 - backslashes >= from && text[index - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isFormatted(text: string, quote: number): boolean {
  return /[fFtT]/.test(text.slice(Math.max(0, quote - 2), quote));
}

/**
 * The code in the braces of an f-string, with the strings in it. null: braces, a string or a comment that stays open, or a quote behind a
 * ":" (of a format, or of a dictionary): then the string may end elsewhere than it seems to.
 */
function interpolations(content: string): string | null {
  // A single "}" is a syntax error, and the grammar may end the string there.
  if (!content.includes('{')) return content.replaceAll('}}', '').includes('}') ? null : '';
  let depth = 0;
  let start = 0;
  let colon = false;
  const code: string[] = [];
  for (let index = 0; index < content.length; index++) {
    const character = content.charAt(index);
    // Doubled braces are text, outside of the others only.
    if (depth === 0 && (character === '{' || character === '}') && content[index + 1] === character) index += 1;
    else if (character === '{') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth < 0) return null;
      if (depth === 0) {
        code.push(content.slice(start, index));
        colon = false;
      }
    } else if (depth > 0) {
      if (character === ':') colon = true;
      else if (character === '#' || character === '\\') return null;
      else if (character === '"' || character === "'") {
        const close = colon ? -1 : content.indexOf(character, index + 1);
        if (close < 0 || content[close - 1] === '\\') return null;
        index = close;
      }
    }
  }
  return depth === 0 ? `${code.join(' ')} ` : null;
}
