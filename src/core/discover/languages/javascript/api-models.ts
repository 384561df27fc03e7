/** The calls that load models of a hub, one row each. Signatures: the type definitions of the packages. */
import { type ScriptApiRow, argument, type RowMore, option, type RowTarget } from './api-row.ts';

const TRANSFORMERS = ['@huggingface/transformers', '@xenova/transformers'];
const HUB = ['@huggingface/hub'];
const REVISION: RowMore = { revision: { at: 1, key: 'revision' } };

type Example = Pick<ScriptApiRow, 'found' | 'not'>;

function model(
  style: ScriptApiRow['style'],
  name: string,
  packages: readonly string[],
  target: RowTarget,
  example: Example,
  more: RowMore = {},
): ScriptApiRow {
  return { name, packages, style, target, component: 'model', hub: 'hf', ...example, ...more };
}

/** `looks`: it asks about files, and loads none; a repository that is computed is no load without a name then. */
function ofHub(name: string, does: 'loads' | 'looks' = 'loads'): ScriptApiRow {
  return model(
    'export',
    name,
    HUB,
    option('repo'),
    {
      found: `import { ${name} } from '@huggingface/hub';\nawait ${name}({ repo: 'acme/ner', path: 'config.json' });`,
      not: `import { ${name} } from './files';\nawait ${name}({ repo: 'acme/ner', path: 'config.json' });`,
    },
    { revision: { at: 0, key: 'revision' }, names: { hubOnly: true }, ...(does === 'looks' ? { object: true as const } : {}) },
  );
}

const OLLAMA_ROWS = ['chat', 'generate', 'embed', 'embeddings', 'pull', 'create', 'show'].map(
  (name): ScriptApiRow => ({
    ...model('chain', name, ['ollama', 'ollama/browser'], option(name === 'create' ? 'from' : 'model'), {
      found: `import ollama from 'ollama';\nawait ollama.${name}({ ${name === 'create' ? 'from' : 'model'}: 'llama3.1' });`,
      not: `import acme from 'acme';\nawait acme.${name}({ model: 'llama3.1' });`,
    }),
    hub: 'ollama',
  }),
);

const WEB_LLM = ['@mlc-ai/web-llm'];
/** Its list has the models of one owner, without his name. */
const OF_MLC: RowMore = { names: { owner: { prefix: 'mlc-ai/', alone: [] }, hubOnly: true } };

const WEB_LLM_ROWS: readonly ScriptApiRow[] = [
  ...['CreateMLCEngine', 'CreateServiceWorkerMLCEngine', 'CreateExtensionServiceWorkerMLCEngine'].map((name) =>
    model(
      'export',
      name,
      WEB_LLM,
      argument(),
      {
        found: `import { ${name} } from '@mlc-ai/web-llm';\nconst engine = await ${name}('acme-q4-MLC');`,
        not: `import { ${name} } from './engine';\nawait ${name}('acme-q4-MLC');`,
      },
      OF_MLC,
    ),
  ),
  model(
    'export',
    'CreateWebWorkerMLCEngine',
    WEB_LLM,
    argument(1),
    {
      found:
        "import { CreateWebWorkerMLCEngine } from '@mlc-ai/web-llm';\nconst engine = await CreateWebWorkerMLCEngine(worker(), 'acme-q4-MLC');",
      not: "import { CreateWebWorkerMLCEngine } from './engine';\nawait CreateWebWorkerMLCEngine(1, 'acme-q4-MLC');",
    },
    OF_MLC,
  ),
  model(
    'chain',
    'reload',
    WEB_LLM,
    argument(),
    {
      found: "import { MLCEngine } from '@mlc-ai/web-llm';\nconst engine = new MLCEngine();\nawait engine.reload('acme-q4-MLC');",
      not: "import { MLCEngine } from './engine';\nconst engine = new MLCEngine();\nawait engine.reload('acme-q4-MLC');",
    },
    OF_MLC,
  ),
  ...['chat.completions.create', 'completions.create', 'embeddings.create'].map((name) =>
    model(
      'chain',
      name,
      WEB_LLM,
      option('model'),
      {
        found: `import { MLCEngine } from '@mlc-ai/web-llm';\nconst engine = new MLCEngine();\nawait engine.${name}({ model: 'acme-q4-MLC' });`,
        not: `import { MLCEngine } from './engine';\nconst engine = new MLCEngine();\nawait engine.embed({ model: 'acme-q4-MLC' });`,
      },
      OF_MLC,
    ),
  ),
];

