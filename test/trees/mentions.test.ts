/** What tests and recordings name as data: told apart from what the tree contains, judged as ever, and no place to hide a load in. */
import { describe, expect, it, test } from 'vitest';
import { checking } from '../support/checking.ts';
import { listedIn, wholeReportOf } from '../support/reports.ts';

const change = checking();
const README = { 'README.md': 'x\n' };
const HF = 'from transformers import AutoModel\n';
const CLIENT = 'from openai import OpenAI\nclient = OpenAI()\n';
const ASKS = `${CLIENT}class Bot:\n    def __init__(self, model):\n        self.model = model\n    def ask(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n`;

describe('a name that only tests have, as data', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'an assertion in Go',
      { 'llm/a_test.go': 'package llm\n\nvar kept = Config{Model: "gpt-4o"}\n' },
      'service openai/gpt-4o: llm/a_test.go:3',
    ],
    [
      'a payload in PHP',
      { 'tests/Unit/AdapterTest.php': "<?php\n$payload = ['model' => 'gpt-4o'];\n" },
      'service openai/gpt-4o: tests/Unit/AdapterTest.php:2',
    ],
    [
      'a setting of a stand-in in TypeScript',
      { 'src/__tests__/factory.test.ts': "const request = { model: 'gpt-4o', messages: [] };\n" },
      'service openai/gpt-4o: src/__tests__/factory.test.ts:1',
    ],
    [
      'a recorded answer',
      { 'api/shop.postman_collection.json': '{"body": {"model": "gpt-4o"}}\n' },
      'service openai/gpt-4o: api/shop.postman_collection.json:1',
    ],
    ['a fixture', { 'tests/fixtures/code.json': '{"model": "gpt-4o"}\n' }, 'service openai/gpt-4o: tests/fixtures/code.json:1'],
    [
      'what a test hands to code of the product',
      { 'app/bot.py': ASKS, 'tests/test_bot.py': 'from app.bot import Bot\nbot = Bot(model="gpt-4o")\n' },
      'service openai/gpt-4o: tests/test_bot.py:2',
    ],
  ])('%s is no component, and is not hidden', async (_, files, mentioned) => {
    const result = await change.check(README, files);
    expect(listedIn(result)).toEqual({ listed: [], mentioned: expect.arrayContaining([mentioned]) });
    const name = mentioned.slice('service '.length, mentioned.indexOf(':'));
    for (const id of ['markdown', 'terminal', 'html']) expect(wholeReportOf(id, result)).toContain(name);
  });

  it('is a short comment, without a row of its own', async () => {
    const result = await change.check(README, { 'tests/fixtures/code.json': '{"model": "gpt-4o"}\n' });
    expect(wholeReportOf('markdown', result)).toContain('No AI component changed');
    expect(wholeReportOf('markdown', result)).not.toContain('| ▫️ |');
  });

  it('beside the same name in the product is no change of it', async () => {
    const product = { 'app/a.py': `${CLIENT}client.chat.completions.create(model="gpt-4o", messages=[])\n` };
    const { verdict } = await change.check(product, { ...product, 'tests/fixtures/code.json': '{"model": "gpt-4o"}\n' });
    expect(verdict.changes).toEqual([]);
  });
});

