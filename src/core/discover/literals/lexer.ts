/** Code of any language → its words, texts and signs; comments are left out. Linear: each character is looked at a bounded number of times. */
import type { Lexis, Quote } from './lexis.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  /** Of a text what stands between its quotes. */
  readonly text: string;
  /** Of a text that of its first character behind the quotes. */
  readonly offset: number;
  /** It begins a line. */
  readonly first: boolean;
  /** It is put together from several places: no edit of the text at its offset changes it as a whole. */
  readonly joined?: true;
  /** The constant of the file that stands here for it. */
  readonly constant?: string;
}

const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;
/** Longer ones first; all others are one character. */
const SIGNS = /===|!==|<=>|\.\.\.|\?\?=|\|\|=|:=|=>|->|<-|<<|==|!=|<=|>=|::|\?\?|\?:|\?\.|&&|\|\||\|>|\+=|./suy;
const CHARACTER = /'(?:[^'\\\n]|\\[^\n][^'\n]{0,10})'/y;
/** What a language writes directly before a quote: `$"…"` (C#), `s"…"` (Scala), `r'…'` (Dart). It names nothing. */
const PREFIX = /^(?:\$|[sfrLbcuUR]|u8|raw)$/;
const MAX_TOKENS = 400_000;

/** `whole`: false where there is more than is read. */
export function codeTokens(text: string, lexis: Lexis): { readonly tokens: readonly Token[]; readonly whole: boolean } {
  const tokens: Token[] = [];
  let first = true;
  let index = 0;
  const put = (kind: Token['kind'], value: string, offset: number): void => {
    tokens.push({ kind, text: value, offset, first });
    first = false;
  };
  while (index < text.length) {
    if (tokens.length >= MAX_TOKENS) return { tokens, whole: false };
    const behind = afterComment(text, index, lexis);
    if (behind !== null) {
      first ||= text.slice(index, behind).includes('\n');
      index = behind;
      continue;
    }
    const character = text[index] ?? '';
    if (/\s/.test(character)) {
      if (character === '\n' || character === '\r') first = true;
      index += 1;
      continue;
    }
    const quoted = quotedAt(text, index, lexis);
    if (quoted !== null) {
      const prefix = tokens.at(-1);
      if (prefix?.kind === 'word' && prefix.offset + prefix.text.length === index && PREFIX.test(prefix.text)) {
        first ||= prefix.first;
        tokens.pop();
      }
      put('text', text.slice(quoted.start, quoted.end), quoted.start);
      index = quoted.behind;
      continue;
    }
    const single = lexis.characters && character === "'" ? matchAt(CHARACTER, text, index) : null;
    if (single !== null) {
      index += single.length;
      continue;
    }
    const word = matchAt(WORD, text, index);
    const other = word ?? matchAt(NUMBER, text, index) ?? matchAt(SIGNS, text, index) ?? character;
    put(word === null ? 'sign' : 'word', other, index);
    index += other.length;
  }
  return { tokens, whole: true };
}

function matchAt(pattern: RegExp, text: string, index: number): string | null {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? null;
}

function afterComment(text: string, index: number, { line, block }: Lexis): number | null {
  for (const [open, close] of block) {
    if (!text.startsWith(open, index)) continue;
    const end = text.indexOf(close, index + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  if (!line.some((mark) => text.startsWith(mark, index))) return null;
  const end = text.indexOf('\n', index);
  return end < 0 ? text.length : end;
}

interface Quoted {
  readonly start: number;
  readonly end: number;
  readonly behind: number;
}

function quotedAt(text: string, index: number, lexis: Lexis): Quoted | null {
  if (lexis.hashes) {
    const open = matchAt(/(?:[bc]?r)?#{1,8}"/y, text, index) ?? matchAt(/[bc]?r"/y, text, index);
    if (open !== null)
      return closed(text, index + open.length, { open, close: `"${'#'.repeat(open.split('#').length - 1)}`, escapes: false, lines: true });
  }
  const quote = lexis.quotes.find(({ open }) => text.startsWith(open, index));
  return quote === undefined ? null : closed(text, index + quote.open.length, quote);
}

/** Null: it has no end where it must have one, and is none. */
function closed(text: string, start: number, { close, escapes, lines }: Quote): Quoted | null {
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (escapes && character === '\\') index += 1;
    else if (!lines && character === '\n') return null;
    else if (text.startsWith(close, index)) return { start, end: index, behind: index + close.length };
  }
  return null;
}
