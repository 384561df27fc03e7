/**
 * JavaScript and TypeScript, with JSX, cut into tokens in one pass. Whether "/" divides and whether "<" begins an element is told by what
 * stands before it, as people write code; where that goes wrong, something is left open, and the text counts as broken.
 */
import { type ElementReader, skipElement } from './elements.ts';
import { isDecimal, isWordStart, numberEnd, patternEnd, signLength, wordEnd } from './scan.ts';
import { ScriptToken, TokenList, type Tokens } from './tokens.ts';

/** Behind these words an operand stands. */
const BEFORE_OPERAND = new Set(
  'return typeof case in of delete void throw new instanceof do else yield await extends default export import as satisfies'.split(' '),
);
const CONDITIONAL = new Set(['if', 'while', 'for', 'with']);

/** `elements`: the text may hold JSX; in TypeScript without it "<" is of types. */
export function scriptTokens(text: string, elements: boolean): Tokens {
  const lexer = new ScriptLexer(text, elements);
  lexer.run(text.startsWith('#!') ? lineEnd(text, 0) : 0, text.length);
  return lexer.list.finish(text);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

class ScriptLexer implements ElementReader {
  readonly list = new TokenList();
  readonly text: string;
  readonly elements: boolean;
  readonly outer: ElementReader['outer'] = [];
  /** Braces behind which an operator stands: of tables. */
  readonly #tables = new Set<number>();
  #fresh = true;

  constructor(text: string, elements: boolean) {
    this.text = text;
    this.elements = elements;
  }

  run(from: number, to: number): void {
    let at = from;
    while (at < to) at = this.#next(at);
  }

  #next(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) {
      this.#fresh = true;
      return at + 1;
    }
    if (code <= 32 || code === 0xa0 || code === 0xfeff) return at + 1;
    if (isWordStart(code)) return this.#add(ScriptToken.word, at, wordEnd(text, at + 1));
    if (isDecimal(code) || (code === 46 && isDecimal(text.charCodeAt(at + 1))))
      return this.#add(ScriptToken.number, at, numberEnd(text, at + 1));
    switch (code) {
      case 34:
      case 39:
        return this.#string(at, code);
      case 96:
        return this.#template(at);
      case 47:
        return this.#slash(at);
      case 60:
        return this.elements && this.expectsOperand() && /[A-Za-z_$>]/.test(text.charAt(at + 1)) && !isGeneric(text, at)
          ? skipElement(this, at)
          : this.#add(ScriptToken.sign, at, at + (text.startsWith('<<=', at) ? 3 : /[<=]/.test(text.charAt(at + 1)) ? 2 : 1));
      case 40:
      case 91:
      case 123:
        return this.opened(at);
      case 41:
      case 93:
      case 125:
        return this.#closed(at, code);
      default:
        return this.#add(ScriptToken.sign, at, at + signLength(text, at, code));
    }
  }

  #add(kind: number, start: number, end: number): number {
    this.list.add(kind, start, end, this.#fresh);
    this.#fresh = false;
    return end;
  }

  /** A token of an element, which has its own way through the text. */
  put(kind: number, start: number, end: number): number {
    this.#add(kind, start, end);
    return this.list.count - 1;
  }

  opened(at: number): number {
    const isTable = this.text.charCodeAt(at) === 123 && this.expectsOperand() && !this.#beginsBlock();
    this.#add(ScriptToken.sign, at, at + 1);
    const index = this.list.count - 1;
    if (isTable) this.#tables.add(index);
    this.list.open(index);
    return at + 1;
  }

  /** What stands before a brace makes it one of a block. */
  #beginsBlock(): boolean {
    const { list, text } = this;
    const last = list.count - 1;
    if (last < 0) return true;
    const word = text.slice(list.starts[last], list.ends[last]);
    return /^(?:[);{}]|else|do)$/.test(word);
  }

  #closed(at: number, code: number): number {
    this.#add(ScriptToken.sign, at, at + 1);
    const index = this.list.count - 1;
    const opener = code === 41 ? 40 : code - 2;
    this.list.close(
      index,
      (open) => this.list.kinds[open] === ScriptToken.sign && this.text.charCodeAt((this.list.ends[open] as number) - 1) === opener,
    );
    const outer = this.outer.at(-1);
    if (code !== 125 || outer === undefined || this.list.matches[index] !== outer.brace) return at + 1;
    this.outer.pop();
    return outer.kind === 'template' ? this.#chunk(at + 1, outer.open) : skipElement(this, at + 1, outer.open);
  }

  #string(at: number, quote: number): number {
    const { text } = this;
    let end = at + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) return this.#add(ScriptToken.string, at, end + 1);
      if (code === 92) end += text.charCodeAt(end + 1) === 13 && text.charCodeAt(end + 2) === 10 ? 2 : 1;
      else if (code === 10 || code === 13) break;
    }
    this.list.isBroken = true;
    return this.#add(ScriptToken.string, at, Math.min(end, text.length));
  }

  #template(at: number): number {
    this.#add(ScriptToken.templateOpen, at, at + 1);
    const open = this.list.count - 1;
    this.list.open(open);
    return this.#chunk(at + 1, open);
  }

  /** What stands in a template up to the next `${`, or its end. */
  #chunk(at: number, open: number): number {
    const { text } = this;
    let end = at;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 92) end += 1;
      else if (code === 96) {
        this.#add(ScriptToken.chunk, at, end);
        this.#add(ScriptToken.templateClose, end, end + 1);
        this.list.close(this.list.count - 1, (one) => one === open);
        return end + 1;
      } else if (code === 36 && text.charCodeAt(end + 1) === 123) {
        this.#add(ScriptToken.chunk, at, end);
        this.#add(ScriptToken.sign, end, end + 2);
        const brace = this.list.count - 1;
        this.list.open(brace);
        this.outer.push({ kind: 'template', brace, open });
        return end + 2;
      }
    }
    this.list.isBroken = true;
    return this.#add(ScriptToken.chunk, at, text.length);
  }

  #slash(at: number): number {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === 47) return lineEnd(text, at);
    if (next === 42) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) this.list.isBroken = true;
      const to = end < 0 ? text.length : end + 2;
      if (!this.#fresh && text.slice(at, to).includes('\n')) this.#fresh = true;
      return to;
    }
    const end = this.expectsOperand() ? patternEnd(text, at) : -1;
    if (end > 0) return this.#add(ScriptToken.pattern, at, end);
    return this.#add(ScriptToken.sign, at, at + (next === 61 ? 2 : 1));
  }

  /** Whether an operand stands next, and no operator. */
  expectsOperand(): boolean {
    const { list, text } = this;
    const last = list.count - 1;
    if (last < 0) return true;
    const start = list.starts[last] as number;
    switch (list.kinds[last]) {
      case ScriptToken.word:
        return BEFORE_OPERAND.has(text.slice(start, list.ends[last])) && !isMemberName(this.list, text, last);
      case ScriptToken.sign: {
        const code = text.charCodeAt(start);
        if (code === 93) return false;
        if (code === 41) {
          const open = list.matches[last] as number;
          return (
            open > 0 && list.kinds[open - 1] === ScriptToken.word && CONDITIONAL.has(text.slice(list.starts[open - 1], list.ends[open - 1]))
          );
        }
        if (code === 125) return !this.#tables.has(list.matches[last] as number);
        if (code === 33) return !isPostfix(list, text, last);
        return !((code === 43 || code === 45) && text.charCodeAt(start + 1) === code);
      }
      default:
        return false;
    }
  }
}

