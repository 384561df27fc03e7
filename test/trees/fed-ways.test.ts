/** Which lines of a change can feed an old load (T38): those from which a way leads to it, and nothing else (T33). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { between, type Files } from '../support/between.ts';

const IMPORT = 'import importlib, json, os, sys\nfrom transformers import AutoModel\n';
const BY = (name: string): string => `${IMPORT}def f(${name}):\n    return AutoModel.from_pretrained(${name})\n`;
const STRICT = 'rules: { model/provenance: { level: block, require: pinned } }\nscope: { block: [product, test, docs, example] }';

let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({ repos: [] });
});
afterAll(() => hub.close());

async function fed(base: Files, head: Files): Promise<string[]> {
  const { findings } = await between(base, head, hub.url, STRICT);
  return findings.filter((one) => / (?:new|worse)/.test(one));
}

const RUN = `${IMPORT}def train(base_model="path/to/model"):\n    AutoModel.from_pretrained(base_model)\n`;
const OPTION = 'p.add_argument("--base_model", default="acme/a")\n';

describe('nothing is fed by', () => {
  it.each<[string, Files, Files]>([
    ['a local name of another test', { 'tests/a.py': BY('model_id') }, { 'tests/b.py': 'def t():\n    model_id = "acme/b"\n' }],
    [
      'a local name of another test of the same library',
      { 'lib/__init__.py': '', 'tests/a.py': `import lib\n${BY('model_id')}` },
      { 'tests/b.py': 'import lib\ndef t():\n    model_id = "acme/b"\n' },
    ],
    ['an option of another script', { 'examples/run.py': RUN }, { 'examples/other.py': OPTION }],
    ['a function of the same name in another script', { 'run.py': BY('model_id') }, { 'other.py': 'def f(x): pass\nf("acme/b")\n' }],
    ['results', { 'run.py': BY('model_id') }, { 'results/run1.json': '{\n  "model_id": "acme/b"\n}\n' }],
    [
      'results that the commands of another program name',
      { 'run.py': BY('model_id'), 'other.py': '', 'start.sh': 'python other.py --to results/\n' },
      { 'results/run1.json': '{\n  "model_id": "acme/b"\n}\n' },
    ],
    [
      'an option of an example that imports the product',
      { 'lib/__init__.py': '', 'lib/run.py': BY('base_model') },
      { 'examples/other.py': `import lib.run\n${OPTION}` },
    ],
    ['a page of documentation', { 'run.py': BY('model') }, { 'site/page.mdx': 'Generator(model="acme/b")\n' }],
    [
      'a call inside of a text',
      { 'run.py': `${IMPORT}def X(model_id):\n    return AutoModel.from_pretrained(model_id)\n` },
      {
        'run.py': `${IMPORT}from typing_extensions import deprecated\ndef X(model_id):\n    return AutoModel.from_pretrained(model_id)\n@deprecated(reason='call X("org/a")')\ndef Y(): pass\n`,
      },
    ],
    [
      'the help of an option',
      { 'run.py': `${BY('model_id')}p.add_argument("--x")\n` },
      { 'run.py': `${BY('model_id')}p.add_argument("--x", help='f(model_id="org/a")')\n` },
    ],
  ])('%s', async (_, base, head) => {
    expect(await fed(base, head)).toEqual([]);
  });
});

describe('an old load is fed by', () => {
  const SETTING = 'model_id = "evil/x"\n';
  it.each<[string, Files, Files]>([
    [
      'a variable with a name of one letter',
      { 'run.py': `${IMPORT}AutoModel.from_pretrained(os.environ["M"])\n`, 'run.sh': 'python run.py\n' },
      { 'run.sh': 'export M=evil/x\npython run.py\n' },
    ],
    ['a module that imports it', { 'run.py': BY('model_id') }, { 'main.py': 'import run\nrun.f(model_id="evil/x")\n' }],
    ['a module that it imports', { 'c.py': '', 'run.py': `import c\n${BY('model_id')}` }, { 'c.py': SETTING }],
    ['a module that is imported beside it', { 'run.py': BY('model_id'), 'c.py': '', 'main.py': 'import run, c\n' }, { 'c.py': SETTING }],
    [
      'a module that it imports from where the search path leads',
      { 'run.py': `import sys\nsys.path.insert(0, os.environ["P"])\nimport c\n${BY('model_id')}`, 'c.py': '', 'x/y/c.py': '' },
      { 'x/y/c.py': SETTING },
    ],
    [
      'a module that may be a computed import',
      { 'run.py': `${BY('model_id')}importlib.import_module(os.environ["PLUGIN"])\n` },
      { 'plugins/p.py': `import sys\n${SETTING}` },
    ],
    [
      'a module that may be a computed import of what it imports',
      {
        'reg.py': 'from importlib import import_module\ndef get(n):\n    return import_module("plugins." + n)\n',
        'run.py': `import reg\n${BY('model_id')}`,
      },
      { 'plugins/p.py': SETTING },
    ],
    ['code that is executed', { 'run.py': `${BY('model_id')}exec(open(sys.argv[1]).read())\n` }, { 'p.py': SETTING }],
    [
      'a program that starts it',
      { 'run.py': BY('model_id') },
      { 'm.py': 'import runpy\nrunpy.run_path("run.py", {\n  "model_id": "evil/x"})\n' },
    ],
    [
      'a program that computes what it starts',
      { 'run.py': BY('model_id') },
      { 'm.py': 'import runpy, sys\nrunpy.run_path(sys.argv[1], dict(\n  model_id="evil/x"))\n' },
    ],
    ['a module of the same package', { 'pkg/__init__.py': '', 'pkg/run.py': BY('model_id') }, { 'pkg/new.py': SETTING }],
    [
      'an example that the product starts',
      { 'lib/__init__.py': '', 'lib/run.py': BY('base_model') },
      {
        Dockerfile: 'COPY . .\nCMD ["python", "examples/other.py"]\n',
        'examples/other.py': `import lib.run\n${OPTION}lib.run.f("acme/b")\n`,
      },
    ],
    [
      'a file of JSON that is named',
      { 'run.py': `${IMPORT}c = json.load(open("conf/c.json"))\nAutoModel.from_pretrained(c["model_id"])\n` },
      { 'conf/c.json': '{\n  "model_id": "evil/x"\n}\n' },
    ],
    [
      'a file of JSON in a folder that is named',
      { 'run.py': `${IMPORT}c = json.load(open(f"conf/{sys.argv[1]}.json"))\nAutoModel.from_pretrained(c["model_id"])\n` },
      { 'conf/c.json': '{\n  "model_id": "evil/x"\n}\n' },
    ],
    [
      'a file of JSON that a command names',
      {
        'run.py': `${IMPORT}c = json.load(open(sys.argv[1]))\nAutoModel.from_pretrained(c["model_id"])\n`,
        'start.sh': 'python run.py old.json\n',
      },
      { 'start.sh': 'python run.py results/n.json\n', 'results/n.json': '{\n  "model_id": "evil/x"\n}\n' },
    ],
    [
      'a file of JSON that is found by listing',
      { 'run.py': `${IMPORT}c = json.load(open(os.listdir(sys.argv[1])[-1]))\nAutoModel.from_pretrained(c["model_id"])\n` },
      { 'results/n.json': '{\n  "model_id": "evil/x"\n}\n' },
    ],
    [
      'a file of JSON that was there',
      { 'run.py': `${IMPORT}c = json.load(open(sys.argv[1]))\nAutoModel.from_pretrained(c["model_id"])\n`, 'n.json': '{}\n' },
      { 'n.json': '{\n  "model_id": "evil/x"\n}\n' },
    ],
    [
      'a variable that other code sets',
      { 'run.py': `${IMPORT}AutoModel.from_pretrained(os.environ["model_id"])\n` },
      { 'm.py': 'import os\nos.environ["model_id"] = "evil/x"\n' },
    ],
    [
      'a module that a framework is told to import',
      { 'run.py': `import settings\n${BY('model_id')}`, 'settings.py': 'INSTALLED_APPS = ["old"]\n' },
      { 'settings.py': 'INSTALLED_APPS = ["old", "plugins.evil"]\n', 'plugins/evil.py': SETTING },
    ],
    [
      'words for a function of its own',
      { 'run.py': BY('model_id') },
      { 'run.py': `${BY('model_id')}def deprecated(reason): exec(reason)\ndeprecated(reason='f("evil/x")')\n` },
    ],
    [
      'words for a function of the tree',
      { 'run.py': BY('model_id'), 'u.py': 'def deprecated(reason): exec(reason)\n' },
      { 'run.py': `${BY('model_id')}from u import deprecated\ndeprecated(reason='f("evil/x")')\n` },
    ],
    ['code inside of a text that is executed', { 'run.py': BY('model_id') }, { 'run.py': `${BY('model_id')}exec('f("evil/x")')\n` }],
    ['a call in the braces of a text', { 'run.py': BY('model_id') }, { 'run.py': `${BY('model_id')}print(f'{f("evil/x")}')\n` }],
  ])('%s', async (_, base, head) => {
    expect(await fed(base, head)).not.toEqual([]);
  });
});
