import { describe, expect, test } from 'vitest';
import { told } from '../linking.ts';

const T = 'from functools import partial\nfrom transformers import AutoModel, pipeline\n';
const METHOD = `${T}class L:\n    def load(self, name):\n        return AutoModel.from_pretrained(name)\n`;
const OPEN = 'generic:name unresolved app/w.py:5';

describe('who calls what a loader was wrapped in names what is loaded (step by step, across files)', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'a partial of a loader',
      { 'app/a.py': `${T}load = partial(AutoModel.from_pretrained, revision="v1")\nload("org/a")\n` },
      ['hf:org/a@v1 literal app/a.py:4'],
    ],
    [
      'a partial that names it',
      { 'app/a.py': `${T}load = partial(AutoModel.from_pretrained, "org/a")\nload()\n` },
      ['hf:org/a literal app/a.py:4'],
    ],
    ['a partial of a function', { 'app/a.py': `${T}ner = partial(pipeline, "ner")\nner("org/a")\n` }, ['hf:org/a literal app/a.py:4']],
    [
      'a partial that nobody calls here is handed to others',
      { 'app/a.py': `${T}load = partial(AutoModel.from_pretrained, "org/a")\nregister(load)\n` },
      ['hf:org/a literal app/a.py:3', 'generic:AutoModel.from_pretrained unresolved app/a.py:3'],
    ],
    [
      'a partial of an own function',
      {
        'app/w.py': `${T}def f(name, rev=None):\n    return AutoModel.from_pretrained(name, revision=rev)\n`,
        'app/a.py': 'from functools import partial\nfrom app.w import f\ng = partial(f, rev="v1")\ng("org/a")\n',
      },
      ['hf:org/a@v1 literal app/a.py:4'],
    ],
    [
      'a function that hands on all that it is given, in a list',
      { 'app/w.py': `${T}def f(*a):\n    return AutoModel.from_pretrained(*a)\n`, 'app/a.py': 'from app.w import f\nf("org/a")\n' },
      ['hf:org/a literal app/a.py:2'],
    ],
    [
      'a function that hands on all that it is given, by keywords',
      {
        'app/w.py': `${T}def f(**k):\n    return AutoModel.from_pretrained(**k)\n`,
        'app/a.py': 'from app.w import f\nf(pretrained_model_name_or_path="org/a")\n',
      },
      ['hf:org/a literal app/a.py:2'],
    ],
    [
      'a function beside one that others import: they get no other name of its module',
      {
        'app/w.py': `${T}def f(name):\n    return AutoModel.from_pretrained(name)\n\ndef main():\n    f("org/a")\n`,
        'app/a.py': 'from app.w import main\ndef task():\n    from app.w import main\n    main()\n',
      },
      ['hf:org/a literal app/w.py:7'],
    ],
    [
      'a function of a module that somebody has whole',
      {
        'app/w.py': `${T}def f(name):\n    return AutoModel.from_pretrained(name)\n\ndef main():\n    f("org/a")\n`,
        'app/a.py': 'from app import w\nrun(w)\n',
      },
      ['generic:name unresolved app/w.py:4', 'hf:org/a literal app/w.py:7'],
    ],
    [
      'an own class that is called like one of a library asks no service',
      {
        'app/w.py': `${T}class Embedder:\n    def __init__(self, model):\n        self.m = AutoModel.from_pretrained(model)\n`,
        'app/a.py': 'from app.w import Embedder\nEmbedder("org/a")\n',
      },
      ['hf:org/a literal app/a.py:2'],
    ],
    ...(
      [
        ['a pool', 'pool.submit(f, "org/a")'],
        ['a pool that maps', 'pool.map(f, ["org/a"])'],
        ['a thread', 'Thread(target=f, args=("org/a",)).start()'],
        ['a process, by keywords', 'Process(target=f, kwargs={"name": "org/a"}).start()'],
        ['an event loop', 'loop.run_in_executor(None, f, "org/a")'],
        ['a table of partials', 'TABLE["a"] = partial(f, "org/a")'],
      ] as const
    ).map(([title, call]): [string, Record<string, string>, string[]] => [
      `a function that is handed to ${title} with its name; others may call it, too`,
      {
        'app/w.py': `${T}def f(name):\n    return AutoModel.from_pretrained(name)\n`,
        'app/a.py': `from functools import partial\nfrom app.w import f\n${call}\n`,
      },
      ['hf:org/a literal app/a.py:3'],
    ]),
    [
      'a loader that is handed on with a name; who gets it may call it with others',
      { 'app/a.py': `${T}run(AutoModel.from_pretrained, ["org/a"])\n` },
      ['hf:org/a literal app/a.py:3', 'generic:AutoModel.from_pretrained unresolved app/a.py:3'],
    ],
    ...(
      [
        ['an import', 'from app.w import f as h\n'],
        ['an assignment', 'from app import w\nh = w.f\n'],
      ] as const
    ).map(([title, through]): [string, Record<string, string>, string[]] => [
      `a function that is passed on by another name, by ${title}`,
      {
        'app/w.py': `${T}def f(name):\n    return AutoModel.from_pretrained(name)\n`,
        'app/v.py': through,
        'app/a.py': 'from app.v import h as k\nk("org/a")\n',
      },
      ['hf:org/a literal app/a.py:2', 'generic:name unresolved app/w.py:4'],
    ]),
    [
      'a method of an object of a class elsewhere; others may call it, too',
      { 'app/w.py': METHOD, 'app/a.py': 'from app.w import L\nl = L()\nl.load("org/a")\n' },
      ['hf:org/a literal app/a.py:3', OPEN],
    ],
    [
      'a method of what is made in the call',
      { 'app/w.py': METHOD, 'app/a.py': 'from app.w import L\nL().load("org/a")\n' },
      ['hf:org/a literal app/a.py:2', OPEN],
    ],
    [
      'a method of an object that the module of its class makes',
      { 'app/w.py': `${METHOD}loader = L()\n`, 'app/a.py': 'from app.w import loader\nloader.load("org/a")\n' },
      ['hf:org/a literal app/a.py:2', OPEN],
    ],
    [
      'a method of the class itself',
      {
        'app/w.py': `${T}class L:\n    @classmethod\n    def load(cls, name):\n        return AutoModel.from_pretrained(name)\n`,
        'app/a.py': 'from app.w import L\nL.load("org/a")\n',
      },
      ['hf:org/a literal app/a.py:2', 'generic:name unresolved app/w.py:6'],
    ],
    [
      'a method of the same name of another class names nothing',
      {
        'app/w.py': METHOD,
        'app/a.py': 'from app.w import L\nfrom app.v import M\nm = M()\nm.load("org/a")\n',
        'app/v.py': 'class M:\n    def load(self, name):\n        return name\n',
      },
      [OPEN],
    ],
  ])('%s', async (_title, tree, expected) => {
    expect(await told(tree)).toEqual(expected);
  });
});

