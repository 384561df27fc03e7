/** Cells → texts that can be parsed: Python, and lines of a shell. */
import type { ProblemFact } from '../../../../model/index.ts';
import { endsOpen } from '../code-only.ts';
import { plainNames } from '../source.ts';
import { problemFact } from '../../../text-input.ts';
import { type NotebookCell, notebookCells } from './cells.ts';
import { readCell } from './magics.ts';
import { placeIn, type SourceLine } from './source-text.ts';

export interface NotebookCode {
  readonly text: string;
  /** Index = line of `text` (0-based). */
  readonly lines: readonly SourceLine[];
}

export interface Notebook {
  /** One for the cells that share their names, and one for each that cannot stand beside others. */
  readonly python: readonly NotebookCode[];
  readonly shell: readonly NotebookCode[];
  readonly problems: readonly ProblemFact[];
}

export function readNotebook(json: string): Notebook {
  const read = notebookCells(json);
  if (!read.ok) return { python: [], shell: [], problems: [problemFact('syntax', `${read.message}: the notebook was not read`, read)] };
  const { language } = read;
  if (language !== null && !/python/i.test(language.name) && read.cells.length > 0) {
    const message = `cells in ${language.name.slice(0, 40)} are not read`;
    return { python: [], shell: [], problems: [problemFact('unsupported', message, language)] };
  }
  return assembled(read.cells);
}

function assembled(cells: readonly NotebookCell[]): Notebook {
  const shared: SourceLine[] = [];
  const apart: NotebookCode[] = [];
  const shell: NotebookCode[] = [];
  const problems: ProblemFact[] = [];
  for (const cell of cells) {
    const { python, shell: commands, unread } = readCell(cell);
    const code = codeOf(python);
    // Each cell is compiled by itself: a string that it leaves open must not swallow the next one.
    if (endsOpen(code.text)) apart.push(code);
    else for (const line of python) shared.push(line);
    if (commands.length > 0) shell.push(codeOf(commands));
    if (unread !== null) problems.push(problemFact('unsupported', unread.message, placeIn(unread.line, 1)));
  }
  return { python: [codeOf(shared), ...apart], shell, problems };
}

function codeOf(lines: readonly SourceLine[]): NotebookCode {
  return { text: plainNames(lines.map((line) => line.text).join('\n')), lines };
}
