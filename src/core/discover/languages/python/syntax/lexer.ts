/**
 * Tokens of Python (reference 2), one at a time. It knows the forms that people write; at whatever else it gives up, and the grammar reads
 * the file instead (T35): a guess could hide a load.
 */
import { type SyntaxText, SyntaxNode } from './node.ts';
import { isDigit, isNamePart, isNameStart, KEYWORDS, lineEnd, NAME, NUMBER, PREFIX, signAt } from './words.ts';

/** The structural parser does not read this text. No fault of the text: the grammar may read it. */
export class LeftToGrammar extends Error {}

/** "name", "number", "string", "newline", "indent", "dedent", "end"; keywords and signs are their own kind. */
export type TokenKind = string;

/** Deeper nesting than people write; tree-sitter reads it without recursion. */
const MAX_DEPTH = 150;

interface Saved {
  readonly position: number;
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly lastEnd: number;
  readonly brackets: number;
  readonly pending: number;
  readonly depth: number;
  readonly formatted: number;
}

export class Lexer {
  readonly source: SyntaxText;
  readonly text: string;
  /** The current token. */
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** Where the token before it ended. */
  lastEnd = 0;
  #position: number;
  #brackets = 0;
  /** Indents that are open, in columns. */
  readonly #indents: number[] = [0];
  /** Dedents that are still to be said. */
  #pending = 0;
  #depth = 0;
  /** Braces of f-strings around. Comments and joined lines in them are new in Python 3.12: the grammar decides. */
  #formatted = 0;

  constructor(source: SyntaxText) {
    this.source = source;
    this.text = source.text;
    this.#position = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const indent = this.#lineStart();
    if (indent !== 0 && indent !== null) this.fail();
    this.next();
  }

  fail(): never {
    throw new LeftToGrammar();
  }

  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Whether the current token is of this kind; if so, the next one is current. */
  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  expect(kind: TokenKind): void {
    if (!this.accept(kind)) this.fail();
  }

