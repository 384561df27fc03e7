/** Names that settings have from lists of libraries, and texts that look like names and are none. */
import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

async function expectTold([, path, text, expected]: Row): Promise<void> {
  expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
}

describe('names of lists that libraries have', () => {
  it.each<Row>([
    ['a size of Whisper', '.env', 'WHISPER_MODEL=small\n', ['catalog:openai-whisper/small literal :1']],
    ['of another library', '.env', 'FASTER_WHISPER_SIZE=medium.en\n', ['hf:Systran/faster-whisper-medium.en literal :1']],
    ['an engine beside it', 'a.yml', 'stt:\n  engine: whisper\n  model: base\n', ['catalog:openai-whisper/base literal :3']],
    [
      'the engine of a variable',
      'compose.yml',
      'services:\n  a:\n    environment:\n      ASR_MODEL: small.en\n      ASR_ENGINE: faster_whisper\n',
      ['hf:Systran/faster-whisper-small.en literal :4'],
    ],
    [
      'a variable with a default',
      'a.yml',
      'env:\n  WHISPER_MODEL: ${WHISPER_MODEL:-tiny}\n',
      ['catalog:openai-whisper/tiny environment :2'],
    ],
    ['spaCy', 'a.toml', 'pipeline = "de_core_news_lg"\n', ['catalog:spacy/de_core_news_lg literal :1']],
    ['a voice of Piper', 'a.json', '{"voice": "de_DE-eva_k-x_low"}', ['hf:rhasspy/piper-voices literal :1']],
    ['faces', '.env', 'FACE_PACK=buffalo_s\n', ['catalog:insightface/buffalo_s literal :1']],
    ['a detector', '.env', 'WEIGHTS=yolo11s-seg.pt\n', ['catalog:ultralytics/yolo11s-seg.pt literal :1']],
    ['Coqui', 'a.toml', 'speech = "tts_models/de/acme/vits"\n', ['catalog:coqui-tts/tts_models/de/acme/vits literal :1']],
    ['a word that wakes', 'a.yml', 'wake: hey_jarvis_v0.1\n', ['catalog:openwakeword/hey_jarvis_v0.1 literal :1']],
    ['a registry of MLflow', 'a.yml', 'uri: models:/house-prices@champion\n', ['catalog:mlflow/models/house-prices@champion literal :1']],
    ['an artifact of W&B', '.env', 'SOURCE=wandb-artifact://team/app/model:v3\n', ['catalog:wandb/team/app/model@v3 literal :1']],
    ['Vosk', 'a.json', '{"stt": "vosk-model-small-de-0.15"}', ['catalog:vosk/vosk-model-small-de-0.15 literal :1']],
  ])('%s', async (...row) => expectTold(row));

  it.each<Row>([
    ['the size of something else', '.env', 'IMAGE_SIZE=small\nMODEL_SIZE=large-v3\nVM=base\n', []],
    ['what else is said of Whisper', '.env', 'WHISPER_DEVICE=cpu\nWHISPER_COMPUTE=int8\nWHISPER_HOST=base\nWHISPER_LOG=small\n', []],
    ['a locale with a level', 'a.json', '{"priority": "p-high", "locale": "de_DE", "level": "x-medium"}', []],
    ['a folder, or a key of Kubernetes', 'a.yml', 'models:\n  dir: models:/\n  path: /models/house\n', []],
    ['a choice', 'a.json', '{"whisper_model_options": ["tiny", "base", "small"]}', []],
  ])('none: %s', async (...row) => expectTold(row));
});

