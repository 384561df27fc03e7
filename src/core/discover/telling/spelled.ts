/** Names that stand in a text otherwise than letter by letter: split over literals, escaped, encoded. Each way gives a text to search as well. Linear. */

/** Escapes that spell a letter, a digit or a slash, which nobody needs to escape: of programming languages, of addresses, of web pages. */
const ESCAPED =
  /\\x(?:2[def]|3[0-9]|[46][1-9a-f]|[57][0-9a])|\\u00(?:2[def]|3[0-9]|[46][1-9a-f]|[57][0-9a])|\\u\{0*(?:2[def]|3[0-9]|[46][1-9a-f]|[57][0-9a])\}|\\U0000(?:00)?(?:[46][1-9a-f]|[57][0-9a])|\\(?:1[0-7]{2}|057|06[0-7]|07[01])(?![0-9])|%(?:[46][1-9a-c]|[57][0-9a])|(?<=[\w/.])%[46][d-f](?=\w)|&#(?:x0*(?:2[def]|3[0-9]|[46][1-9a-f]|[57][0-9a])|0*(?:4[5-9]|5[0-7]|6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]))(?![0-9a-f]);?|&(?:sol|hyphen|lowbar|period);/i;

/** Where an escape hides what could be a part of a name; -1: nowhere. */
export function escapedAt(text: string): number {
  const named = text.indexOf('\\N{');
  return named < 0 && /[\\%&]/.test(text) ? text.search(ESCAPED) : named;
}

const COMMENT = String.raw`\/\*[^]{0,200}?\*\/|(?:\/\/|#|--)[^\n]{0,200}\n`;
const QUOTE = `["'\`]`;
/** From a literal to the next: signs that join texts, and comments. */
const JOINTS = new RegExp(String.raw`${QUOTE}(?:[\s+.&|~^<>\\]|${COMMENT}){0,400}${QUOTE}`, 'g');
/** The same with what stands between elements and arguments. */
const GAPS = new RegExp(String.raw`${QUOTE}(?:[\s+.&|~^<>\\,()[\]{};]|\.concat|\.join|${COMMENT}){0,400}${QUOTE}`, 'g');
/** A literal in the middle of a template. */
const INNER = /[$#]\{\s*(["'`])([^"'`\n]{0,200})\1\s*\}/g;

/** Literals that code joins, as one. */
export function asOneLiteral(text: string): string {
  return text.replace(INNER, '$2').replace(JOINTS, '');
}

/** Literals that follow each other, as one: elements and arguments may be joined elsewhere. */
export function closedUp(text: string): string {
  return text.replace(INNER, '$2').replace(GAPS, '');
}

const BASE64 = /[A-Za-z0-9+/_-]{10,4096}/g;
const HEX = /(?<![0-9a-f])(?:[0-9a-f]{2}){5,500}/gi;
const CODES = /(?:(?:0x[0-9a-f]{2}|\b\d{2,3})\s{0,3},\s{0,3}){5,300}(?:0x[0-9a-f]{2}|\d{2,3})/gi;
const PRINTABLE = /^[\t\n\r -~]+$/;

/** Texts that stand in base64, in hexadecimal digits, or as codes of characters. */
export function decoded(text: string): string[] {
  return [
    ...Array.from(text.matchAll(BASE64), ([run]) => fromBase64(run)),
    ...Array.from(text.matchAll(HEX), ([run]) => fromCodes(run.match(/../g) ?? [], 16)),
    ...Array.from(text.matchAll(CODES), ([run]) =>
      run
        .split(',')
        .map((code) => String.fromCharCode(Number(code)))
        .join(''),
    ),
  ].filter((one) => PRINTABLE.test(one));
}

function fromBase64(run: string): string {
  const plain = run.replace(/-/g, '+').replace(/_/g, '/');
  const whole = plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0));
  // Most runs are names, and show in their first letters that they are no text.
  return PRINTABLE.test(atob(whole.slice(0, 8))) ? atob(whole) : '';
}

function fromCodes(codes: readonly string[], base: number): string {
  return codes.map((code) => String.fromCharCode(Number.parseInt(code, base))).join('');
}
