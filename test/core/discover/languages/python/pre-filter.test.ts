import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { API_TABLE } from '../../../../../src/core/discover/languages/python/api-table.ts';
import { pythonFacts } from '../../../../../src/core/discover/languages/python/facts.ts';
import { mayLoad } from '../../../../../src/core/discover/languages/python/surface.ts';
import { pythonParser } from '../../../../support/grammar.ts';

const LOAD = "AutoModel.from_pretrained('evil/x')";

/** What counts for the gate: loads, and endpoints of the process. A file that Python cannot read runs nothing. */
async function isTelling(text: string): Promise<boolean> {
  const facts = pythonFacts(text, await pythonParser());
  return facts.some(({ kind }) => kind === 'load' || kind === 'endpoint') && !facts.some(({ kind }) => kind === 'problem');
}

describe('whatever the full reader would use, the pre-filter lets through (T35)', () => {
  it.each([
    [`x = f"{${LOAD}}"`],
    [`x = f"{f'{AutoModel.from_pretrained("evil/x")}'}"`],
    [`x = f"{AutoModel.from_pretrained("evil/x")}"`],
    [`x = f"""\n{${LOAD}!r:>{10}}\n"""`],
    [`x = f"{{{${LOAD}}}}"`],
    [`x = f"{'}' + y["a'"]}"; ${LOAD}  # '`],
    [`x = f"{ {{1}, "a'"} }"; ${LOAD}  # '`],
    [`x = rb'\\\\'; y = ''; ${LOAD}`],
    [`x = '\\\n'; ${LOAD}`],
    [`AutoModel \\\n  . \\\n  from_pretrained('evil/x')`],
    ['import os\nos.environ["HF_" "ENDPOINT"] = "https://evil.example"'],
    ['import os\nos.environ["HF_" + "ENDPOINT"] = "https://evil.example"'],
    ['import os\nos.environ["HF\\x5fENDPOINT"] = "https://evil.example"'],
    ['import os\nos.environ.update({"HF_" "ENDPOINT": "https://evil.example"})'],
    ['from openai import OpenAI\nc = OpenAI()\n(c.chat\n  .completions\n  .create(model="gpt-x"))'],
    ['from openai.resources.chat import completions as c\nc.create(model="gpt-x")'],
    ['import torch\ntorch . hub . load("o/r")'],
    ['from torch.hub import load\nload("o/r")'],
    ['from torch import (\n  hub as h,\n)\nh.load("o/r")'],
    ['from transformers import pipeline as p\np("ner", "evil/x")'],
    ['from transformers import *\npipeline("ner", "evil/x")'],
    ['import transformers as t\nt.pipeline("ner", "evil/x")'],
  ])('%j', async (code) => {
    const text = `from transformers import AutoModel\n${code}\n`;
    expect(await isTelling(text)).toBe(true);
    expect(mayLoad(text)).toBe(true);
  });

  it('a quote behind a colon of an f-string, which the grammar reads in another way than Python', () => {
    expect(mayLoad(`x = f"{y:'}{'}["a'"]}"; ${LOAD}  # '\n`)).toBe(true);
  });

  it.each([
    ['"""AutoModel.from_pretrained(\'org/a\')"""\n'],
    ['# AutoModel.from_pretrained("org/a")\n'],
    ['x = f"{y} AutoModel.from_pretrained"\n'],
    ["x = f\"{y['a']:>3}\"\nz = 'from_pretrained'\n"],
    ['import os\nos.environ["CUDA_VISIBLE_DEVICES"] = "0"\nos.environ.update({"A": "b"})\n'],
    ['from google.cloud import storage\nclient.images.create(name="x")\n'],
    ['from sklearn.base import Base\nPipeline("a")\n'],
  ])('not parsed for nothing: %j', (text) => {
    expect(mayLoad(text)).toBe(false);
  });

  const DOC = '"""Loads "acme/bert-base" or "gpt-4o" as model."""\n';
  it.each([
    ['', false],
    ['# MODEL = "acme/bert-base", or "gpt-4o"\n', false],
    ['class Model:\n    """\n    model = "acme/bert-base", "gpt-4o"\n    """\n', false],
    ['MODEL = "acme/bert-base"\n', true],
    ['MODEL = "gpt-4o"\n', true],
    ['MODEL = """gpt-4o"""\n', true],
    ['MODEL = \\\n"gpt-4o"\n', true],
    ['call(\n"gpt-4o"\n)\n', true],
    ['call(\n"""acme/bert-base"""\n)\n', true],
    ['MODEL = f"{x}\n"; M = "gpt-4o"\n', true],
    ['MODEL = __doc__\n', true],
  ])('names in docstrings and comments alone, which nobody gets: %j', (code, is) => {
    expect(mayLoad(`${DOC}${code}`)).toBe(is);
  });

  it('every row of the table, however it is imported', async () => {
    for (const row of API_TABLE) {
      const words = row.name.split('.');
      const module = [row.modules[0] ?? 'openai', ...words.slice(0, -1)].join('.');
      const last = words.at(-1) ?? '';
      const keyword = row.target.keywords[0] ?? 'model';
      const texts = [
        `import ${row.modules[0] ?? 'openai'} as m\nm.${row.name}(${keyword}="evil/x")\n`,
        `from ${module} import ${last} as other\nother(${keyword}="evil/x")\n`,
        `from ${module} import *\n${last}(${keyword}="evil/x")\n`,
        `import ${row.modules[0] ?? 'openai'}\nclient.${row.name.replaceAll('.', ' . ')}(${keyword}="evil/x")\n`,
      ];
      for (const text of texts) if (await isTelling(text)) expect([text, mayLoad(text)]).toEqual([text, true]);
    }
  });

  const PIECES = [
    '"',
    "'",
    '"""',
    "'''",
    '{',
    '}',
    '{{',
    '\\',
    '\0',
    '#',
    '\n',
    'f"',
    "rf'",
    'f"""',
    ':',
    ' ',
    'x',
    '[',
    ']',
    `;${LOAD};`,
    LOAD,
    't = ',
  ];
  test.prop([fc.array(fc.constantFrom(...PIECES), { maxLength: 14 })], { numRuns: 2000 })(
    'quotes and braces in any order',
    async (pieces) => {
      const text = `from transformers import AutoModel\n${pieces.join('')}\n`;
      if (await isTelling(text)) expect(mayLoad(text)).toBe(true);
    },
  );
});
