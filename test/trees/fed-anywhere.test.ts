/** Old loads, and names that reach them by forms that nobody follows (T38); and what is no name of a model beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { between } from '../support/between.ts';

const IMPORT = 'import os\nfrom transformers import AutoModel\n';
const STRICT = 'rules: { model/provenance: { level: block, require: pinned } }';

let hub: FakeHub;
beforeAll(async () => {
  hub = await startHub({ repos: [] });
});
afterAll(() => hub.close());

async function conclusion(base: Record<string, string>, head: Record<string, string>): Promise<string> {
  return (await between(base, head, hub.url, STRICT)).conclusion;
}

describe('is refused', () => {
  it.each<[string, string]>([
    [
      'in a descriptor',
      'class D:\n    def __get__(self, one, kind):\n        return "acme/a-1"\nclass C:\n    model = D()\nAutoModel.from_pretrained(C().model)\n',
    ],
    [
      'as an argument of a class',
      'class B:\n    def __init_subclass__(cls, name=None):\n        cls.NAME = name\n    def load(self):\n        return AutoModel.from_pretrained(self.NAME)\nclass L(B, name="acme/a-1"):\n    pass\n',
    ],
    ['captured by a pattern', 'match {"m": "acme/a-1"}:\n    case {"m": name}:\n        AutoModel.from_pretrained(name)\n'],
    ['of a key that all have', 'names = dict.fromkeys(KINDS, "acme/a-1")\nAutoModel.from_pretrained(names[kind])\n'],
    ['given by a decorator', 'from house import use\n@use("acme/a-1")\ndef load(name):\n    return AutoModel.from_pretrained(name)\n'],
    [
      'behind an operator',
      'class L:\n    def __truediv__(self, name):\n        return AutoModel.from_pretrained(name)\nL() / "acme/a-1"\n',
    ],
  ])('a name %s', async (_, code) => {
    const base = { 'app.py': IMPORT + code };
    expect(await conclusion(base, { 'app.py': `${IMPORT}${code}`.replace('acme/a-1', 'evil/x-7b') })).toBe('block');
  });

  it.each([
    'lib.DEFAULT = "evil/x"\n',
    'setattr(lib, "DEFAULT", "evil/x")\n',
    'from unittest import mock\nmock.patch("lib.DEFAULT", "evil/x").start()\n',
  ])('another value of a name of a module: %j', async (code) => {
    const lib = `${IMPORT}DEFAULT = os.getenv("CHAT", "acme/a")\ndef load():\n    return AutoModel.from_pretrained(DEFAULT)\n`;
    const main = (more: string): string => `import lib\n${more}lib.load()\n`;
    expect(await conclusion({ 'lib.py': lib, 'main.py': main('') }, { 'main.py': main(code) })).toBe('block');
  });
});

describe('is let through', () => {
  const LOAD = `${IMPORT}def load(name):\n    return AutoModel.from_pretrained(name)\n`;
  it.each([
    'log({"train/loss-1": 1})\n',
    'OUTPUT_DIR = "house/run-1"\n',
    'FOLDER = os.path.join("house/run-1", "x")\n',
    'print("see house/run-1")\n',
    'x = "data/part-1"\n',
    'y = "and/or"\n',
    'z = open("house/run-1")\n',
  ])('beside an old load: %j', async (code) => {
    expect(await conclusion({ 'app.py': LOAD }, { 'app.py': `${LOAD}${code}` })).toBe('pass');
  });
});
