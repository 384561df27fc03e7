import { describe, expect, it } from 'vitest';
import { isDoubted, known, told } from '../linking.ts';

const T = 'from transformers import AutoModel\n';
const LOAD = 'AutoModel.from_pretrained(N)\n';
const N = 'N = "acme/a"\n';

describe('a name that something else may bind is at most named (T35)', () => {
  it.each<[string, string]>([
    ['a star import of another package behind it', `${N}from settings import *\n`],
    ['a star import in the same line', 'N = "acme/a"; from settings import *\n'],
    ['a star import before a constant that is not always bound', `from settings import *\nif fast:\n    ${N}`],
    ['an import of the name behind it', `${N}from settings import N\n`],
    ['an import of the name in a branch before it', `try:\n    from settings import N\nexcept ImportError:\n    ${N}`],
    ['an import under its name', `${N}from settings import M as N\n`],
    ['a module under its name', `${N}import settings as N\n`],
    ['a package of its name', `${N}import N.settings\n`],
    ['a function of its name', `${N}def N():\n    pass\n`],
    ['a class of its name', `${N}class N:\n    pass\n`],
    ['del', `${N}from settings import *\ndel N\n`],
    ['global in a function', `${N}def f():\n    global N\n    N = given()\n`],
    ['global and an import in a function', `${N}def f():\n    global N\n    from settings import N\n`],
    ['for', `${N}for N in given():\n    pass\n`],
    ['for with unpacking', `${N}for (i, N), *rest in given():\n    pass\n`],
    ['async for', `${N}async def f():\n    global N\n    async for N in given():\n        pass\n`],
    ['with', `${N}with given() as N:\n    pass\n`],
    ['with and unpacking', `${N}with given() as (a, [N, b]):\n    pass\n`],
    ['except', `${N}try:\n    pass\nexcept E as N:\n    pass\n`],
    ['walrus', `${N}if (N := given()):\n    pass\n`],
    ['walrus in a comprehension', `${N}x = [y for y in z if (N := given(y))]\n`],
    ['a captured pattern', `${N}match x:\n    case N:\n        pass\n`],
    ['a pattern in a dictionary', `${N}match x:\n    case {"n": N}:\n        pass\n`],
    ['a pattern in a class', `${N}match x:\n    case C(a=N):\n        pass\n`],
    ['a starred pattern', `${N}match x:\n    case [a, *N]:\n        pass\n`],
    ['the rest of a pattern', `${N}match x:\n    case {"a": 1, **N}:\n        pass\n`],
    ['as in a pattern', `${N}match x:\n    case (1 | 2) as N:\n        pass\n`],
    ['nested unpacking', `${N}(a, (N, b)) = given()\n`],
    ['nested unpacking of a text', `${N}(a, (N, b)) = (1, ("evil/x", 2))\n`],
    ['unpacking of a list', `${N}[a, N] = given()\n`],
    ['a starred target', `${N}a, *N = given()\n`],
    ['a chain of targets', `${N}N = M = "evil/x"\n`],
    ['the end of a chain of targets', `${N}M = N = "evil/x"\n`],
    ['+=', `${N}N += "-evil"\n`],
    ['a type alias', `${N}type N = str\n`],
    ['a name of the module by globals()', `${N}globals()["N"] = "evil/x"\n`],
    ['any name of the module by globals()', `${N}globals()[key] = "evil/x"\n`],
    ['globals().update', `${N}globals().update(given())\n`],
    ['vars()', `${N}vars()["N"] = "evil/x"\n`],
    ['sys.modules', `${N}import sys\nsys.modules[__name__].N = "evil/x"\n`],
    ['setattr of the module itself', `${N}import sys\nsetattr(sys.modules[__name__], "N", "evil/x")\n`],
    ['setattr with a computed name', `${N}import sys\nsetattr(sys.modules[__name__], key, "evil/x")\n`],
    ['exec', `${N}exec(open("more.py").read())\n`],
    ['an attribute of what importlib gives', `${N}import importlib\nimportlib.import_module("app").N = "evil/x"\n`],
  ])('%s', async (_name, code) => {
    expect(await isDoubted({ 'app.py': `${T}${code}${LOAD}` })).toBe(true);
  });

  it.each<[string, string]>([
    ['nothing', N],
    ['a star import before it', `from settings import *\n${N}`],
    ['an import of the name before it', `from settings import N\n${N}`],
    ['a comprehension with a name of its own', `${N}x = [N for N in given()]\n`],
    ['a dictionary comprehension', `${N}x = {N: 1 for N in given()}\n`],
    ['a generator', `${N}x = sum(N for N in given())\n`],
    ['a parameter of its name', `${N}def f(N):\n    return N\n`],
    ['a local name', `${N}def f():\n    N = given()\n    return N\n`],
    ['exec in a dictionary of its own', `${N}exec(open("version.py").read(), about)\n`],
    ['a value of a pattern', `${N}match x:\n    case Color.N:\n        pass\n`],
    ['a comparison', `${N}x = cfg.N == 1 or cfg.N <= 2 or cfg.N != 3\n`],
    ['an argument of its name', `${N}f(N="x")\ng(cfg.N, a=1)\n`],
    ['a constant that is written twice alike', `${N}${N}`],
  ])('no doubt: %s', async (_name, code) => {
    expect(await known({ 'app.py': `${T}${code}${LOAD}` })).toEqual(['acme/a constant']);
  });

  it('the variable of a comprehension stands for its elements, and only there', async () => {
    expect(await told({ 'app.py': `${T}${N}x = [AutoModel.from_pretrained(N) for N in ("acme/b", "acme/c")]\n${LOAD}` })).toEqual([
      'hf:acme/b literal app.py:3',
      'hf:acme/c literal app.py:3',
      'hf:acme/a constant app.py:4',
    ]);
  });

  it('a load before the constant does not get it', async () => {
    expect(await known({ 'app.py': `${T}from settings import *\n${LOAD}${N}` })).toEqual(['acme/a elsewhere']);
  });

  it('nonlocal binds the name of the function around', async () => {
    const code = `${T}def f():\n    N = "acme/a"\n    def g():\n        nonlocal N\n        N = given()\n    g()\n    ${LOAD}`;
    expect(await isDoubted({ 'app.py': code })).toBe(true);
  });

  it('an import in a function is its own', async () => {
    const code = `${T}${N}def f():\n    from settings import N\n    ${LOAD}`;
    expect(await isDoubted({ 'app.py': code })).toBe(true);
  });

  it('an import in a function behind a local name', async () => {
    const code = `${T}def f():\n    N = "acme/a"\n    from settings import N\n    ${LOAD}`;
    expect(await isDoubted({ 'app.py': code })).toBe(true);
  });
});

