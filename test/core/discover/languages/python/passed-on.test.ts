import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const T = 'import functools, importlib\nfrom transformers import AutoModel, AutoTokenizer\nfrom huggingface_hub import snapshot_download\n';

async function found(code: string): Promise<string[]> {
  return (await told({ 'app.py': T + code })).map((one) => one.replace(/ app\.py:\d+$/, ''));
}

describe('loaders that are named and not called are said (T35)', () => {
  it.each([
    ['functools.partial(AutoModel.from_pretrained, "evil/x")()\n'],
    ['getattr(AutoModel, "from_pretrained")("evil/x")\n'],
    ['L = getattr(AutoModel, "from_pretrained")\n'],
    ['D = {"m": AutoModel.from_pretrained}\nD["m"]("evil/x")\n'],
    ['list(map(AutoModel.from_pretrained, ["evil/x"]))\n'],
    ['list(map(snapshot_download, ["evil/x"]))\n'],
    ['run(AutoModel.from_pretrained, "evil/x")\n'],
    ['run(loader=AutoModel.from_pretrained)\n'],
    ['class K:\n    load = AutoModel.from_pretrained\n    def f(self):\n        return self.load("evil/x")\n'],
    ['def g(f=AutoModel.from_pretrained):\n    f("evil/x")\n'],
    ['for f in (AutoModel.from_pretrained,):\n    f("evil/x")\n'],
    ['load = AutoModel.from_pretrained\n'],
    ['def g():\n    return AutoModel.from_pretrained\n'],
    ['run((AutoModel.from_pretrained))\n'],
    ['x = [AutoModel.from_pretrained]\n'],
    ['x = AutoModel.from_pretrained if y else None\n'],
  ])('%j', async (code) => {
    // A name that is handed on with it is told, too; who gets both may call it with others.
    const named = /, \[?"evil\/x"/.test(code) ? ['hf:evil/x literal'] : [];
    expect(await found(code)).toEqual([...named, expect.stringMatching(/^generic:.* unresolved$/)]);
  });

  it.each([
    ['f = AutoModel.from_pretrained\nf("evil/x")\n', ['hf:evil/x literal']],
    ['(AutoModel.from_pretrained)("evil/x")\n', ['hf:evil/x literal']],
    ['class K:\n    loader = AutoModel\n    def f(self):\n        return self.loader.from_pretrained("evil/x")\n', ['hf:evil/x literal']],
    ['class M(AutoModel):\n    pass\nM.from_pretrained("evil/x")\n', ['hf:evil/x literal']],
  ])('followed: %j', async (code, expected) => {
    expect(await found(code)).toEqual(expected);
  });

  it.each([
    ['print(AutoModel.from_pretrained.__doc__)\n'],
    ['if x is AutoModel.from_pretrained:\n    pass\n'],
    ['class K:\n    def from_pretrained(cls):\n        return cls.from_pretrained\n'],
    ['AutoModel.from_pretrained = patched\n'],
    ['x = "AutoModel.from_pretrained"\n'],
    ['f(from_pretrained=True)\n'],
    ['getattr(AutoModel, "eval")()\n'],
  ])('nothing: %j', async (code) => {
    expect(await found(code)).toEqual([]);
  });

  it('nothing: a class of the tree', async () => {
    const code = 'class K:\n    @classmethod\n    def from_pretrained(cls, name):\n        pass\nrun(K.from_pretrained)\n';
    expect(await told({ 'app.py': code })).toEqual([]);
  });

  it('a name of another module that passes one on', async () => {
    const tree = {
      'app.py': 'from compat import load\nload("evil/x")\n',
      'compat.py': 'from transformers import AutoModel\nload = AutoModel.from_pretrained\n',
    };
    expect(await told(tree)).toEqual(['generic:AutoModel.from_pretrained unresolved compat.py:2']);
  });

  it('one that is named everywhere costs what it is long (T18)', async () => {
    expect((await found('run(AutoModel.from_pretrained)\n'.repeat(3000))).length).toBeGreaterThan(1);
  });
});
