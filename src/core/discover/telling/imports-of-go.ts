/** Go's list of imports: literals that stand below each other, and are neither names on a hub nor parts of one. Pure. */

const IMPORT = /^\s*(?:(?:[\w.]{1,80} )?"[^"\s]{1,200}"\s*(?:\/\/.*)?|\/\/.*)?$/;

/** Where it stands, if all that it holds are imports. */
export function importsOfGo(text: string): { readonly start: number; readonly end: number } {
  const start = text.search(/^import \($/m);
  const end = start < 0 ? -1 : text.indexOf('\n)', start);
  const lines = text.slice(start, Math.max(start, end)).split('\n').slice(1);
  return lines.every((line) => IMPORT.test(line)) ? { start, end } : { start: 0, end: 0 };
}

/** Imports are no parts of a literal, though nothing but a line end is between them. */
export function withoutImportsOfGo(text: string): string {
  const { start, end } = importsOfGo(text);
  return end > start ? text.slice(0, start) + text.slice(end) : text;
}

/** The same of some lines of a file of Go, in which no literal stands alone on its line but an import. */
export function withoutImportLines(lines: readonly string[]): string[] {
  return lines.filter((line) => !/^\s*(?:[\w.]{1,80} )?"[^"\s]{1,200}"\s*$/.test(line));
}
