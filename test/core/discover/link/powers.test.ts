/** What the evaluator follows: each of these was unknown, or known in part, as long as only names and literals were. */
import { describe, expect, it } from 'vitest';
import { isDoubted, known, told } from '../linking.ts';

const T = 'from transformers import AutoModel\n';
const load = (name: string): string => `AutoModel.from_pretrained(${name})\n`;

describe('members of objects and classes', () => {
  it.each<[string, string, string[]]>([
    [
      'set by the constructor',
      `class K:\n    def __init__(self):\n        self.m = "org/a"\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a constant'],
    ],
    [
      'set by the constructor from its default',
      `class K:\n    def __init__(self, m="org/a"):\n        self.m = m\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a parameter'],
    ],
    [
      'of a base class of the file',
      `class B:\n    m = "org/a"\nclass K(B):\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a constant'],
    ],
    [
      'set by the constructor of a base class',
      `class B:\n    def __init__(self):\n        self.m = "org/a"\nclass K(B):\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a constant'],
    ],
    ['of an object that is made here', `class K:\n    m = "org/a"\nk = K()\n${load('k.m')}`, ['org/a constant']],
    [
      'of an object that is made with it',
      `class K:\n    def __init__(self, m):\n        self.m = m\nk = K("org/a")\n${load('k.m')}`,
      ['org/a constant'],
    ],
    [
      'a property',
      `class K:\n    @property\n    def m(self):\n        return "org/a"\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a constant'],
    ],
    ['a field that is read of an object', `@dataclass\nclass K:\n    m: str = "org/a"\nk = K()\n${load('k.m')}`, ['org/a parameter']],
    ['a field that the maker gives', `@dataclass\nclass K:\n    m: str = "org/a"\nk = K(m="org/b")\n${load('k.m')}`, ['org/b constant']],
    [
      'a field of pydantic',
      `class K(BaseModel):\n    m: str = Field(default="org/a")\n    def f(self):\n        return ${load('self.m')}`,
      ['org/a parameter'],
    ],
    [
      'a column of an ORM',
      `class K(Base):\n    m = Column(String, default="org/a")\ndef f(k=K()):\n    return ${load('k.m')}`,
      ['org/a parameter'],
    ],
  ])('%s', async (_name, code, expected) => {
    expect(await known({ 'app.py': T + code })).toEqual(expected);
  });

  it('a base class of another file', async () => {
    const tree = {
      'app.py': `${T}from base import B\nclass K(B):\n    def f(self):\n        return ${load('self.m')}`,
      'base.py': 'class B:\n    m = "org/a"\n',
    };
    expect(await known(tree)).toEqual(['org/a imported']);
  });
});

describe('options of the command line and variables of the environment', () => {
  it.each<[string, string, string[]]>([
    [
      'argparse',
      `import argparse\np = argparse.ArgumentParser()\np.add_argument("--model", default="org/a")\nargs = p.parse_args()\n${load('args.model')}`,
      ['org/a parameter'],
    ],
    [
      'argparse with another name, in functions',
      `import argparse\ndef parse():\n    p = argparse.ArgumentParser()\n    p.add_argument("-m", "--model-id", dest="m", default="org/a")\n    return p.parse_args()\ndef main(args):\n    ${load('args.m')}main(parse())\n`,
      ['org/a parameter'],
    ],
    [
      'click',
      `import click\n@click.command()\n@click.option("--model-id", default="org/a")\ndef f(model_id):\n    ${load('model_id')}`,
      ['org/a parameter'],
    ],
    ['typer', `import typer\ndef f(m: str = typer.Option("org/a")):\n    ${load('m')}`, ['org/a parameter']],
    ['a variable that the file sets itself', `import os\nos.environ["M"] = "org/a"\n${load('os.environ["M"]')}`, ['org/a environment']],
    [
      'a variable behind a member',
      `import os\nclass K:\n    def __init__(self):\n        self.m = os.getenv("M", "org/a")\n    def f(self):\n        ${load('self.m')}`,
      ['org/a environment'],
    ],
  ])('%s', async (_name, code, expected) => {
    expect(await known({ 'app.py': T + code })).toEqual(expected);
  });
});

describe('lists, dictionaries, texts', () => {
  it.each<[string, string, string[]]>([
    ['pairs of a dictionary', `for k, v in {"a": "org/a", "b": "org/b"}.items():\n    ${load('v')}`, ['org/a constant', 'org/b constant']],
    ['tuples of a list', `for m, n in [("org/a", 1), ("org/b", 2)]:\n    ${load('m')}`, ['org/a constant', 'org/b constant']],
    ['a comprehension', `L = [f"org/{s}" for s in ("a", "b")]\nfor m in L:\n    ${load('m')}`, ['org/a constant', 'org/b constant']],
    ['get with another value', `D = {"a": "org/a"}\n${load('D.get("b", "org/b")')}`, ['org/b literal']],
    ['a key that is written later', `D = {}\nD["a"] = "org/a"\n${load('D["a"]')}`, ['org/a literal']],
    ['nested unpacking', `(a, (b, c)) = (1, ("org/a", 2))\n${load('b')}`, ['org/a constant']],
    ['the subject of a match', `match "org/a":\n    case name:\n        ${load('name')}`, ['org/a constant']],
    ['an f-string of constants', `ORG = "org"\n${load('f"{ORG}/a"')}`, ['org/a constant']],
    ['format', load('"{}/{name}".format("org", name="a")'), ['org/a literal']],
    ['percent', load('"%s/%s" % ("org", "a")'), ['org/a literal']],
    ['join', load('"/".join(["org", "a"])'), ['org/a literal']],
    ['global', `def g():\n    global M\n    M = "org/a"\n${load('M')}`, ['org/a constant']],
    [
      'nonlocal',
      `def f():\n    m = "org/a"\n    def g():\n        nonlocal m\n        m = "org/b"\n    g()\n    ${load('m')}`,
      ['org/a literal', 'org/b literal'],
    ],
  ])('%s', async (_name, code, expected) => {
    expect(await known({ 'app.py': T + code })).toEqual(expected);
  });

  it('a dictionary of another file', async () => {
    expect(await known({ 'app.py': `${T}from cfg import D\n${load('D["m"]')}`, 'cfg.py': 'D = {"m": "org/a"}\n' })).toEqual([
      'org/a imported',
    ]);
  });
});

describe('own functions', () => {
  it.each<[string, string, string[]]>([
    ['what one returns', `def name():\n    return "org/a"\n${load('name()')}`, ['hf:org/a constant app.py:4']],
    ['what one makes of its argument', `def full(n):\n    return "org/" + n\n${load('full("a")')}`, ['hf:org/a constant app.py:4']],
    ['its default', `def full(n="a"):\n    return "org/" + n\n${load('full()')}`, ['hf:org/a constant app.py:4']],
    ['a wrapper, where it is called', `def get(n):\n    return ${load('n')}get("org/a")\n`, ['hf:org/a literal app.py:4']],
    [
      'its revision',
      'def get(n, r):\n    return AutoModel.from_pretrained(n, revision=r)\nget("org/a", r="v1")\n',
      ['hf:org/a@v1 literal app.py:4'],
    ],
    [
      'two wrappers',
      `def get(n):\n    return ${load('n')}def outer(m):\n    return get(m)\nouter("org/a")\n`,
      ['hf:org/a literal app.py:6'],
    ],
    [
      'a wrapper and an open caller',
      `def get(n):\n    return ${load('n')}get("org/a")\nget(given())\n`,
      ['generic:n unresolved app.py:3', 'hf:org/a literal app.py:4'],
    ],
    [
      'a wrapper that is handed on',
      `def get(n):\n    return ${load('n')}get("org/a")\nrun(get)\n`,
      ['generic:n unresolved app.py:3', 'hf:org/a literal app.py:4'],
    ],
    ['a wrapper that nobody calls', `def get(n):\n    return ${load('n')}`, ['generic:n unresolved app.py:3']],
    [
      'another than the default',
      `def get(n="org/a"):\n    return ${load('n')}get("org/b")\n`,
      ['hf:org/a parameter app.py:3', 'hf:org/b literal app.py:4'],
    ],
    [
      'the maker of an object',
      `class K:\n    def __init__(self, n):\n        self.n = n\n    def f(self):\n        return ${load('self.n')}K("org/a").f()\n`,
      ['hf:org/a constant app.py:7'],
    ],
    [
      'a circle of functions',
      `def a(n):\n    return b(n)\ndef b(n):\n    return a(n)\n${load('a("org/a")')}`,
      ['generic:a(n) unresolved app.py:6'],
    ],
  ])('%s', async (_name, code, expected) => {
    expect(await told({ 'app.py': T + code })).toEqual(expected);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'by name',
      { 'w.py': `${T}def get(n):\n    return ${load('n')}`, 'app.py': 'from w import get\nget("org/a")\n' },
      ['hf:org/a literal app.py:2'],
    ],
    [
      'through a package',
      {
        'p/__init__.py': 'from .w import get\n',
        'p/w.py': `${T}def get(n):\n    return ${load('n')}`,
        'app.py': 'import p\np.get("org/a")\n',
      },
      ['hf:org/a literal app.py:2', 'generic:n unresolved p/w.py:3'],
    ],
    [
      'what a function of another file returns',
      { 'w.py': 'def name():\n    return "org/a"\n', 'app.py': `${T}from w import name\n${load('name()')}` },
      ['hf:org/a imported app.py:3'],
    ],
  ])('of another file: %s', async (_name, tree, expected) => {
    expect(await told(tree)).toEqual(expected);
  });

  it('a decorated function may give anything', async () => {
    expect(await isDoubted({ 'app.py': `${T}@patched\ndef name():\n    return "acme/a"\n${load('name()')}` })).toBe(true);
  });
});

describe('hostile code costs what it is long (T18, T39)', () => {
  it('functions, objects and callers that each mention two others', async () => {
    const chain = Array.from({ length: 300 }, (_, index) => `def f${index + 1}(a):\n    return f${index}(a) or f${index}(a)\n`).join('');
    const callers = Array.from({ length: 300 }, (_, index) => `get("org/m${index}")\n`).join('');
    const code = `${T}def f0(a):\n    return a\n${chain}${load('f300("org/a")')}def get(n):\n    return ${load('n')}${callers}`;
    expect((await told({ 'app.py': code })).length).toBeGreaterThan(1);
  });
});
