/** Jupyter notebooks: the Python of their code cells, with places in the .ipynb file. */
import type { Fact } from '../model.ts';
import type { Detector, FileInput } from './detector.ts';
import { notebookCode, type NotebookResult } from './notebook/cells.ts';
import { notebookSites } from './notebook/sites.ts';
import { placeIn } from './notebook/source-text.ts';
import { pythonFacts } from './python/facts.ts';
import { mayLoad, surfaceFacts } from './python/surface.ts';
import { runFacts } from './starts/python-runs.ts';

export const notebookDetector: Detector = {
  id: 'notebook',
  version: 5,
  about: {
    title: 'Models, datasets and AI services in notebooks',
    motivation: 'Notebooks are where models are first tried, and from where code is copied into products.',
    decides:
      'Reads the code cells as one Python text, with magics and shell lines left out. Line and column are those of the .ipynb file. Outputs and Markdown cells do not count. A commit is written into the JSON string of the line that loads; nothing else of the file changes.',
    remedy: 'Give revision= a full commit in the cell that loads the model, as in a Python file. "weighbridge pin --write" does so.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => path.endsWith('.ipynb'),
  grammar(input) {
    const read = readOnce(input);
    return read.ok && mayLoad(read.code.text) ? 'python' : null;
  },
  facts(input, grammars): readonly Fact[] {
    const read = readOnce(input);
    if (!read.ok)
      return [
        { kind: 'problem', code: 'syntax', message: `${read.message}: the notebook was not read`, line: read.line, column: read.column },
      ];
    const { lines, text } = read.code;
    const siteOf = notebookSites(read.json, read.code);
    // Imports count without a load, too: they can make a test's place one of the product (T5).
    const facts = [...(grammars.python === undefined ? surfaceFacts(text) : pythonFacts(grammars.python, text)), ...runFacts(text)];
    return facts.map((fact) => {
      const line = lines[fact.line - 1];
      const at = line === undefined ? { line: 1, column: 1 } : placeIn(line, fact.column);
      // A line of a notebook is inside a JSON string: an edit there needs its escapes.
      return fact.kind === 'load' ? { ...fact, ...at, pin: fact.pin && siteOf(fact.pin) } : { ...fact, ...at };
    });
  },
};

/** The question for the grammar and the facts come for the same input: its JSON is read once. */
type Read = NotebookResult & { readonly json: string };
const known = new WeakMap<FileInput, Read>();

function readOnce(input: FileInput): Read {
  const before = known.get(input);
  if (before !== undefined) return before;
  const json = new TextDecoder('utf-8').decode(input.bytes);
  const read = { ...notebookCode(json), json };
  known.set(input, read);
  return read;
}
