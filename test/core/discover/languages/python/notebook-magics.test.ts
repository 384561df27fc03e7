import { describe, expect, it } from 'vitest';
import { notebookDetector } from '../../../../../src/core/discover/languages/python/notebook/index.ts';
import type { Fact } from '../../../../../src/core/model/index.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { told } from '../../linking.ts';

const IMPORT = 'from transformers import AutoModel\n';
const LOAD = 'AutoModel.from_pretrained("org/a")';

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', source })), nbformat: 4 }, null, 1);
}

async function factsIn(...cells: readonly string[]): Promise<readonly Fact[]> {
  return factsOf(notebookDetector, notebook(IMPORT, ...cells));
}

/** Names that are loaded, or "?" where reading does not tell; problems by their code. */
async function found(...cells: readonly string[]): Promise<string[]> {
  return (await factsIn(...cells)).flatMap((fact) => {
    if (fact.kind === 'problem') return [fact.code];
    return fact.kind === 'load' ? [fact.target.kind === 'literal' ? fact.target.text : '?'] : [];
  });
}

describe('code behind magics is read', () => {
  it.each([
    [`%time m = ${LOAD}`],
    [`%timeit ${LOAD}`],
    [`%timeit -n1 -r 3 -o ${LOAD}`],
    [`  %time ${LOAD}`],
    [`if True:\n    %time m = ${LOAD}\nelse:\n    !echo`],
    [`%memit ${LOAD}`],
    [`%prun -l 10 -s cumulative ${LOAD}`],
    [`%lprun -f AutoModel.from_pretrained ${LOAD}`],
    [`m = %time ${LOAD}`],
    [`t = %timeit -o -n1 ${LOAD}`],
    [`%%time\n${LOAD}`],
    [`\n\n%%time\n${LOAD}`],
    [`%%memit\n${LOAD}`],
    [`%%capture out --no-stderr\n${LOAD}`],
    [`%%timeit m = ${LOAD}\npass`],
    [`%%timeit -n 1\n${LOAD}`],
    [`%%python3\n${LOAD}`],
    [`%%script python3.12\n${LOAD}`],
    [`%%script --bg python\n${LOAD}`],
    [`%%writefile app.py\n${LOAD}`],
    [`%%writefile -a "src/app.py"\n${LOAD}`],
    [`%%file app.py\n${LOAD}`],
    [`%%time\n%%memit\n${LOAD}`],
    [`!pip install -q transformers \\\n  'datasets'\n${LOAD}`],
    [`if True:\n    !echo hi\nelse:\n    %cd ..\nq = ${LOAD}`],
    [`x = !ls\n${LOAD}`],
    [`a, b = !ls\n${LOAD}`],
    [`AutoModel?\nm??\n?m\n${LOAD}`],
    [`%load_ext autoreload\n%autoreload 2\n${LOAD}`],
    [`x = %who_ls str\n${LOAD}`],
  ])('%j', async (cell) => {
    expect(await found(cell)).toEqual(['org/a']);
  });

  it('a line keeps its places, and its commit is written there', async () => {
    const json = notebook(`${IMPORT}%time m = ${LOAD}`);
    const load = (await factsOf(notebookDetector, json)).find((fact) => fact.kind === 'load');
    expect(load?.line).toBeGreaterThan(1);
    const line = json.split('\n')[(load?.line ?? 1) - 1] ?? '';
    expect(line.slice((load?.column ?? 1) - 1)).toMatch(/^AutoModel/);
    expect(load?.pin?.source.slice(0, load.pin.column - 1)).toMatch(/org\/a\\"$/);
  });
});

describe('commands of a notebook are read', () => {
  it.each([
    ['!hf download org/a'],
    ['!!hf download org/a'],
    ['x = !hf download org/a'],
    ['%sx hf download org/a'],
    ['%%bash\nhf download org/a --local-dir x'],
    ['%%sh\nset -e\nhf download \\\n  org/a'],
    ['%%script bash\nhf download org/a'],
    ['%%writefile get.sh\nhf download org/a'],
    ['if True:\n    !hf download org/a'],
    ['!hf download \\\n    org/a'],
  ])('%j', async (cell) => {
    expect(await found(cell)).toEqual(['org/a']);
  });

  it('a Python value in a command is no name', async () => {
    expect(await found('MODEL = "org/a"', '!hf download {MODEL}', '!hf download $MODEL')).toEqual(['?', '?']);
  });
});

describe('what is not read is said', () => {
  it.each([
    [`%%mystery\n${LOAD}`, ['unsupported']],
    [`%%R\nlibrary(reticulate)`, ['unsupported']],
    [`%%cython\n${LOAD}`, ['unsupported']],
    [`%%writefile compose.yaml\nservices: {}`, ['unsupported']],
    ['%%html\n<b>AutoModel.from_pretrained("org/a")</b>', []],
    ['%%javascript\nAutoModel.from_pretrained("org/a")', []],
    ['%%writefile kernel.cu\nint main() {}', []],
    ['%%writefile README.md\nAutoModel.from_pretrained("org/a")', []],
    [`x y z\n${LOAD}`, ['org/a', 'syntax']],
  ])('%j', async (cell, expected) => {
    expect((await found(cell)).sort()).toEqual(expected);
  });

  it('a notebook of another language is not read', async () => {
    const json = JSON.stringify({ cells: [{ cell_type: 'code', source: 'x <- 1' }], metadata: { language_info: { name: 'R' } } });
    expect(await factsOf(notebookDetector, json)).toMatchObject([{ kind: 'problem', code: 'unsupported' }]);
  });

  it('a string that one cell leaves open does not swallow the next', async () => {
    expect(await found("x = '''", LOAD, "'''")).toContain('org/a');
    expect(await found('x = f"{y["\'\'\'"]}"', LOAD, "'''")).toContain('org/a');
    expect(await found('x = 1 + \\', LOAD)).toContain('org/a');
  });
});

describe('forms of notebooks', () => {
  it.each([
    ['nbformat 3', { worksheets: [{ cells: [{ cell_type: 'code', input: [IMPORT, LOAD] }] }], nbformat: 3 }],
    ['nbformat 3, one text', { worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: IMPORT + LOAD }] }] }],
    ['a cell without a kind', { cells: [{ source: IMPORT + LOAD }] }],
    ['a cell of a kind that nobody knows', { cells: [{ cell_type: 'sourcecode', source: IMPORT + LOAD }] }],
    ['metadata of Python', { metadata: { kernelspec: { language: 'python' } }, cells: [{ cell_type: 'code', source: IMPORT + LOAD }] }],
  ])('%s', async (_name, document) => {
    expect((await factsOf(notebookDetector, JSON.stringify(document))).filter(({ kind }) => kind === 'load')).toHaveLength(1);
  });

  it.each([
    ['a.ipynb', true],
    ['a.IPYNB', true],
    ['a.ipynb.txt', false],
  ])('wants %s: %s', (path, expected) => {
    expect(notebookDetector.wants(path, 1)).toBe(expected);
  });
});

