/** Where words, numbers, patterns and signs end. */

export function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 36 ||
    code === 35 ||
    code === 92 ||
    (code > 127 && code !== 0x2028 && code !== 0x2029 && code !== 0xfeff && code !== 0xa0)
  );
}

export function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function wordEnd(text: string, from: number): number {
  let end = from;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isWordStart(code) && !isDecimal(code)) break;
    if (code === 35) break;
  }
  return end;
}

export function numberEnd(text: string, from: number): number {
  let end = from;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDecimal(code) || code === 46 || code === 95) continue;
    if ((code === 43 || code === 45) && /[eE]/.test(text.charAt(end - 1)) && !/^0[xX]/.test(text.slice(from - 1, from + 1))) continue;
    break;
  }
  return end;
}

/** -1: the line ends before the pattern does. */
export function patternEnd(text: string, at: number): number {
  let isClass = false;
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) return -1;
    if (code === 92) end += 1;
    else if (code === 91) isClass = true;
    else if (code === 93) isClass = false;
    else if (code === 47 && !isClass) return wordEnd(text, end + 1);
  }
  return -1;
}

const LONG = ['...', '===', '!==', '**=', '&&=', '||=', '??='];
const PAIRS = new Set(['=>', '==', '!=', '**', '&&', '||', '??', '?.', '++', '--', '+=', '-=', '*=', '%=', '&=', '|=', '^=']);

/** ">" stands alone always: it ends types. */
export function signLength(text: string, at: number, code: number): number {
  if (code === 62) return 1;
  const three = text.slice(at, at + 3);
  if (LONG.includes(three)) return 3;
  const two = three.slice(0, 2);
  if (two === '?.' && isDecimal(text.charCodeAt(at + 2))) return 1;
  return PAIRS.has(two) ? 2 : 1;
}
