import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notebookDetector } from '../../../../../src/core/discover/languages/python/notebook/index.ts';
import type { Fact, LoadFact } from '../../../../../src/core/model/index.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { valuesOf } from '../../values-of.ts';

type Cell = { readonly cell_type?: string; readonly source?: string | readonly string[]; readonly outputs?: unknown };

function notebook(cells: readonly Cell[]): string {
  return JSON.stringify(
    { cells: cells.map((cell) => ({ cell_type: 'code', metadata: {}, ...cell })), nbformat: 4, nbformat_minor: 5 },
    null,
    1,
  );
}

async function loads(json: string): Promise<LoadFact[]> {
  return (await factsOf(notebookDetector, json)).filter((fact): fact is LoadFact => fact.kind === 'load');
}

/** What stands in the file at the place of a fact. */
function at(json: string, { line, column }: Pick<Fact, 'line' | 'column'>, length: number): string | undefined {
  return json.split('\n')[line - 1]?.slice(column - 1, column - 1 + length);
}

const IMPORT = 'from transformers import AutoModel\n';

describe('notebooks: places are those of the .ipynb file', () => {
  it.each<[string, Cell]>([
    ['a list of lines', { source: [IMPORT, '\n', 'm = AutoModel.from_pretrained("org/a")\n'] }],
    ['one string', { source: `${IMPORT}\nm = AutoModel.from_pretrained("org/a")\n` }],
    ['behind escapes', { source: [IMPORT, 'd["k\\t\\u00e9"] = "\t", AutoModel.from_pretrained("org/a")'] }],
    ['a line in two strings', { source: [IMPORT, 'm = d["x"] or ', 'AutoModel.from_pretrained("org/a")'] }],
    ['a call in two strings', { source: [IMPORT, 'm = 1; AutoModel.from_pre', 'trained("org/a")'] }],
    ['Windows line ends', { source: `${IMPORT.trim()}\r\nm = AutoModel.from_pretrained("org/a")\r\n` }],
    ['an astral character before it', { source: [IMPORT, 'x = "𝕏"; AutoModel.from_pretrained("org/a")'] }],
  ])('%s', async (_, cell) => {
    const json = notebook([{ cell_type: 'markdown', source: ['# Title'] }, cell]);
    const found = await loads(json);
    expect(found).toMatchObject([{ target: { kind: 'literal', text: 'org/a' }, pin: { template: ', revision=\\"{commit}\\"' } }]);
    for (const load of found) {
      expect(at(json, load, 13)).toBe('AutoModel.fro');
      // The commit goes between the name and the parenthesis, in the JSON string.
      const { line, column, endColumn, source } = load.pin ?? { line: 0, column: 0, endColumn: 1, source: '' };
      expect([endColumn, json.split('\n')[line - 1]]).toEqual([column, source]);
      expect(source.slice(0, column - 1)).toMatch(/org\/a\\"$/);
    }
  });

  it('escaped line ends inside a Python string are no line ends', async () => {
    const json = notebook([{ source: [IMPORT, 'x = "a\\nb"\n', 'AutoModel.from_pretrained("org/a")'] }]);
    const [load] = await loads(json);
    expect(load && at(json, load, 9)).toBe('AutoModel');
  });

  it('names go from cell to cell', async () => {
    const json = notebook([{ source: ['MODEL = "org/a"'] }, { source: [IMPORT, 'AutoModel.from_pretrained(MODEL)'] }]);
    const facts = await factsOf(notebookDetector, json);
    const load = facts.find((fact) => fact.kind === 'load');
    expect(load && valuesOf(facts, load.target, load)).toEqual(['org/a constant']);
  });
});

describe('notebooks: what counts', () => {
  const load = 'AutoModel.from_pretrained("org/a")';
  it.each<[string, readonly Cell[], number]>([
    [
      'magics and shell lines beside it',
      [{ source: [IMPORT, '%matplotlib inline\n', '!pip install x\n', '  !ls "\n', `${load}\n`, '?load'] }],
      1,
    ],
    ['a cell that is timed', [{ source: ['%%time\n', IMPORT, load] }], 1],
    ['an expression that goes on with "%"', [{ source: [IMPORT, 'x = (1\n', '  % 2)\n', load] }], 1],
    ['a cell of another language', [{ source: IMPORT }, { source: ['%%bash\n', load] }], 0],
    ['Markdown', [{ source: IMPORT }, { cell_type: 'markdown', source: load }], 0],
    ['raw text', [{ source: IMPORT }, { cell_type: 'raw', source: load }], 0],
    ['outputs', [{ source: IMPORT, outputs: [{ text: [load], data: { source: load, cell_type: 'code' } }] }], 0],
    ['comments', [{ source: [IMPORT, `# ${load}`] }], 0],
    ['a cell without source', [{}, { source: [] }, { source: IMPORT + load }], 1],
  ])('%s', async (_, cells, count) => {
    expect(await loads(notebook(cells))).toHaveLength(count);
  });

  it('imports count without any load (T5)', async () => {
    const facts = await factsOf(notebookDetector, notebook([{ source: 'from tests.helper import load_it' }]));
    expect(facts).toMatchObject([{ kind: 'import', module: 'tests.helper' }]);
  });

  it('an endpoint counts (T9)', async () => {
    const facts = await factsOf(notebookDetector, notebook([{ source: 'import os\nos.environ["HF_ENDPOINT"] = "https://evil.example"' }]));
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'endpoint', variable: 'HF_ENDPOINT' }));
  });
});

describe('notebooks: bad input is a problem with its place', () => {
  it.each<[string, string | Uint8Array, number, number]>([
    ['no JSON', 'not a notebook', 1, 1],
    ['nothing', '', 1, 1],
    ['cut in half', notebook([{ source: 'x = 1' }]).slice(0, 60), 5, 1],
    ['a trailing comma', '{\n "cells": [],\n}', 3, 1],
    ['a key that is given twice', '{"cells": [{"source": "x", "source": "y"}]}', 1, 26],
    ['NUL', '\0', 1, 1],
  ])('%s', async (_, content, line, column) => {
    const facts = await factsOf(notebookDetector, content);
    expect(facts).toMatchObject([{ kind: 'problem', code: 'syntax' }]);
    const [first] = facts;
    expect([first?.line, (first?.column ?? 0) >= column]).toEqual([line, true]);
  });

  it('invalid UTF-8, deep nesting, strange shapes: an answer', async () => {
    const shapes = [
      '{"cells": {"source": "x"}}',
      '[]',
      '{"cells": [1, [["source"]]]}',
      '{"cells": [{"source": {"a": ["x"]}}]}',
      `{"cells": ${'['.repeat(30_000)}`,
    ];
    for (const shape of shapes) expect(Array.isArray(await factsOf(notebookDetector, shape))).toBe(true);
    expect(Array.isArray(await factsOf(notebookDetector, Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d])))).toBe(true);
  });

  it('any code, cut into strings anywhere, has its place', async () => {
    const code = `${IMPORT}x = {"a": "\\t"}\nAutoModel.from_pretrained("org/a")\n`;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(code.length), { maxLength: 5 }), async (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), code.length];
        const json = notebook([{ source: ends.map((end, index) => code.slice(ends[index - 1] ?? 0, end)) }]);
        const [load] = await loads(json);
        expect(load && at(json, load, 1)).toBe('A');
      }),
      { numRuns: 50 },
    );
  });
});
