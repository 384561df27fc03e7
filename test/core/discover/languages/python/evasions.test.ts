import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { scanImports } from '../../../../../src/core/discover/languages/python/import-scan.ts';
import { mayLoad } from '../../../../../src/core/discover/languages/python/surface.ts';
import type { Expression, LoadFact } from '../../../../../src/core/model/index.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { valuesOf } from '../../values-of.ts';

async function loads(code: string | Uint8Array): Promise<LoadFact[]> {
  return (await factsOf(pythonDetector, code)).flatMap((fact) => (fact.kind === 'load' ? [fact] : []));
}
async function targets(code: string): Promise<string[][]> {
  const facts = await factsOf(pythonDetector, code);
  return facts.flatMap((fact) => (fact.kind === 'load' ? [valuesOf(facts, fact.target, fact)] : []));
}
const T = 'from transformers import AutoModel\n';
const EVIL: Expression = { kind: 'literal', text: 'evil/x' };

describe('spellings of a load that a review found missing', () => {
  it.each([
    ['an alias', 'from transformers import pipeline as p\np("t", model="evil/x")\n'],
    ['an alias of a dataset loader', 'from datasets import load_dataset as ld\nld("evil/x")\n'],
    ['an alias of a class', 'from sentence_transformers import SentenceTransformer as ST\nST("evil/x")\n'],
    ['a class that a module of the project passes on', 'from app.deps import SentenceTransformer\nSentenceTransformer("evil/x")\n'],
    [
      'a name that the class around has, too',
      'from transformers import pipeline\nclass K:\n    pipeline = None\n    def f(self):\n        return pipeline("t", "evil/x")\n',
    ],
    ['a method of the hub client', 'from huggingface_hub import HfApi\nHfApi().snapshot_download("evil/x")\n'],
    ['parentheses around the callee', `${T}(AutoModel.from_pretrained)("evil/x")\n`],
    ['a carriage return that ends a comment', `${T}# c\rAutoModel.from_pretrained("evil/x")\n`],
    ['an octal escape', `${T}AutoModel.from_pretrained("evil/\\170")\n`],
    ['a joined path', `${T}import os\nAutoModel.from_pretrained(os.path.join("evil", "x"))\n`],
    ['a string that goes on in the next CRLF line', `${T}AutoModel.from_pretrained("evil\\\r\n/x")\n`],
  ])('%s', async (_name, code) => {
    expect(mayLoad(code.replaceAll('\r', '\n'))).toBe(true);
    expect((await loads(code)).map(({ target }) => target)).toEqual([EVIL]);
  });

  it.each([
    ['keywords from a dictionary', `${T}AutoModel.from_pretrained(**CFG)\n`],
    ['arguments from a list', `${T}AutoModel.from_pretrained(*ARGS)\n`],
    ['a path object', `${T}AutoModel.from_pretrained(Path("evil") / "x")\n`],
    ['the default model of a pipeline', 'from transformers import pipeline\npipeline("sentiment-analysis")\n'],
    ['a named character', `${T}AutoModel.from_pretrained("evil/\\N{LATIN SMALL LETTER X}")\n`],
  ])('said as unresolved, never dropped: %s', async (_name, code) => {
    const found = await targets(code);
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual([expect.stringMatching(/^\? /)]);
  });

  it.each([
    ['+=', 'M = "good/y"\nM += "-evil"\n'],
    ['global in a function', 'M = "good/y"\ndef setup():\n    global M\n    M = "evil/x"\n'],
    ['unpacking', 'M = "good/y"\n(M, N) = given()\n'],
    ['with … as', 'M = "good/y"\nwith open("f") as M:\n    pass\n'],
  ])('a name that is bound again by %s is not the first value alone', async (_name, code) => {
    const [found = []] = await targets(`${T}${code}AutoModel.from_pretrained(M)\n`);
    expect(found).toContain('good/y constant');
    expect(found.length).toBeGreaterThan(1);
  });

  it('self.name set in __init__ is not the class attribute alone', async () => {
    const code = `${T}class K:\n    name = "good/y"\n    def __init__(self):\n        self.name = "evil/x"\n    def load(self):\n        return AutoModel.from_pretrained(self.name)\n`;
    expect(await targets(code)).toEqual([['good/y constant', 'evil/x constant']]);
  });

  it('the variable of a comprehension hides the name of the module', async () => {
    const code = `${T}M = "good/y"\ndef f():\n    return [AutoModel.from_pretrained(M) for M in ["evil/x"]]\n`;
    expect(await targets(code)).toEqual([['evil/x']]);
  });

  it('what is beyond the limit of choices is not lost without a word', async () => {
    const names = Array.from({ length: 125 }, (_, index) => `"org/m${index}"`).join(', ');
    const [found = []] = await targets(`${T}def f():\n    for m in [${names}]:\n        AutoModel.from_pretrained(m)\n`);
    expect(found.at(-1)).toContain('more than 100');
  });

  it.each([
    ['update with a dictionary', 'os.environ.update({"HF_ENDPOINT": "https://evil.example"})\n'],
    ['update with a keyword', 'os.environ.update(HF_ENDPOINT="https://evil.example")\n'],
  ])('an endpoint set by %s', async (_name, code) => {
    expect((await factsOf(pythonDetector, `import os\n${code}`)).filter((fact) => fact.kind === 'endpoint')).toMatchObject([
      { variable: 'HF_ENDPOINT' },
    ]);
  });
});

describe('files that Python reads in another way', () => {
  it.each([
    ['UTF-16', Buffer.from('\uFEFFAutoModel.from_pretrained("evil/x")', 'utf16le')],
    ['UTF-7', Buffer.from('# coding: utf-7\nAutoModel.from+AF8-pretrained("evil/x")\n')],
    ['bytes that are not UTF-8', Buffer.from([0x78, 0x3d, 0xff, 0x0a])],
  ])('%s is a problem with its place', async (_name, bytes) => {
    expect((await factsOf(pythonDetector, bytes)).filter((fact) => fact.kind === 'problem')).toMatchObject([{ code: 'not-utf8', line: 1 }]);
  });

  it.each([['# -*- coding: latin-1 -*-\nx = "\xe9"\n'], ['# coding: utf-8\nx = 1\n']])('a harmless encoding is none: %j', async (text) => {
    expect(await factsOf(pythonDetector, Buffer.from(text, 'latin1'))).toEqual([]);
  });

  it.each([
    ['a.py', true],
    ['a.PY', true],
    ['a.pyw', true],
    ['a.pyc', false],
    ['a.pyi', false],
  ])('wants %s: %s', (path, expected) => {
    expect(pythonDetector.wants(path, 1)).toBe(expected);
  });

  it('does not double its work along a chain of names that each mention two others', async () => {
    const chain = Array.from(
      { length: 2000 },
      (_, index) => `  a${index + 1} = a${index} if c else b${index}\n  b${index + 1} = b${index} if c else a${index}\n`,
    ).join('');
    const found = await targets(
      `${T}def f(c):\n  a0 = "org/a"\n  b0 = "org/b"\n${chain}${'  AutoModel.from_pretrained(a9)\n'.repeat(500)}  AutoModel.from_pretrained(a1999)\n`,
    );
    expect(found).toHaveLength(501);
    expect(found[0]).toEqual(['org/a', 'org/b']);
  });

  it('reads the imports of one endless line in one pass', () => {
    expect(scanImports(`x = """${'import '.repeat(400_000)}"""\nimport os\n`).at(-1)).toMatchObject({ module: 'os', line: 2 });
  });
});