describe('a load that is dressed up as data of a test is told as ever', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a call of a library in a test', { 'tests/test_a.py': `${HF}AutoModel.from_pretrained("evil/x")\n` }, 'hf:evil/x'],
    [
      'a client that a test asks',
      { 'tests/test_live.py': `${CLIENT}client.chat.completions.create(model="gpt-4o", messages=[])\n` },
      'service:openai/gpt-4o',
    ],
    [
      'a folder of tests that product code imports',
      { 'app/a.py': 'from tests.names import MODEL\n', 'tests/names.py': 'MODEL = "gpt-4o"\n' },
      'service:openai/gpt-4o',
    ],
    [
      'a folder of tests that an image starts',
      { Dockerfile: 'FROM python:3.12\nCOPY tests/ /srv/\nCMD ["python", "/srv/run.py"]\n', 'tests/run.py': 'MODEL = "gpt-4o"\n' },
      'service:openai/gpt-4o',
    ],
    [
      'a model of the hub that a test hands to code of the product',
      {
        'app/m.py': `${HF}def load(name):\n    return AutoModel.from_pretrained(name)\n`,
        'tests/test_m.py': 'from app.m import load\nload("evil/x")\n',
      },
      'hf:evil/x',
    ],
  ])('%s', async (_, files, listed) => {
    const result = await change.check(README, files);
    expect(listedIn(result).listed.map((ref) => ref.replace('pkg:huggingface/', 'hf:'))).toContainEqual(expect.stringContaining(listed));
  });

  it('and a policy that denies it speaks of it as data, too', async () => {
    const policy = 'version: 1\nservices:\n  deny: ["service:openai/*"]\n';
    const result = await change.check(README, { 'tests/fixtures/code.json': '{"model": "gpt-4o"}\n' }, { policy });
    expect(result.verdict.conclusion).toBe('warn');
    expect(wholeReportOf('markdown', result)).toContain('gpt-4o');
  });
});

describe('one function that makes clients of several providers', () => {
  const factory = {
    'app/llm.py':
      'from langchain_openai import ChatOpenAI\nfrom langchain_ollama import ChatOllama\ndef make(kind, model):\n    if kind == "openai":\n        return ChatOpenAI(model=model)\n    return ChatOllama(model=model)\n',
  };

  test.each([
    ['gpt-4o', 'service:openai/gpt-4o', 'model gpt-4o: app/main.py:2'],
    ['qwen2.5', 'ollama:qwen2.5', 'service openai/qwen2.5: app/main.py:2'],
    ['qwen2.5:3b', 'ollama:qwen2.5@3b', 'service openai/qwen2.5:3b: app/main.py:2'],
  ])('gives %s to whom the name says, and the others are mentioned', async (model, listed, mentioned) => {
    const result = await change.check(README, { ...factory, 'app/main.py': `from app.llm import make\nmake(kind(), "${model}")\n` });
    expect(listedIn(result)).toEqual({ listed: [listed], mentioned: [mentioned] });
  });

  it('gives a child of one base class its own names', async () => {
    const files = {
      'app/base.py': 'class Base:\n    def __init__(self, model):\n        self.model = model\n',
      'app/a.py':
        'from anthropic import Anthropic\nfrom app.base import Base\nclass A(Base):\n    def __init__(self):\n        super().__init__(model="claude-sonnet-4-5")\n    def ask(self):\n        return Anthropic().messages.create(model=self.model, max_tokens=1, messages=[])\n',
      'app/o.py':
        'from openai import OpenAI\nfrom app.base import Base\nclass O(Base):\n    def __init__(self):\n        super().__init__(model="gpt-4o")\n    def ask(self):\n        return OpenAI().chat.completions.create(model=self.model, messages=[])\n',
    };
    const { listed } = listedIn(await change.check(README, files));
    expect(listed).toEqual(['service:anthropic/claude-sonnet-4-5', 'service:openai/gpt-4o']);
  });

  it('tells names of others that a client alone gets', async () => {
    const files = {
      'app/a.py':
        'from anthropic import Anthropic\nMODEL = pick(["x"]) or "gpt-4o"\nAnthropic().messages.create(model=MODEL, max_tokens=1, messages=[])\n',
    };
    expect(listedIn(await change.check(README, files)).listed).toEqual(['service:anthropic/gpt-4o']);
  });

  it('says the only one that there is', async () => {
    const only = { 'app/llm.py': 'from langchain_ollama import ChatOllama\ndef make(model):\n    return ChatOllama(model=model)\n' };
    const result = await change.check(README, { ...only, 'app/main.py': 'from app.llm import make\nmake("gpt-4o")\n' });
    expect(listedIn(result).listed).toEqual(['ollama:gpt-4o']);
  });
});

