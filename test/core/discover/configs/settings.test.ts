/** Files of settings of every format: one resolver says what they name. */
import { describe, expect, it } from 'vitest';
import { settingsDetectors } from '../../../../src/core/discover/configs/settings/index.ts';
import type { Fact } from '../../../../src/core/model/index.ts';
import { linked, told } from '../linking.ts';

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

async function expectTold([, path, text, expected]: Row): Promise<void> {
  // Places are those of the one file.
  expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
}

describe('keys that ask for a model of the hub', () => {
  it.each<Row>([
    ['JSON', 'a.json', '{\n"model_id": "org/a",\n"revision": "v1"}', ['hf:org/a@v1 literal :2']],
    ['JSON with comments', 'a.json', '{\n// "model_id": "org/x"\n/* */ "model_id": "org/a",\n}', ['hf:org/a literal :3']],
    ['JSON5', 'a.json5', "{\nmodel_id: 'org/a', n: 1,\n}", ['hf:org/a literal :2']],
    ['a key twice', 'a.json', '{"base_model": "org/a", "base_model": "org/b"}', ['hf:org/a literal :1', 'hf:org/b literal :1']],
    ['an escape in a key', 'a.json', '{"base_mod\\u0065l": "org/a"}', ['hf:org/a literal :1']],
    ['TOML', 'a.toml', '[a.b]\nmodel_id = "org/a"\n', ['hf:org/a literal :2']],
    ['a table of TOML', 'a.toml', '[model]\nname = "org/a"\ndtype = "auto"\n', ['hf:org/a literal :2']],
    ['pyproject', 'pyproject.toml', '[tool.acme]\nmodel_id = "org/a"\n', ['hf:org/a literal :2']],
    ['INI', 'a.ini', '; model_id = org/x\n[a]\nmodel_id = org/a ; here\n', ['hf:org/a literal :3']],
    ['properties', 'a.properties', '! model\nacme.embedding-model=org/a\n', ['hf:org/a literal :2']],
    ['variables', '.env', 'HF_MODEL_ID=org/a\n', ['hf:org/a literal :1']],
    ['a template of variables', '.env.example', '# MODEL_ID=org/x\nexport MODEL_ID="org/a" # the model\n', ['hf:org/a literal :2']],
    ['CRLF', '.env', 'A=1\r\nMODEL_ID=org/a\r\n', ['hf:org/a literal :2']],
    ['a byte order mark', 'a.json', '\uFEFF{"model_id": "org/a"}', ['hf:org/a literal :1']],
    ['a name without an owner', 'a.json', '{"model_name_or_path": "bert-base-uncased"}', ['hf:bert-base-uncased literal :1']],
    ['a sentence model', '.env', 'EMBEDDING_MODEL=all-MiniLM-L6-v2\n', ['hf:sentence-transformers/all-MiniLM-L6-v2 literal :1']],
    [
      'a well-known owner',
      'a.json',
      '{"models": [{"id": "meta-llama/Llama-3.1-8B-Instruct", "color": 1}]}',
      ['hf:meta-llama/Llama-3.1-8B-Instruct literal :1'],
    ],
    ['hf://', 'a.json', '{"x": "hf://org/a@v1/f.bin"}', ['hf:org/a@v1 literal :1']],
    ['a file on the hub', 'a.toml', 'url = "https://huggingface.co/org/a/resolve/v1/x.gguf"\n', ['hf:org/a@v1 literal :1']],
    ['a repository that a key loads from', 'a.json', '{"model_url": "https://huggingface.co/org/a"}', ['hf:org/a literal :1']],
    ['arguments', 'a.json', '{"command": ["--model-id", "org/a", "--tokenizer=org/t"]}', ['hf:org/a literal :1', 'hf:org/t literal :1']],
    ['variables in a list', 'a.json', '{"environment": [{"name": "MODEL_ID", "value": "org/a"}]}', ['hf:org/a literal :1']],
    ['JSON in a variable', '.env', 'MODELS={"model_id":"org/a"}\n', ['hf:org/a literal :1']],
    [
      'Terraform',
      'a.tf',
      'resource "aws_sagemaker_model" "m" {\n  environment = {\n    HF_MODEL_ID = "org/a"\n  }\n}\n',
      ['hf:org/a literal :3'],
    ],
    ['a default of Terraform', 'a.tf', 'variable "model_id" {\n  default = "org/a" # here\n}\n', ['hf:org/a literal :2']],
    ['a default with a variable', 'a.json', '{"model_id": "${MODEL:-org/a}"}', ['hf:org/a environment :1']],
    ['a configuration of a saved model', 'm/config.json', '{"_name_or_path": "org/a"}', ['hf:org/a literal :1']],
    ['LLaMA-Factory', 'data/dataset_info.json', '{"x": {"hf_hub_url": "org/d"}}', ['hf:org/d literal :1']],
    ['the same on another hub', 'data/dataset_info.json', '{"x": {"ms_hub_url": "org/d"}}', ['modelscope:org/d literal :1']],
    ['options in a text', 'a.json', '{"run": "serve --tokenizer org/t --port 1"}', ['hf:org/t literal :1']],
    ['a unit of containers', 'a.container', '[Container]\nExec=-hf org/a --port 1\n', ['hf:org/a literal :2']],
    ['huggingface:// without a file', 'a.conf', 'model = "huggingface://org/a"\n', ['hf:org/a literal :1']],
    ['parameters in a list', 'a.json', '{"parameters": [{"name": "pretrained_model", "value": "org/a"}]}', ['hf:org/a literal :1']],
    ['a script', 'run.sh', 'export MODEL_ID="org/a"\necho MODEL_ID: org/b\n', ['hf:org/a literal :1']],
    ['a file of make', 'Makefile', 'MODEL_ID ?= org/a\n', ['hf:org/a environment :1']],
    ['a dataset', 'a.toml', 'dataset_name = "org/d"\n', ['hf:org/d literal :1']],
  ])('%s', async (...row) => expectTold(row));

  it('a dataset is one', async () => {
    const { sightings } = await linked({ 'a.yaml': 'datasets:\n  - path: org/d\n    type: alpaca\n  - path: data/x.jsonl\n' });
    expect(sightings.map(({ kind, ref }) => [kind, ref.name])).toEqual([['dataset', 'd']]);
  });

  it.each<Row>([
    [
      'axolotl',
      'a.yml',
      'base_model: org/a\ndatasets:\n  - path: org/d\n    type: alpaca\n',
      ['hf:org/a literal :1', 'hf:org/d literal :3'],
    ],
    ['TRL', 'a.yml', 'dataset_mixer:\n  org/d: 1.0\nmodel_name_or_path: org/a\n', ['hf:org/d literal :2', 'hf:org/a literal :3']],
    ['torchtune', 'a.yml', 'dataset:\n  _component_: torchtune.datasets.x\n  source: org/d\n', ['hf:org/d literal :3']],
    ['KServe', 'a.yml', 'model:\n  args: ["--model_id=org/a"]\n', ['hf:org/a literal :2']],
    ['a value of the same document', 'a.yml', 'org: acme\nm: {base_model: "${org}/a"}\n', ['hf:acme/a literal :2']],
    ['a workflow with a default', 'a.yml', "env:\n  EMBEDDING_MODEL: ${{ vars.M || 'org/a' }}\n", ['hf:org/a environment :2']],
    [
      'an option in a text',
      'a.yml',
      'with:\n  claude_args: --model claude-opus-4-1-20250805 --x 1\n',
      ['service:anthropic/claude-opus-4-1-20250805 literal :2'],
    ],
    [
      'promptfoo',
      'a.yml',
      'providers:\n  - openai:gpt-4o\n  - id: anthropic:messages:claude-3-5-haiku-20241022\n',
      ['service:openai/gpt-4o literal :2', 'service:anthropic/claude-3-5-haiku-20241022 literal :3'],
    ],
    ['a document in a text', 'a.yml', 'data:\n  c.yaml: |\n    a:\n      model_id: org/a\n', ['hf:org/a literal :4']],
    ['JSON in a text', 'a.yml', 'config: |\n  {"model_id": "org/a",\n   "x": 1}\n', ['hf:org/a literal :2']],
    ['properties in a text', 'a.yml', 'data:\n  app.properties: |\n    a=1\n    x.model-id=org/a\n', ['hf:org/a literal :4']],
    ['the chart of a server', 'a.yml', 'spec:\n  modelURL: org/a\n', ['hf:org/a literal :2']],
  ])('YAML: %s', async (...row) => expectTold(row));
});

