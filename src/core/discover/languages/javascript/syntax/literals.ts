/** What a literal says: its escapes are those of ECMAScript. */

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r\n|([^]))/g;
const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r': '',
  '\u2028': '',
  '\u2029': '',
};

/** `written`: what stands between the quotes. */
export function cooked(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(
    ESCAPE,
    (_, braced: string | undefined, four: string | undefined, two: string | undefined, one: string | undefined) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : '';
      }
      return one === undefined ? '' : (NAMED[one] ?? one);
    },
  );
}
