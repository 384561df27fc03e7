/** Command lines → words, as a POSIX shell splits them (POSIX.1-2024, Shell Command Language 2.2 to 2.7). Nothing is expanded or run. */
import { parameterIn } from './braces.ts';
import { noteFile, noteList, notePipe } from './command-notes.ts';
import { type Mapped, part } from './mapped.ts';
import { closing, lastLinesOf } from './word-ends.ts';

export type WordPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** `$NAME`, `${NAME}`, `${NAME:-fallback}`, `${NAME:-$other}`. */
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null; readonly other?: string | null }
  /** A substitution, pattern or template: only running it tells. */
  | { readonly kind: 'unknown' };

export interface Word {
  readonly pieces: readonly WordPiece[];
  /** As written, quotes included. */
  readonly source: Mapped;
  /** What stands between the quotes, where the whole word is one quoted string without escapes. */
  readonly quoted: Mapped | null;
  /** Written as an item of a list; null = a word of a command line. `end`: offset in the file behind it, quotes included. */
  readonly item: { readonly end: number; readonly bare: boolean; readonly insert: boolean } | null;
}

/** The words of one simple command, redirections left out. */
export type ShellCommand = readonly Word[];

const MAX_NESTING = 8;
/** Longer ones count as unclosed: the search for each end must not read the whole file. */
const MAX_SUBSTITUTION = 4_000;
const MAX_TEMPLATE = 300;
const MAX_PARAMETER = 400;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,200}/;

/** A here-document or here-string, and the command that it is the input of. */
export interface Body {
  readonly command: ShellCommand;
  readonly text: Mapped;
  /** The shell puts the values of variables into it. */
  readonly expanded: boolean;
}

/** A file that a command gets as its input: `python < app.py`. */
export interface Input {
  readonly command: ShellCommand;
  readonly file: Word;
}

interface Options {
  /** false: one list of words, as in ENV of a Dockerfile. */
  readonly operators?: boolean;
  readonly nesting?: number;
  /** Here-documents are added to it. */
  readonly bodies?: Body[];
  /** Files behind "<" are added to it. */
  readonly inputs?: Input[];
}

