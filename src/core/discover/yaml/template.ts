/** Templates of YAML (Helm, Jinja) → YAML of the same length, so that every place stays what it is. */

/** Lines of control become comments, expressions become what only running them tells: `$(___)`. */
export function withoutTemplates(text: string): string {
  return text
    .replace(
      /^([ \t]*)\{[{%#]([^\n]*)[}%#]\}([ \t]*)$/gm,
      (_all, indent: string, inner: string, end: string) => `${indent}#${' '.repeat(inner.length + 3)}${end}`,
    )
    .replace(/\$?\{\{[^{}\n]{0,300}\}\}/g, (all) => `$(${'_'.repeat(all.length - 3)})`);
}
