/** `${NAME}`, `${NAME:-word}` and the like (POSIX.1-2024, 2.6.2), nested ones included. Nothing is expanded. */

export interface Parameter {
  readonly name: string;
  /** The word behind `-`, `:-`, `=`, `:=`; null: none, or one that only running it tells. */
  readonly fallback: string | null;
  /** `${NAME:-$OTHER}`: the variable that the word is, where it is nothing else. */
  readonly other: string | null;
  /** Characters from the "$" to the "}". */
  readonly length: number;
}

const MAX_NESTING = 4;
/** `${1:-word}`: whoever calls the script or function gives it. `${LIST[@]}`: one of its words. `${LIST//,/ }`: its words one by one. */
const START = /^\$\{([A-Za-z_][A-Za-z0-9_]{0,200}|[1-9])(?:\[[^\]{}]{0,80}\]|\/\/[,;:|]\/ (?=\}))?(:?[-=?]|\})/;

/** `text` begins with the "$". null: another form (`${NAME%…}`, `${NAME:+…}`, arrays), or one that does not end in `text`. */
export function parameterIn(text: string, nesting = 0): Parameter | null {
  const match = START.exec(text);
  if (match === null || nesting > MAX_NESTING) return null;
  const [start, name = '', operator = ''] = match;
  if (operator === '}') return { name, fallback: null, other: null, length: start.length };
  const word = wordIn(text.slice(start.length), nesting);
  if (word === null) return null;
  const isMessage = operator.endsWith('?');
  const other = /^["']?\$(?:\{([A-Za-z_]\w{0,200})\}|([A-Za-z_]\w{0,200}))["']?$/.exec(
    text.slice(start.length, start.length + word.length),
  );
  return {
    name,
    fallback: isMessage ? null : word.text,
    other: isMessage ? null : (other?.[1] ?? other?.[2] ?? null),
    length: start.length + word.length + 1,
  };
}

/** Up to the "}" that ends it. `text` null: something in it is not known. */
function wordIn(text: string, nesting: number): { readonly text: string | null; readonly length: number } | null {
  let result: string | null = '';
  let quote = '';
  const add = (more: string): void => {
    if (result !== null) result += more;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '}' && quote === '') return { text: result, length: index };
    if (character === quote) quote = '';
    else if (quote !== "'" && character === '\\') {
      index += 1;
      add(text[index] ?? '');
    } else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (quote !== "'" && character === '$') {
      const inner = parameterIn(text.slice(index), nesting + 1);
      if (inner === null) {
        result = null;
        // The brackets of what is not read would end the word too early.
        if (/^\$[({]/.test(text.slice(index, index + 2))) return null;
      } else {
        if (inner.fallback === null) result = null;
        else add(inner.fallback);
        index += inner.length - 1;
      }
    } else if (quote !== "'" && character === '`') return null;
    else add(character);
  }
  return null;
}