export const SCRIPT_MODEL_ROWS: readonly ScriptApiRow[] = [
  model(
    'export',
    'pipeline',
    TRANSFORMERS,
    argument(1),
    {
      found: "import { pipeline } from '@huggingface/transformers';\nconst run = await pipeline('feature-extraction', 'acme/embed');",
      not: "import { pipeline } from 'node:stream/promises';\nawait pipeline(from, 'acme/embed');",
    },
    { revision: { at: 2, key: 'revision' }, standing: true },
  ),
  model(
    'method',
    'from_pretrained',
    TRANSFORMERS,
    argument(),
    {
      found: "import { AutoModel } from '@xenova/transformers';\nconst model = await AutoModel.from_pretrained('acme/ner');",
      not: "import { AutoModel } from './own';\nexport class AutoModel2 { static from_pretrained(a) { return a; } }\nAutoModel2.from_pretrained('acme/ner');",
    },
    REVISION,
  ),
  ofHub('downloadFile'),
  ofHub('snapshotDownload'),
  ofHub('downloadFileToCacheDir'),
  ofHub('listFiles', 'looks'),
  ofHub('fileDownloadInfo', 'looks'),
  ...WEB_LLM_ROWS,
  model(
    'chain',
    'loadModel',
    ['node-llama-cpp'],
    option('modelPath'),
    {
      found:
        "import { getLlama } from 'node-llama-cpp';\nconst llama = await getLlama();\nawait llama.loadModel({ modelPath: 'hf://acme/ner/a.gguf' });",
      not: "import { getLlama } from './own';\nconst llama = await getLlama();\nawait llama.loadModel({ modelPath: './a.gguf' });",
    },
    { addressed: true },
  ),
  model(
    'export',
    'createModelDownloader',
    ['node-llama-cpp'],
    option('modelUri', 'modelUrl'),
    {
      found: "import { createModelDownloader } from 'node-llama-cpp';\nawait createModelDownloader({ modelUri: 'hf:acme/ner/a.gguf' });",
      not: "import { createModelDownloader } from 'acme';\nawait createModelDownloader({ modelUri: 'hf:acme/ner/a.gguf' });",
    },
    { addressed: true },
  ),
  model(
    'export',
    'resolveModelFile',
    ['node-llama-cpp'],
    argument(),
    {
      found: "import { resolveModelFile } from 'node-llama-cpp';\nawait resolveModelFile('hf:acme/ner/a.gguf');",
      not: "import { resolveModelFile } from 'acme';\nawait resolveModelFile('hf:acme/ner/a.gguf');",
    },
    { addressed: true },
  ),
  model(
    'method',
    'create',
    ['onnxruntime-web', 'onnxruntime-node', 'onnxruntime-common', 'onnxruntime-react-native'],
    argument(),
    {
      found:
        "import * as ort from 'onnxruntime-web';\nawait ort.InferenceSession.create('https://huggingface.co/acme/ner/resolve/main/a.onnx');",
      not: "import * as ort from 'onnxruntime-web';\nawait ort.Tensor.create('./a.onnx');",
    },
    { receiver: 'InferenceSession', addressed: true },
  ),
  ...['loadLayersModel', 'loadGraphModel'].map((name) =>
    model(
      'export',
      name,
      ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-layers', '@tensorflow/tfjs-converter', '@tensorflow/tfjs-node-gpu'],
      argument(),
      {
        found: `import * as tf from '@tensorflow/tfjs';\nawait tf.${name}('https://huggingface.co/acme/ner/resolve/main/model.json');`,
        not: `import * as tf from '@tensorflow/tfjs';\nawait tf.${name}('./model.json');`,
      },
      { addressed: true },
    ),
  ),
  model('method', 'from_pretrained', ['kokoro-js', '@huggingface/tokenizers'], argument(), {
    found: "import { KokoroTTS } from 'kokoro-js';\nawait KokoroTTS.from_pretrained('acme/speak', { dtype: 'q8' });",
    not: "import { KokoroTTS } from './own';\nexport class Own { static from_pretrained(a) { return a; } }\nOwn.from_pretrained('acme/speak');",
  }),
  model('chain', 'loadModelFromHF', ['@wllama/wllama'], argument(), {
    found: "import { Wllama } from '@wllama/wllama';\nconst one = new Wllama({});\nawait one.loadModelFromHF('acme/ner', 'a.gguf');",
    not: "import { Wllama } from './own';\nconst one = new Wllama({});\nawait one.loadModelFromHF('acme/ner', 'a.gguf');",
  }),
  {
    ...model('export', 'loadModel', ['gpt4all'], argument(), {
      found: "import { loadModel } from 'gpt4all';\nawait loadModel('acme-7b.Q4_0.gguf');",
      not: "import { loadModel } from './own';\nawait loadModel('acme-7b.Q4_0.gguf');",
    }),
    hub: 'catalog',
    library: 'gpt4all',
  },
  ...[
    ['nodewhisper', 'nodejs-whisper'],
    ['whisper', 'whisper-node'],
  ].map(
    ([name = '', from = '']): ScriptApiRow => ({
      ...model(
        'export',
        name,
        [from],
        { at: 1, keys: ['modelName'] },
        {
          found: `import { ${name} } from '${from}';\nawait ${name}(file, { modelName: 'base.en' });`,
          not: `import { ${name} } from './own';\nawait ${name}(file, { modelName: 'base.en' });`,
        },
      ),
      hub: 'catalog',
      library: 'whisper.cpp',
    }),
  ),
  model('export', 'HuggingFaceTransformersEmbeddings', ['@langchain/community', 'langchain'], option('model', 'modelName'), {
    found:
      "import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';\nnew HuggingFaceTransformersEmbeddings({ model: 'acme/embed' });",
    not: "import { HuggingFaceTransformersEmbeddings } from 'acme';\nnew HuggingFaceTransformersEmbeddings({ model: 'acme/embed' });",
  }),
  model('export', 'HuggingFaceEmbedding', ['llamaindex', '@llamaindex/huggingface'], option('modelType'), {
    found: "import { HuggingFaceEmbedding } from '@llamaindex/huggingface';\nnew HuggingFaceEmbedding({ modelType: 'acme/embed' });",
    not: "import { HuggingFaceEmbedding } from 'acme';\nnew HuggingFaceEmbedding({ modelType: 'acme/embed' });",
  }),
  model('export', 'transformersJS', ['@built-in-ai/transformers-js', '@browser-ai/transformers-js'], argument(), {
    found: "import { transformersJS } from '@browser-ai/transformers-js';\ntransformersJS('acme/chat');",
    not: "import { transformersJS } from 'acme';\ntransformersJS('acme/chat');",
  }),
  model('export', 'webLLM', ['@built-in-ai/web-llm', '@browser-ai/web-llm'], argument(), {
    found: "import { webLLM } from '@browser-ai/web-llm';\nwebLLM('mlc-ai/acme');",
    not: "import { webLLM } from 'acme';\nwebLLM('mlc-ai/acme');",
  }),
  ...OLLAMA_ROWS,
  ...['ChatOllama', 'Ollama', 'OllamaEmbeddings'].map(
    (name): ScriptApiRow => ({
      ...model(
        'export',
        name,
        ['@langchain/ollama', '@langchain/community', 'langchain', 'llamaindex', '@llamaindex/ollama'],
        option('model', 'modelName'),
        {
          found: `import { ${name} } from '@langchain/ollama';\nnew ${name}({ model: 'llama3.1' });`,
          not: `import { ${name} } from 'acme';\nnew ${name}({ model: 'llama3.1' });`,
        },
      ),
      hub: 'ollama',
    }),
  ),
  {
    ...model('maker', 'ollama', ['ollama-ai-provider', 'ollama-ai-provider-v2', 'ai-sdk-ollama'], argument(), {
      found: "import { ollama } from 'ollama-ai-provider';\nollama('llama3.1');",
      not: "import { ollama } from './own';\nollama.list('llama3.1');",
    }),
    hub: 'ollama',
  },
];