describe('what else is no name of a component', () => {
  test.each<[string, Record<string, string>]>([
    ['a placeholder in a template', { '.env.example': 'HF_DATASET_REPO=your-username/your-dataset-repo\n' }],
    ['a path of a screen', { 'app/Nav.kt': 'private const val ROUTE_MODEL_SETTINGS = "settings/model_settings"\n' }],
    [
      'an arm of a match',
      { 'src/cost.rs': '// ollama\nfn slug(a: &str, model: &str) -> u8 { match (a, model) { ("model", "gpt-oss-20b") => 1, _ => 2 } }\n' },
    ],
  ])('%s', async (_, files) => {
    expect(listedIn(await change.check(README, files)).listed).toEqual([]);
  });

  it('an address with a part that only running tells is a load without a name', async () => {
    const { bom } = await change.check(README, {
      'app/Voice.kt': 'val url = "https://github.com/acme/models/releases/download/tts/$name-model.onnx"\n',
    });
    expect(bom.components).toEqual([]);
    expect(bom.unknowns).toHaveLength(1);
  });

  it('a placeholder that a program is started with counts', async () => {
    const files = { 'app/a.py': `${HF}AutoModel.from_pretrained("your-username/model")\n` };
    expect(listedIn(await change.check(README, files)).listed).toEqual(['pkg:huggingface/your-username/model']);
  });
});

describe('loads without a name', () => {
  it('are none where a text stands for one variable', async () => {
    const files = {
      'src/c.ts': 'export function model(): string {\n  if (!process.env.TTS) return "gpt-4o-mini-tts";\n  return process.env.TTS;\n}\n',
      'src/a.ts':
        'import OpenAI from "openai";\nimport { model } from "./c";\nconst c = new OpenAI();\nawait c.audio.speech.create({ model: model(), input: "a", voice: "alloy" });\n',
    };
    const result = await change.check(README, files);
    expect(listedIn(result).listed).toEqual(['service:openai/gpt-4o-mini-tts']);
    expect(result.verdict.unnamed).toEqual([]);
    expect(result.bom.components[0]?.sightings).toContainEqual(expect.objectContaining({ how: 'environment', via: 'TTS' }));
  });

  it('stay where two variables do', async () => {
    const files = {
      'app/a.py':
        'import os\nfrom transformers import AutoModel\nAutoModel.from_pretrained("org/a" if x else os.environ["A"] if y else os.environ["B"])\n',
    };
    expect((await change.check(README, files)).verdict.unnamed).toHaveLength(2);
  });

  it('a word for none is no name', async () => {
    const files = {
      'app/a.py': `${CLIENT}MODEL = os.getenv("M") or "unknown"\nclient.chat.completions.create(model=MODEL, messages=[])\n`,
    };
    expect(listedIn(await change.check(README, files)).listed).toEqual([]);
  });

  it('that follow each other with the same name are one in the SBOM', async () => {
    const code = `from transformers import AutoModel, AutoTokenizer\ndef load(path):\n    a = AutoTokenizer.from_pretrained(path)\n    return AutoModel.from_pretrained(path)\nload(input())\n`;
    const result = await change.check(README, { 'app/a.py': code });
    const { annotations } = JSON.parse(wholeReportOf('cyclonedx', result)) as {
      readonly annotations: readonly { readonly text: string }[];
    };
    expect(annotations.filter(({ text }) => text.startsWith('app/a.py:3'))).toHaveLength(1);
  });

  it('who answers is no component beside one', async () => {
    const files = {
      'app/a.py': `from openai import OpenAI\nc = OpenAI(base_url="https://openrouter.ai/api/v1")\nc.chat.completions.create(model=pick(), messages=[])\n`,
    };
    const result = await change.check(README, files);
    expect(listedIn(result).listed).toEqual([]);
    expect(result.verdict.unnamed).toHaveLength(1);
  });
});