describe('hosted models', () => {
  it.each<Row>([
    ['a provider beside it', 'a.json', '{"provider": "openai", "model": "acme-1"}', ['service:openai/acme-1 literal :1']],
    ['by its own name', 'a.json', '{"a": {"chatModel": "gpt-4o"}}', ['service:openai/gpt-4o literal :1']],
    ['under any key', 'a.toml', 'planner = "claude-3-5-sonnet-20241022"\n', ['service:anthropic/claude-3-5-sonnet-20241022 literal :1']],
    ['a key that sets something', 'a.json', '{"models": {"gpt-4o": {"weight": 1}}}', ['service:openai/gpt-4o literal :1']],
    ['a list of names for people', 'a.json', '{"models": {"gpt-4o": "GPT-4o (fast)", "gpt-4o-mini": "Mini"}}', []],
    ['with a prefix', '.env', 'LLM_MODEL=openai/gpt-4o\n', ['service:openai/gpt-4o literal :1']],
    ['a key of a provider', '.env', 'OPENAI_MODEL=gpt-4o-mini\n', ['service:openai/gpt-4o-mini literal :1']],
    ['a deployment', '.env', 'AZURE_OPENAI_DEPLOYMENT=gpt-4o\nAZURE_OPENAI_DEPLOYMENT_2=chat\n', ['service:azure/gpt-4o literal :1']],
    ['the provider of the same stem', '.env', 'LLM_PROVIDER=groq\nLLM_MODEL=acme-8b\n', ['service:groq/acme-8b literal :2']],
    ['keys of a framework', 'a.properties', 'spring.ai.openai.chat.options.model=gpt-4o\n', ['service:openai/gpt-4o literal :1']],
    [
      'an address of a provider',
      'a.json',
      '{"model": "acme-1", "base_url": "https://api.groq.com/openai/v1"}',
      ['service:groq/acme-1 literal :1'],
    ],
    [
      "a server of one's own",
      'a.json',
      '{"model": "acme-1", "base_url": "http://localhost:8000/v1"}',
      ['service:localhost:8000/acme-1 literal :1'],
    ],
    [
      'Bedrock in Terraform',
      'a.tf',
      'resource "x" "y" {\n  foundation_model = "anthropic.claude-v2"\n}\n',
      ['service:bedrock/anthropic.claude-v2 literal :2'],
    ],
    [
      'names that are keys',
      'a.json',
      '{"provider": {"anthropic": {"models": {"claude-3-opus-20240229": {}}}}}',
      ['service:anthropic/claude-3-opus-20240229 literal :1'],
    ],
    [
      'a router',
      'a.json',
      '{"provider": "openrouter", "model": "anthropic/claude-3.5-sonnet"}',
      ['service:openrouter/anthropic/claude-3.5-sonnet literal :1'],
    ],
    [
      'a variable with a default',
      'a.yml',
      'environment:\n  OPENAI_MODEL: ${OPENAI_MODEL:-gpt-4o}\n',
      ['service:openai/gpt-4o environment :2'],
    ],
    ['variables in a list', 'a.yml', 'env:\n  - name: OPENAI_MODEL\n    value: gpt-4o\n', ['service:openai/gpt-4o literal :3']],
    [
      'a proxy, whose own names are none',
      'a.yml',
      'model_list:\n  - model_name: gpt-4o\n    litellm_params:\n      model: azure/eu-1\n      api_base: https://x.openai.azure.com\n',
      ['service:azure/eu-1 literal :4'],
    ],
    ['a model of Ollama', '.env', 'OLLAMA_MODEL=llama3.2:3b\n', ['ollama:llama3.2@3b literal :1']],
    ['a prefix of Ollama', 'a.toml', 'model = "ollama/llama3"\n', ['ollama:llama3 literal :1']],
    ['a scheme of Ollama', 'a.yml', 'url: ollama://gemma2:2b\n', ['ollama:gemma2@2b literal :1']],
    ['the port of Ollama', 'a.json', '{"model": "mistral", "base_url": "http://ollama:11434/v1"}', ['ollama:mistral literal :1']],
    ['the hub through Ollama', '.env', 'OLLAMA_MODEL=hf.co/org/a:Q4_K_M\n', ['hf:org/a literal :1']],
  ])('%s', async (...row) => expectTold(row));

  it('a list that somebody may choose from is a catalog', async () => {
    const { sightings } = await linked({ 'a.json': '{"model": {"default": "gpt-4o", "options": ["gpt-4.1", "o3-mini"]}}' });
    expect(sightings.map((one) => [one.ref.name, 'catalog' in one])).toEqual([
      ['gpt-4o', false],
      ['gpt-4.1', true],
      ['o3-mini', true],
    ]);
  });
});

