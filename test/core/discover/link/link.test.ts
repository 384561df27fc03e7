import { describe, expect, it } from 'vitest';
import { linked, told } from '../linking.ts';

const T = 'from transformers import AutoModel\n';
const load = (name: string, more = ''): string => `AutoModel.from_pretrained(${name}${more})\n`;

describe('names are followed across files', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a literal', { 'app.py': T + load('"org/a"') }, 'hf:org/a literal app.py:2'],
    ['a constant', { 'app.py': `${T}M = "org/a"\n${load('M')}` }, 'hf:org/a constant app.py:3'],
    ['a constant of another constant', { 'app.py': `${T}A = "org/a"\nM = A\n${load('M')}` }, 'hf:org/a constant app.py:4'],
    ['from module import', { 'app.py': `${T}from cfg import M\n${load('M')}`, 'cfg.py': 'M = "org/a"\n' }, 'hf:org/a imported app.py:3'],
    [
      'under another name',
      { 'app.py': `${T}from cfg import M as X\n${load('X')}`, 'cfg.py': 'M = "org/a"\n' },
      'hf:org/a imported app.py:3',
    ],
    ['import module', { 'app.py': `${T}import cfg\n${load('cfg.M')}`, 'cfg.py': 'M = "org/a"\n' }, 'hf:org/a imported app.py:3'],
    ['import module as', { 'app.py': `${T}import a.cfg as c\n${load('c.M')}`, 'a/cfg.py': 'M = "org/a"\n' }, 'hf:org/a imported app.py:3'],
    ['import a.b', { 'app.py': `${T}import a.cfg\n${load('a.cfg.M')}`, 'a/cfg.py': 'M = "org/a"\n' }, 'hf:org/a imported app.py:3'],
    [
      'from package import module',
      { 'app.py': `${T}from a import cfg\n${load('cfg.M')}`, 'a/cfg.py': 'M = "org/a"\n' },
      'hf:org/a imported app.py:3',
    ],
    [
      'a relative import',
      { 'p/app.py': `${T}from .cfg import M\n${load('M')}`, 'p/cfg.py': 'M = "org/a"\n' },
      'hf:org/a imported p/app.py:3',
    ],
    [
      'a relative import upward',
      { 'p/q/app.py': `${T}from ..cfg import M\n${load('M')}`, 'p/cfg.py': 'M = "org/a"\n' },
      'hf:org/a imported p/q/app.py:3',
    ],
    [
      'from . import',
      { 'p/app.py': `${T}from . import cfg\n${load('cfg.M')}`, 'p/cfg.py': 'M = "org/a"\n' },
      'hf:org/a imported p/app.py:3',
    ],
    [
      'a re-export of a package',
      { 'app.py': `${T}from p import M\n${load('M')}`, 'p/__init__.py': 'from .cfg import MODEL as M\n', 'p/cfg.py': 'MODEL = "org/a"\n' },
      'hf:org/a imported app.py:3',
    ],
    [
      'star imports, one behind the other',
      { 'app.py': `${T}from a import *\n${load('M')}`, 'a.py': 'from b import *\n', 'b.py': 'M = "org/a"\n' },
      'hf:org/a imported app.py:3',
    ],
    [
      'the second of two star imports',
      { 'app.py': `${T}from a import *\nfrom b import *\n${load('M')}`, 'a.py': 'X = 1\n', 'b.py': 'M = "org/a"\n' },
      'hf:org/a imported app.py:4',
    ],
    ['a constant of a class', { 'app.py': `${T}class C:\n  M = "org/a"\n${load('C.M')}` }, 'hf:org/a constant app.py:4'],
    ['self', { 'app.py': `${T}class C:\n  M = "org/a"\n  def f(self):\n    return ${load('self.M')}` }, 'hf:org/a constant app.py:5'],
    [
      'a class of another module',
      { 'app.py': `${T}from cfg import C\n${load('C.M')}`, 'cfg.py': 'class C:\n  M = "org/a"\n' },
      'hf:org/a imported app.py:3',
    ],
    [
      'the nearer of two modules',
      { 'a/app.py': `${T}from cfg import M\n${load('M')}`, 'a/cfg.py': 'M = "org/a"\n', 'cfg.py': 'M = "org/b"\n' },
      'hf:org/a elsewhere a/app.py:3',
    ],
    ['a source root', { 'run.py': `${T}from cfg import M\n${load('M')}`, 'src/cfg.py': 'M = "org/a"\n' }, 'hf:org/a imported run.py:3'],
    [
      'the environment, with a default',
      { 'app.py': `${T}import os\nM = os.getenv("M", "org/a")\n${load('M')}` },
      'hf:org/a environment app.py:4',
    ],
    ['a parameter with a default', { 'app.py': `${T}def f(m="org/a"):\n  ${load('m')}` }, 'hf:org/a parameter app.py:3'],
    [
      'a revision from another module',
      { 'app.py': `${T}from cfg import R\n${load('"org/a"', ', revision=R')}`, 'cfg.py': 'R = "v1"\n' },
      'hf:org/a@v1 literal app.py:3',
    ],
    [
      'the environment alone',
      { 'app.py': `${T}import os\n${load('os.environ["M"]')}` },
      'generic:environment variable M unresolved app.py:3',
    ],
    ['a name from nowhere', { 'app.py': T + load('M') }, 'generic:M unresolved app.py:2'],
    ['a module that is not in the tree', { 'app.py': `${T}from elsewhere import M\n${load('M')}` }, 'generic:M unresolved app.py:3'],
    [
      'a relative import out of the tree',
      { 'app.py': `${T}from ...cfg import M\n${load('M')}`, 'cfg.py': 'M = "org/a"\n' },
      'generic:M unresolved app.py:3',
    ],
    [
      'a module in a far folder',
      { 'a/app.py': `${T}from cfg import M\n${load('M')}`, 'x/y/cfg.py': 'M = "org/a"\n' },
      'generic:M unresolved a/app.py:3',
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await told(tree)).toEqual([expected]);
  });

  it('every branch of a choice is a sighting, each once', async () => {
    expect(await told({ 'app.py': `${T}A = "org/a"\nM = A if x else "org/b"\nM = "org/a"\n${load('M')}` })).toEqual([
      'hf:org/a constant app.py:5',
      'hf:org/b constant app.py:5',
    ]);
  });

  it('reads in full only what a load needs', async () => {
    const { full } = await linked({
      'app.py': `${T}from p import M\nimport other\n${load('M')}`,
      'p/__init__.py': 'from .cfg import M\n',
      'p/cfg.py': 'M = "org/a"\n',
      'p/unused.py': 'M = 1\n',
      'other.py': 'from p.unused import M\n',
    });
    expect(full).toEqual(['p/__init__.py', 'p/cfg.py']);
  });
});

