/** How the demo writes. */

/** Set in, so that what people see on GitHub is told apart from what the demo says. */
export function indented(markdown: string): string {
  return markdown
    .trim()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

/** `milliseconds` → "2.1 s". */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
