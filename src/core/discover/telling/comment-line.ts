/** Lines of code that are a comment as most languages write one. Of a directive (`//go:embed`) it is not one. Pure. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/(?!go:)|\*\s)/.test(line);
}

/** The same of settings and templates: `# text`. Of a directive (`#define`, `#!/bin/sh`, `#{…}`) it is not one. */
export function isRemark(line: string): boolean {
  return /^\s*#+(?:\s(?!\s*(?:define|include|if|el|endif|pragma)\b)|$)/.test(line);
}