describe('a call names what is loaded wherever it stands', () => {
  const WRAPPED = `${T}def f(name):\n    return AutoModel.from_pretrained(name)\n`;

  test.each<[string, string, number]>([
    ['in a function that binds nothing', 'def main():\n    f("org/a")\n', 3],
    ['in a function that gives it on', 'def main():\n    return f("org/a")\n', 3],
    ['in a coroutine', 'async def main():\n    await run(f("org/a"))\n', 3],
    ['in a function of a function', 'def main():\n    def inner():\n        f("org/a")\n    inner()\n', 4],
    ['in a lambda', 'start = lambda: f("org/a")\n', 2],
    ['in a comprehension', 'all = [f("org/a") for _ in range(2)]\n', 2],
    ['in a method', 'class K:\n    def go(self):\n        f("org/a")\n', 4],
    ['under a condition', 'if __name__ == "__main__":\n    f("org/a")\n', 3],
    ['in a decorated function', '@app.get("/")\ndef main():\n    f("org/a")\n', 4],
    ['as a default', 'def main(model=f("org/a")):\n    pass\n', 2],
  ])('%s', async (_, call, line) => {
    const tree = { 'app/w.py': WRAPPED, 'app/a.py': `from app.w import f\n${call}` };
    expect(await told(tree)).toEqual([`hf:org/a literal app/a.py:${line}`]);
    const one = (await told({ 'app/w.py': `${WRAPPED}${call}` })).filter((each) => each.startsWith('hf:'));
    expect(one).toEqual([`hf:org/a literal app/w.py:${line + 3}`]);
  });

  test('in another method of its class', async () => {
    const tree = { 'app/w.py': `${METHOD}    def go(self):\n        self.load("org/a")\n` };
    expect(await told(tree)).toEqual([OPEN, 'hf:org/a literal app/w.py:7']);
  });
});

