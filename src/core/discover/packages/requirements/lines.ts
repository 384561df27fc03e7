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
  for (const { line, number } of splitLines(text)) {
    if (parts.length === 0) first = number;
    // pip: a comment line ends a continuation, and is joined with a space before it so that it stays a comment.
    const comment = /^\s*#/.test(line);
    if (line.endsWith('\\') && !comment) {
      parts.push(withoutBackslashes(line));
      continue;
    }
    parts.push(comment ? ` ${line}` : line);
    flush();
  }
  if (parts.length > 0) flush();
  return result;
}

/** What `str.splitlines` of Python ends a line at, beside "\n" and "\r": an editor shows one line, and pip reads two (T34). */
const ENDS = ['\u000b', '\u000c', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'];

/** Lines as pip has them, with the number of the line that an editor shows. */
function splitLines(text: string): { readonly line: string; readonly number: number }[] {
  return text.split(/\r\n|\n|\r/).flatMap((shown, index) => {
    let one = shown;
    for (const end of ENDS) if (one.includes(end)) one = one.replaceAll(end, '\n');
    // White space to Python.
    return one.split('\n').map((line) => ({ line: line.replaceAll('\u001f', ' '), number: index + 1 }));
  });
}

/** pip strips all of them, at both ends. By steps: a pattern would try each run of them anew. */
function withoutBackslashes(line: string): string {
  let [start, end] = [0, line.length];
  while (line[start] === '\\') start += 1;
  while (end > start && line[end - 1] === '\\') end -= 1;
  return line.slice(start, end);
}

/** "#" begins a comment at the start of the line or after white space; in a URL fragment it does not. */
function withoutComment(line: string): string {
  const found = /(?:^|\s)#/.exec(line);
  return found === null ? line : line.slice(0, found.index);
}
