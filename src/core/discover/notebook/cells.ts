/** The code of a notebook (nbformat 4) as one text, with the place in the .ipynb file that every line comes from. */
import { type JSONVisitor, visit } from 'jsonc-parser';

export interface NotebookCode {
  readonly text: string;
  /** Index = line of `text` (0-based). Lines are 1-based; `column` is where the source string begins. */
  readonly places: readonly { readonly line: number; readonly column: number }[];
}

export type NotebookResult =
  | { readonly ok: true; readonly code: NotebookCode }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

interface SourceLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

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
    onObjectProperty(name) {
      property = name;
      key[depth] = name;
      key.length = depth + 1;
    },
    onLiteralValue(value, _offset, _length, line, column) {
      const cell = cells.at(-1);
      if (cell === undefined || key[1] !== 'cells' || typeof value !== 'string') return;
      if (depth === 3 && property === 'cell_type') cell.type = value;
      else if (key[3] === 'source' && (depth === 3 || depth === 4)) {
        for (const text of value.replace(/\n$/, '').split('\n')) cell.lines.push({ text, line: line + 1, column: column + 2 });
      }
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
  return {
    ok: true,
    code: { text: lines.map((line) => line.text).join('\n'), places: lines.map(({ line, column }) => ({ line, column })) },
  };
}

/** IPython magics and shell lines are no Python: they become comments. A cell of another language is left out. */
function neutralized(lines: readonly SourceLine[]): SourceLine[] {
  const first = lines.find((line) => line.text.trim() !== '')?.text.trim() ?? '';
  if (/^%%(?!time|capture|timeit|prun)/.test(first)) return [];
  return lines.map((line) => (/^\s*[%!?]/.test(line.text) ? { ...line, text: `#${line.text}` } : line));
}
