import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMIT, pin, planOf } from './pinning.ts';
import { HEAD, REFUSED, SHAPES } from './shapes.ts';

const LOAD = 'AutoModel.from_pretrained("org/a")';
const DONE = `AutoModel.from_pretrained("org/a", revision="${COMMIT}")`;
const IMPORT = 'from transformers import AutoModel\n';

interface Style {
  readonly indent?: number | string;
  /** Non-ASCII characters as escapes, as nbformat writes them with ensure_ascii. */
  readonly ascii?: boolean;
  readonly outputs?: unknown;
  readonly eol?: string;
}

function notebook(source: string | readonly string[], { indent = 1, ascii = false, outputs = [], eol = '\n' }: Style = {}): string {
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# Title\n', LOAD] },
    { id: 'a1', cell_type: 'code', metadata: { z: 1, a: 2.5 }, execution_count: 3, outputs, source },
  ];
  const json = JSON.stringify({ nbformat_minor: 5, cells, metadata: { kernelspec: { name: 'python3' } }, nbformat: 4 }, null, indent);
  const escaped = ascii ? json.replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
  return `${escaped}\n`.replaceAll('\n', eol);
}

/** As Jupyter keeps a cell: a list of lines with their ends. */
function lines(code: string): string[] {
  return code.split(/(?<=\n)/);
}

describe('an edit of a notebook changes one JSON string, in one line of the file', () => {
  it.each(SHAPES)('%s', async (before, after) => {
    for (const form of [lines, (code: string) => [...lines(HEAD), code.slice(HEAD.length)]]) {
      const json = notebook(form(`${HEAD}m = ${before}\nz = 1`));
      const { files, refused } = await pin({ 'a.ipynb': json });
      expect(refused).toEqual([]);
      expect(files['a.ipynb']).toBe(notebook(form(`${HEAD}m = ${after}\nz = 1`)));
    }
  });

  it.each<[string, Style]>([
    ['two spaces', { indent: 2 }],
    ['tabs', { indent: '\t' }],
    ['CRLF between the lines of the file', { eol: '\r\n' }],
    ['ASCII escapes', { ascii: true }],
    ['outputs that look like code', { outputs: [{ output_type: 'stream', name: 'stdout', text: [LOAD, '\u001b[0m"\\u0022"'] }] }],
  ])('the style of the file stays: %s', async (_name, style) => {
    const code = `${IMPORT}s = "é𝕏\\t"; m = ${LOAD}\n`;
    const { files } = await pin({ 'a.ipynb': notebook(lines(code), style) });
    expect(files['a.ipynb']).toBe(notebook(lines(code.replace(LOAD, DONE)), style));
  });

  it.each<[string, string, string]>([
    ['a byte order mark', `\uFEFF${notebook(lines(IMPORT + LOAD))}`, `\uFEFF${notebook(lines(IMPORT + DONE))}`],
    ['one string instead of a list', notebook(IMPORT + LOAD), notebook(IMPORT + DONE)],
    ['Windows line ends in the code', notebook(`${IMPORT.trim()}\r\n${LOAD}\r\n`), notebook(`${IMPORT.trim()}\r\n${DONE}\r\n`)],
    ['a line in two strings', notebook([IMPORT, 'm = d["x"] or ', LOAD]), notebook([IMPORT, 'm = d["x"] or ', DONE])],
    [
      'a call in two strings',
      notebook([IMPORT, 'm = AutoModel.from_pre', 'trained("org/a")']),
      notebook([IMPORT, 'm = AutoModel.from_pre', `trained("org/a", revision="${COMMIT}")`]),
    ],
    [
      'an argument list in two strings',
      notebook([IMPORT, 'm = AutoModel.from_pretrained("org/a"', ')']),
      notebook([IMPORT, `m = AutoModel.from_pretrained("org/a", revision="${COMMIT}"`, ')']),
    ],
    ['quotes as \\u0022', notebook([IMPORT, LOAD]).replaceAll('\\"', '\\u0022'), notebook([IMPORT, DONE]).replaceAll('\\"', '\\u0022')],
    [
      'magics around it',
      notebook(['%matplotlib inline\n', IMPORT, '!pip install x\n', LOAD]),
      notebook(['%matplotlib inline\n', IMPORT, '!pip install x\n', DONE]),
    ],
  ])('%s', async (_name, before, after) => {
    expect(await pin({ 'a.ipynb': before })).toEqual({ files: { 'a.ipynb': after }, refused: [] });
  });
});

describe('what cannot be placed exactly stays as it is', () => {
  it.each(REFUSED)('%s: %s', async (code, expected) => {
    const json = notebook(lines(`${HEAD}import os\nm = ${code}`));
    const { files, refused } = await pin({ 'a.ipynb': json });
    expect(files['a.ipynb']).toBe(json);
    expect(new Set(refused.map((one) => one.code))).toEqual(new Set([expected]));
  });

  it.each<[string, string]>([
    ['a literal in two strings', notebook([IMPORT, 'AutoModel.from_pretrained("org/a", revision="ma', 'in")'])],
    ['a file in one line', notebook(lines(IMPORT + LOAD), { indent: 0, outputs: ['x'.repeat(300)] })],
    ['a secret in the line (T21)', notebook(lines(`${IMPORT}m = ${LOAD}; login(token="my secret")`))],
  ])('%s', async (_name, json) => {
    const { files, refused } = await pin({ 'a.ipynb': json });
    expect([files['a.ipynb'], refused.map(({ code }) => code)]).toEqual([json, ['no-site']]);
    expect(JSON.stringify(await planOf({ 'a.ipynb': json }))).not.toContain('my secret');
  });
});

it('whatever the outputs, metadata and other cells are, they stay byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json(), { maxLength: 3 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 }),
      fc.constantFrom(1, 2, '\t'),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      async (outputs, comments, indent, ascii, eol) => {
        const noise = comments.map((text) => `# ${text.toWellFormed().replace(/[\r\n]/g, ' ')}\n`);
        const style = { outputs, indent, ascii, eol };
        const { files } = await pin({ 'a.ipynb': notebook([IMPORT, ...noise, `m = ${LOAD}\n`, ...noise], style) });
        expect(files['a.ipynb']).toBe(notebook([IMPORT, ...noise, `m = ${DONE}\n`, ...noise], style));
      },
    ),
    { numRuns: 100 },
  );
});
