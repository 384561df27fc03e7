import { describe, expect, it } from 'vitest';
import { linked, told } from '../../linking.ts';

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
    ['list(map(AutoModel.from_pretrained, ["evil/x", NAME]))\n'],
    ['list(map(AutoModel.from_pretrained, NAMES))\n'],
    ['run(AutoModel.from_pretrained, "evil/x")\n'],
    ['run(loader=AutoModel.from_pretrained)\n'],
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
    ['list(map(AutoModel.from_pretrained, ["evil/x"]))\n', ['hf:evil/x literal']],
    ['list(map(snapshot_download, ["evil/x"]))\n', ['hf:evil/x literal']],
    ['pool.submit(AutoModel.from_pretrained, "evil/x")\n', ['hf:evil/x literal']],
    ['await asyncio.to_thread(snapshot_download, "evil/x")\n', ['hf:evil/x literal']],
    ['load = lambda name: AutoModel.from_pretrained(name)\nload("evil/x")\n', ['hf:evil/x literal']],
    // Its objects may be called elsewhere, too.
    [
      'class K:\n    load = AutoModel.from_pretrained\n    def f(self):\n        return self.load("evil/x")\n',
      [expect.stringMatching(/^generic:.* unresolved$/), 'hf:evil/x literal'],
    ],
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

  it.each([
    ['load = AutoModel.from_pretrained\n', 'from compat import load\nload("evil/x")\n'],
    ['load = AutoModel.from_pretrained\n', 'import compat as c\nc.load("evil/x")\n'],
    ['load = (AutoModel.from_pretrained)\n', 'from compat import load as l\nl(pretrained_model_name_or_path="evil/x")\n'],
    ['load = functools.partial(AutoModel.from_pretrained, device_map="auto")\n', 'import compat\ncompat.load("evil/x")\n'],
    ['fetch = snapshot_download\n', 'from compat import fetch\nfetch("evil/x")\n'],
    ['load = lambda name: AutoModel.from_pretrained(name)\n', 'from compat import load\nload("evil/x")\n'],
    ['class K:\n    load = AutoModel.from_pretrained\n', 'from compat import K\n\ndef main():\n    K.load("evil/x")\n'],
  ])('%j, called in another file by %j', async (compat, app) => {
    const found = (await told({ 'app.py': app, 'compat.py': T + compat })).filter((one) => !one.startsWith('generic:'));
    expect(found).toEqual([expect.stringMatching(/^hf:evil\/x literal app\.py:/)]);
  });

  it('one that its own file calls, too, is found in both', async () => {
    const tree = {
      'app.py': 'from compat import load\nload("evil/x")\n',
      'compat.py': `${T}load = AutoModel.from_pretrained\nload("acme/a")\n`,
    };
    expect(await told(tree)).toEqual(['hf:evil/x literal app.py:2', 'hf:acme/a literal compat.py:5']);
  });

  it('one that trusts code does so for all who call it', async () => {
    const { sightings } = await linked({
      'app.py': 'from compat import load\nload("evil/x")\n',
      'compat.py': `${T}load = functools.partial(AutoModel.from_pretrained, trust_remote_code=True)\n`,
    });
    expect(sightings).toEqual([expect.objectContaining({ remoteCode: true, doubts: ['forwarded'] })]);
  });

  it('one that is named everywhere costs what it is long (T18)', async () => {
    expect((await found('run(AutoModel.from_pretrained)\n'.repeat(3000))).length).toBeGreaterThan(1);
  });
});

describe('callables of libraries that are handed to who calls them', () => {
  const W = 'from functools import partial\nfrom faster_whisper import WhisperModel\n';
  const given = async (code: string): Promise<string[]> => (await told({ 'app.py': code })).map((one) => one.replace(/ app\.py:\d+$/, ''));

  it.each<[string, string[]]>([
    [
      'import asyncio, whisper\nNAME = "base"\nawait asyncio.to_thread(whisper.load_model, NAME)\n',
      ['catalog:openai-whisper/base constant'],
    ],
    [
      'from sentence_transformers import SentenceTransformer\nawait loop.run_in_executor(None, SentenceTransformer, "acme/embed")\n',
      ['hf:acme/embed literal'],
    ],
    [
      'import asyncio\nfrom openai import OpenAI\nclient = OpenAI()\nawait asyncio.to_thread(client.chat.completions.create, model="gpt-4o")\n',
      ['service:openai/gpt-4o literal'],
    ],
    [`${W}Thread(target=WhisperModel, args=("small",)).start()\n`, ['hf:Systran/faster-whisper-small literal']],
    [`${T}NAME = "acme/x"\nawait asyncio.to_thread(AutoModel.from_pretrained, NAME)\n`, ['hf:acme/x constant']],
    [`${W}L = {"a": partial(WhisperModel, "small")}\n`, ['hf:Systran/faster-whisper-small literal']],
    [
      'from functools import partial\nfrom speechbrain.inference import EncoderClassifier\nS = "acme/voices"\nload = partial(EncoderClassifier.from_hparams, source=S)\n',
      ['hf:acme/voices constant'],
    ],
    [`${W}load = partial(WhisperModel, "small")\nload(device="cpu")\n`, ['hf:Systran/faster-whisper-small literal']],
    // Who gets it says which: that is nothing to be silent about.
    [`${W}L = {"a": partial(WhisperModel, device="cpu")}\n`, ['generic:WhisperModel unresolved']],
    [`${W}await asyncio.to_thread(WhisperModel, pick())\n`, ['generic:pick() unresolved']],
    [`${W}def mine(name):\n    pass\nawait asyncio.to_thread(mine, "acme/x")\n`, []],
  ])('%j', async (code, expected) => {
    expect(await given(code)).toEqual(expected);
  });
});
