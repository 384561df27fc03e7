import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { linked } from '../../linking.ts';

const HEAD = 'import os, sys, pickle, joblib, dill, torch\nimport numpy as np\nfrom pathlib import Path\nfrom tensorflow import keras\n';

async function paths(code: string): Promise<string[]> {
  return (await factsOf(pythonDetector, HEAD + code)).flatMap((fact) =>
    fact.kind === 'load' ? [`${fact.api} ${fact.target.kind === 'unmodeled' ? fact.target.text : '!'}`] : [],
  );
}

describe('loads of paths that are not written in the code, by loaders that run what they load (T10)', () => {
  it.each([
    ['torch.load(sys.argv[1])\n', 'torch.load sys.argv[1]'],
    ['import torch as t\nt.load(p)\n', 't.load p'],
    ['from torch import load\nload(f=p)\n', 'load p'],
    ['def f():\n    import torch\n    torch.load(p, map_location="cpu")\n', 'torch.load p'],
    ['def f(path="model.pt"):\n    torch.load(path)\n', 'torch.load path'],
    ['torch.load(os.path.join(folder, "model.pt"))\n', 'torch.load os.path.join(folder, "model.pt")'],
    ['torch.load(f"{folder}/model.pt")\n', 'torch.load f"{folder}/model.pt"'],
    ['pickle.load(open(p, "rb"))\n', 'pickle.load open(p, "rb")'],
    ['with open(p, "rb") as f:\n    pickle.load(f)\n', 'pickle.load f'],
    ['pickle.Unpickler(f).load()\n', 'pickle.Unpickler f'],
    ['joblib.load(p)\n', 'joblib.load p'],
    ['dill.load(f)\n', 'dill.load f'],
    ['np.load(p, allow_pickle=True)\n', 'np.load p'],
    ['np.load(p, **options)\n# allow_pickle\n', 'np.load p'],
    ['keras.models.load_model(p)\n', 'keras.models.load_model p'],
    ['N = "a.pt"\nN = given()\ntorch.load(N)\n', 'torch.load N'],
    ['x = f"{torch.load(sys.argv[1])}"\n', 'torch.load sys.argv[1]'],
  ])('%j', async (code, expected) => {
    expect(await paths(code)).toEqual([expected]);
  });

  it.each([
    ['torch.load("model.pt")\n'],
    ['N = "model.pt"\ntorch.load(N, map_location="cpu")\n'],
    ['HERE = Path(__file__).parent\ntorch.load(HERE / "a" / "model.pt")\n'],
    ['torch.load(os.path.join(os.path.dirname(__file__), "model.pt"))\n'],
    ['with open("model.pkl", "rb") as f:\n    pickle.load(f)\n'],
    ['with (Path(__file__).parent / "m.pkl").open("rb") as f:\n    pickle.load(f)\n'],
    ['np.load(p)\n'],
    ['np.load(p, allow_pickle=False)\n# allow_pickle\n'],
    ['torch.jit.load(p)\n'],
    ['torch.utils.cpp_extension.load(name="k", sources=[p])\n'],
    ['json.load(f)\n'],
    ['def f(torch):\n    torch.load(p)\n'],
    ['"""torch.load(p)"""\n'],
  ])('none: %j', async (code) => {
    expect(await paths(code)).toEqual([]);
  });

  it('it is said as unresolved, with its place', async () => {
    const { unknowns } = await linked({ 'app.py': 'import sys, torch\nm = torch.load(sys.argv[1])\n' });
    expect(unknowns).toMatchObject([{ kind: 'model', why: 'computed', place: { path: 'app.py', line: 2, column: 5 } }]);
  });

  it('names that each stand for two others end (T18)', async () => {
    const chain = Array.from({ length: 200 }, (_, index) => `A${index + 1} = A${index} + A${index}\n`).join('');
    expect(await paths(`A0 = "a"\n${chain}${'torch.load(A200)\n'.repeat(500)}`)).toHaveLength(500);
  });
});