const BASE = 'class Base:\n    def __init__(self, name):\n        self.name = name\n';
const ONE = `from app.base import Base\n${T}class One(Base):\n    def __init__(self, name="acme/one"):\n        super().__init__(name)\n    def load(self):\n        AutoModel.from_pretrained(self.name)\n`;

describe('what another class gives the base that both have', () => {
  const names = async (files: Record<string, string>): Promise<string[]> => {
    const all = await told({ 'app/base.py': BASE, 'app/one.py': ONE, ...files });
    return [...new Set(all.map((one) => one.split(' ', 1)[0] ?? ''))];
  };

  test('is no name of this load', async () => {
    const other = 'from app.base import Base\nclass Other(Base):\n    def __init__(self):\n        super().__init__("small")\n';
    expect(await names({ 'app/other.py': other })).toEqual(['hf:acme/one']);
  });

  test('is one where a third class is made of both', async () => {
    const other =
      'from app.base import Base\nfrom app.one import One\nclass Other(Base):\n    def __init__(self, *a):\n        super().__init__("evil/x")\nclass Both(One, Other):\n    pass\nBoth().load()\n';
    expect(await names({ 'app/other.py': other })).toContain('hf:evil/x');
  });

  test('is one where it is made of this class', async () => {
    const other = 'from app.one import One\nclass Other(One):\n    def __init__(self):\n        super().__init__("evil/x")\n';
    expect(await names({ 'app/other.py': other })).toContain('hf:evil/x');
  });
});

describe('a function or class that is picked from a table', () => {
  const W = `${T}class W:\n    def __init__(self, name):\n        self.m = AutoModel.from_pretrained(name)\nTABLE = {"w": W}\n`;

  test.each<[string, string, string[]]>([
    ['where it is called', 'def make(kind):\n    return TABLE[kind]("org/a")\n', ['hf:org/a literal']],
    [
      'with what its caller gives',
      'def make(kind, name="org/a"):\n    return TABLE[kind](name)\nmake("w", "org/b")\n',
      ['hf:org/a parameter', 'hf:org/b literal'],
    ],
    ['by get', 'TABLE.get(kind)("org/a")\n', ['hf:org/a literal']],
    ['under a name', 'make = TABLE[kind]\nmake("org/a")\n', ['hf:org/a literal']],
    ['of which nothing loads', 'OTHER = {"w": print}\nOTHER[kind]("org/a")\n', []],
  ])('%s', async (_, code, expected) => {
    const all = (await told({ 'app/a.py': W + code })).filter((one) => one.startsWith('hf:'));
    expect(all.map((one) => one.replace(/ app\/a\.py:\d+$/, ''))).toEqual(expected);
  });
});

describe('a loader of another file under any name (T38)', () => {
  const LOADER =
    'from transformers import AutoModel\ndef load(name="acme/z"):\n    return AutoModel.from_pretrained(name)\nclass Loader:\n    def __init__(self, name="acme/z"):\n        self.model = AutoModel.from_pretrained(name)\n';

  test.each([
    'g = load\ng("evil/x")',
    'g = loaders.load\ng("evil/x")',
    'g = load if fast else print\ng("evil/x")',
    'T = {"x": load}\nT["x"]("evil/x")',
    'T = {"x": loaders.load}\nT["x"]("evil/x")',
    'for f in [print, load]:\n    f("evil/x")',
    'class Tools:\n    run = load\nTools.run("evil/x")',
    'getattr(loaders, "load")("evil/x")',
    'import functools\nfunctools.cache(load)("evil/x")',
    'import functools\ncached = functools.lru_cache(load)\ncached("evil/x")',
    'M = Loader\nM("evil/x")',
    'class Mine(Loader):\n    pass\nMine("evil/x")',
  ])('%j', async (code) => {
    const found = await told({ 'loaders.py': LOADER, 'app.py': `import loaders\nfrom loaders import load, Loader\n${code}\n` });
    expect(found.some((one) => one.startsWith('hf:evil/x') && one.includes('app.py'))).toBe(true);
  });

  test('a table of tables of tables is looked at no further than a call is worth', async () => {
    const tables = Array.from(
      { length: 60 },
      (_, at) => `T${at} = [${Array.from({ length: 60 }, (__, to) => `T${(at + to) % 60}`).join(', ')}]\n`,
    );
    const found = await told({ 'loaders.py': LOADER, 'app.py': `from loaders import load\n${tables.join('')}T0[1]("evil/x")\n` });
    expect(found.length).toBeGreaterThan(0);
  });
});
