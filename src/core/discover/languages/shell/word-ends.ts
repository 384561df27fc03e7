/** Where what a shell opens ends: here-documents, brackets. */

/** Each line, as a here-document can end with it → where it stands last. */
export function linesOf(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    found.set(line, start);
    found.set(line.replace(/^\t+/, ''), start);
    start = end < 0 ? text.length : end + 1;
  }
  return found;
}

/** The offset of the bracket that closes the one at `open`, or null. */
export function closing(text: string, open: number, brackets: '()' | '{}'): number | null {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === "'") {
      const end = text.indexOf("'", index + 1);
      if (end < 0) return null;
      index = end;
    } else if (character === brackets[0]) depth += 1;
    else if (character === brackets[1]) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return null;
}
