/** Calls in Python text by their name, and the texts among their arguments, without a grammar. Linear: what it may cost is counted. */

export interface TextCall {
  /** As written, receiver included: "subprocess.run", "exec". */
  readonly callee: string;
  /** In their order. `keyword`: of the argument that the text begins, or null. */
  readonly texts: readonly { readonly text: string; readonly keyword: string | null }[];
  readonly index: number;
}

const TOKEN =
  /(?:\b([A-Za-z_]\w{0,60})[ \t]{0,8}=[ \t]{0,8}(?![=]))?(?:(sys\.executable)|([rRbBuUfF]{0,2})("""|'''|"|')|([A-Za-z_]\w{0,60})|(#[^\n]*)|([()[\]{}])|[^])/y;
/** `NAME = "text"`, wherever it stands. */
const CONSTANT =
  /^[ \t]{0,40}([A-Za-z_]\w{0,60})[ \t]{0,8}(?::[^=\n]{0,60})?=[ \t]{0,8}(["'])([^"'\n\\]{1,300})\2[ \t]{0,8}(?:#[^\n]*)?$/gm;
const MAX_ARGUMENTS = 2_000;
const MAX_TEXTS = 80;

function constantsIn(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from(text.matchAll(CONSTANT), ([, name = '', , value = '']) => [name, value]));
}

/** The names before a name, with their dots; no match where something else stands before the last dot. */
const RECEIVER = /(?<![\w.])(?:[A-Za-z_]\w{0,60}\.){0,4}$/;
const MAX_RECEIVER = 250;

/** `callee` matches the last name up to its bracket. `null` behind the last call: there are more than one file may cost. */
export function* callsIn(text: string, callee: RegExp): Generator<TextCall | null> {
  let budget = 4 * text.length + 100_000;
  let constants: ReadonlyMap<string, string> | null = null;
  for (const match of text.matchAll(callee)) {
    if (budget <= 0) {
      yield null;
      return;
    }
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    budget -= match.index - lineStart;
    if (text[lineStart] === '#' || /^[ \t]*#/.test(text.slice(lineStart, Math.min(match.index, lineStart + 200)))) continue;
    const receiver = RECEIVER.exec(text.slice(Math.max(0, match.index - MAX_RECEIVER), match.index))?.[0];
    if (receiver === undefined) continue;
    const start = match.index + match[0].length;
    constants ??= constantsIn(text);
    const { texts, end } = textsFrom(text, start, constants);
    budget -= end - start;
    yield { callee: receiver + match[0].replace(/\s*\($/, ''), texts, index: match.index - receiver.length };
  }
}

function textsFrom(text: string, start: number, constants: ReadonlyMap<string, string>): { texts: TextCall['texts']; end: number } {
  const texts: { text: string; keyword: string | null }[] = [];
  const most = Math.min(text.length, start + MAX_ARGUMENTS);
  let depth = 1;
  let at = start;
  while (at < most && texts.length < MAX_TEXTS) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) break;
    at = TOKEN.lastIndex;
    const [, keyword, executable, prefix = '', quote, name, , bracket] = token;
    const known = name === undefined ? undefined : constants.get(name);
    if (executable !== undefined) texts.push({ text: 'python', keyword: keyword ?? null });
    else if (quote !== undefined) {
      const end = endOf(text, at, quote, most);
      const inner = text.slice(at, end);
      texts.push({ text: /f/i.test(prefix) ? inner.replace(/\{[^{}]{0,200}\}/g, '$_') : inner, keyword: keyword ?? null });
      at = end + quote.length;
    } else if (known !== undefined) texts.push({ text: known, keyword: keyword ?? null });
    else if (bracket !== undefined) {
      depth += '([{'.includes(bracket) ? 1 : -1;
      if (depth === 0) break;
    }
  }
  return { texts, end: at };
}

function endOf(text: string, from: number, quote: string, most: number): number {
  for (let at = from; at < most; at++) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at;
  }
  return most;
}
