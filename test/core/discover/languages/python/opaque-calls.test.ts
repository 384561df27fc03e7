/** Loaders that are called through a dictionary or by a text, code in a text, modules that a call imports (T35). */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const HEAD = 'import transformers\nfrom transformers import AutoModel, pipeline\n';

function loads(code: string): Promise<string[]> {
  return told({ 'app.py': HEAD + code });
}

describe('a loader that is called by no name', () => {
  it.each([
    'getattr(transformers, "Auto" + "Model").from_pretrained\ngetattr(transformers, KIND)("org/b-1")\n',
    'getattr(AutoModel, "from_" + "pretrained")("org/b-1")\n',
    'getattr(AutoModel, "from_pretrained")("org/b-1")\n',
    'vars(transformers)["pipeline"]("summarization", model="org/b-1")\n',
    'globals()["pipeline"]("summarization", model="org/b-1")\n',
    'AutoModel.__dict__["from_pretrained"]("org/b-1")\n',
    'AutoModel.__getattribute__(AutoModel, "from_pretrained")("org/b-1")\n',
    'from operator import attrgetter\nattrgetter("from_pretrained")(AutoModel)("org/b-1")\n',
    'from operator import methodcaller\nmethodcaller("from_pretrained", "org/b-1")(AutoModel)\n',
    '__import__("transformers").pipeline("summarization", model="org/b-1")\n',
  ])('%j', async (code) => {
    expect((await loads(code)).some((one) => one.startsWith('generic:') && one.includes('org/b-1'))).toBe(true);
  });

  it.each([
    'getattr(settings, name)("org/b-1")\n',
    'getattr(transformers, KIND)(config)\n',
    'globals()[name](3)\n',
    'getattr(transformers.logging, level)("done")\n',
  ])('none: %j', async (code) => {
    expect(await loads(code)).toEqual([]);
  });
});

describe('code in a text that is run', () => {
  it.each([
    'exec("from transformers import AutoModel\\nAutoModel.from_pretrained(\'org/b\')")\n',
    'exec("""\nfrom transformers import AutoModel\nAutoModel.from_pretrained("org/b")\n""")\n',
    'CODE = """\nfrom transformers import AutoModel\nAutoModel.from_pretrained("org/b")\n"""\nexec(CODE)\n',
    'eval("AutoModel.from_pretrained(\'org/b\')")\n',
    'exec(compile("import transformers as t; t.AutoModel.from_pretrained(\'org/b\')", "s", "exec"))\n',
  ])('%j', async (code) => {
    expect((await loads(code)).some((one) => one.includes('org/b'))).toBe(true);
  });

  it.each(['exec("x = 1")\n', 'eval("1 + 1")\n', 'model.eval()\n', 're.compile("from_pretrained")\n', 'exec(code)\n'])(
    'none: %j',
    async (code) => {
      expect(await loads(code)).toEqual([]);
    },
  );
});

describe('a module that a call imports', () => {
  it.each([
    'import importlib\nt = importlib.import_module("transformers")\nt.pipeline("summarization", model="org/b")\n',
    'from importlib import import_module\nt = import_module("transformers")\nt.AutoModel.from_pretrained("org/b")\n',
    't = __import__("transformers")\nt.AutoModel.from_pretrained("org/b")\n',
  ])('%j', async (code) => {
    expect(await told({ 'app.py': code })).toEqual([expect.stringMatching(/^hf:org\/b literal/)]);
  });
});
