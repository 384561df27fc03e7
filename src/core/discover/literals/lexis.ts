/** How languages without a reader of their own write comments and texts: data, by the ids of `languages/known.ts`. From each language's reference. */
import type { KNOWN } from '../languages/known.ts';

export interface Quote {
  readonly open: string;
  readonly close: string;
  /** A backslash takes the next character with it. */
  readonly escapes: boolean;
  /** It may go on in the next line. */
  readonly lines: boolean;
}

export interface Lexis {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Longer ones first. */
  readonly quotes: readonly Quote[];
  /** `'a'` is one character, and `'a` the name of a lifetime or a type. */
  readonly characters: boolean;
  /** `r#"…"#` (Rust), `#"…"#` (Swift): as many "#" behind as before. */
  readonly hashes: boolean;
}

const DOUBLE: Quote = { open: '"', close: '"', escapes: true, lines: false };
const SINGLE: Quote = { open: "'", close: "'", escapes: true, lines: false };
const TRIPLE: Quote = { open: '"""', close: '"""', escapes: true, lines: true };
const BACKTICK: Quote = { open: '`', close: '`', escapes: false, lines: true };
const C_BLOCK = [['/*', '*/']] as const;

function like(more: Partial<Lexis>): Lexis {
  return { line: ['//'], block: C_BLOCK, quotes: [DOUBLE], characters: true, hashes: false, ...more };
}

/** Ids of languages → how they are written. */
export const LEXES = {
  go: like({ quotes: [DOUBLE, BACKTICK] }),
  rust: like({ quotes: [{ ...DOUBLE, lines: true }], hashes: true }),
  java: like({ quotes: [TRIPLE, DOUBLE] }),
  kotlin: like({ quotes: [TRIPLE, DOUBLE] }),
  scala: like({ quotes: [TRIPLE, DOUBLE] }),
  groovy: like({ quotes: [TRIPLE, DOUBLE, SINGLE], characters: false }),
  dotnet: like({ quotes: [TRIPLE, { open: '@"', close: '"', escapes: false, lines: true }, DOUBLE] }),
  swift: like({ quotes: [TRIPLE, DOUBLE, { open: '@"', close: '"', escapes: true, lines: false }], hashes: true }),
  c: like({}),
  dart: like({
    quotes: [TRIPLE, { ...TRIPLE, open: "'''", close: "'''" }, DOUBLE, SINGLE],
    characters: false,
  }),
  php: like({
    line: ['//', '#'],
    quotes: [
      { ...DOUBLE, lines: true },
      { ...SINGLE, lines: true },
    ],
    characters: false,
  }),
  ruby: like({ line: ['#'], block: [['\n=begin', '\n=end']], quotes: [DOUBLE, SINGLE], characters: false }),
  elixir: like({ line: ['#', '%%', '% '], block: [], quotes: [TRIPLE, DOUBLE, SINGLE], characters: false }),
  r: like({
    line: ['#'],
    block: [],
    quotes: [
      { ...DOUBLE, lines: true },
      { ...SINGLE, lines: true },
    ],
    characters: false,
  }),
  julia: like({ line: ['#'], block: [['#=', '=#']], quotes: [TRIPLE, DOUBLE], characters: true }),
  perl: like({
    line: ['#'],
    block: [
      ['\n=pod', '\n=cut'],
      ['\n=head', '\n=cut'],
    ],
    quotes: [DOUBLE, SINGLE],
    characters: false,
  }),
  lua: like({
    line: ['--'],
    block: [['--[[', ']]']],
    quotes: [DOUBLE, SINGLE, { open: '[[', close: ']]', escapes: false, lines: true }],
    characters: false,
  }),
  clojure: like({ line: [';'], block: [], quotes: [{ ...DOUBLE, lines: true }], characters: false }),
  haskell: like({ line: ['--'], block: [['{-', '-}']], quotes: [DOUBLE] }),
  powershell: like({
    line: ['#'],
    block: [['<#', '#>']],
    quotes: [
      { open: '@"', close: '\n"@', escapes: false, lines: true },
      { open: "@'", close: "\n'@", escapes: false, lines: true },
      { ...DOUBLE, escapes: false, lines: true },
      { ...SINGLE, escapes: false, lines: true },
    ],
    characters: false,
  }),
  zig: like({ line: ['//'], block: [] }),
} as const satisfies Readonly<Partial<Record<keyof typeof KNOWN, Lexis>>>;