describe('circles and floods end, and nothing is dropped in silence (T4, T18)', () => {
  it.each<[string, Record<string, string>]>([
    ['a name that is itself', { 'app.py': `${T}M = M\n${load('M')}` }],
    ['two names of each other', { 'app.py': `${T}A = B\nB = A\n${load('A')}` }],
    [
      'two modules of each other',
      { 'app.py': `${T}from a import M\n${load('M')}`, 'a.py': 'from b import M\n', 'b.py': 'from a import M\n' },
    ],
    ['a module that imports itself', { 'app.py': `${T}from app import *\n${load('M')}` }],
    [
      '12 modules that all import each other with a star',
      {
        'app.py': `${T}from m0 import *\n${load('M')}`,
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, self) => [
            `m${self}.py`,
            Array.from({ length: 12 }, (__, other) => `from m${other} import *\n`).join(''),
          ]),
        ),
      },
    ],
  ])('%s', async (_, tree) => {
    expect(await told(tree)).toEqual([expect.stringMatching(/^generic:\S+ unresolved app\.py:/)]);
  });

  it('a star circle hides no name', async () => {
    const modules = Object.fromEntries(
      Array.from({ length: 12 }, (_, self) => [
        `m${self}.py`,
        `${Array.from({ length: 12 }, (__, other) => `from m${other} import *\n`).join('')}${self === 11 ? 'M = "org/a"\n' : ''}`,
      ]),
    );
    expect(await told({ 'app.py': `${T}from m0 import *\n${load('M')}`, ...modules })).toEqual(['hf:org/a imported app.py:3']);
  });

  it('choices of choices do not multiply', async () => {
    const levels = Array.from({ length: 14 }, (_, level) =>
      ['a', 'b', 'c', 'd']
        .map((name) => `${name}${level} = ${['a', 'b', 'c', 'd'].map((next) => `${next}${level + 1}`).join(' or ')}\n`)
        .join(''),
    )
      .reverse()
      .join('');
    const found = await told({ 'app.py': `${T}a14 = "org/a"\nb14 = "org/b"\n${levels}${load('a10')}${load('a0')}` });
    expect(found.slice(0, 2)).toEqual([expect.stringContaining('hf:org/a'), expect.stringContaining('hf:org/b')]);
    expect(found.length).toBeLessThan(50);
  });

  it('a name that mentions itself keeps its other values', async () => {
    expect(await told({ 'app.py': `${T}M = "org/a"\nM = M or "org/b"\n${load('M')}` })).toEqual([
      'hf:org/a constant app.py:4',
      'hf:org/b constant app.py:4',
    ]);
  });

  it('beyond a hundred names one stands for the rest', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `"org/a${index}"`).join(', ');
    const found = await told({ 'app.py': `${T}for m in [${names}]:\n    AutoModel.from_pretrained(m)\n` });
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toMatch(/^generic:one of more than 100 possible names unresolved/);
  });

  it('many revisions push no name out', async () => {
    const many = (text: string): string => Array.from({ length: 12 }, (_, index) => `"${text}${index}"`).join(' or ');
    const found = await told({ 'app.py': `${T}M = ${many('org/m')}\nR = ${many('v')}\n${load('M', ', revision=R')}` });
    expect(new Set(found.map((text) => text.split(/[@ ]/)[0])).size).toBe(12);
  });
});