describe('calls that Hydra makes', () => {
  it.each<Row>([
    [
      'timm',
      'a.yml',
      'net:\n  _target_: timm.create_model\n  model_name: resnet26d\n  pretrained: true\n',
      ['catalog:timm/resnet26d literal :3'],
    ],
    [
      'a value of the same document',
      'a.yml',
      'arch: resnet26d\nnet: {_target_: timm.create_model, model_name: "${arch}", pretrained: true}\n',
      ['catalog:timm/resnet26d literal :2'],
    ],
    [
      'a name that is the callable',
      'a.yml',
      'net:\n  _target_: torchvision.models.resnet34\n  weights: IMAGENET1K_V1\n',
      ['catalog:torchvision/resnet34@IMAGENET1K_V1 literal :2'],
    ],
    [
      'JSON, where yes is no text',
      'a.json',
      '{"model_net": {"_target_": "timm.create_model", "model_name": "resnet26d", "pretrained": true}}',
      ['catalog:timm/resnet26d literal :1'],
    ],
    ['without weights', 'a.yml', 'net: {_target_: timm.create_model, model_name: resnet26d, pretrained: false}\n', []],
    ['a function of the tree', 'a.yml', 'net: {_target_: src.models.create_model, model_name: resnet26d, pretrained: true}\n', []],
    // Who takes a known call for a cover hides nothing: keys that say a model are read as ever.
    [
      'beside a call',
      'a.yml',
      'net: {_target_: timm.create_model, model_name: resnet26d, pretrained: false, base_model: acme/net}\n',
      ['hf:acme/net literal :1'],
    ],
  ])('%s', async (...row) => expectTold(row));

  it.each<Row>([
    ['a file of a group', 'a.yml', 'defaults:\n  - model: Llama-9-3B-Tiny\n  - override /model: qwen9-7b-x\n  - _self_\n', []],
    ['a name of the hub among them', 'a.yml', 'defaults:\n  - base_model: acme/net\n', ['hf:acme/net literal :2']],
    ['a hosted model among them', 'a.yml', 'defaults:\n  - model: gpt-4o-mini\n', ['service:openai/gpt-4o-mini literal :2']],
    [
      'a default of something else',
      'a.yml',
      'defaults:\n  model: acme-llama-3b\n  device: cpu\n',
      ['service:openai-like/acme-llama-3b literal :2'],
    ],
  ])('groups: %s', async (...row) => expectTold(row));
});

describe('data sets by what stands beside their path', () => {
  it.each<Row>([
    ['a split', 'a.yml', 'args:\n  path: acme/questions\n  name: small\n  split: train\n', ['hf:acme/questions literal :2']],
    [
      'a commit, among data',
      'a.yml',
      'split: train\nnoise: {path: acme/noise, revision: 5d5b36a0b8c0e9b3ed9d7a7f4b1f0a3c2e1d0f9a}\n',
      ['hf:acme/noise@5d5b36a0b8c0e9b3ed9d7a7f4b1f0a3c2e1d0f9a literal :2'],
    ],
    ['a folder', 'a.yml', 'a: {path: data/raw, split: train}\nb: {path: images/train, split: x}\nc: {path: a/b.csv, split: x}\n', []],
    ['a path without one', 'a.yml', 'a: {path: acme/questions, kind: x}\n', []],
  ])('%s', async (...row) => expectTold(row));

  it('has no share in the revision of the model beside it', async () => {
    const text = 'model_name_or_path: acme/net\nmodel_revision: v3\ndataset_mixer:\n  acme/set: 1.0\nhub_model_id: net-7b-own\n';
    await expectTold(['', 'a.yml', text, ['hf:acme/net@v3 literal :1', 'hf:acme/set literal :4']]);
  });

  it.each<Row>([
    ['the revision of a variable', '.env', 'HF_MODEL_ID=acme/net\nHF_MODEL_REVISION=v2\n', ['hf:acme/net@v2 literal :1']],
    [
      'parameters of Triton',
      'm/config.pbtxt',
      'name: "m"\nparameters { key: "model_id" value: { string_value: "acme/net" } } # x\nparameters: {\n  key: "path"\n  value { string_value: "opt/models" }\n}\nmax_batch_size: 8\n',
      ['hf:acme/net literal :2'],
    ],
    [
      'a message of Triton',
      'm/config.pbtxt',
      'backend: "vllm"\ninstance_group [ { kind: KIND_GPU hf_model: "acme/net" } ]\n',
      ['hf:acme/net literal :2'],
    ],
  ])('%s', async (...row) => expectTold(row));
});

