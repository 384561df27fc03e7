/** Names that an object, a parser or a function gets on the way to the load, in other places than where it is made (T35, T38). */
import { describe, expect, it } from 'vitest';
import { linked, told } from '../linking.ts';

const AUTO = 'from transformers import AutoModel\n';
const CONFIG = 'from dataclasses import dataclass\n@dataclass\nclass Config:\n    model: str = "org/a"\n    size: int = 1\n';
const LOAD = `${AUTO}def load(config):\n    return AutoModel.from_pretrained(config.model)\n`;

/** What is loaded, by the names alone. */
async function names(tree: Record<string, string>): Promise<string[]> {
  return [...new Set((await told(tree)).map((one) => one.split(' ')[0] ?? ''))].filter((one) => one !== 'hf:org/a').sort();
}

function using(code: string): Record<string, string> {
  const main = `import copy, dataclasses, json\nfrom config import Config\nfrom loader import load\nc = Config()\n${code}\nload(c)\n`;
  return { 'config.py': CONFIG, 'loader.py': LOAD, 'main.py': main };
}

describe('a member that an object is given after it was made', () => {
  it.each([
    'c.model = "org/b"',
    'c.model, c.size = "org/b", 2',
    'for c.model in ["org/b"]:\n    pass',
    'setattr(c, "model", "org/b")',
    'object.__setattr__(c, "model", "org/b")',
    'vars(c)["model"] = "org/b"',
    'vars(c).update(model="org/b")',
    'c.__dict__["model"] = "org/b"',
    'c.__dict__.update(model="org/b")',
    'd = c\nd.model = "org/b"',
    'Config.model = "org/b"\nc = Config()',
    'def tune(one):\n    one.model = "org/b"\ntune(c)',
    'def tune(one, model):\n    one.model = model\ntune(c, "org/b")',
  ])('%j', async (code) => {
    expect(await names(using(code))).toEqual(['hf:org/b']);
  });

  it.each([
    'c = dataclasses.replace(c, model="org/b")',
    'c = copy.replace(c, model="org/b")',
    'c = c._replace(model="org/b")',
    'c = c.model_copy(update={"model": "org/b"})',
    'c = c.copy(update={"model": "org/b"})',
    'c = Config(**{"model": "org/b"})',
    'c = Config(*["org/b"])',
  ])('another object of the same class: %j', async (code) => {
    expect(await names(using(code))).toEqual(['hf:org/b']);
  });

  it.each([
    'c = Config.model_validate({"model": "org/b"})',
    'c = Config.parse_obj({"model": "org/b"})',
    'c = Config.model_construct(model="org/b")',
  ])('what a class makes of what it is given, its validators may change: %j', async (code) => {
    expect(await told(using(code))).toEqual(
      expect.arrayContaining([expect.stringContaining('hf:org/b'), 'generic:config.model unresolved loader.py:3']),
    );
  });

  it.each(['setattr(c, key, "org/b")', 'c = Config(**json.load(open("c.json")))', 'c = Config(*read())', 'c.model = read()'])(
    'what nobody can tell is told: %j',
    async (code) => {
      expect(await told(using(code))).toContain('generic:config.model unresolved loader.py:3');
    },
  );

  it.each(['c.size = 2', 'setattr(c, "size", 2)', 'vars(c)["size"] = 2', 'c = dataclasses.replace(c, size=2)', 'print(c)'])(
    'another member says nothing of it: %j',
    async (code) => {
      expect(await names(using(code))).toEqual([]);
    },
  );

  it('in a function of another file', async () => {
    const tree = using('from tuning import tune\ntune(c)');
    expect(await names({ ...tree, 'tuning.py': 'def tune(one):\n    one.model = "org/b"\n' })).toEqual(['hf:org/b']);
    expect(await names({ ...tree, 'tuning.py': 'def tune(one):\n    one.size = 2\n' })).toEqual([]);
  });

  it('of what an object keeps', async () => {
    const code = `${CONFIG}${AUTO}class Job:\n    def __init__(self):\n        self.config = Config()\n    def small(self):\n        self.config.model = "org/b"\n    def run(self):\n        AutoModel.from_pretrained(self.config.model)\n`;
    expect(await names({ 'a.py': code })).toEqual(['hf:org/b']);
  });

  it('by a method of its own', async () => {
    const job = `${AUTO}class Job:\n    def __init__(self, model="org/a"):\n        self.model = model\n    def use(self, model):\n        self.model = model\n        return self\n    def run(self):\n        AutoModel.from_pretrained(self.model)\n`;
    expect(await names({ 'a.py': `${job}Job().use("org/b").run()\n` })).toContain('hf:org/b');
    expect(await names({ 'job.py': job, 'a.py': 'from job import Job\njob = Job()\njob.use("org/b")\n' })).toContain('hf:org/b');
  });
});