describe('what magics do to names and to the environment', () => {
  it('%run may bind any name', async () => {
    const cells = ['N = "org/a"', '%run setup_names.py', 'AutoModel.from_pretrained(N)'];
    expect(await told({ 'a.ipynb': notebook(IMPORT, ...cells) })).toEqual([expect.stringContaining('org/a elsewhere')]);
    const tree = { 'a.ipynb': notebook(IMPORT, ...cells), 'setup_names.py': 'N = "evil/x"\n' };
    expect((await told(tree)).join()).toContain('evil/x');
    expect(await told({ ...tree, 'setup_names.py': 'M = "evil/x"\n' })).toEqual([expect.stringContaining('org/a constant')]);
  });

  it.each([
    ['%env HF_ENDPOINT=https://evil.example'],
    ['%env HF_ENDPOINT https://evil.example'],
    ['%set_env HF_ENDPOINT=https://evil.example'],
  ])('%s', async (cell) => {
    expect(await factsIn(cell)).toContainEqual(
      expect.objectContaining({ kind: 'endpoint', variable: 'HF_ENDPOINT', value: { kind: 'literal', text: 'https://evil.example' } }),
    );
  });
});

it('hostile cells cost what they are long (T18)', async () => {
  const cells = [
    `%timeit ${'-n1 '.repeat(5_000)}${LOAD}`,
    `x${' = '.repeat(300)}!ls`,
    `!a \\\n${'b \\\n'.repeat(50_000)}`,
    `!hf download ${'{a'.repeat(100_000)}`,
    '?'.repeat(200_000),
    `${'[a, '.repeat(300)} = !ls`,
    `%%${'x'.repeat(200_000)}`,
  ];
  expect(Array.isArray(await factsIn(...cells))).toBe(true);
}, 20_000);

describe('what a shell line or magic installs and runs', () => {
  it.each([
    ['!pip install torch==2.6.0', 'pypi/torch'],
    ['%pip install -q llama-cpp-python', 'pypi/llama-cpp-python'],
    ['%uv pip install vllm', 'pypi/vllm'],
    ['%%bash\npip install openai', 'pypi/openai'],
    ['!docker run -p 8000:8000 vllm/vllm-openai:v0.9', 'docker'],
    ['!pip install pandas', undefined],
  ])('%s', async (cell, expected) => {
    const facts = await factsOf(notebookDetector, notebook(cell));
    const names = facts.flatMap((fact) =>
      fact.kind === 'package' ? [`${fact.ecosystem}/${fact.name}`] : fact.kind === 'run' ? [fact.api] : [],
    );
    expect(names).toEqual(expected === undefined ? [] : [expected]);
  });
});