/** Every simple command of a script, those in `$(…)` included. */
export function commandsIn(script: Mapped, { operators = true, nesting = 0, bodies = [], inputs = [] }: Options = {}): ShellCommand[] {
  const { text } = script;
  const commands: ShellCommand[] = [];
  let words: Word[] = [];
  let pieces: WordPiece[] = [];
  let start = -1;
  let skip = false;
  /** The list that the words are of. */
  let list: string | null = null;
  /** The command whose output the words get. */
  let from: ShellCommand | null = null;
  /** `sh <(words)`: the command that gets their output. */
  let feeds: ShellCommand | null = null;
  /** What the word behind a sign is. */
  let behind: 'here-string' | 'input' | 'output' | null = null;
  let heredocs: { readonly mark: string; readonly tabs: boolean; readonly expanded: boolean; readonly command: Word[] }[] = [];
  let quotes = 0;
  let index = 0;
  const lastBracket = text.lastIndexOf(')');
  let lastLines: ReadonlyMap<string, number> | null = null;
  /** What looking for ends of substitutions may cost. */
  let budget = text.length;

  const add = (piece: WordPiece): void => {
    const last = pieces.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + piece.text };
    else pieces.push(piece);
  };
  const begin = (): void => {
    if (start < 0) start = index;
  };
  const endWord = (): void => {
    if (start < 0) return;
    const source = part(script, start, index);
    const inner = source.text.slice(1, -1);
    const whole = quotes === 1 && /^(["'])[\s\S]*\1$/.test(source.text) && !inner.includes('\\');
    if (!skip) words.push({ pieces, source, quoted: whole ? part(source, 1, source.text.length - 1) : null, item: null });
    if (behind === 'input') inputs.push({ command: words, file: { pieces, source, quoted: null, item: null } });
    if (behind === 'output') noteFile(words, { pieces, source, quoted: null, item: null });
    if (behind === 'here-string')
      bodies.push({
        command: words,
        text: whole ? part(source, 1, source.text.length - 1) : source,
        expanded: !source.text.startsWith("'"),
      });
    skip = false;
    behind = null;
    pieces = [];
    start = -1;
    quotes = 0;
  };
  const endCommand = (): void => {
    endWord();
    skip = false;
    behind = null;
    if (words.length > 0) {
      commands.push(words);
      if (from !== null) notePipe(from, words);
      if (feeds !== null) notePipe(words, feeds);
      [from, feeds] = [null, null];
    }
    if (list !== null) noteList(words, list);
    list = null;
    words = [];
  };
  const beginList = (name: string): void => {
    [words, pieces, start, quotes, list] = [[], [], -1, 0, name];
    index += 1;
  };
  /** The commands inside of a substitution count, too; what it gives is not known. */
  const inside = (from: number, to: number): void => {
    add({ kind: 'unknown' });
    if (nesting < MAX_NESTING && operators) commands.push(...commandsIn(part(script, from, to), { nesting: nesting + 1, bodies, inputs }));
  };
  const dollar = (): void => {
    const rest = text.slice(index + 1, index + 260);
    const plain = NAME.exec(rest)?.[0] ?? /^[1-9](?!\d)/.exec(rest)?.[0];
    if (plain !== undefined) {
      add({ kind: 'variable', name: plain, fallback: null });
      index += 1 + plain.length;
      return;
    }
    const braced = parameterIn(text.slice(index, index + MAX_PARAMETER));
    if (braced !== null) {
      add({ kind: 'variable', name: braced.name, fallback: braced.fallback, other: braced.other });
      index += braced.length;
      return;
    }
    const bracket = rest.startsWith('(') ? '()' : rest.startsWith('{') ? '{}' : null;
    const limit = Math.min(MAX_SUBSTITUTION, budget);
    const end = bracket === null ? null : closing(text.slice(0, index + limit), index + 1, bracket);
    if (bracket !== null) budget -= end === null ? limit : end - index;
    if (end === null) {
      add(/^[\w@*#?!$-]/.test(rest) ? { kind: 'unknown' } : { kind: 'text', text: '$' });
      index += /^[\w@*#?!$-]/.test(rest) ? 2 : 1;
    } else {
      if (rest.startsWith('(') && !rest.startsWith('((')) inside(index + 2, end);
      else add({ kind: 'unknown' });
      index = end + 1;
    }
  };
  const backtick = (): void => {
    const end = text.indexOf('`', index + 1);
    inside(index + 1, end < 0 ? text.length : end);
    index = end < 0 ? text.length : end + 1;
  };
  const doubleQuoted = (): void => {
    for (index += 1; index < text.length && text[index] !== '"'; ) {
      const character = text[index] ?? '';
      if (character === '\\' && /["$`\\\n]/.test(text[index + 1] ?? '')) {
        if (text[index + 1] !== '\n') add({ kind: 'text', text: text[index + 1] ?? '' });
        index += 2;
      } else if (character === '$') dollar();
      else if (character === '`') backtick();
      else {
        add({ kind: 'text', text: character });
        index += 1;
      }
    }
    index += 1;
  };
  /** `> file`, `2>&1`, `<<EOF`: what follows is no argument. */
  const redirect = (): void => {
    const only = pieces[0];
    const stream = pieces.length === 1 && only?.kind === 'text' && /^\d{1,2}$/.test(only.text) ? only.text : null;
    if (stream !== null) skip = true;
    endWord();
    const sign = /^(?:<<<|<<-?|[<>]{1,2}[&|]?)/.exec(text.slice(index, index + 3))?.[0] ?? '>';
    index += sign.length;
    if (sign === '<<' || sign === '<<-') {
      const mark = /^[ \t]{0,20}(?:(["'])([^"'\n]{1,60})\1|(\\?)([^\s<>|&;()"'`$\\]{1,60}))/.exec(text.slice(index, index + 90));
      const name = mark?.[2] ?? mark?.[4];
      const expanded = mark?.[1] === undefined && mark?.[3] === '';
      if (name !== undefined) heredocs.push({ mark: name, tabs: sign === '<<-', expanded, command: words });
    }
    skip = true;
    const isOutput = sign.startsWith('>') && !sign.endsWith('&') && (stream === null || stream === '1');
    behind = sign === '<<<' ? 'here-string' : sign === '<' ? 'input' : isOutput ? 'output' : null;
  };
  const newline = (): void => {
    endCommand();
    index += 1;
    // The bodies of here-documents are input of a program, not commands.
    for (const { mark, tabs, expanded, command } of heredocs) {
      // Without its end it is no here-document, or the rest of the file is one: what stands there still counts (T35).
      lastLines ??= lastLinesOf(text);
      if ((lastLines.get(mark) ?? -1) < index) continue;
      const first = index;
      let last = index;
      while (index < text.length) {
        const end = text.indexOf('\n', index);
        const line = text.slice(index, end < 0 ? text.length : end).replace(/\r$/, '');
        index = end < 0 ? text.length : end + 1;
        if ((tabs ? line.replace(/^\t+/, '') : line) === mark) break;
        last = index;
      }
      bodies.push({ command, text: part(script, first, last), expanded });
    }
    heredocs = [];
  };

  /** `((a << b))`: no here-document. */
  const arithmetic = (): void => {
    const limit = Math.min(MAX_SUBSTITUTION, budget);
    const end = text.slice(index, index + limit).indexOf('))');
    budget -= end < 0 ? limit : end;
    index += end < 0 ? 1 : end + 2;
  };

  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === ' ' || character === '\t' || character === '\r') {
      endWord();
      index += 1;
    } else if (character === '\n' && list !== null) {
      endWord();
      index += 1;
    } else if (character === '\n' && operators) newline();
    else if (character === '(' && operators && index < lastBracket && isListBegun(text, start, index))
      beginList(text.slice(start, index).replace(/\+?=$/, ''));
    else if (operators && words.length === 0 && start < 0 && text.startsWith('((', index)) arithmetic();
    else if (operators && /[;&|()]/.test(character)) {
      // "&>" and ">&" are redirections.
      if (character === '&' && text[index + 1] === '>') endWord();
      else {
        const [command, isFed] = [words, character === '(' && behind === 'input' && start < 0];
        endCommand();
        if (character === '|' && text[index - 1] !== '|' && text[index + 1] !== '|') from = command;
        else if (isFed) feeds = command;
      }
      index += 1;
    } else if (operators && (character === '<' || character === '>')) redirect();
    else if (character === '#' && start < 0 && operators) {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
    } else if (character === '\\') {
      if (/^\\\r?\n/.test(text.slice(index, index + 3))) index += text[index + 1] === '\r' ? 3 : 2;
      else {
        begin();
        add({ kind: 'text', text: text[index + 1] ?? '' });
        index += 2;
      }
    } else {
      begin();
      if (character === "'") {
        const end = text.indexOf("'", index + 1);
        quotes += 1;
        add({ kind: 'text', text: text.slice(index + 1, end < 0 ? text.length : end) });
        index = end < 0 ? text.length : end + 1;
      } else if (character === '"') {
        quotes += 1;
        doubleQuoted();
      } else if (character === '$') dollar();
      else if (character === '`') backtick();
      else if (text.startsWith('{{', index)) {
        const end = text.slice(index, index + MAX_TEMPLATE).indexOf('}}');
        add({ kind: 'unknown' });
        index += end < 0 ? 2 : end + 2;
      } else {
        add(/[*?[{\n]/.test(character) ? { kind: 'unknown' } : { kind: 'text', text: character });
        index += 1;
      }
    }
  }
  index = Math.min(index, text.length);
  endCommand();
  return commands;
}

/** `NAME=` stands before the bracket. */
function isListBegun(text: string, start: number, index: number): boolean {
  return (
    start >= 0 && index - start < 210 && text[index - 1] === '=' && /^[A-Za-z_][A-Za-z0-9_]{0,200}\+?=$/.test(text.slice(start, index))
  );
}

/** The text of a word that has no variable in it, or null. */
export function plainText({ pieces }: Word): string | null {
  if (pieces.length === 0) return '';
  const [only, more] = pieces;
  return more === undefined && only?.kind === 'text' ? only.text : null;
}
