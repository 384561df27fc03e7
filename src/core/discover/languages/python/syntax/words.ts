/** What tokens of Python are made of (reference 2.3 to 2.6). */

export const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const THREE: ReadonlySet<string> = new Set(['**=', '//=', '>>=', '<<=', '...']);
const TWO: ReadonlySet<string> = new Set('-> := += -= *= /= @= %= &= |= ^= == != <= >= ** // << >>'.split(' '));
const ONE: ReadonlySet<string> = new Set('-+*/%@&|^~<>=()[]{},:;.!');
/** Signs that are part of no longer one. */
const ALONE: ReadonlySet<string> = new Set('()[]{},;~');

export const NUMBER =
  /0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?|\d(?:_?\d)*(?:\.(?:[eE][-+]?\d(?:_?\d)*)?|[eE][-+]?\d(?:_?\d)*)[jJ]?|\d(?:_?\d)*[jJ]?/y;
export const NAME = /[\p{XIDS}_]\p{XIDC}*/uy;
/** Before quotes. */
export const PREFIX = /^(?:[rR]|[uU]|[bB][rR]?|[rR][bB]|[fFtT][rR]?|[rR][fFtT])$/;

/** The longest sign that stands at a place; null: none does. */
export function signAt(text: string, at: number): string | null {
  const one = text.charAt(at);
  if (ALONE.has(one)) return one;
  const two = text.slice(at, at + 2);
  if (TWO.has(two) || two === '..') {
    const three = text.slice(at, at + 3);
    if (THREE.has(three)) return three;
    if (two !== '..') return two;
  }
  return ONE.has(one) ? one : null;
}

/** Where the line around a place ends. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}

export function isNamePart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
