/** Ways in which a name travels to the load, as people write them: the name is found, and nothing is made up beside it. */
import { describe, expect, it } from 'vitest';
import { linked, told } from '../linking.ts';

const AUTO = 'from transformers import AutoModel\n';
const LOADER = `${AUTO}class Loader:\n    def __init__(self, name):\n        self.name = name\n    def load(self):\n        return AutoModel.from_pretrained(self.name)\n`;
const CONFIG = 'from dataclasses import dataclass\n@dataclass\nclass Config:\n    model: str = "org/a"\n';
const ABSTRACT = `${AUTO}class Base:\n    MODEL_ID = None\n    def load(self):\n        return AutoModel.from_pretrained(self.MODEL_ID)\n`;

describe('a name that travels', () => {
  it.each<[string, string, string[]]>([
    [
      'of a dataclass of which an object is given',
      `${CONFIG}${AUTO}def load(cfg: Config):\n    AutoModel.from_pretrained(cfg.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of an optional one',
      `${CONFIG}${AUTO}def load(cfg: Config | None = None):\n    AutoModel.from_pretrained(cfg.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of one that an object keeps',
      `${CONFIG}${AUTO}class T:\n    def __init__(self, cfg: "Config"):\n        self.cfg = cfg\n    def load(self):\n        AutoModel.from_pretrained(self.cfg.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of a field without a default, in a table',
      `from dataclasses import dataclass\n${AUTO}@dataclass\nclass Spec:\n    repo: str\n    n: int = 1\nSPECS = {"a": Spec(repo="org/a"), "b": Spec("org/b", 2)}\ndef load(k):\n    AutoModel.from_pretrained(SPECS[k].repo)\n`,
      ['hf:org/a constant', 'hf:org/b constant'],
    ],
    [
      'without the space around it',
      `${AUTO}import os\nAutoModel.from_pretrained(os.getenv("M", "org/a").strip())\nAutoModel.from_pretrained(" org/b ".strip())\n`,
      ['hf:org/a environment', 'hf:org/b literal'],
    ],
    [
      'through the makers of three classes',
      `${LOADER}class One(Loader):\n    def __init__(self, name="org/a"):\n        super().__init__(name)\nclass Other(One):\n    def __init__(self):\n        super().__init__("org/b")\n`,
      ['generic:name unresolved', 'hf:org/a parameter', 'hf:org/b constant'],
    ],
    [
      'of an entry that is written from itself',
      `${AUTO}cfg = {}\ncfg["m"] = cfg.get("m", "org/a")\nAutoModel.from_pretrained(cfg["m"])\n`,
      ['hf:org/a literal'],
    ],
    [
      'of an entry of what callers give, written from itself',
      `${AUTO}def load(cfg):\n    cfg["m"] = cfg["m"] if "m" in cfg else "org/a"\n    cfg["n"] = cfg["m"]\n    cfg["m"] = cfg["n"]\n    AutoModel.from_pretrained(cfg["m"])\nload({"m": "org/b"})\n`,
      ['hf:org/a elsewhere', 'hf:org/b literal'],
    ],
    [
      'of such an entry, which nobody is known to give',
      `${AUTO}def load(cfg):\n    cfg["m"] = cfg.get("m", "org/a")\n    AutoModel.from_pretrained(cfg["m"])\n`,
      ['hf:org/a elsewhere', 'generic:cfg["m"] unresolved'],
    ],
    [
      'of a named tuple',
      `from typing import NamedTuple\n${AUTO}class S(NamedTuple):\n    repo: str\n    n: int\nfor s in [S("org/a", 1), S("org/b", 2)]:\n    AutoModel.from_pretrained(s.repo)\n`,
      ['hf:org/a constant', 'hf:org/b constant'],
    ],
    [
      'of a field that a function makes',
      `import os\nfrom dataclasses import dataclass, field\n${AUTO}@dataclass\nclass C:\n    m: str = field(default_factory=lambda: os.getenv("M", "org/a"))\nAutoModel.from_pretrained(C().m)\n`,
      ['hf:org/a environment'],
    ],
    [
      'of an object in an object',
      `from dataclasses import dataclass, field\n${CONFIG}${AUTO}@dataclass\nclass Outer:\n    inner: Config = field(default_factory=Config)\nAutoModel.from_pretrained(Outer().inner.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of an enumeration',
      `from enum import Enum\n${AUTO}class M(Enum):\n    A = "org/a"\nAutoModel.from_pretrained(M.A.value)\n`,
      ['hf:org/a constant'],
    ],
    [
      'of an option without a name of its own',
      `${AUTO}def load(name=None):\n    name = name or "org/a"\n    AutoModel.from_pretrained(name)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of a default under a condition',
      `${AUTO}def load(name=None):\n    if name is None:\n        name = "org/a"\n    AutoModel.from_pretrained(name)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of a parser of dataclasses',
      `from dataclasses import dataclass\nfrom transformers import AutoModel, HfArgumentParser\n${CONFIG}@dataclass\nclass Other:\n    n: int = 1\nparser = HfArgumentParser((Other, Config))\nother, cfg = parser.parse_args_into_dataclasses()\nAutoModel.from_pretrained(cfg.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'of a command line that a class describes',
      `import tyro\n${CONFIG}${AUTO}cfg = tyro.cli(Config)\nAutoModel.from_pretrained(cfg.model)\n`,
      ['hf:org/a parameter'],
    ],
    [
      'that a person picks',
      `import streamlit as st\n${AUTO}AutoModel.from_pretrained(st.selectbox("m", ["org/a", "org/b"]))\n`,
      ['hf:org/a literal', 'hf:org/b literal'],
    ],
    [
      'through four functions',
      `${AUTO}def one(name): AutoModel.from_pretrained(name)\ndef two(name): one(name)\ndef three(name): two(name)\ndef four(name): three(name)\nfour("org/a")\n`,
      ['hf:org/a literal'],
    ],
  ])('%s', async (_, code, expected) => {
    expect((await told({ 'app.py': code })).map((one) => one.replace(/ app\.py:\d+$/, ''))).toEqual(expected);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'the class above makes the object',
      {
        'b.py': LOADER,
        'c.py': 'from b import Loader\nclass Small(Loader):\n    def __init__(self):\n        super().__init__("org/a")\n',
      },
      ['hf:org/a imported c.py:4'],
    ],
    [
      'the class above makes it of a default',
      {
        'b.py': LOADER,
        'c.py': 'from b import Loader\nclass Small(Loader):\n    def __init__(self, name="org/a"):\n        super().__init__(name=name)\n',
      },
      ['hf:org/a parameter c.py:4'],
    ],
    [
      'a class below has its own',
      { 'b.py': ABSTRACT, 'c.py': 'from b import Base\nclass Small(Base):\n    MODEL_ID = "org/a"\n' },
      ['hf:org/a constant c.py:3'],
    ],
    [
      'a class below one below has its own',
      { 'b.py': `${ABSTRACT}class Middle(Base):\n    pass\n`, 'c.py': 'import b\nclass Small(b.Middle):\n    MODEL_ID = "org/a"\n' },
      ['hf:org/a constant c.py:3'],
    ],
    [
      'a class below has a property',
      {
        'b.py': ABSTRACT,
        'c.py': 'from b import Base\nclass Small(Base):\n    @property\n    def MODEL_ID(self):\n        return "org/a"\n',
      },
      ['hf:org/a constant c.py:4'],
    ],
  ])('%s', async (_, tree, expected) => {
    expect((await told(tree)).filter((one) => one.startsWith('hf:'))).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'of pairs in a list',
      'for repo, rev in [("org/a", "v1"), ("org/b", "v2")]:\n    AutoModel.from_pretrained(repo, revision=rev)\n',
      ['a@v1', 'b@v2'],
    ],
    [
      'of one entry of a table',
      'M = {"s": {"repo": "org/a", "rev": "v1"}, "b": {"repo": "org/b", "rev": "v2"}}\ndef f(k):\n    one = M[k]\n    AutoModel.from_pretrained(one["repo"], revision=one["rev"])\n',
      ['a@v1', 'b@v2'],
    ],
    [
      'of one entry that is asked for twice',
      'M = {"s": {"repo": "org/a", "rev": "v1"}, "b": {"repo": "org/b", "rev": "v2"}}\ndef f(k):\n    AutoModel.from_pretrained(M[k]["repo"], revision=M[k]["rev"])\n',
      ['a@v1', 'b@v2'],
    ],
    [
      'of one object in a table',
      'from dataclasses import dataclass\n@dataclass\nclass S:\n    repo: str\n    rev: str\nM = {"s": S("org/a", "v1"), "b": S("org/b", rev="v2")}\ndef f(k):\n    AutoModel.from_pretrained(M[k].repo, revision=M[k].rev)\n',
      ['a@v1', 'b@v2'],
    ],
    [
      'of two tables: any of one may go with any of the other',
      'N = {"s": "org/a", "b": "org/b"}\nR = {"s": "v1", "b": "v2"}\ndef f(k):\n    AutoModel.from_pretrained(N[k], revision=R[k])\n',
      ['a@v1', 'a@v2', 'b@v1', 'b@v2'],
    ],
    [
      'of one table by two keys: any may go with any',
      'M = {"s": {"repo": "org/a", "rev": "v1"}, "b": {"repo": "org/b", "rev": "v2"}}\ndef f(k, r):\n    AutoModel.from_pretrained(M[k]["repo"], revision=M[r]["rev"])\n',
      ['a@v1', 'a@v2', 'b@v1', 'b@v2'],
    ],
  ])('name and revision %s', async (_, code, expected) => {
    expect((await told({ 'app.py': `${AUTO}${code}` })).map((one) => /\/(\S+)/.exec(one)?.[1])).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['names it', 'from .base import Base\n', 'from pkg import Base\nclass Small(Base):\n    MODEL_ID = "org/a"\n'],
    ['gives it another name', 'from .base import Base as Loader\n', 'import pkg\nclass Small(pkg.Loader):\n    MODEL_ID = "org/a"\n'],
    ['gives it by a star', 'from .base import *\n', 'from pkg import Base\nclass Small(Base):\n    MODEL_ID = "org/a"\n'],
    ['has it in a module that has it', 'from .api import Base\n', 'from pkg import Base\nclass Small(Base):\n    MODEL_ID = "org/a"\n'],
  ])('a class below one that its package %s', async (_, init, small) => {
    const tree = { 'pkg/__init__.py': init, 'pkg/api.py': 'from pkg.base import Base\n', 'pkg/base.py': ABSTRACT, 'c.py': small };
    expect((await told(tree)).filter((one) => one.startsWith('hf:'))).toEqual(['hf:org/a constant c.py:3']);
  });

  it.each<[string, string, string]>([
    ['of its type', 'def load(cfg: Config):\n    AutoModel.from_pretrained(cfg.model)\n', 'load(Config(model="org/b"))\n'],
    [
      'of another class',
      'def load(cfg: Config):\n    AutoModel.from_pretrained(cfg.model)\n',
      'class D:\n    model = "org/b"\nload(D())\n',
    ],
    [
      'that is kept',
      'class load:\n    def __init__(self, cfg: Config):\n        self.cfg = cfg\n    def go(self):\n        AutoModel.from_pretrained(self.cfg.model)\n',
      'load(Config(model="org/b")).go()\n',
    ],
    ['in place of the default', 'def load(cfg=Config()):\n    AutoModel.from_pretrained(cfg.model)\n', 'load(Config("org/b"))\n'],
  ])('who gives an object %s names another model (T38)', async (_, load, call) => {
    const found = await told({ 'a.py': `${CONFIG}${AUTO}${load}`, 'b.py': `from a import load, Config\n${call}` });
    expect([...new Set(found.map((one) => one.split(' ')[0]))]).toEqual(['hf:org/a', 'hf:org/b']);
  });

  it('a class below has a say, however long the expression is', async () => {
    const long = `self.MODEL_ID or choose(${Array.from({ length: 300 }, (_, index) => index).join(', ')})`;
    const tree = {
      'b.py': `${AUTO}class Base:\n    MODEL_ID = None\n    def load(self):\n        return AutoModel.from_pretrained(${long})\n`,
      'c.py': 'from b import Base\nclass Small(Base):\n    MODEL_ID = "org/a"\n',
    };
    expect(await told(tree)).toContainEqual(expect.stringContaining('c.py'));
  });

  it('a class of the same name that is made of another one has no say', async () => {
    const tree = { 'b.py': ABSTRACT, 'c.py': 'class Base:\n    pass\nclass Small(Base):\n    MODEL_ID = "org/a"\n' };
    expect((await told(tree)).filter((one) => one.startsWith('hf:'))).toEqual([]);
  });

  it('hostile: a thousand classes below, and classes in a circle', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `class C${index}(Base):\n    MODEL_ID = "org/m${index}"\n`).join('');
    const { sightings, problems } = await linked({
      'b.py': ABSTRACT,
      'c.py': `from b import Base\n${many}class X(Y):\n    pass\nclass Y(X):\n    pass\n`,
    });
    expect(problems.map(({ code }) => code)).toEqual(['limit']);
    expect(sightings.length).toBeGreaterThan(50);
  });
});