describe('what is no model', () => {
  it.each<readonly [string, string, string]>([
    ['a car', 'a.json', '{"make": "Toyota", "model": "Camry"}'],
    ['an image', 'a.json', '{"image": "meta-llama/Llama-3.1-8B", "model_image": "org/a"}'],
    ['a repository', 'package.json', '{"repository": "microsoft/phi-2", "keywords": ["gpt-4o"]}'],
    ['an action', 'a.yml', 'steps:\n  - uses: microsoft/phi-2@v1\n    model: data/a\n'],
    ['MIME types', 'a.json', '{"model_type": "application/json", "model": "text/plain"}'],
    ['a class', 'a.json', '{"model": "acme.models.User", "embedding": "text/1"}'],
    ['paths', 'a.toml', 'model_path = "models/a"\nmodel = "./a/b"\nmodel_id = "out/b.gguf"\n'],
    ['dates and parts', 'a.json', '{"model_id": "2024/01", "model_name": "1/2"}'],
    ['what somebody fills in', '.env', 'OPENAI_MODEL=your-model\nLLM_MODEL=\nHF_MODEL_ID=<id>\nMODEL=default\n'],
    ['a comment', '.env', '#OPENAI_MODEL=gpt-4o\n # LLM_MODEL=gpt-4\n'],
    ['prose', 'a.json', '{"description": "gpt-4o", "label": "claude-3-opus-20240229", "message": "use gpt-4o"}'],
    ['an answer that was kept', 'a.json', '{"object": "chat.completion", "created": 1, "model": "gpt-4o", "choices": [], "usage": {}}'],
    ['what a run wrote down', 'results/run1.json', '{"model_id": "org/a", "accuracy": 0.9}'],
    ['a bill of materials', 'bom.json', '{"bomFormat": "CycloneDX", "components": [{"name": "gpt-4o", "model_id": "org/a"}]}'],
    ['where a model is sent to', 'a.yml', 'hub_model_id: org/a\npush_to_hub_model_id: org/b\n'],
    ['texts of a program', 'src/locales/en.json', '{"model": "gpt-4o"}'],
    ['paths of a compiler', 'tsconfig.json', '{"compilerOptions": {"paths": {"model": ["org/a"]}}}'],
    ['a lockfile', 'package-lock.json', '{"model_id": "org/a"}'],
    ['what is installed', 'node_modules/a/x.json', '{"model_id": "org/a"}'],
    ['a computed text', 'a.tf', 'model_id = var.a\nmodel = var.prod ? "gpt-4o" : "gpt-4o-mini"\n# model_id = "org/a"\n'],
    ['a module of Terraform', 'a.tf', 'module "model" {\n  source = "org/a/aws"\n}\n'],
    ['a table of an ORM', 'a.yml', 'model: User\nfields: [id]\n'],
    ['the settings of an editor', '.vscode/settings.json', '{"editor.model": "x", "files.exclude": {"**/.git": true}}'],
    ['providers', 'a.toml', 'model_provider = "openai"\nembedding_model_type = "openai-1"\n'],
    ['a page of the hub', 'a.json', '{"homepage": "https://huggingface.co/org/a", "link": "https://huggingface.co/docs/hub"}'],
  ])('%s', async (_what, path, text) => {
    expect(await told({ [path]: text })).toEqual([]);
  });
});

