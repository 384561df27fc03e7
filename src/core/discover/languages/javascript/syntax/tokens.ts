/** The tokens of one text, each a few numbers: a file has hundreds of thousands. */

/** `open` and `close` are of a template and of an element of JSX; other brackets are signs. */
export const ScriptToken = {
  end: 0,
  word: 1,
  number: 2,
  string: 3,
  chunk: 4,
  pattern: 5,
  sign: 6,
  templateOpen: 7,
  templateClose: 8,
  elementOpen: 9,
  elementClose: 10,
} as const;

export interface Tokens {
  readonly text: string;
  /** Behind the last one is one of kind `end`. */
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of what opens, the token that closes it, and the other way round; -1: there is none. */
  readonly matches: Int32Array;
  /** A line ends somewhere before it. */
  readonly fresh: Uint8Array;
  /** Something is missing or too much: a quote, a bracket. */
  readonly isBroken: boolean;
}

/** Grows while a text is read. */
export class TokenList {
  kinds = new Uint8Array(1_024);
  starts = new Int32Array(1_024);
  ends = new Int32Array(1_024);
  matches = new Int32Array(1_024);
  fresh = new Uint8Array(1_024);
  count = 0;
  isBroken = false;
  readonly #open: number[] = [];

  add(kind: number, start: number, end: number, isFresh: boolean): number {
    if (this.count + 1 >= this.kinds.length) this.#grow();
    const index = this.count++;
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.matches[index] = -1;
    this.fresh[index] = isFresh ? 1 : 0;
    return index;
  }

  open(index: number): void {
    this.#open.push(index);
  }

  /** The innermost that is open; -1: none. */
  get innermost(): number {
    return this.#open.at(-1) ?? -1;
  }

  /** `closes`: whether it closes the innermost one. One that closes nothing is left alone. */
  close(index: number, closes: (open: number) => boolean): void {
    const open = this.#open.at(-1);
    if (open === undefined || !closes(open)) {
      this.isBroken = true;
      return;
    }
    this.#open.pop();
    this.matches[index] = open;
    this.matches[open] = index;
  }

  finish(text: string): Tokens {
    if (this.#open.length > 0) this.isBroken = true;
    this.add(ScriptToken.end, text.length, text.length, true);
    // What nobody closes ends with the text.
    for (const open of this.#open) this.matches[open] = this.count - 1;
    const { kinds, starts, ends, matches, fresh, count, isBroken } = this;
    return { text, count: count - 1, kinds, starts, ends, matches, fresh, isBroken };
  }

  #grow(): void {
    const size = this.kinds.length * 2;
    this.kinds = copied(new Uint8Array(size), this.kinds);
    this.starts = copied(new Int32Array(size), this.starts);
    this.ends = copied(new Int32Array(size), this.ends);
    this.matches = copied(new Int32Array(size), this.matches);
    this.fresh = copied(new Uint8Array(size), this.fresh);
  }
}

function copied<T extends Uint8Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
