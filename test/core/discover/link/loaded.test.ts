/** Whoever is handed what a library has loaded loads nothing by name; whatever else is handed on is unresolved as before (T9, T35). */
import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

const IMPORTS = 'import os\nfrom optimum.onnxruntime import ORTOptimizer\nfrom transformers import AutoModel\n';
const app = (code: string): Promise<string[]> => told({ 'app.py': IMPORTS + code });

describe('an object that was loaded', () => {
  it.each([
    'model = AutoModel.from_pretrained("acme/one")\nORTOptimizer.from_pretrained(model)\n',
    'ORTOptimizer.from_pretrained(AutoModel.from_pretrained("acme/one", torch_dtype="auto", device_map="auto", attn_implementation="eager"))\n',
    'def f():\n    model = AutoModel.from_pretrained("acme/one")\n    return ORTOptimizer.from_pretrained(model)\n',
    'model = None\ndef f():\n    global model\n    model = AutoModel.from_pretrained("acme/one")\n    return ORTOptimizer.from_pretrained(model)\n',
    'class A:\n    def __init__(self):\n        self.m = None\n    def f(self):\n        self.m = AutoModel.from_pretrained("acme/one")\n        ORTOptimizer.from_pretrained(self.m)\n',
    'from mlx_lm import load, generate\nmodel, tokenizer = load("acme/one")\ngenerate(model, tokenizer, prompt="x")\n',
  ])('%s names nothing else', async (code) => {
    expect(await app(code)).toEqual([expect.stringMatching(/^hf:acme\/one literal /)]);
  });
});

describe('data of a test', () => {
  it.each(['AutoModel.from_pretrained("test-model")\n', 'AutoModel.from_pretrained("mock_model_2")\n'])(
    '%s names nothing',
    async (code) => {
      expect(await app(code)).toEqual([]);
    },
  );

  it('with an owner it is a name of the hub', async () => {
    expect(await app('AutoModel.from_pretrained("acme/test-model")\n')).toEqual(['hf:acme/test-model literal app.py:4']);
  });
});

describe('what is handed on is unresolved', () => {
  it.each([
    ['a member of an object', 'm = AutoModel.from_pretrained("acme/one")\nAutoModel.from_pretrained(m.config.base)\n'],
    ['a text that has an object in it', 'm = AutoModel.from_pretrained("acme/one")\nAutoModel.from_pretrained(f"{m}-x")\n'],
    ['a sum with an object', 'm = AutoModel.from_pretrained("acme/one")\nAutoModel.from_pretrained(m + os.environ["M"])\n'],
    ['an element', 'm = AutoModel.from_pretrained("acme/one")\nAutoModel.from_pretrained(m["name"])\n'],
    ['another call beside one that loads', 'm = AutoModel.from_pretrained("acme/one") if x else pick()\nAutoModel.from_pretrained(m)\n'],
    ['what the environment says instead', 'm = os.environ["M"] or AutoModel.from_pretrained("acme/one")\nAutoModel.from_pretrained(m)\n'],
    ['what is put in its place', 'm = AutoModel.from_pretrained("acme/one")\nm = pick()\nAutoModel.from_pretrained(m)\n'],
    [
      'what a class of the same name of another library gives',
      'AutoModel.from_pretrained("acme/one")\ndef f():\n    from evil import AutoModel\n    return ORTOptimizer.from_pretrained(AutoModel.from_pretrained("acme/two"))\n',
    ],
    ['what a function gives', 'm = pick("acme/one")\nAutoModel.from_pretrained(m)\n'],
  ])('%s', async (_, code) => {
    expect((await app(code)).join('\n')).toMatch(/^generic:.* unresolved app\.py/m);
  });

  it('what a class of the tree gives that is called as one of the library', async () => {
    const own = 'import os\nclass AutoModel:\n    @classmethod\n    def from_pretrained(cls, x):\n        return os.environ["M"]\n';
    const code =
      'from own import AutoModel\nfrom transformers import AutoTokenizer\nAutoTokenizer.from_pretrained(AutoModel.from_pretrained("acme/one"))\n';
    expect(await told({ 'own.py': own, 'app.py': code })).toEqual([expect.stringMatching(/environment variable M unresolved app\.py/)]);
  });
});