describe('imports of modules of the tree are followed in the order of the language', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a star import that defines the name behind the constant: both',
      { 'app.py': `${T}${N}from c import *\n${LOAD}`, 'c.py': 'N = "evil/x"\n' },
      ['acme/a constant', 'evil/x imported'],
    ],
    [
      'a star import that does not define it',
      { 'app.py': `${T}${N}from c import *\n${LOAD}`, 'c.py': 'M = "evil/x"\n' },
      ['acme/a constant'],
    ],
    ['a star import before it', { 'app.py': `${T}from c import *\n${N}${LOAD}`, 'c.py': 'N = "evil/x"\n' }, ['acme/a constant']],
    [
      'a star import of a module that takes names from outside',
      { 'app.py': `${T}${N}from c import *\n${LOAD}`, 'c.py': 'from outside import *\n' },
      ['acme/a elsewhere'],
    ],
    [
      'the name imported behind the constant',
      { 'app.py': `${T}${N}from c import N\n${LOAD}`, 'c.py': 'N = "evil/x"\n' },
      ['acme/a constant', 'evil/x imported'],
    ],
    [
      'the second of two star imports, and the first is not of the tree',
      { 'app.py': `${T}from outside import *\nfrom c import *\n${LOAD}`, 'c.py': N },
      ['acme/a elsewhere'],
    ],
    [
      'a package and a module of one name: the package counts',
      { 'app.py': `${T}from c import N\n${LOAD}`, 'c.py': 'N = "evil/x"\n', 'c/__init__.py': N },
      ['acme/a imported'],
    ],
    [
      'two modules of one name above it: how it is started decides',
      { 'a/app.py': `${T}from c import N\n${LOAD}`, 'a/c.py': N, 'c.py': 'N = "evil/x"\n' },
      ['acme/a elsewhere'],
    ],
    [
      'another module of the name, and code that changes where Python looks',
      { 'app.py': `${T}import sys\nsys.path.insert(0, "vendor")\nfrom c import N\n${LOAD}`, 'c.py': N, 'vendor/c.py': 'N = "evil/x"\n' },
      ['acme/a elsewhere'],
    ],
    [
      'another module of the name, and nothing that changes where Python looks',
      { 'app.py': `${T}from c import N\n${LOAD}`, 'c.py': N, 'vendor/c.py': 'N = "evil/x"\n' },
      ['acme/a imported'],
    ],
    [
      'two classes of one name',
      { 'app.py': `${T}class C:\n    N = "evil/x"\nclass C:\n    N = "acme/a"\nAutoModel.from_pretrained(C.N)\n` },
      ['acme/a constant', 'evil/x constant'],
    ],
  ])('%s', async (_name, tree, expected) => {
    expect(await known(tree)).toEqual(expected);
  });
});

