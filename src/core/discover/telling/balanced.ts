/** Whether lines that come or go leave the lines around them what they were: text, comment or code. Pure. */
import { suffixOf } from '../languages/known.ts';

/** What begins a comment or a long text, and what ends it. */
const CLOSERS: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->', '"""': '"""', "'''": "'''", '`': '`' };
/** What reaches beyond them: the other half of a comment or a long text, conditions of a preprocessor, a line that goes on. */
const OPEN = /\/\*|\*\/|<!--|-->|"""|'''|`|\br#+"|^[ \t]*#[ \t]*(?:if|ifdef|ifndef|elif|else|endif)\b|\\$/m;
/** Languages that have no other ways. In them the signs of the others are operators and pointers. */
const CURLY = new Set(
  'c h cc cpp cxx hpp cs dart go groovy gradle java js jsx mjs cjs ts tsx mts cts kt kts rs scala swift vue svelte zig'.split(' '),
);
/** Comments of ML, Haskell, Lua and templates, here-documents, documents behind the code. */
const OPEN_ELSEWHERE = /\(\*|\*\)|\{-|-\}|\[=*\[|\]=*\]|\{#|#\}|<<[-~<]?\s?["'\\]?[A-Za-z_]|^[ \t]*(?:=\w+|__END__|__DATA__)/m;
/** Around texts of several lines. */
const LONG = ['"""', "'''"];
/** What stands behind a backslash, a sign of words ("don't"), quotes by themselves. */
const NO_QUOTES = /\\.|[A-Za-z]'(?=[A-Za-z])|'["']'|"'"/g;
/** Of Rust, in which a quote is closed behind one letter or never. */
const LIFETIME = /'[a-z_]\w*\b(?!')/g;

/** False where it cannot be told. */
export function isBalanced(path: string, text: string): boolean {
  switch (suffixOf(path)) {
    // It has no comments, and its texts end on their line.
    case 'json':
      return true;
    case 'toml':
      return LONG.every((sign) => isEven(text, sign));
    default:
      return isBalancedCode(path, text);
  }
}

function isBalancedCode(path: string, text: string): boolean {
  const rest = withoutClosed(text);
  // Also a sign inside of what seems to be closed.
  if (![...LONG, '`'].every((sign) => isEven(text, sign))) return false;
  if (rest === null || OPEN.test(rest) || (!CURLY.has(suffixOf(path)) && OPEN_ELSEWHERE.test(rest))) return false;
  const plain = rest.replace(NO_QUOTES, '');
  return (suffixOf(path) === 'rs' ? plain.replace(LIFETIME, '') : plain)
    .split('\n')
    .every((line) => isEven(line, '"') && isEven(line, "'"));
}

/** Without what begins and ends within the lines; null: something does not end. Each sign is looked at once (T39). */
function withoutClosed(text: string): string | null {
  const openers = /\/\*|<!--|"""|'''|`/g;
  let rest = '';
  let from = 0;
  for (let match = openers.exec(text); match !== null; match = openers.exec(text)) {
    const closer = CLOSERS[match[0]] ?? '';
    const end = text.indexOf(closer, match.index + match[0].length);
    if (end < 0) return null;
    rest += text.slice(from, match.index);
    from = end + closer.length;
    openers.lastIndex = from;
  }
  return rest + text.slice(from);
}

function isEven(line: string, quote: string): boolean {
  return line.split(quote).length % 2 === 1;
}