describe('Bicep', () => {
  it.each<Row>([
    [
      'a deployment',
      'a.bicep',
      "resource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {\n  properties: {\n    model: {\n      format: 'OpenAI'\n      name: 'gpt-4o' // it\\'s\n    }\n  }\n}\n",
      ['service:openai/gpt-4o literal :5'],
    ],
    [
      'a list of them',
      'a.bicep',
      "var modelDeployments array = [\n  {\n    name: 'gpt-4.1-mini'\n  }\n  {\n    name: 'text-embedding-3-small'\n  }\n]\n",
      ['service:openai/gpt-4.1-mini literal :3', 'service:openai/text-embedding-3-small literal :6'],
    ],
    ['a parameter', 'a.bicepparam', "param chatModel = 'gpt-4o'\n", ['service:openai/gpt-4o literal :1']],
    [
      'a parameter with what is said of it',
      'a.bicep',
      "@description('The model, as gpt-4o')\n@allowed([\n  'gpt-4o'\n  'gpt-4.1'\n])\nparam chatModel string = 'gpt-4.1'\n",
      ['service:openai/gpt-4.1 literal :6'],
    ],
    [
      'variables of a container',
      'a.bicep',
      "var settings = [\n  { name: 'EMBEDDING_MODEL', value: 'acme/embed' }\n]\n",
      ['hf:acme/embed literal :2'],
    ],
    ['what is computed', 'a.bicep', "param model string\nvar x = { model: model, name: '${model}-x' }\n// model: 'gpt-4o'\n", []],
    [
      'a resource without a model',
      'a.bicep',
      "resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'model-data-1'\n}\n",
      [],
    ],
  ])('%s', async (...row) => expectTold(row));

  it.each(['{ '.repeat(50_000), "'".repeat(100_000), '@allowed(['.repeat(20_000), 'param a '.repeat(40_000), "'''".repeat(50_000)])(
    'is read within its limits: %#',
    async (text) => {
      await expectTold(['', 'a.bicep', `param model_id string = 'acme/net'\n${text}`, ['hf:acme/net literal :1']]);
    },
    10_000,
  );
});

describe('lists of a server', () => {
  it.each<Row>([
    [
      'the address of the entry has them',
      'a.yml',
      'endpoints:\n  custom:\n    - name: Lab\n      baseURL: https://llm.acme.dev/v1\n      models:\n        default: [Qwen/Qwen9-8B, LabChat-5]\n',
      ['service:llm.acme.dev/Qwen/Qwen9-8B literal :6', 'service:llm.acme.dev/LabChat-5 literal :6'],
    ],
    [
      'the nearest section',
      'appsettings.json',
      '{"AI": {"Provider": "Ollama", "AzureOpenAI": {"Endpoint": "", "ChatDeployment": "gpt-4", "EmbeddingDeployment": "embed-prod-1"}}}',
      ['service:azure/gpt-4 literal :1', 'service:azure/embed-prod-1 literal :1'],
    ],
    [
      'a name that is no model of Ollama',
      'a.yml',
      'provider: ollama\nmodel: llama3.2\njudge_model: gpt-4o-mini\n',
      ['ollama:llama3.2 literal :2', 'service:openai/gpt-4o-mini literal :3'],
    ],
    ['the type of a provider', 'a.json', '{"ChatModel": "gpt-4.1", "ChatProviderType": "Azure"}', ['service:azure/gpt-4.1 literal :1']],
  ])('%s', async (...row) => expectTold(row));
});

