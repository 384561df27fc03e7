/** Elements of JSX: only the code in their braces is of interest. Text and attributes between it are passed over. */
import { ScriptToken, type TokenList } from './tokens.ts';

/** What reads the text around elements, and the code in their braces. */
export interface ElementReader {
  readonly text: string;
  readonly list: TokenList;
  /** Templates and elements that are open, each with the brace behind which it goes on. */
  readonly outer: { readonly kind: 'template' | 'element'; readonly brace: number; readonly open: number }[];
  put(kind: number, start: number, end: number): number;
  opened(at: number): number;
}

/** More elements in each other than people write. */
const MAX_DEPTH = 500;

/** Where an element was left for the code in a brace, by its first token. */
const states = new WeakMap<ElementReader, Map<number, State>>();

interface State {
  depth: number;
  /** Between "<" and ">". */
  inTag: boolean;
  isClosing: boolean;
  /** Types of a tag: `<List<Item> …>`. */
  angles: number;
}

/** `open`: goes on behind the brace of an element that began before. Gives where the next token is looked for. */
export function skipElement(lexer: ElementReader, from: number, open = -1): number {
  const known = states.get(lexer) ?? new Map<number, State>();
  states.set(lexer, known);
  let at = from;
  let element = open;
  if (element < 0) {
    element = lexer.put(ScriptToken.elementOpen, at, at);
    lexer.list.open(element);
    known.set(element, { depth: 0, inTag: false, isClosing: false, angles: 0 });
  }
  const state = known.get(element) ?? { depth: 0, inTag: false, isClosing: false, angles: 0 };
  const { text } = lexer;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 123) {
      lexer.opened(at);
      lexer.outer.push({ kind: 'element', brace: lexer.list.count - 1, open: element });
      return at + 1;
    }
    if (!state.inTag) {
      if (code === 60) {
        state.inTag = true;
        state.isClosing = text.charCodeAt(at + 1) === 47;
        state.depth += state.isClosing ? -1 : 1;
        if (state.depth > MAX_DEPTH) return broken(lexer);
        at += state.isClosing ? 2 : 1;
      } else at += 1;
      continue;
    }
    if (code === 60) {
      state.angles += 1;
      at += 1;
      continue;
    }
    if (code === 62 && state.angles > 0 && text.charCodeAt(at - 1) !== 61) {
      state.angles -= 1;
      at += 1;
      continue;
    }
    if (code === 34 || code === 39) {
      const end = text.indexOf(String.fromCharCode(code), at + 1);
      if (end < 0) return broken(lexer);
      lexer.put(ScriptToken.string, at, end + 1);
      at = end + 1;
      continue;
    }
    if (code === 47 && text.charCodeAt(at + 1) === 62) {
      state.inTag = false;
      if (!state.isClosing) state.depth -= 1;
      at += 2;
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      continue;
    } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    } else if (code === 62 && text.charCodeAt(at - 1) !== 61) {
      state.inTag = false;
      at += 1;
    } else {
      at += 1;
      continue;
    }
    if (state.depth > 0) continue;
    const close = lexer.put(ScriptToken.elementClose, at, at);
    lexer.list.close(close, (one) => one === element);
    known.delete(element);
    return at;
  }
  return broken(lexer);
}

function broken(lexer: ElementReader): number {
  lexer.list.isBroken = true;
  return lexer.text.length;
}
