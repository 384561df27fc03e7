import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import type { LoadFact } from '../../../../../src/core/model/index.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { linked } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';
import { valuesOf } from '../../values-of.ts';

async function loads(code: string): Promise<LoadFact[]> {
  return (await factsOf(pythonDetector, code)).flatMap((fact) => (fact.kind === 'load' ? [fact] : []));
}
async function targets(code: string): Promise<string[][]> {
  const facts = await factsOf(pythonDetector, code);
  return facts.flatMap((fact) => (fact.kind === 'load' ? [valuesOf(facts, fact.target, fact)] : []));
}
const BOTH = 'from groq import Groq\nfrom openai import OpenAI\nimport anthropic\n';

describe('the provider of a service call is that of its client', () => {
  it.each([
    ['a variable', `${BOTH}g = Groq()\ng.chat.completions.create(model="m")\n`, ['groq']],
    ['a variable of the function', `${BOTH}def f():\n    c = Groq()\n    c.chat.completions.create(model="m")\n`, ['groq']],
    ['the call itself', `${BOTH}Groq(api_key=k).chat.completions.create(model="m")\n`, ['groq']],
    [
      'an attribute of the object',
      `${BOTH}class A:\n    def __init__(self):\n        self.c = Groq()\n    def go(self):\n        self.c.chat.completions.create(model="m")\n`,
      ['groq'],
    ],
    ['another name of it', `${BOTH}a = Groq()\nb = a\nb.chat.completions.create(model="m")\n`, ['groq']],
    ['with … as', `${BOTH}with Groq() as c:\n    c.chat.completions.create(model="m")\n`, ['groq']],
    ['a dotted class', `${BOTH}c = anthropic.Anthropic()\nc.messages.create(model="m")\n`, ['anthropic']],
    ['unknown: the one that owns the method name', `${BOTH}def f(c):\n    c.chat.completions.create(model="m")\n`, ['openai']],
    ['a name that holds itself', `${BOTH}c = c\nc.chat.completions.create(model="m")\n`, ['openai']],
    ['Mistral', 'from mistralai import Mistral\nMistral().chat.complete(model="m")\n', ['mistral']],
    ['no SDK at all: the name of the model says', 'c.chat.completions.create(model="m")\n', ['by-prefix']],
    ['no SDK, and a chain that others have', 'c.completions.create(model="m")\n', []],
  ])('%s', async (_name, code, expected) => {
    expect((await loads(code)).map(({ provider }) => provider)).toEqual(expected);
  });
});

describe('adapters are loads of their own (T9)', () => {
  it.each([
    ['from peft import PeftModel\nPeftModel.from_pretrained(base, "org/adapter")\n', ['org/adapter']],
    ['from peft import PeftModelForCausalLM as P, PeftModel\nPeftModel.from_pretrained(base, model_id="org/adapter")\n', ['org/adapter']],
    ['from peft import AutoPeftModel\nAutoPeftModel.from_pretrained("org/adapter")\n', ['org/adapter']],
    ['from diffusers import X\npipe.load_lora_weights("org/lora", weight_name="w")\n', ['org/lora']],
    ['pipe.load_lora_weights("org/lora")\n', []],
  ])('%j', async (code, expected) => {
    expect((await loads(code)).map(({ target }) => (target.kind === 'literal' ? target.text : target.kind))).toEqual(expected);
  });
});

describe('torch.hub under each of its names', () => {
  it.each([
    ['import torch\ntorch.hub.load'],
    ['from torch import hub\nhub.load'],
    ['import torch.hub as th\nth.load'],
    ['from torch import hub as h\nh.load'],
  ])('%j', async (code) => {
    expect(await loads(`${code}("o/r:v1", "m")\n`)).toMatchObject([{ hub: 'gh', target: { text: 'o/r:v1' } }]);
  });
  it('another hub is none', async () => {
    expect(await loads('import torch\nfrom other import hub\nhub.load("o/r:v1")\n')).toEqual([]);
  });
});

describe('dictionaries', () => {
  it('are read once, however often they are asked', async () => {
    const pairs = Array.from({ length: 20_000 }, (_, index) => `"k${index}": "org/m${index}"`).join(', ');
    const facts = await factsOf(pythonDetector, `D = {${pairs}}\n${'X.from_pretrained(D["k7"])\n'.repeat(2000)}X.from_pretrained(D[k])\n`);
    const found = facts.flatMap((fact) => (fact.kind === 'load' ? [valuesOf(facts, fact.target, fact)] : []));
    expect(found).toHaveLength(2001);
    expect(found[0]).toEqual(['org/m7']);
    expect(found.at(-1)?.at(-1)).toContain('more than');
  });
});

describe('defaults and endpoints that the operator decides', () => {
  it('`or` after an environment variable is its default', async () => {
    expect(await targets('import os\nX.from_pretrained(os.getenv("M") or "org/a")\n')).toEqual([['org/a environment M']]);
  });
  it('what `and` gives is not a default', async () => {
    expect(await targets('import os\nX.from_pretrained(os.getenv("M") and "org/a")\n')).toEqual([['org/a', '? environment M']]);
  });
  it.each([
    ['os.getenv("E")', null],
    ['os.getenv("E", "https://mirror.example")', 'https://mirror.example'],
    ['"https://mirror.example"', 'https://mirror.example'],
  ])('endpoint=%s', async (endpoint, expected) => {
    const code = `import os\nfrom huggingface_hub import snapshot_download\nsnapshot_download("org/a", endpoint=${endpoint})\n`;
    expect((await linked({ 'a.py': code })).sightings).toMatchObject([{ endpoint: expected }]);
  });
  it('an endpoint that only a test sets stays with the test (T9)', async () => {
    const load = 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n';
    const set = 'import os, app\nos.environ["HF_ENDPOINT"] = "http://localhost:1"\n';
    const { sightings } = await linked({ 'app.py': load, 'tests/conftest.py': set, 'tests/test_x.py': `import tests.conftest\n${load}` });
    expect(sightings.map(loose).map(({ endpoint, place }) => [place.path, endpoint])).toEqual([
      ['app.py', null],
      ['tests/test_x.py', 'http://localhost:1'],
    ]);
  });
});