describe('a parser of the command line', () => {
  const PARSE = `import argparse\n${AUTO}parser = argparse.ArgumentParser()\nparser.add_argument("--model", default="org/a")\n`;
  const READ = 'AutoModel.from_pretrained(args.model)\n';
  it.each([
    'def tune(one):\n    one.set_defaults(model="org/b")\ntune(parser)\nargs = parser.parse_args()\n',
    'args = parser.parse_args(["--model", "org/b"])\n',
    'args = parser.parse_args(["--model=org/b"])\n',
    'args = parser.parse_args(namespace=argparse.Namespace(model="org/b"))\n',
    'args = parser.parse_args()\ndef tune(one):\n    one.model = "org/b"\ntune(args)\n',
  ])('%j', async (code) => {
    expect(await names({ 'a.py': `${PARSE}${code}${READ}` })).toEqual(['hf:org/b']);
  });

  it('gets its options in another file', async () => {
    const main = `import argparse\nfrom options import add\n${AUTO}parser = argparse.ArgumentParser()\nadd(parser)\nargs = parser.parse_args()\n${READ}`;
    const options = 'def add(one):\n    one.add_argument("--model", default="org/b")\n    return one\n';
    expect(await names({ 'a.py': main, 'options.py': options })).toEqual(['hf:org/b']);
  });
});

describe('a function that is called by no name of its own', () => {
  const TWO = `${AUTO}def one(name):\n    return AutoModel.from_pretrained(name)\ndef two(name):\n    return AutoModel.from_pretrained(name, revision="v1")\n`;
  it.each([
    'LOADERS = {"one": one, "two": two}\nLOADERS[kind]("org/b")\n',
    'LOADERS = {"one": one, "two": two}\nLOADERS.get(kind)("org/b")\n',
    'LOADERS = {"one": one, "two": two}\nload = LOADERS[kind]\nload("org/b")\n',
    'LOADERS = [one, two]\nfor load in LOADERS:\n    load("org/b")\n',
  ])('%j', async (code) => {
    const found = await told({ 'a.py': `${TWO}${code}` });
    expect(found.some((one) => one.startsWith('hf:org/b literal'))).toBe(true);
  });

  it('out of a table of another file', async () => {
    const tree = {
      'loaders.py': `${TWO}LOADERS = {"one": one, "two": two}\n`,
      'a.py': 'from loaders import LOADERS\nLOADERS["one"]("org/b")\n',
    };
    expect(await names(tree)).toContain('hf:org/b');
  });

  it.each(['load = Loader()\nload("org/b")\n', 'Loader()("org/b")\n'])('an object that is called: %j', async (code) => {
    const loader = `${AUTO}class Loader:\n    def __call__(self, name):\n        return AutoModel.from_pretrained(name)\n`;
    expect(await names({ 'a.py': `${loader}${code}` })).toContain('hf:org/b');
    expect(await names({ 'loader.py': loader, 'a.py': `from loader import Loader\n${code}` })).toContain('hf:org/b');
  });
});

describe('what is given one by one', () => {
  it.each([
    'def names():\n    yield "org/b"\nfor name in names():\n    AutoModel.from_pretrained(name)\n',
    'def names():\n    yield "org/b"\nAutoModel.from_pretrained(next(names()))\n',
    'from contextlib import contextmanager\n@contextmanager\ndef chosen():\n    yield "org/b"\nwith chosen() as name:\n    AutoModel.from_pretrained(name)\n',
  ])('%j', async (code) => {
    expect(await names({ 'a.py': `${AUTO}${code}` })).toEqual(['hf:org/b']);
  });
});

describe('what callers give that nobody can name (T38)', () => {
  const WITH_DEFAULT = `${AUTO}def load(name="org/a"):\n    return AutoModel.from_pretrained(name)\n`;
  it('is told where the load has a name of its own', async () => {
    const tree = { 'loader.py': WITH_DEFAULT, 'a.py': 'import json\nfrom loader import load\nload(json.load(open("c.json"))["model"])\n' };
    expect((await told(tree)).filter((one) => one.includes('unresolved'))).toHaveLength(1);
  });

  it('tells one load from another', async () => {
    const tree = (file: string): Record<string, string> => ({
      'loader.py': `${AUTO}def load(name):\n    return AutoModel.from_pretrained(name)\n`,
      'a.py': `from loader import load\nload(read("${file}"))\n`,
    });
    const feeds = async (file: string): Promise<unknown> => (await linked(tree(file))).unknowns.map((one) => one.feeds);
    expect(await feeds('one.json')).toEqual([['text one.json']]);
    expect(await feeds('two.json')).toEqual([['text two.json']]);
  });
});

describe('hostile', () => {
  it('a thousand writes into one object, and functions that hand it to each other, end', async () => {
    const writes = Array.from({ length: 1_000 }, (_, index) => `c.model = "org/m${index}"\n`).join('');
    const many = await told({ 'a.py': `${CONFIG}${AUTO}c = Config()\n${writes}AutoModel.from_pretrained(c.model)\n` });
    expect(many.length).toBeGreaterThan(50);
    const circle = `${CONFIG}${AUTO}c = Config()\ndef f(one):\n    g(one)\n    one.model = one.model\ndef g(one):\n    f(one)\n    one.model = "org/b"\nf(c)\ng(c)\nAutoModel.from_pretrained(c.model)\n`;
    expect(await names({ 'a.py': circle })).toContain('hf:org/b');
  });
});
