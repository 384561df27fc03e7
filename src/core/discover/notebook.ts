/** Jupyter notebooks: the Python of their code cells, with places in the .ipynb file. */
import type { Fact } from '../model.ts';
import type { Detector } from './detector.ts';
import { notebookCode } from './notebook/cells.ts';
import { pythonFacts } from './python/facts.ts';
import { mayLoad } from './python/surface.ts';

export const notebookDetector: Detector = {
  id: 'notebook',
  version: 1,
  about: {
    title: 'Models, datasets and AI services in notebooks',
    motivation: 'Notebooks are where models are first tried, and from where code is copied into products.',
    decides:
      'Reads the code cells as one Python text, with magics and shell lines left out. Line and column are those of the .ipynb file. Outputs and Markdown cells do not count.',
    remedy: 'Give revision= a full commit in the cell that loads the model, as in a Python file.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 32 * 1024 * 1024,
  wants: (path) => path.endsWith('.ipynb'),
  grammar: (input) => (mayLoad(new TextDecoder('utf-8').decode(input.bytes)) ? 'python' : null),
  facts(input, grammars): readonly Fact[] {
    const read = notebookCode(new TextDecoder('utf-8').decode(input.bytes));
    if (!read.ok)
      return [
        { kind: 'problem', code: 'syntax', message: `${read.message}: the notebook was not read`, line: read.line, column: read.column },
      ];
    if (grammars.python === undefined) return [];
    const { places } = read.code;
    return pythonFacts(grammars.python, read.code.text).map((fact) => {
      const place = places[fact.line - 1];
      const at = place === undefined ? { line: 1, column: 1 } : { line: place.line, column: place.column + fact.column - 1 };
      // A line of a notebook is inside a JSON string: an edit there would need its escapes, so none is offered.
      return fact.kind === 'load' ? { ...fact, ...at, pin: null } : { ...fact, ...at };
    });
  },
};
