/** Bytes of a Python file → the text that Python reads (Python reference 2.1): its encoding, its line ends, the spelling of its names. */

/** Encodings in which ASCII letters are themselves: nothing that names a model can hide in them (PEP 263). */
const TRANSPARENT = /^(?:utf-?8(?:-sig)?|ascii|us-ascii|latin-?1|iso-?8859-?\d{1,2}|cp125\d|windows-125\d|koi8-[ru])$/i;
const DECLARED = /^[ \t\f]*#.{0,200}?coding[:=][ \t]*([-\w.]{1,40})/;

const UTF_8 = new TextDecoder('utf-8');

export interface Source {
  readonly text: string;
  /** As it stands in the file: names in their own spelling. */
  readonly written: string;
  /** Why Python may read it otherwise; null: it does not. */
  readonly problem: string | null;
}

export function readSource(bytes: Uint8Array): Source {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const said = wide ? null : declaredEncoding(bytes);
  const written = decoded(bytes, said);
  // As many units as bytes of UTF-8: all of it is ASCII, and names are spelled as they are compared.
  const text = said === null && written.length === bytes.length ? written : plainNames(written);
  if (wide || (said === null && text.includes('\uFFFD') && !isUtf8(bytes)))
    return { text, written, problem: 'not UTF-8: Python may read it otherwise' };
  return { text, written, problem: said === null || TRANSPARENT.test(said) ? null : `its encoding "${said}" is not read` };
}

/** PEP 263: in the first line, or in the second when the first is a comment or empty. */
function declaredEncoding(bytes: Uint8Array): string | null {
  // Comments count from here on only where they are one; the first 600 bytes hold both lines of any real file.
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 600));
  const [first = '', second = ''] = start.replace(/^\u00EF\u00BB\u00BF/, '').split(/\r\n?|\n/, 2);
  const found = DECLARED.exec(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? DECLARED.exec(second) : null);
  return found?.[1]?.replaceAll('_', '-') ?? null;
}

function decoded(bytes: Uint8Array, said: string | null): string {
  // Python takes "\r" for a line end, also inside a comment.
  const text = (said === null ? UTF_8 : new TextDecoder(labelOf(said))).decode(bytes);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function labelOf(said: string): string {
  if (!TRANSPARENT.test(said) || /^(?:utf|ascii|us)/i.test(said)) return 'utf-8';
  return said
    .replace(/^latin-?1$/i, 'latin1')
    .replace(/^iso-?8859-?/i, 'iso-8859-')
    .replace(/^cp/i, 'windows-');
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Python compares names in their NFKC form (Python reference 2.3): "ＡutoModel" is AutoModel. Words that are ASCII then are written so. */
export function plainNames(text: string): string {
  if (!hasAsciiLookalike(text)) return text;
  return text.replace(/(?<![\w\x80-\uFFFF])\w*[\x80-\uFFFF][\w\x80-\uFFFF]*/g, (word) => {
    const plain = word.normalize('NFKC');
    // As long as before, so that places stay right.
    return /^\w+$/.test(plain) ? plain.padEnd(word.length) : word;
  });
}

/** Most text beyond ASCII is prose; only what NFKC makes ASCII of can hide a name. */
function hasAsciiLookalike(text: string): boolean {
  for (const [run] of text.matchAll(/[\x80-\uFFFF]+/g)) {
    if (/\w/.test(run.normalize('NFKC'))) return true;
  }
  return false;
}