  /** Counts what is nested. */
  enter(): void {
    if (++this.#depth > MAX_DEPTH) this.fail();
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Only inside of one line, or of brackets: indents are not part of it. */
  save(): Saved {
    const { kind, start, end, lastEnd } = this;
    return {
      position: this.#position,
      kind,
      start,
      end,
      lastEnd,
      brackets: this.#brackets,
      pending: this.#pending,
      depth: this.#depth,
      formatted: this.#formatted,
    };
  }

  restore(saved: Saved): void {
    this.#position = saved.position;
    this.#brackets = saved.brackets;
    this.#pending = saved.pending;
    this.#depth = saved.depth;
    this.#formatted = saved.formatted;
    this.kind = saved.kind;
    this.start = saved.start;
    this.end = saved.end;
    this.lastEnd = saved.lastEnd;
  }

  /** The token was read by somebody else, up to this place. */
  readTo(position: number): void {
    this.end = position;
    this.#position = position;
    this.next();
  }

  /** Reads the code in the braces of an f-string, from behind the opening one. Then "}" or what else ended the code is current. */
  inBraces<T>(position: number, read: () => T): T {
    const around = this.#brackets++;
    this.#formatted += 1;
    this.#position = position;
    this.end = position;
    this.next();
    const found = read();
    this.#formatted -= 1;
    // The brace that closes is a token, or part of a format that is none.
    this.#brackets = around;
    return found;
  }

  node(
    type: string,
    start: number,
    children?: readonly SyntaxNode[],
    fields?: readonly string[] | null,
    operator?: SyntaxNode,
  ): SyntaxNode {
    return new SyntaxNode(this.source, type, start, this.lastEnd, children, fields, operator);
  }

  /** A node of the current token, which is read. */
  leaf(type: string): SyntaxNode {
    const node = new SyntaxNode(this.source, type, this.start, this.end);
    this.next();
    return node;
  }

  /** A name, which must be here. */
  identifier(): SyntaxNode {
    return this.kind === 'name' ? this.leaf('identifier') : this.fail();
  }

  next(): void {
    this.lastEnd = this.end;
    if (this.#pending > 0) {
      this.#pending -= 1;
      return this.#token('dedent', this.lastEnd, this.lastEnd);
    }
    this.#skip();
    const { text } = this;
    const start = this.#position;
    const code = text.charCodeAt(start);
    if (Number.isNaN(code)) return this.#ended();
    if (code === 10 || code === 13) return this.#newline();
    if (isNameStart(code)) return this.#name(start);
    if (code === 34 || code === 39) return this.#token('string', start, start);
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) return this.#number(start);
    const sign = signAt(text, start) ?? this.fail();
    this.#position = start + sign.length;
    if (sign === '(' || sign === '[' || sign === '{') this.#brackets += 1;
    else if ((sign === ')' || sign === ']' || sign === '}') && --this.#brackets < 0) this.fail();
    this.#token(sign, start, this.#position);
  }

  #token(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
  }

  /** Spaces, comments, joined lines; in brackets also line ends. */
  #skip(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.#position);
      if (code === 32 || code === 9 || code === 12) this.#position += 1;
      else if (this.#formatted > 0 && (code === 35 || code === 92)) this.fail();
      else if (code === 35) this.#position = lineEnd(text, this.#position);
      else if (code === 92) {
        const width = text.startsWith('\\\r\n', this.#position) ? 3 : text.startsWith('\\\n', this.#position) ? 2 : this.fail();
        this.#position += width;
      } else if (this.#brackets > 0 && (code === 10 || (code === 13 && text.charCodeAt(this.#position + 1) === 10)))
        this.#position += code === 10 ? 1 : 2;
      else return;
    }
  }

  #name(start: number): void {
    const { text } = this;
    let end = start;
    while (isNamePart(text.charCodeAt(end))) end += 1;
    if (text.charCodeAt(end) > 127) {
      NAME.lastIndex = start;
      end = start + (NAME.exec(text)?.[0].length ?? this.fail());
      if (text.charCodeAt(end) > 127) this.fail();
    }
    const word = text.slice(start, end);
    this.#position = end;
    const next = text.charCodeAt(end);
    if ((next === 34 || next === 39) && end - start <= 2 && PREFIX.test(word)) return this.#token('string', start, end);
    this.#token(KEYWORDS.has(word) ? word : 'name', start, end);
  }

  #number(start: number): void {
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text);
    if (match === null) this.fail();
    this.#position = start + match[0].length;
    // `1if x else y`
    if (isNamePart(this.text.charCodeAt(this.#position)) || this.text.charCodeAt(this.#position) > 127) this.fail();
    this.#token('number', start, this.#position);
  }

  #newline(): void {
    const { text } = this;
    const at = this.#position;
    if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) !== 10) this.fail();
    this.#position = at + (text.charCodeAt(at) === 13 ? 2 : 1);
    // It ends where the statement does.
    this.#token('newline', this.lastEnd, this.lastEnd);
  }

  /** The line ends here: "indent" or "dedent" comes next where the indent of the one behind it differs. */
  endLine(): void {
    if (this.kind !== 'newline') this.fail();
    const indent = this.#lineStart() ?? 0;
    const top = this.#indents.at(-1) ?? 0;
    if (indent > top) {
      this.#indents.push(indent);
      this.#token('indent', this.#position, this.#position);
      return;
    }
    let dedents = 0;
    while (indent < (this.#indents.at(-1) ?? 0)) {
      this.#indents.pop();
      dedents += 1;
    }
    if (indent !== (this.#indents.at(-1) ?? 0)) this.fail();
    this.#pending = dedents;
    this.next();
  }

  /** The indent of the next line that holds something; null: there is none. The grammar counts a tab as eight columns. */
  #lineStart(): number | null {
    const { text } = this;
    for (;;) {
      let indent = 0;
      let spaced = false;
      for (;;) {
        const code = text.charCodeAt(this.#position);
        if (code === 32) {
          indent += 1;
          spaced = true;
        } else if (code === 9) {
          if (spaced) this.fail();
          indent += 8;
        } else if (code === 12) indent = 0;
        else break;
        this.#position += 1;
      }
      const code = text.charCodeAt(this.#position);
      if (Number.isNaN(code)) return null;
      if (code === 35) this.#position = lineEnd(text, this.#position);
      else if (code === 92) this.fail();
      else if (code !== 10 && code !== 13) return indent;
      if (text.charCodeAt(this.#position) === 13) this.#position += 1;
      if (text.charCodeAt(this.#position) === 10) this.#position += 1;
      else if (this.#position < text.length) this.fail();
    }
  }

  #ended(): void {
    if (this.#brackets > 0) this.fail();
    const last = this.lastEnd;
    // A last line without an end is one.
    if (this.kind !== 'newline' && this.kind !== 'dedent' && this.kind !== 'end') this.#token('newline', last, last);
    else this.#token('end', this.text.length, this.text.length);
  }
}