describe('writes from elsewhere in the tree', () => {
  const APP = `${T}from app import cfg\nAutoModel.from_pretrained(cfg.N)\n`;
  const TREE = { 'app/__init__.py': '', 'app/cfg.py': N, 'app/run.py': APP };
  it.each<[string, string]>([
    ['import app.cfg', 'import app.cfg\napp.cfg.N = "evil/x"\n'],
    ['from app import cfg', 'from app import cfg\ndef f():\n    cfg.N = "evil/x"\n'],
    ['under another name', 'import app.cfg as settings\nsettings.N: str = "evil/x"\n'],
    ['a target among others', 'from app import cfg\ncfg.N, b = given()\n'],
    ['a later target among others', 'from app import cfg\nb, cfg.N = given()\n'],
    ['for', 'from app import cfg\nfor cfg.N in given():\n    pass\n'],
    ['with', 'from app import cfg\nwith given() as cfg.N:\n    pass\n'],
    ['+=', 'from app import cfg\ncfg.N += "-evil"\n'],
    ['setattr', 'from app import cfg\nsetattr(cfg, "N", "evil/x")\n'],
    ['setattr over two lines', 'from app import cfg\nsetattr(\n    cfg,\n    "N",\n    "evil/x",\n)\n'],
    ['setattr with a computed name', 'from app import cfg\nfor k, v in given():\n    setattr(cfg, k, v)\n'],
    ['__dict__', 'from app import cfg\ncfg.__dict__["N"] = "evil/x"\n'],
    ['__dict__.update', 'from app import cfg\ncfg.__dict__.update(N="evil/x")\n'],
    ['an object that reading does not follow', 'def patch(module):\n    module.N = "evil/x"\n'],
    ['a continued line', 'from app import cfg\ncfg.N \\\n    = "evil/x"\n'],
    ['a relative import', 'from . import cfg\ncfg.N = "evil/x"\n'],
  ])('%s', async (_name, code) => {
    expect(await known({ ...TREE, 'app/patch.py': code })).toEqual(['acme/a elsewhere']);
  });

  it.each<[string, string, string]>([
    ['another name of the module', 'app/patch.py', 'from app import cfg\ncfg.M = "evil/x"\n'],
    ['another module', 'app/patch.py', 'import other as cfg\ncfg.N.x = 1\n'],
    ['a comparison', 'app/patch.py', 'from app import cfg\nif cfg.N == "evil/x":\n    pass\n'],
    ['a keyword', 'app/patch.py', 'from app import cfg\nf(cfg.N, N="evil/x")\n'],
    ['an attribute of self', 'app/patch.py', 'class K:\n    def f(self):\n        self.N = "evil/x"\n'],
    ['a test', 'tests/test_a.py', 'from app import cfg\ncfg.N = "test/x"\n'],
  ])('no doubt: %s', async (_name, path, code) => {
    expect(await known({ ...TREE, [path]: code })).toEqual(['acme/a imported']);
  });

  it('a test that product code imports is product', async () => {
    const tree = { ...TREE, 'tests/patch.py': 'from app import cfg\ncfg.N = "evil/x"\n', 'app/start.py': 'import tests.patch\n' };
    expect(await known(tree)).toEqual(['acme/a elsewhere']);
  });

  it.each<[string, Record<string, string>]>([
    ['a class of the same file', { 'app.py': `${T}class C:\n    N = "acme/a"\nC.N = "evil/x"\nAutoModel.from_pretrained(C.N)\n` }],
    [
      'a class of another file',
      {
        'app.py': `${T}from cfg import C\nAutoModel.from_pretrained(C.N)\n`,
        'cfg.py': 'class C:\n    N = "acme/a"\n',
        'b.py': 'from cfg import C\nC.N = "evil/x"\n',
      },
    ],
    [
      'an object of the class',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self):\n        AutoModel.from_pretrained(self.N)\n`,
        'b.py': 'def f(c):\n    c.N = "evil/x"\n',
      },
    ],
    [
      'setattr of self',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self, **kw):\n        for k in kw:\n            setattr(self, k, kw[k])\n        AutoModel.from_pretrained(self.N)\n`,
      },
    ],
    [
      '__dict__ of self',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self, **kw):\n        self.__dict__.update(kw)\n        AutoModel.from_pretrained(self.N)\n`,
      },
    ],
    [
      'object.__setattr__',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self):\n        object.__setattr__(self, "N", given())\n        AutoModel.from_pretrained(self.N)\n`,
      },
    ],
    [
      'a dataclass',
      { 'app.py': `${T}@dataclass\nclass C:\n    N: str = "acme/a"\n    def load(self):\n        AutoModel.from_pretrained(self.N)\n` },
    ],
    [
      'a pydantic model',
      { 'app.py': `${T}class C(BaseModel):\n    N: str = "acme/a"\n    def load(self):\n        AutoModel.from_pretrained(self.N)\n` },
    ],
    ['a decorated class', { 'app.py': `${T}@patched("evil/x")\nclass C:\n    N = "acme/a"\nAutoModel.from_pretrained(C.N)\n` }],
    ['a metaclass', { 'app.py': `${T}class C(metaclass=Patched):\n    N = "acme/a"\nAutoModel.from_pretrained(C.N)\n` }],
    ['an argument of the class', { 'app.py': `${T}class C(Base, model="evil/x"):\n    N = "acme/a"\nAutoModel.from_pretrained(C.N)\n` }],
    [
      'a property of its name',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    @property\n    def N(self):\n        return given()\n    def load(self):\n        AutoModel.from_pretrained(self.N)\n`,
      },
    ],
    ['another class under its name', { 'app.py': `${T}class C:\n    N = "acme/a"\nC = given()\nAutoModel.from_pretrained(C.N)\n` }],
    [
      'an imported class under its name',
      { 'app.py': `${T}class C:\n    N = "acme/a"\nfrom settings import C\nAutoModel.from_pretrained(C.N)\n` },
    ],
  ])('%s', async (_name, tree) => {
    expect(await isDoubted(tree)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    [
      'in the same file',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self):\n        AutoModel.from_pretrained(self.N)\nclass D(C):\n    N = "evil/x"\n`,
      },
    ],
    [
      'in another file',
      {
        'app.py': `${T}class C:\n    N = "acme/a"\n    def load(self):\n        AutoModel.from_pretrained(self.N)\n`,
        'd.py': `${T}import app\nclass D(app.C):\n    def __init__(self):\n        self.N = given()\nAutoModel.from_pretrained("acme/a")\n`,
      },
    ],
  ])('a class that inherits has another value, %s', async (_name, tree) => {
    expect((await known(tree)).filter((one) => one.includes('elsewhere'))).toEqual(['acme/a elsewhere']);
  });

  it.each<[string, string]>([
    ['a plain class', 'class C:\n    N = "acme/a"\n'],
    ['an enumeration', 'class C(str, Enum):\n    N = "acme/a"\n'],
    ['a ClassVar of a dataclass', '@dataclass(frozen=True)\nclass C:\n    N: ClassVar[str] = "acme/a"\n'],
    ['an untyped constant of a dataclass', '@dataclasses.dataclass\nclass C:\n    N = "acme/a"\n'],
    ['an abstract class', 'class C(Base, metaclass=ABCMeta):\n    N = "acme/a"\n'],
  ])('no doubt: %s', async (_name, code) => {
    expect(await known({ 'app.py': `${T}${code}AutoModel.from_pretrained(C.N)\n` })).toEqual(['acme/a constant']);
  });
});
