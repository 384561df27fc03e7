/** The code of a notebook (nbformat 4) as one text, with the place in the .ipynb file that every line comes from. */
import { type JSONVisitor, visit } from 'jsonc-parser';
import { appendString, type SourceLine } from './source-text.ts';

export interface NotebookCode {
  readonly text: string;
  /** Index = line of `text` (0-based). */
  readonly lines: readonly SourceLine[];
}

export type NotebookResult =
  | { readonly ok: true; readonly code: NotebookCode }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

/** Never throws: what is no notebook is a result with its place. */
export function notebookCode(json: string): NotebookResult {
  const cells: { type: string; lines: SourceLine[] }[] = [];
  let error: { message: string; line: number; column: number } | null = null;
  let depth = 0;
  let property = '';
  /** Depths: 1 = notebook, 2 = cells, 3 = one cell, 4 = an array inside it. */
  const key: string[] = [];
  const visitor: JSONVisitor = {
    onObjectBegin() {
      depth += 1;
      if (depth === 3 && key[1] === 'cells') cells.push({ type: '', lines: [] });
    },
    onObjectEnd() {
      depth -= 1;
    },
    onArrayBegin() {
      depth += 1;
    },
    onArrayEnd() {
      depth -= 1;
    },
    onObjectProperty(name, _offset, _length, line, column) {
      property = name;
      key[depth] = name;
      key.length = depth + 1;
      // Its cells lie elsewhere; nothing found in it would look like nothing in it (T4).
      if (depth === 1 && name === 'worksheets') error ??= { message: 'nbformat 3 or older', line: line + 1, column: column + 1 };
    },
    onLiteralValue(value, offset, length, line, column) {
      const cell = cells.at(-1);
      if (cell === undefined || key[1] !== 'cells' || typeof value !== 'string') return;
      if (depth === 3 && property === 'cell_type') cell.type = value;
      else if (key[3] === 'source' && (depth === 3 || depth === 4))
        appendString(cell.lines, json.slice(offset + 1, offset + length - 1), line + 1, column + 2);
    },
    onError(_code, _offset, _length, line, column) {
      error ??= { message: 'not valid JSON', line: line + 1, column: column + 1 };
    },
  };
  try {
    visit(json, visitor, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Nesting beyond the stack.
    error ??= { message: 'nested too deeply', line: 1, column: 1 };
  }
  if (error !== null) return { ok: false, ...(error as { message: string; line: number; column: number }) };
  const lines = cells.filter((cell) => cell.type === 'code').flatMap((cell) => neutralized(cell.lines));
  return { ok: true, code: { text: lines.map((line) => line.text).join('\n'), lines } };
}

/** IPython magics and shell lines are no Python: they become comments. A cell of another language is left out. */
function neutralized(lines: readonly SourceLine[]): SourceLine[] {
  const first = lines.find((line) => line.text.trim() !== '')?.text.trim() ?? '';
  if (/^%%(?!time|capture|timeit|prun)/.test(first)) return [];
  // "% name" goes on with an expression of the line before; a magic has its name right behind the sign.
  return lines.map((line) => (/^\s*(?:%%?[A-Za-z]|[!?])/.test(line.text) ? { ...line, text: `#${line.text}` } : line));
}