describe('files that nobody should have written', () => {
  const [json, toml, lines, , terraform] = settingsDetectors;
  const run = (detector: typeof json, text: string | Uint8Array): readonly Fact[] => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    return detector?.facts({ bytes, size: bytes.length, depth: 'full' }, {}) ?? [];
  };
  const names = (facts: readonly Fact[]): string[] =>
    facts.flatMap((fact) => (fact.kind === 'load' && fact.target.kind === 'literal' ? [fact.target.text] : []));

  it.each<readonly [string, typeof json, string]>([
    ['deep lists', json, `{"model_id": "org/a", "x": ${'['.repeat(20_000)}`],
    ['deep objects', json, `{"model_id": "org/a", "x": ${'{"model":'.repeat(20_000)}`],
    ['deep objects that end', json, `{"model_id": "org/a", "x": ${'{"m":'.repeat(20_000)}1${'}'.repeat(20_000)}}`],
    ['a text without an end', json, '{"model_id": "org/a",\n "x": "y'],
    ['quotes without an end', json, `{"model_id": "org/a",\n ${'"\\'.repeat(50_000)}`],
    ['a comment without an end', json, `{"model_id": "org/a" ${'/*'.repeat(50_000)}`],
    ['signs without any order', json, `{"model_id": "org/a", ${'}]:,{['.repeat(20_000)}`],
    ['many entries', json, `{"model_id": "org/a", "x": [${'"y",'.repeat(300_000)}"z"]}`],
    ['many lines', lines, `model_id = org/a\n${'a = b\n'.repeat(100_000)}`],
    ['many headings', lines, `model_id = org/a\n${Array.from({ length: 20_000 }, (_, index) => `[a.b.c${index}]\n`).join('')}`],
    ['a key of many parts', lines, `model_id = org/a\n${'a.'.repeat(90)}b = c\n`],
    ['a long line', lines, `model_id = org/a\nx = ${'y'.repeat(300_000)}\n`],
    ['deep blocks', terraform, `model_id = "org/a"\n${'a {\n'.repeat(20_000)}`],
    ['deep lists of Terraform', terraform, `model_id = "org/a"\nx = ${'['.repeat(20_000)}`],
    ['texts behind each other', terraform, `model_id = "org/a"\nx = ${'"a" '.repeat(50_000)}\n`],
    ['here-documents without an end', terraform, `model_id = "org/a"\n${'a = <<EOF\n'.repeat(5_000)}`],
    ['a table in a table', toml, `model_id = "org/a"\n[${'a.'.repeat(60)}b]\nc = 1\n`],
  ])('%s: what can be read is named', (_what, detector, text) => {
    expect(names(run(detector, text))).toEqual(['org/a']);
  });

  it('a catalog of 100,000 models is read up to a limit, and that is said', () => {
    const text = JSON.stringify({ models: Array.from({ length: 100_000 }, (_, index) => ({ model_id: `org/m${index}`, a: 'b', c: 'd' })) });
    const facts = run(json, text);
    expect(facts.filter(({ kind }) => kind === 'load')).toHaveLength(5_000);
    expect(facts.find(({ kind }) => kind === 'problem')).toMatchObject({ code: 'limit' });
  });

  it('UTF-16 is read where a mark says so', () => {
    const text = '{"model_id": "org/a"}';
    const bytes = new Uint8Array(2 + text.length * 2);
    bytes.set([0xff, 0xfe]);
    for (const [index, character] of Array.from(text).entries()) bytes[2 + index * 2] = character.charCodeAt(0);
    expect(names(run(json, bytes))).toEqual(['org/a']);
    expect(run(json, bytes.subarray(2))).toEqual([]);
  });

  it('what is no TOML, and a place of bytes that are no text, name nothing', () => {
    expect(run(toml, 'model_id = "org/a"\n[[')).toEqual([]);
    expect(run(json, new Uint8Array([0x7b, 0, 0xff, 0xfe]))).toEqual([]);
  });

  it('a file larger than is read is no file of theirs', () => {
    for (const detector of settingsDetectors) {
      expect(detector.wants('a.json', 40_000_000) || detector.wants('a.toml', 40_000_000) || detector.wants('.env', 40_000_000)).toBe(
        false,
      );
    }
  });
});