describe('what is said of models, and loads none', () => {
  it.each<Row>([
    [
      'prices under names',
      'a.json',
      '{"models": {"gpt-4o": {"input": 2.5, "output": 10}, "claude-3-haiku-20240307": ["Haiku", [[null, 1, 2]]]}}',
      [],
    ],
    ['prices beside names', 'a.json', '{"list": [{"model": "gpt-4o", "input": 2, "output": 3}]}', []],
    ['rows of results', 'a.json', '[{"model": "gpt-4o", "accuracy": 0.8}, {"model": "claude-3-opus-20240229", "latency_ms": 1200}]', []],
    ['a message', 'a.json', '{"role": "assistant", "content": "hi", "model": "gpt-4o-mini"}', []],
    ['words for people', 'a.json', '{"model": {"displayName": "gpt-4o", "display": "gpt-4o"}}', []],
    [
      'repositories of code',
      'a.json',
      '[{"full_name": "deepseek-ai/DeepSeek-V3", "stars": 3}, {"name": "deepseek-ai/DeepSeek-V3", "url": "https://github.com/deepseek-ai/DeepSeek-V3"}]',
      [],
    ],
    ['a row of figures', 'a.json', '{"rates": {"o1-pro": ["o1-pro", [[1, 2]]]}}', []],
    ['a package of npm', 'a.json', '{"run": ["npx", "claude-tool@latest"]}', []],
    [
      'what a node can be given',
      'a.json',
      '{"inputParams": [{"name": "modelName", "options": [{"name": "gpt-4o"}], "default": "gpt-4o"}]}',
      [],
    ],
    ['a key beside the name', 'a.json', '{"key": "gpt-4o-fast", "model_id": "gpt-4o"}', ['service:openai/gpt-4o literal :1']],
    ['what a run wrote', 'runs/eval_20260821_150628/config.json', '{"model": "gpt-4o"}', []],
    ['what a tracker wrote', 'mlruns/0/a/artifacts/summary.json', '{"model": "gpt-4o"}', []],
    ['the result of a run', 'a.json', '{"model": "gpt-4o", "run_id": "a1"}', []],
    ['the id of an engine', 'a.json', '{"id": "llm-ollama", "backend": "ollama", "model": "", "numCtx": 8192}', []],
    ['projects and flags', '.env', 'LANGSMITH_PROJECT=gpt-4-eval\nFEATURE=gpt-4-flag\n', []],
    [
      'what is to be filled in',
      '.env',
      'LLM_MODEL=model-name\nAI_MODEL=default-model-1\nHF_REPO_ID=org/repo\nCHAT_MODEL=some-chat-model-7b\n',
      [],
    ],
  ])('%s', async (...row) => expectTold(row));

  it.each<Row>([
    // What is fetched by its name counts whatever an author writes beside it (T38).
    ['a figure beside a model of the hub', 'a.json', '{"model_name_or_path": "acme/net", "accuracy": 0.8}', ['hf:acme/net literal :1']],
    [
      'a price of a model of the hub',
      'a.json',
      '{"models": {"meta-llama/Llama-9-8B": {"input": 1, "output": 2}}}',
      ['hf:meta-llama/Llama-9-8B literal :1'],
    ],
    [
      'a figure beside a model that Ollama fetches',
      'a.json',
      '{"provider": "ollama", "model": "qwen2.5:3b", "latency_ms": 5}',
      ['ollama:qwen2.5@3b literal :1'],
    ],
    ['a price of one', 'a.json', '{"models": {"qwen2.5:3b": {"input": 0, "output": 0}}}', ['ollama:qwen2.5@3b literal :1']],
    ['a tag in a group', 'a.yml', 'defaults:\n  - ollama_model: qwen2.5:3b\n', ['ollama:qwen2.5@3b literal :2']],
    ['stars beside a model of the hub', 'a.json', '{"base_model": "acme/net", "stars": 3}', ['hf:acme/net literal :1']],
    [
      'limits of tokens',
      'a.json',
      '{"provider": "openai", "model": "gpt-4o", "contextTokens": 1000, "outputTokens": 100}',
      ['service:openai/gpt-4o literal :1'],
    ],
    [
      'an entry that says what a model can',
      'a.json',
      '{"models": {"gpt-4o": {"contextWindow": 128000, "input": 2}}}',
      ['service:openai/gpt-4o literal :1'],
    ],
    [
      'a sequence to stop at',
      'a.json',
      '{"modelName": "gpt-4o", "temperature": "0.5", "stopSequence": ""}',
      ['service:openai/gpt-4o literal :1'],
    ],
    ['a day in a folder', 'cfg/20260821/config.json', '{"model": "gpt-4o"}', ['service:openai/gpt-4o literal :1']],
    [
      'a server to fill in',
      '.env',
      'LAB_BASE_URL=http://your-lab-host:8001/v1\nLAB_MODEL=lab-7b\n',
      ['service:openai-like/lab-7b literal :2'],
    ],
    ['an owner that is called so', '.env', 'HF_REPO_ID=org/net\n', ['hf:org/net literal :1']],
    ['a flag under a key for models', '.env', 'OPENAI_MODEL=gpt-4-prod\n', ['service:openai/gpt-4-prod literal :1']],
  ])('but not: %s', async (...row) => expectTold(row));
});
