/** The code cells of a notebook (nbformat 3 and 4), with the place in the .ipynb file that every line comes from. */
import { type JSONVisitor, visit } from 'jsonc-parser';
import { appendString, type SourceLine } from './source-text.ts';

export type NotebookCell = readonly SourceLine[];

export interface CellsProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type NotebookResult =
  | { readonly ok: true; readonly cells: readonly NotebookCell[]; readonly language: (CellsProblem & { readonly name: string }) | null }
  | ({ readonly ok: false } & CellsProblem);

interface Cell {
  type: string;
  lines: SourceLine[];
  readonly keys: Set<string>;
}

/** Cells of these kinds never run. One without a kind, or of another, may. */
const NO_CODE = new Set(['markdown', 'raw', 'heading', 'html']);
/** Given twice, readers differ about which of them counts. */
const TELLING = new Set(['cells', 'worksheets', 'cell_type', 'source', 'input']);

/** Never throws: what is no notebook is a result with its place. */
export function notebookCells(json: string): NotebookResult {
  const cells: Cell[] = [];
  const top = new Set<string>();
  let error: CellsProblem | null = null;
  let language: (CellsProblem & { name: string }) | null = null;
  let depth = 0;
  let property = '';
  /** Key at each depth: 1 = notebook, 2 = its cells, 3 = one cell, 4 = an array inside it. In nbformat 3 two more, of the worksheet. */
  const key: string[] = [];
  const cellDepth = (): number => (key[1] === 'cells' ? 3 : key[1] === 'worksheets' && key[3] === 'cells' ? 5 : 0);
  const twice = (name: string, line: number, column: number): void => {
    error ??= { message: `the key "${name}" is given twice`, line: line + 1, column: column + 1 };
  };
  const visitor: JSONVisitor = {
    onObjectBegin() {
      depth += 1;
      if (depth === cellDepth()) cells.push({ type: '', lines: [], keys: new Set() });
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
      const keys = depth === 1 ? top : depth === cellDepth() ? cells.at(-1)?.keys : undefined;
      if (keys === undefined || !TELLING.has(name)) return;
      if (keys.has(name)) twice(name, line, column);
      keys.add(name);
    },
    onLiteralValue(value, offset, length, line, column) {
      if (typeof value !== 'string') return;
      if (key[1] === 'metadata' && depth === 3 && /^(?:language_info name|kernelspec language)$/.test(`${key[2]} ${property}`))
        language = { name: value, message: '', line: line + 1, column: column + 1 };
      const cell = cells.at(-1);
      const own = cellDepth();
      if (cell === undefined || own === 0) return;
      if (depth === own && property === 'cell_type') cell.type = value;
      else if ((key[own] === 'source' || key[own] === 'input') && (depth === own || depth === own + 1))
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
  if (error !== null) return { ok: false, ...(error as CellsProblem) };
  return { ok: true, cells: cells.filter(({ type }) => !NO_CODE.has(type)).map(({ lines }) => lines), language };
}
