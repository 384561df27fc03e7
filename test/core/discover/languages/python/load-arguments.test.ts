import { describe, expect, it } from 'vitest';
import { linked, loadsIn } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';

const T = 'from transformers import AutoModel\n';
const C = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const load = (rest: string): string => `AutoModel.from_pretrained("org/a"${rest})\n`;

describe('arguments that a call spreads are read, or leave a doubt (T35)', () => {
  it.each<[string, string, string[]]>([
    ['a dictionary in the call', load(', **{"trust_remote_code": True}'), ['hf:org/a runs-code']],
    ['its revision', load(`, **{"revision": "${C}"}`), [`hf:org/a@${C}`]],
    ['a name', `KW = {"trust_remote_code": True, "revision": "v1"}\n${load(', **KW')}`, ['hf:org/a@v1 runs-code']],
    ['a name that a function reads', `KW = {"revision": "v1"}\ndef f():\n  return ${load(', **KW')}`, ['hf:org/a@v1']],
    ['dict(…)', load(', **dict(trust_remote_code=True)'), ['hf:org/a runs-code']],
    ['a dictionary in a dictionary', `A = {"trust_remote_code": True}\nB = {**A, "x": 1}\n${load(', **B')}`, ['hf:org/a runs-code']],
    ['the union of two', `A = {"x": 1}\n${load(', **(A | {"trust_remote_code": True})')}`, ['hf:org/a runs-code']],
    ['a copy', `A = {"trust_remote_code": True}\n${load(', **A.copy()')}`, ['hf:org/a runs-code']],
    ['a key that is written later', `KW = {}\nKW["trust_remote_code"] = True\n${load(', **KW')}`, ['hf:org/a runs-code']],
    ['update', `KW = {}\nKW.update(trust_remote_code=True)\n${load(', **KW')}`, ['hf:org/a runs-code']],
    ['setdefault', `KW = {}\nKW.setdefault("trust_remote_code", True)\n${load(', **KW')}`, ['hf:org/a runs-code']],
    ['|=', `KW = {}\nKW |= {"trust_remote_code": True}\n${load(', **KW')}`, ['hf:org/a runs-code']],
    ['one of two', `KW = {"trust_remote_code": True} if x else {}\n${load(', **KW')}`, ['hf:org/a runs-code']],
    ['another name of it', `A = {"trust_remote_code": True}\nB = A\n${load(', **B')}`, ['hf:org/a runs-code']],
    [
      'self',
      `class K:\n  KW = {"trust_remote_code": True}\n  def f(self):\n    return ${load(', **self.KW')}`,
      ['hf:org/a forwarded runs-code'],
    ],
    [
      'an attribute that __init__ sets from its own dictionary',
      `class K:\n  def __init__(self):\n    kw = {"trust_remote_code": True}\n    self.kw = kw\n  def f(self):\n    return ${load(', **self.kw')}`,
      ['hf:org/a runs-code'],
    ],
    ['nothing that matters', `KW = {"torch_dtype": "auto"}\n${load(', **KW')}`, ['hf:org/a']],
    ['a dictionary of another module', `from cfg import KW\n${load(', **KW')}`, ['hf:org/a arguments']],
    ['what a function returns', load(', **options()'), ['hf:org/a arguments']],
    ['a computed key', load(', **{KEY: True}'), ['hf:org/a arguments']],
    ['a loop over something', `for KW in ALL:\n  ${load(', **KW')}`, ['hf:org/a arguments']],
    ['a key that is written under a computed name', `KW = {}\nKW[k] = True\n${load(', **KW')}`, ['hf:org/a arguments']],
    ['options of the model inside', load(', model_kwargs={"trust_remote_code": True}'), ['hf:org/a runs-code']],
    ['a name that stands for itself', `KW = {**KW}\n${load(', **KW')}`, ['hf:org/a']],
  ])('%s', async (_name, code, expected) => {
    expect(await loadsIn({ 'app.py': T + code })).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['keywords', `def f(**kwargs):\n  return ${load(`, revision="${C}", **kwargs`)}`, [`hf:org/a@${C} forwarded`]],
    ['a parameter', `def f(options=None):\n  return ${load(', **(options or {})')}`, ['hf:org/a forwarded']],
    ['renamed keys', `def f(**kw):\n  more = {k[4:]: v for k, v in kw.items()}\n  return ${load(', **more')}`, ['hf:org/a forwarded']],
    [
      'through the object',
      `class K:\n  def __init__(self, **kw):\n    self.kw = kw\n  def f(self):\n    return ${load(', **self.kw')}`,
      ['hf:org/a forwarded'],
    ],
    [
      'a field',
      `class K(Base):\n  kw: dict = Field(default_factory=dict)\n  def f(self):\n    return ${load(', **self.kw')}`,
      ['hf:org/a forwarded'],
    ],
    ['a field of a base', `class K(Base):\n  def f(self):\n    return ${load(', **self.kw')}`, ['hf:org/a forwarded']],
    [
      'a field that trusts',
      `class K(Base):\n  kw: dict = {"trust_remote_code": True}\n  def f(self):\n    return ${load(', **self.kw')}`,
      ['hf:org/a forwarded runs-code'],
    ],
    ['positions do not matter there', `def f(*args, **kw):\n  return ${load(', *args, **kw')}`, ['hf:org/a forwarded']],
    [
      'with something of its own',
      `def f(**kw):\n  kw["trust_remote_code"] = True\n  return ${load(', **kw')}`,
      ['hf:org/a forwarded runs-code'],
    ],
    ['a default that trusts', `def f(kw={"trust_remote_code": True}):\n  return ${load(', **kw')}`, ['hf:org/a forwarded runs-code']],
    [
      'what another function writes is not its own',
      `def f(**kw):\n  return ${load(', **kw')}def g(**kw):\n  kw["trust_remote_code"] = True\n`,
      ['hf:org/a forwarded'],
    ],
  ])('a function that passes on its parameters: %s', async (_name, code, expected) => {
    expect(await loadsIn({ 'app.py': T + code })).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['a constant', `TYPE = "dataset"\nhf_hub_download("org/d", "f", repo_type=TYPE)\n`, ['hf:org/d dataset']],
    ['of another module', `from cfg import TYPE\nhf_hub_download("org/d", "f", repo_type=TYPE)\n`, ['hf:org/d dataset']],
    ['a model', `TYPE = "model"\nhf_hub_download("org/d", "f", repo_type=TYPE)\n`, ['hf:org/d']],
    ['in a spread dictionary', `hf_hub_download("org/d", "f", **{"repo_type": "dataset"})\n`, ['hf:org/d dataset']],
    ['a space is neither', `hf_hub_download("org/d", "f", repo_type="space")\n`, []],
    ['a computed one may be both', `hf_hub_download("org/d", "f", repo_type=kind())\n`, ['hf:org/d kind', 'hf:org/d dataset kind']],
  ])('repo_type: %s', async (_name, code, expected) => {
    expect(
      (await loadsIn({ 'app.py': `from huggingface_hub import hf_hub_download\n${code}`, 'cfg.py': 'TYPE = "dataset"\n' })).sort(),
    ).toEqual([...expected].sort());
  });

  it.each<[string, boolean]>([
    ['FLAG = False', false],
    ['FLAG = None', false],
    ['FLAG = True', true],
    ['A = False\nFLAG = A', false],
    ['FLAG = False\nFLAG = True', true],
    ['from cfg import FLAG', true],
    ['FLAG = os.getenv("X")', true],
  ])('trust_remote_code=FLAG with %j: %s', async (binding, expected) => {
    const { sightings } = await linked({ 'app.py': `${T}import os\n${binding}\n${load(', trust_remote_code=FLAG')}` });
    expect(sightings.map(loose).map(({ remoteCode }) => remoteCode)).toEqual([expected]);
  });

  it.each<[string, true | undefined]>([
    [', subfolder="lora"', true],
    [', **{"subfolder": "lora"}', true],
    [', subfolder=""', undefined],
    ['', undefined],
  ])('a folder inside of the repository is told (T36): %s', async (rest, expected) => {
    expect((await linked({ 'app.py': T + load(rest) })).sightings.map(loose).map(({ subfolder }) => subfolder)).toEqual([expected]);
  });

  it('a revision that is given twice is neither of them', async () => {
    for (const rest of [`, revision="main", revision="${C}"`, `, revision="${C}", **{"revision": "main"}`]) {
      const { sightings } = await linked({ 'app.py': T + load(rest) });
      expect(sightings.map(loose).map(({ revisionHow }) => revisionHow)).toContain('unresolved');
    }
  });

  it('a revision that is only given sometimes is not certain', async () => {
    const { sightings } = await linked({ 'app.py': `${T}KW = {"revision": "${C}"} if x else {}\n${load(', **KW')}` });
    expect(sightings.map(loose).map(({ requested, revisionHow }) => [requested, revisionHow])).toContainEqual([null, 'unresolved']);
  });

  it.each<[string, string, string[]]>([
    ['a tuple', 'ARGS = ("org/a",)\nAutoModel.from_pretrained(*ARGS)\n', ['hf:org/a']],
    ['a list in the call', 'AutoModel.from_pretrained(*["org/a"])\n', ['hf:org/a']],
    ['something else', 'AutoModel.from_pretrained(*args())\n', ['generic:(*args()) unresolved']],
    ['the name in a dictionary', 'AutoModel.from_pretrained(**{"pretrained_model_name_or_path": "org/a"})\n', ['hf:org/a']],
  ])('the name out of %s', async (_name, code, expected) => {
    expect(await loadsIn({ 'app.py': T + code })).toEqual(expected);
  });

  it('nothing is written into a call that spreads a dictionary, nor into the dictionary of somebody else', async () => {
    for (const code of [load(', **KW'), `KW = {"revision": "main"}\n${load(', **KW')}`])
      expect((await linked({ 'app.py': T + code })).sightings.map(loose).map(({ pin }) => pin)).toEqual([null]);
  });
});

describe('hostile dictionaries cost what they are long (T18)', () => {
  it('many keys, long chains and circles end', async () => {
    const many = `KW = {${Array.from({ length: 20_000 }, (_, index) => `"k${index}": 1`).join(', ')}}\n`;
    const chain = Array.from({ length: 2_000 }, (_, index) => `D${index + 1} = {**D${index}, **D${index}}\n`).join('');
    const circle = 'A = {**B}\nB = {**A, "trust_remote_code": True}\n';
    const calls = load(', **KW').repeat(1_000) + load(', **D2000') + load(', **A');
    const { sightings } = await linked({ 'app.py': `${T}D0 = {}\n${many}${chain}${circle}${calls}` });
    expect(sightings).toHaveLength(1_002);
    expect(sightings.slice(-2).map(loose)).toMatchObject([{ doubts: ['arguments'] }, { remoteCode: true }]);
  });

  it('writes to one name in many functions are looked at once', async () => {
    const functions = Array.from({ length: 3_000 }, (_, index) => `def f${index}(**kw):\n  kw["x"] = 1\n  return ${load(', **kw')}`).join(
      '',
    );
    expect((await linked({ 'app.py': T + functions })).sightings).toHaveLength(3_000);
  });
});
