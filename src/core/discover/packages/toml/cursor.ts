/** A place in TOML text that knows its line: the lexical part of `positions.ts`. */
import type { At } from '../../../model/index.ts';

const BARE = /[A-Za-z0-9_-]+/y;
const BLANK = /[ \t\r]+|#[^\n]*/y;
/** Inside of brackets: up to what opens, closes, quotes or comments. */
const PLAIN = /[^[\]{}"'#]+/y;
const SCALAR = /[^,\]}\n#]+/y;

export class Cursor {
  offset = 0;
  private readonly text: string;
  private line = 1;
  private lineStart = 0;
  /** The first line end not yet passed, kept so that many tokens on one huge line stay linear. */
  private lineEnd: number;

  constructor(text: string) {
    this.text = text;
    this.lineEnd = text.indexOf('\n');
  }

  get done(): boolean {
    return this.offset >= this.text.length;
  }

  at(): At {
    return { line: this.line, column: this.offset - this.lineStart + 1 };
  }

  skip(count: number): void {
    this.moveTo(this.offset + count);
  }

  take(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.moveTo(this.offset + 1);
    return true;
  }

  /** Spaces, line ends and comments. */
  skipBlank(): void {
    for (;;) {
      if (this.text[this.offset] === '\n') this.moveTo(this.offset + 1);
      else if (this.match(BLANK) === '') return;
    }
  }

  /** `a."b.c".d` as its parts. */
  dottedKey(): readonly string[] {
    const parts: string[] = [];
    do {
      this.match(BLANK);
      const quoted = this.quoted();
      const part = quoted ?? this.match(BARE);
      if (quoted === null && part === '') break;
      parts.push(part);
      this.match(BLANK);
    } while (this.take('.'));
    return parts;
  }

  skipScalar(): void {
    if (this.quoted() === null) this.match(SCALAR);
  }

  /** A scalar, or an array or inline table with all that is in it. */
  skipValue(): void {
    let depth = 0;
    do {
      const character = this.text[this.offset];
      if (character === undefined) return;
      if (character === '[' || character === '{') depth++;
      else if (character === ']' || character === '}') depth--;
      else if (depth === 0) return this.skipScalar();
      if ('[]{}'.includes(character)) this.moveTo(this.offset + 1);
      else if (character === '#') this.match(BLANK);
      else if (this.quoted() === null) this.match(PLAIN);
    } while (depth > 0);
  }

  /** The content of the string that begins here, escapes left as they are (JSON's subset decoded); null when none begins. */
  private quoted(): string | null {
    const quote = this.text[this.offset];
    if (quote !== '"' && quote !== "'") return null;
    const triple = quote.repeat(3);
    const long = this.text.startsWith(triple, this.offset);
    const start = this.offset + (long ? 3 : 1);
    const end = long ? this.endOfLong(triple, start) : this.endOfShort(quote, start);
    const content = this.text.slice(start, Math.max(start, end - (long ? 3 : 1)));
    this.moveTo(end);
    return quote === '"' && content.includes('\\') ? unescaped(content) : content;
  }

  private endOfShort(quote: string, start: number): number {
    for (let index = start; index < this.text.length; index++) {
      const character = this.text[index];
      if (character === '\\' && quote === '"') index++;
      else if (character === quote) return index + 1;
      else if (character === '\n') return index;
    }
    return this.text.length;
  }

  private endOfLong(triple: string, start: number): number {
    for (let index = start; index < this.text.length; index++) {
      if (this.text[index] === '\\' && triple[0] === '"') index++;
      else if (this.text.startsWith(triple, index)) {
        // Up to two more quotes belong to the content.
        let end = index + 3;
        while (end < index + 5 && this.text[end] === triple[0]) end++;
        return end;
      }
    }
    return this.text.length;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.moveTo(this.offset + found.length);
    return found;
  }

  private moveTo(offset: number): void {
    const end = Math.min(offset, this.text.length);
    while (this.lineEnd !== -1 && this.lineEnd < end) {
      this.line++;
      this.lineStart = this.lineEnd + 1;
      this.lineEnd = this.text.indexOf('\n', this.lineStart);
    }
    this.offset = end;
  }
}

function unescaped(content: string): string {
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}
