/** Templates of YAML (Helm, Jinja) → YAML of the same length, so that every place stays what it is. */

/** Lines of control become comments, expressions become what only running them tells: `$(___)`. */
export function withoutTemplates(text: string): string {
  return overLines(text)
    .replace(
      /^([ \t]*)\{[{%#]([^\n]*)[}%#]\}([ \t]*)$/gm,
      (_all, indent: string, inner: string, end: string) => `${indent}#${' '.repeat(inner.length + 3)}${end}`,
    )
    .replace(/\$?\{\{[^{}\n]{0,300}\}\}/g, (all) => `$(${'_'.repeat(all.length - 3)})`);
}

/** An action over several lines, with nothing before and behind it. */
const LONG = /^([ \t]*)\{\{-?[ \t]*[^{}]{0,4000}?\}\}[ \t]*$/gm;

function overLines(text: string): string {
  return text.replace(LONG, (all: string, indent: string) => {
    if (!all.includes('\n')) return all;
    return all
      .split('\n')
      .map((line, index) =>
        index === 0
          ? `${indent}#${' '.repeat(Math.max(0, line.length - indent.length - 1))}`
          : line === ''
            ? ''
            : `#${' '.repeat(line.length - 1)}`,
      )
      .join('\n');
  });
}
