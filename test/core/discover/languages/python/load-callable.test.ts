import { describe, expect, it } from 'vitest';
import { linked, loadsIn } from '../../linking.ts';

const C = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const CALL = 'AutoModel.from_pretrained("org/a")\n';
const OWN = 'class AutoModel:\n  @classmethod\n  def from_pretrained(cls, name):\n    return cls(open(name))\n';

describe('whose callable a call names decides what it loads (T37)', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['the library', { 'app.py': `from transformers import AutoModel\n${CALL}` }, ['hf:org/a']],
    ['the library as a module', { 'app.py': 'import transformers\ntransformers.AutoModel.from_pretrained("org/a")\n' }, ['hf:org/a']],
    ['by another name', { 'app.py': 'from transformers import AutoModel as M\nM.from_pretrained("org/a")\n' }, ['hf:org/a']],
    ['a name that is given', { 'app.py': 'from transformers import AutoModel\nM = AutoModel\nM.from_pretrained("org/a")\n' }, ['hf:org/a']],
    [
      'one of two classes',
      { 'app.py': 'import transformers as t\nM = t.AutoModel if x else t.BertModel\nM.from_pretrained("org/a")\n' },
      ['hf:org/a'],
    ],
    [
      'the method alone',
      { 'app.py': 'from transformers import AutoModel\nload = AutoModel.from_pretrained\nload("org/a")\n' },
      ['hf:org/a'],
    ],
    [
      'getattr with a text',
      { 'app.py': 'import transformers\ngetattr(transformers, "AutoModel").from_pretrained("org/a")\n' },
      ['hf:org/a'],
    ],
    ['a star import', { 'app.py': `from transformers import *\n${CALL}` }, ['hf:org/a']],
    [
      'a re-export',
      { 'app.py': `from app.compat import AutoModel\n${CALL}`, 'app/compat.py': 'from transformers import AutoModel\n' },
      ['hf:org/a'],
    ],
    [
      'a re-export of a package, under another name',
      {
        'main.py': 'from lib import M\nM.from_pretrained("org/a")\n',
        'lib/__init__.py': 'from .x import Y as M\n',
        'lib/x.py': 'import transformers\nY = transformers.AutoModel\n',
      },
      ['hf:org/a'],
    ],
    [
      'a re-export by a star',
      { 'app.py': `from compat import *\n${CALL}`, 'compat.py': 'from transformers import AutoModel\n' },
      ['hf:org/a'],
    ],
    [
      'a module that is passed on',
      { 'app.py': 'import compat\ncompat.AutoModel.from_pretrained("org/a")\n', 'compat.py': 'from transformers import AutoModel\n' },
      ['hf:org/a'],
    ],
    [
      'a function that is passed on',
      { 'app.py': 'from compat import load_dataset\nload_dataset("org/d")\n', 'compat.py': 'from datasets import load_dataset\n' },
      ['hf:org/d dataset'],
    ],
    ['a client object', { 'app.py': 'from huggingface_hub import HfApi\napi = HfApi()\napi.snapshot_download("org/a")\n' }, ['hf:org/a']],
    [
      'a client of the object',
      {
        'app.py':
          'from huggingface_hub import HfApi\nclass K:\n  def __init__(self):\n    self.api = HfApi()\n  def f(self):\n    self.api.snapshot_download("org/a")\n',
      },
      ['hf:org/a'],
    ],
    [
      'a subclass',
      { 'app.py': 'from transformers import PreTrainedModel\nclass My(PreTrainedModel):\n  x = 1\nMy.from_pretrained("org/a")\n' },
      ['hf:org/a'],
    ],
    [
      'a subclass of a subclass, elsewhere',
      {
        'app.py': 'from m import My\nMy.from_pretrained("org/a")\n',
        'm.py': 'from b import Base\nclass My(Base): pass\n',
        'b.py': 'from transformers import BertModel\nclass Base(BertModel): pass\n',
      },
      ['hf:org/a'],
    ],
    [
      'a mixin of the hub',
      {
        'app.py':
          'from torch import nn\nfrom huggingface_hub import PyTorchModelHubMixin\nclass My(nn.Module, PyTorchModelHubMixin): pass\nMy.from_pretrained("org/a")\n',
      },
      ['hf:org/a callable'],
    ],
    [
      'cls in a subclass',
      {
        'app.py':
          'from transformers import BertModel\nclass My(BertModel):\n  @classmethod\n  def make(cls):\n    return cls.from_pretrained("org/a")\n',
      },
      ['hf:org/a'],
    ],
  ])('the hub: %s', async (_name, tree, expected) => {
    const found = await loadsIn(tree);
    expect(found.map((text) => (expected[0]?.endsWith('callable') === true ? text : text.replace(' callable', '!')))).toEqual(expected);
  });

  it.each<[string, Record<string, string>]>([
    ['of the same file', { 'app.py': `${OWN}${CALL}` }],
    ['of another file', { 'app.py': `from mine import AutoModel\n${CALL}`, 'mine.py': OWN }],
    [
      'that inherits from own code',
      { 'app.py': `from mine import AutoModel\nclass My(AutoModel): pass\nMy.from_pretrained("org/a")\n`, 'mine.py': OWN },
    ],
    [
      'of generic types',
      {
        'app.py':
          'from typing import Generic\nclass My(Generic[T]):\n  def from_pretrained(self, name): return 1\nMy().from_pretrained("org/a")\n',
      },
    ],
    [
      'a function of the name',
      { 'app.py': 'from tools import load_dataset\nload_dataset("org/d")\n', 'tools.py': 'def load_dataset(name):\n  return open(name)\n' },
    ],
    [
      'torch, which takes a tensor',
      {
        'app.py':
          'import torch\nfrom torch import nn\nnn.Embedding.from_pretrained(weights)\ntorch.nn.EmbeddingBag.from_pretrained(weights)\n',
      },
    ],
    ['an Embedding by its own name', { 'app.py': 'from torch.nn import Embedding\nEmbedding.from_pretrained(w)\n' }],
    [
      'gensim and its like',
      { 'app.py': 'import gensim.downloader as api\nfrom fasttext import FastText\nFastText.from_pretrained("x")\napi.load("./glove")\n' },
    ],
    ['a relative import of what is no telling name', { 'p/app.py': 'from .tools import pipeline\npipeline("a", "org/b")\n' }],
    [
      'a foreign package, of what is no telling name',
      { 'app.py': 'from mylib import pipeline, completion\npipeline("a", "org/b")\ncompletion(model="x")\n' },
    ],
  ])('own code and other libraries load nothing: %s', async (_name, tree) => {
    expect(await loadsIn(tree)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'a class of an unknown package',
      { 'app.py': 'from mylib import Tokenizer\nTokenizer.from_pretrained("not/a-model")\n' },
      ['generic:Tokenizer.from_pretrained("not/a-model") unresolved callable'],
    ],
    [
      'an unknown module',
      { 'app.py': 'import mylib\nmylib.load.Tok.from_pretrained("x/y")\n' },
      ['generic:mylib.load.Tok.from_pretrained("x/y") unresolved callable'],
    ],
    [
      'a telling function',
      { 'app.py': 'from mylib import snapshot_download\nsnapshot_download("x/y")\n' },
      ['generic:snapshot_download("x/y") unresolved callable'],
    ],
    [
      'an object of an unknown package',
      { 'app.py': 'from mylib import Api\nApi().hf_hub_download("x/y", "f")\n' },
      ['generic:Api().hf_hub_download("x/y") unresolved callable'],
    ],
    [
      'a subclass of an unknown base',
      { 'app.py': 'from mylib import Base\nclass My(Base): pass\nMy.from_pretrained("x/y")\n' },
      ['generic:My.from_pretrained("x/y") unresolved callable'],
    ],
  ])('an unknown origin is an unknown, and no model of the hub: %s', async (_name, tree, expected) => {
    expect(await loadsIn(tree)).toEqual(expected);
  });

  it('another name in the same unknown call is another load (T38)', async () => {
    const found = await loadsIn({ 'app.py': 'from mylib import T\nT.from_pretrained("x/y")\nT.from_pretrained("x/z")\n' });
    expect(new Set(found).size).toBe(2);
  });

  it.each<[string, Record<string, string>]>([
    ['a parameter', { 'app.py': `def f(AutoModel):\n  ${CALL}` }],
    ['what a function returns', { 'app.py': 'make().from_pretrained("org/a")\n' }],
    [
      'an entry of a dictionary',
      { 'app.py': 'from transformers import AutoModel\nMAP = {"a": AutoModel}\nMAP[k].from_pretrained("org/a")\n' },
    ],
    ['a name from nowhere', { 'app.py': CALL }],
    ['an own class in a file that loads', { 'app.py': `import transformers\n${OWN}${CALL}` }],
    ['an own class that stands beside the import', { 'app.py': `from transformers import AutoModel\n${OWN}${CALL}` }],
    ['an own class with a computed base', { 'app.py': `class AutoModel(base()): pass\n${CALL}` }],
    [
      'a fallback of an import',
      { 'app.py': `try:\n  from transformers import AutoModel\nexcept ImportError:\n  from shim import AutoModel\n${CALL}` },
    ],
    [
      'a name that is given another value, too',
      { 'app.py': `from transformers import AutoModel\nAutoModel = patched(AutoModel)\n${CALL}` },
    ],
    [
      'a module of the tree that is called like the library',
      { 'app.py': `from transformers import AutoModel\n${CALL}`, 'transformers/__init__.py': OWN },
    ],
    [
      'a module that binds the name in a way that reading does not follow',
      { 'app.py': `from compat import AutoModel\n${CALL}`, 'compat.py': 'AutoModel = find()\n' },
    ],
  ])('what cannot be told apart keeps the name, with a doubt: %s', async (_name, tree) => {
    expect(await loadsIn(tree)).toEqual(['hf:org/a callable']);
  });

  it('a folder that is called like the library and has no such name is not meant', async () => {
    const tree = { 'app.py': 'from datasets import load_dataset\nload_dataset("org/d")\n', 'datasets/__init__.py': 'X = 1\n' };
    expect(await loadsIn(tree)).toEqual(['hf:org/d dataset']);
  });

  it.each<[string, string, string[]]>([
    [
      'ModelScope',
      `from modelscope import AutoModel, snapshot_download, pipeline, MsDataset\nAutoModel.from_pretrained("org/a", revision="${C}")\nsnapshot_download("org/b")\npipeline("t", model="org/c")\nMsDataset.load("org/d", version="v1")\n`,
      [`modelscope:org/a@${C}`, 'modelscope:org/b', 'modelscope:org/c', 'modelscope:org/d@v1 dataset'],
    ],
    ['ModelScope by its module', 'import modelscope\nmodelscope.AutoTokenizer.from_pretrained("org/a")\n', ['modelscope:org/a']],
    [
      'Vertex',
      'from vertexai.language_models import TextEmbeddingModel\nTextEmbeddingModel.from_pretrained("textembedding-gecko@003")\n',
      ['service:google/textembedding-gecko@003 service'],
    ],
    ['timm of the hub', 'import timm\ntimm.create_model("hf-hub:org/a", pretrained=True)\ntimm.create_model("resnet50")\n', ['hf:org/a']],
    [
      'keras of the hub',
      'import keras_hub\nkeras_hub.models.GemmaCausalLM.from_preset("hf://org/a")\nkeras_hub.models.X.from_preset("gemma_2b_en")\n',
      ['hf:org/a', 'catalog:keras-hub/gemma_2b_en'],
    ],
  ])('another hub has its own names: %s', async (_name, code, expected) => {
    expect(await loadsIn({ 'app.py': code })).toEqual(expected);
  });

  it('where either hub may be meant, both are named', async () => {
    const code =
      'try:\n  from modelscope import AutoModel\nexcept ImportError:\n  from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';
    expect((await loadsIn({ 'app.py': code })).sort()).toEqual(['hf:org/a callable', 'modelscope:org/a callable']);
  });

  it('circles of imports and bases end (T18)', async () => {
    const tree = {
      'app.py': `from a import AutoModel\n${CALL}`,
      'a.py': 'from b import *\nfrom b import AutoModel\n',
      'b.py': 'from a import *\nfrom a import AutoModel\nclass X(Y): pass\nclass Y(X): pass\n',
    };
    expect(await loadsIn(tree)).toEqual(['hf:org/a callable']);
    expect((await linked({ 'app.py': 'class A(A): pass\nA.from_pretrained("org/a")\n' })).sightings).toHaveLength(1);
  });
});
