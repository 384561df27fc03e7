/** What Python does and a reader does not model: a literal that something else may replace is never pinned (T35, T36). */
import { describe, expect, it } from 'vitest';
import { type Attack, FLOATING, GOOD, IMPORT, judge, notebook, PINNED } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();

/** A load by a name that is bound to an honest model somewhere. */
const BY = (name: string): string => `AutoModel.from_pretrained(${name}, revision="${GOOD}")\n`;
const N = 'N = "acme/a"\n';

async function refuses(attack: Attack): Promise<void> {
  const judged = await judge(change, attack);
  expect(judged).toMatchObject({ merges: false });
}

describe('a binding that is not modeled', () => {
  it.each<[string, Record<string, string>]>([
    ['a star import behind the constant', { 'app/c.py': 'N = "evil/x"\n', 'app/a.py': `${IMPORT}${N}from app.c import *\n${BY('N')}` }],
    ['a star import from outside of the tree', { 'app/a.py': `${IMPORT}${N}from settings import *\n${BY('N')}` }],
    ['an import behind the constant', { 'app/c.py': 'N = "evil/x"\n', 'app/a.py': `${IMPORT}${N}from app.c import N\n${BY('N')}` }],
    ['an attribute of a class', { 'app/a.py': `${IMPORT}class C:\n    ${N}C.N = "evil/x"\n${BY('C.N')}` }],
    [
      'an attribute of a module, from elsewhere',
      { 'app/c.py': N, 'app/b.py': 'import app.c\napp.c.N = "evil/x"\n', 'app/a.py': `${IMPORT}import app.c\n${BY('app.c.N')}` },
    ],
    ['setattr', { 'app/a.py': `${IMPORT}class C:\n    ${N}setattr(C, "N", "evil/x")\n${BY('C.N')}` }],
    ['a subscript', { 'app/a.py': `${IMPORT}D = {"m": "acme/a"}\nD["m"] = "evil/x"\n${BY('D["m"]')}` }],
    ['update', { 'app/a.py': `${IMPORT}D = {"m": "acme/a"}\nD.update(m="evil/x")\n${BY('D["m"]')}` }],
    ['a dictionary out of another', { 'app/a.py': `${IMPORT}E = {"m": "evil/x"}\nD = {"m": "acme/a", **E}\n${BY('D["m"]')}` }],
    [
      'a dataclass built with another value',
      {
        'app/a.py': `${IMPORT}from dataclasses import dataclass\n@dataclass\nclass C:\n    m: str = "acme/a"\nc = C(m="evil/x")\n${BY('c.m')}`,
      },
    ],
    ['nested unpacking', { 'app/a.py': `${IMPORT}${N}(a, (N, b)) = (1, ("evil/x", 2))\n${BY('N')}` }],
    ['a starred target', { 'app/a.py': `${IMPORT}${N}N, *rest = ["evil/x", 1]\n${BY('N')}` }],
    ['match', { 'app/a.py': `${IMPORT}${N}match "evil/x":\n    case N:\n        pass\n${BY('N')}` }],
    [
      'nonlocal',
      { 'app/a.py': `${IMPORT}def f():\n    ${N}    def g():\n        nonlocal N\n        N = "evil/x"\n    g()\n    ${BY('N')}f()\n` },
    ],
    ['global', { 'app/a.py': `${IMPORT}${N}def g():\n    global N\n    N = "evil/x"\ng()\n${BY('N')}` }],
    ['a loop', { 'app/a.py': `${IMPORT}${N}for N in ["evil/x"]:\n    pass\n${BY('N')}` }],
    ['with', { 'app/a.py': `${IMPORT}${N}with f() as N:\n    pass\n${BY('N')}` }],
    ['a walrus', { 'app/a.py': `${IMPORT}${N}if (N := "evil/x"):\n    pass\n${BY('N')}` }],
    ['adding to it', { 'app/a.py': `${IMPORT}${N}N += "-evil"\n${BY('N')}` }],
    ['globals()', { 'app/a.py': `${IMPORT}${N}globals()["N"] = "evil/x"\n${BY('N')}` }],
    ['a function of that name', { 'app/a.py': `${IMPORT}${N}def N():\n    return "evil/x"\n${BY('N')}` }],
    [
      'a revision by a name that is written again',
      { 'app/a.py': `${IMPORT}R = "${GOOD}"\nfrom settings import *\nAutoModel.from_pretrained("acme/a", revision=R)\n` },
    ],
  ])('%s', (_, head) => refuses({ head }));

  it('the control: a constant that nothing else touches is merged', async () => {
    expect(await judge(change, { head: { 'app/c.py': N, 'app/a.py': `${IMPORT}from app.c import N\n${BY('N')}` } })).toMatchObject({
      merges: true,
    });
  });
});

