/** Lines of a text as Python and JSON count them: ended by "\n", "\r\n" or a lone "\r". */

export interface Lines {
  /** Without a byte order mark and without the line ends. */
  readonly texts: readonly string[];
  /** Offset in the text of the first character of each line, behind the byte order mark. */
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const texts: string[] = [];
  // Columns do not count the mark: no reader of the text sees it.
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  let start = starts[0] ?? 0;
  for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) {
    texts.push(text.slice(start, index));
    start = index + end.length;
    starts.push(start);
  }
  texts.push(text.slice(start));
  return { texts, starts };
}
