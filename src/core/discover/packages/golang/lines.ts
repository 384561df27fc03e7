/** Lines of go.mod as words (Go, "Lexical elements" of go.mod files). */
import { numberedLines } from '../stated/stated.ts';

export interface GoModLine {
  /** "require", "replace", "exclude" and the like, also of a line inside of its block. */
  readonly directive: string;
  readonly words: readonly string[];
  readonly line: number;
  /** Of the first word behind the directive. */
  readonly column: number;
}

const WORD = /\s*(?:"((?:[^"\\]|\\.){0,1000})"|`([^`]{0,1000})`|([^\s"`]{1,1000}))/y;

/** Null at the end: a block that is not closed. */
export function* goModLines(text: string): Generator<GoModLine | null> {
  let block: string | null = null;
  for (const [line, number] of numberedLines(text)) {
    const comment = line.search(/(?:^|\s)\/\//);
    const content = comment === -1 ? line : line.slice(0, comment);
    const [first = '', ...others] = wordsIn(content);
    if (first === '') continue;
    if (block !== null && first === ')') block = null;
    else if (block !== null) yield { directive: block, words: [first, ...others], line: number, column: columnOf(content, 0) };
    else if (others[0] === '(' && others.length === 1) block = first;
    else yield { directive: first, words: others, line: number, column: columnOf(content, first.length) };
  }
  if (block !== null) yield null;
}

function wordsIn(text: string): readonly string[] {
  const words: string[] = [];
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found !== null; found = WORD.exec(text)) words.push(found[1] ?? found[2] ?? found[3] ?? '');
  return words;
}

function columnOf(content: string, behind: number): number {
  const start = content.length - content.trimStart().length + behind;
  return start + (/\S/.exec(content.slice(start))?.index ?? 0) + 1;
}
