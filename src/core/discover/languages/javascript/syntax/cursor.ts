/** A place among the tokens, and what may stand there. */
import type { ScriptNode, ScriptStatement } from './node.ts';
import { ScriptToken, type Tokens } from './tokens.ts';

/** Deeper than people write: what lies below is passed over, bracket by bracket. */
const MAX_DEPTH = 250;
const MAX_STRANGE = 1_000;

/** How what is nested is read: the parts of the parser know each other through these alone. */
export interface Rules {
  /** One expression, up to a comma. */
  expression(this: void, cursor: TokenCursor): ScriptNode;
  /** Several, behind commas. */
  sequence(this: void, cursor: TokenCursor): ScriptNode;
  /** An operand with what stands behind it. */
  operand(this: void, cursor: TokenCursor): ScriptNode;
  /** Adds to `body` what one statement is. */
  statement(this: void, cursor: TokenCursor, body: ScriptStatement[]): void;
  /** Up to the token at which they end. */
  statements(this: void, cursor: TokenCursor, close: number): ScriptStatement[];
}

export class TokenCursor {
  at = 0;
  depth = 0;
  readonly tokens: Tokens;
  readonly rules: Rules;
  readonly strange: number[] = [];
  /** Where types end that began at a token, as far as it was tried; -1: there are none. */
  readonly angles = new Map<number, number>();
  /** What a ternary has before its colon. */
  inChoice = false;
  /** Words at which an expression ends: `for (x in y)`. */
  noIn = false;

  constructor(tokens: Tokens, rules: Rules) {
    this.tokens = tokens;
    this.rules = rules;
  }

  get kind(): number {
    return this.tokens.kinds[this.at] ?? ScriptToken.end;
  }

  get isEnd(): boolean {
    return this.at >= this.tokens.count;
  }

  get isFresh(): boolean {
    return this.tokens.fresh[this.at] === 1;
  }

  get start(): number {
    return this.tokens.starts[this.at] ?? this.tokens.text.length;
  }

  /** Behind the token before. */
  get lastEnd(): number {
    return this.at === 0 ? 0 : (this.tokens.ends[this.at - 1] ?? 0);
  }

  textAt(index: number): string {
    return this.tokens.text.slice(this.tokens.starts[index], this.tokens.ends[index]);
  }

  get text(): string {
    return this.textAt(this.at);
  }

  isSign(sign: string, index = this.at): boolean {
    const { kinds, starts, ends, text } = this.tokens;
    if (kinds[index] !== ScriptToken.sign) return false;
    const start = starts[index] as number;
    return (ends[index] as number) - start === sign.length && text.startsWith(sign, start);
  }

  isWord(word?: string, index = this.at): boolean {
    const { kinds, starts, ends, text } = this.tokens;
    if (kinds[index] !== ScriptToken.word) return false;
    if (word === undefined) return true;
    const start = starts[index] as number;
    return (ends[index] as number) - start === word.length && text.startsWith(word, start);
  }

  takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.at += 1;
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at += 1;
    return true;
  }

  /** The token that closes this bracket; the end of the text, where none does. */
  get match(): number {
    const match = this.tokens.matches[this.at] ?? -1;
    return match > this.at ? match : this.tokens.count;
  }

  /** Behind a bracket and all that is in it. */
  skipGroup(): void {
    this.at = Math.min(this.match + 1, this.tokens.count);
  }

  get isOpening(): boolean {
    return (this.tokens.matches[this.at] ?? -1) > this.at || this.isSign('(') || this.isSign('[') || this.isSign('{');
  }

  /** Something stands here that is not known. Goes on behind it. */
  surprise(): void {
    if (this.strange.length < MAX_STRANGE) this.strange.push(this.start);
    if (this.isOpening) this.skipGroup();
    else if (!this.isEnd) this.at += 1;
  }

  /** Nothing more can be entered here. */
  get isDeep(): boolean {
    return this.depth >= MAX_DEPTH;
  }

  /** One level deeper. False: too deep, and everything up to the next comma or closing bracket was passed over. */
  enter(): boolean {
    if (this.depth < MAX_DEPTH) {
      this.depth += 1;
      return true;
    }
    if (this.strange.length < MAX_STRANGE) this.strange.push(this.start);
    while (!this.isEnd && !this.#endsPart()) {
      if (this.isOpening) this.skipGroup();
      else this.at += 1;
    }
    return false;
  }

  leave(): void {
    this.depth -= 1;
  }

  #endsPart(): boolean {
    const { kind } = this;
    if (kind === ScriptToken.elementClose || kind === ScriptToken.templateClose) return true;
    return kind === ScriptToken.sign && /^[,;)\]}]$/.test(this.text);
  }
}
