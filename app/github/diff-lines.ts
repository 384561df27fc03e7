/** Lines that a pull request's diff shows: only there a review comment may stand. Pure. */

/** Line number in the new file → its text, for one file's patch in unified format, as the API gives it. */
export function shownLines(patch: string): ReadonlyMap<number, string> {
  const shown = new Map<number, string>();
  let line = 0;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(text);
    if (hunk !== null) {
      line = Number(hunk[1]);
      continue;
    }
    // Before the first hunk, and "\ No newline at end of file".
    if (line === 0 || text.startsWith('\\') || text.startsWith('-')) continue;
    shown.set(line, text.slice(1).replace(/\r$/, ''));
    line += 1;
  }
  return shown;
}