/** `x!` of TypeScript: nothing stands between it and what it follows. */
function isPostfix(list: TokenList, text: string, index: number): boolean {
  const before = index - 1;
  if (before < 0 || list.ends[before] !== list.starts[index]) return false;
  const code = text.charCodeAt((list.ends[before] as number) - 1);
  return list.kinds[before] === ScriptToken.word || code === 41 || code === 93;
}

function isMemberName(list: TokenList, text: string, index: number): boolean {
  const before = index - 1;
  return (
    before >= 0 &&
    list.kinds[before] === ScriptToken.sign &&
    text.charCodeAt((list.ends[before] as number) - 1) === 46 &&
    (list.ends[before] as number) - (list.starts[before] as number) < 3
  );
}

/** `<T,>(x: T) => …`, `<T extends object>(…)`: types, also where elements may stand. */
function isGeneric(text: string, at: number): boolean {
  return (
    /^<\s{0,20}(?:const\s{1,20})?[A-Za-z_$][\w$]{0,60}\s{0,20}(?:,|extends\b[^/=]{0,200}?>\s{0,20}\(|=\s{0,9}[A-Za-z{])/.test(
      text.slice(at, at + 320),
    ) && !/^<\s{0,20}[\w$]{1,60}\s{1,20}extends=/.test(text.slice(at, at + 100))
  );
}
