/** Languages by their names, whether anybody reads them or not (T33). A leaf: readers of commands ask it, and languages are made of such readers. */

export interface LanguageName {
  /** kebab-case, unique. */
  readonly id: string;
  /** As people call a file of it. */
  readonly title: string;
  /** Without the dot, lower case. Each belongs to one language. */
  readonly suffixes: readonly string[];
  /** What the first line of a script without a suffix says; null: there are none that anybody looks for. */
  readonly interpreter: RegExp | null;
  /** A command that names a file of it starts that file (T42). */
  readonly followed: boolean;
}

function named(id: string, title: string, suffixes: string, more: Partial<LanguageName> = {}): LanguageName {
  return { id, title, suffixes: suffixes.split(' '), interpreter: null, followed: false, ...more };
}

/** A reader takes its row from here, by id; rows without one are what nobody reads yet. */
export const KNOWN = {
  python: named('python', 'Python', 'py pyw ipynb', { interpreter: /python|pypy|\b(?:uv|pdm|pipx|hatch|pixi|rye) run\b/, followed: true }),
  shell: named('shell', 'a shell script', 'sh bash zsh ksh', { interpreter: /sh\b/, followed: true }),
  javascript: named('javascript', 'JavaScript', 'js mjs cjs jsx'),
  typescript: named('typescript', 'TypeScript', 'ts mts cts tsx'),
  webComponent: named('web-component', 'a web component', 'vue svelte astro'),
  webPage: named('web-page', 'a web page', 'html htm xhtml ejs hbs mustache njk liquid pug'),
  go: named('go', 'Go', 'go'),
  rust: named('rust', 'Rust', 'rs'),
  java: named('java', 'Java', 'java'),
  kotlin: named('kotlin', 'Kotlin', 'kt kts'),
  scala: named('scala', 'Scala', 'scala sc'),
  groovy: named('groovy', 'Groovy or Gradle', 'groovy gradle'),
  clojure: named('clojure', 'Clojure', 'clj cljs cljc'),
  ruby: named('ruby', 'Ruby', 'rb rake gemspec ru'),
  php: named('php', 'PHP', 'php'),
  dotnet: named('dotnet', 'C#, F# or Visual Basic', 'cs fs fsx vb csx razor cshtml'),
  swift: named('swift', 'Swift or Objective-C', 'swift m mm'),
  c: named('c', 'C, C++ or CUDA', 'c h cc cpp cxx hpp hh hxx inl cu cuh metal'),
  pythonDerived: named('python-derived', 'Python compiled or typed', 'pyx pxd pyi pyc pyo'),
  r: named('r', 'R', 'r rmd rnw qmd'),
  julia: named('julia', 'Julia', 'jl'),
  lua: named('lua', 'Lua', 'lua'),
  perl: named('perl', 'Perl', 'pl pm'),
  elixir: named('elixir', 'Elixir or Erlang', 'ex exs erl hrl'),
  haskell: named('haskell', 'Haskell or OCaml', 'hs lhs ml mli'),
  dart: named('dart', 'Dart', 'dart'),
  zig: named('zig', 'Zig or Nim', 'zig nim'),
  powershell: named('powershell', 'PowerShell', 'ps1 psm1 psd1'),
  otherShell: named('other-shell', 'a shell script', 'fish bat cmd awk'),
  terraform: named('terraform', 'Terraform', 'tf tfvars hcl'),
  sql: named('sql', 'SQL', 'sql'),
} as const satisfies Readonly<Record<string, LanguageName>>;

/** "a/b.PY" → "py"; "" for none. */
export function suffixOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

const FOLLOWED: ReadonlySet<string> = new Set(Object.values(KNOWN).flatMap(({ followed, suffixes }) => (followed ? suffixes : [])));

/** Whether a text can name such a file: for those who ask before they read. */
export const NAMES_FOLLOWED: RegExp = new RegExp(`\\.(?:${[...FOLLOWED].join('|')})\\b`, 'i');

/** By its suffix, a file that a command starts when it names it. */
export function isFollowed(path: string): boolean {
  return FOLLOWED.has(suffixOf(path));
}

const MAX_LINE = 250;

/** Where a script that a shell begins hands itself over: `exec python3 "$0" "$@"`, also behind what both languages take for a text. */
const OWN_FILE = /\$\{?(?:0|BASH_SOURCE)\b/;

/**
 * Whether the text begins as a script of the language: its first line names the interpreter, or is of a shell that starts the interpreter on
 * the file itself.
 */
export function isScriptOf({ interpreter }: LanguageName, text: string): boolean {
  if (interpreter === null || !text.startsWith('#!')) return false;
  const [first = '', ...rest] = text.slice(0, 1_000).split(/\r\n?|\n/);
  if (interpreter.test(first.slice(0, MAX_LINE))) return true;
  const hands = (line: string, index: number): boolean => OWN_FILE.test(line) || (index === 0 && /^(?:'''|""")?exec\b/.test(line));
  return first.includes('sh') && rest.some((line, index) => hands(line, index) && interpreter.test(line.slice(0, MAX_LINE)));
}