describe('arguments', () => {
  it.each<[string, string]>([
    ['a dictionary that is not known', `AutoModel.from_pretrained("acme/a", revision="${GOOD}", **KW)\n`],
    ['a revision inside of one', 'AutoModel.from_pretrained("acme/a", **{"revision": "main"})\n'],
    ['a revision inside of a named one', 'KW = {"revision": "main"}\nAutoModel.from_pretrained("acme/a", **KW)\n'],
    ['a list that is not known', `AutoModel.from_pretrained(*ARGS, revision="${GOOD}")\n`],
    ['nothing but a list that is not known', 'AutoModel.from_pretrained(*ARGS)\n'],
    ['nothing but what the caller gives, in a list', 'def f(*a):\n    AutoModel.from_pretrained(*a)\n'],
    ['nothing but what the caller gives, by keywords', 'def f(**k):\n    AutoModel.from_pretrained(**k)\n'],
    [
      'what the caller gives to a method of that name',
      'class M:\n    def from_pretrained(*a):\n        return AutoModel.from_pretrained(*a)\nM.from_pretrained("evil/x")\n',
    ],
    ['the revision of the code', `AutoModel.from_pretrained("acme/a", revision="${GOOD}", trust_remote_code=True, code_revision="main")\n`],
    [
      'a repository type by a constant',
      'from huggingface_hub import snapshot_download\nT = "model"\nsnapshot_download("evil/x", repo_type=T)\n',
    ],
  ])('%s', (_, code) => refuses({ head: { 'app/a.py': IMPORT + code } }));

  it.each<[string, string]>([
    ['a dictionary', '**{"trust_remote_code": True}'],
    ['a named dictionary', '**KW'],
    ['a constant', 'trust_remote_code=FLAG'],
    ['a constant of elsewhere', 'trust_remote_code=settings.FLAG'],
  ])('trust_remote_code by %s is told', async (_, argument) => {
    const code = `KW = {"trust_remote_code": True}\nFLAG = True\nAutoModel.from_pretrained("acme/a", revision="${GOOD}", ${argument})\n`;
    expect((await judge(change, { head: { 'app/a.py': IMPORT + code } })).rules.join()).toContain('model/remote-code');
  });
});

describe('names of loaders', () => {
  it.each<[string, Record<string, string>]>([
    ['a re-export', { 'app/compat.py': IMPORT, 'app/a.py': 'from app.compat import AutoModel\nAutoModel.from_pretrained("evil/x")\n' }],
    ['an alias of the method', { 'app/a.py': `${IMPORT}f = AutoModel.from_pretrained\nf("evil/x")\n` }],
    ['an alias of the class', { 'app/a.py': `${IMPORT}M = AutoModel\nM.from_pretrained("evil/x")\n` }],
    ['partial', { 'app/a.py': `${IMPORT}from functools import partial\npartial(AutoModel.from_pretrained, "evil/x")()\n` }],
    ['getattr', { 'app/a.py': `${IMPORT}getattr(AutoModel, "from_pretrained")("evil/x")\n` }],
    [
      'letters that Python takes for the same',
      { 'app/a.py': 'from transformers import AutoModel\nＡutoModel.from_pretrained("evil/x")\n' },
    ],
    [
      'a mirror of the hub, at an honest commit',
      { 'app/a.py': `import requests\nrequests.get("https://hf-mirror.com/acme/a/resolve/${GOOD}/model.safetensors")\n` },
    ],
    ['a script without a suffix', { 'bin/serve': `#!/usr/bin/env python3\n${FLOATING}` }],
    ['a path that the caller gives', { 'app/a.py': 'import sys, torch\ntorch.load(sys.argv[1])\n' }],
    ['inside of an f-string', { 'app/a.py': `${IMPORT}x = f"{AutoModel.from_pretrained('evil/x')}"\n` }],
    ['a file with a syntax error elsewhere', { 'app/a.py': `${FLOATING}def broken(:\n` }],
    ['a file that is too large to be read', { 'app/a.py': `${FLOATING}#${'x'.repeat(5_000_000)}\n` }],
  ])('%s', (_, head) => refuses({ head }));
});

describe('notebooks', () => {
  const CELL = 'm = AutoModel.from_pretrained("evil/x")';
  it.each<[string, Record<string, string>]>([
    ['a line magic in front of the load', { 'n.ipynb': notebook(IMPORT, `%time ${CELL}`) }],
    ['a cell magic', { 'n.ipynb': notebook(IMPORT, `%%memit\n${CELL}`) }],
    ['a file that a cell writes', { 'n.ipynb': notebook(`%%writefile app.py\n${FLOATING}`) }],
    ['a suffix in capitals', { 'a.IPYNB': notebook(IMPORT, CELL) }],
    ['a shell line', { 'n.ipynb': notebook('!hf download evil/x') }],
  ])('%s', (_, head) => refuses({ head }));
});

describe('an old finding excuses no new one (T38)', () => {
  it.each<[string, Attack]>([
    [
      'a tag becomes a branch',
      {
        base: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained("evil/x", revision="v1")\n` },
        head: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained("evil/x", revision="attacker")\n` },
      },
    ],
    [
      'a second load of another floating model',
      { base: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained("acme/a")\n` }, head: { 'app/b.py': FLOATING } },
    ],
    ['a revision that goes away', { base: { 'app/a.py': PINNED }, head: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained("acme/a")\n` } }],
    [
      'an old wrapper with another name',
      {
        base: {
          'app/w.py': `${IMPORT}def load(name):\n    return AutoModel.from_pretrained(name)\n`,
          'app/a.py': 'from app.w import load\nload("acme/a")\n',
        },
        head: { 'app/a.py': 'from app.w import load\nload("evil/x")\n' },
      },
    ],
    [
      'a default that feeds an old load',
      {
        base: { 'app/a.py': `${IMPORT}import os\nAutoModel.from_pretrained(os.getenv("M", "acme/a"))\n` },
        head: { 'app/a.py': `${IMPORT}import os\nAutoModel.from_pretrained(os.getenv("M", "evil/x"))\n` },
      },
    ],
    [
      'a second load that cannot be read',
      {
        base: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained(f())\n` },
        head: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained(f())\nAutoModel.from_pretrained(g())\n` },
      },
    ],
  ])('%s', (_, attack) => refuses(attack));

  it('neither a renamed variable nor a moved file is new', async () => {
    const base = {
      'app/a.py': `${IMPORT}def f(name):\n    return AutoModel.from_pretrained(name)\nAutoModel.from_pretrained("evil/x", revision="v1")\n`,
    };
    const renamed = base['app/a.py'].replaceAll('name', 'model_name');
    expect(await judge(change, { base, head: { 'app/a.py': renamed } })).toMatchObject({ merges: true });
  });
});
