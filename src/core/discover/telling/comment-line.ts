/** Lines of code that are a comment as most languages write one. Of a directive (`//go:embed`) it is not one. Pure. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/(?!go:)|\*\s)/.test(line);
}
