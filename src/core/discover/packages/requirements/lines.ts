/** pip's logical lines: continuations joined, comments removed, in pip's own order (pip, req_file.preprocess). */

export interface LogicalLine {
  readonly text: string;
  /** 1-based line and column where its text begins. */
  readonly line: number;
  readonly column: number;
}

/** Longer lines hold no requirement; they are handed on cut, so that the caller reports them. */
const MAX_LINE = 64_000;

/** Splits a requirements file. Blank lines and comments are left out. Linear. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const result: LogicalLine[] = [];
  let parts: string[] = [];
  let first = 0;
  function flush(): void {
    const joined = withoutComment(parts.join(''));
    const trimmed = joined.trim();
    if (trimmed !== '')
      result.push({ text: trimmed.slice(0, MAX_LINE), line: first, column: joined.length - joined.trimStart().length + 1 });
    parts = [];
  }
  const lines = text.split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (parts.length === 0) first = index + 1;
    // pip: a comment line ends a continuation, and is joined with a space before it so that it stays a comment.
    const comment = /^\s*#/.test(line);
    if (line.endsWith('\\') && !comment) {
      parts.push(line.slice(0, -1));
      continue;
    }
    parts.push(comment ? ` ${line}` : line);
    flush();
  }
  if (parts.length > 0) flush();
  return result;
}

/** "#" begins a comment at the start of the line or after white space; in a URL fragment it does not. */
function withoutComment(line: string): string {
  const found = /(?:^|\s)#/.exec(line);
  return found === null ? line : line.slice(0, found.index);
}
