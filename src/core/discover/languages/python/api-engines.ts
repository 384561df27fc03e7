/** Engines that run models on the machine, and what they load: one row each. The version read stands beside a library's first row. */
import { NO_REVISION } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, known, type More, namedAt, only } from './api-row.ts';

/** It reads a file; where its path is written nothing is unknown. */
const FILE: More = { hub: 'catalog', catalog: 'files', revision: null };

export const ENGINE_ROWS: readonly ApiRow[] = [
  // sglang 0.5.23
  ...['Engine', 'Runtime', 'ServerArgs'].map((name) => only(name, ['sglang'], namedAt(KEYWORD_ONLY, 'model_path'), 'org/name', {})),
  // lmdeploy
  ...['pipeline', 'serve'].map((name) => only(name, ['lmdeploy'], namedAt(0, 'model_path'), 'org/name', NO_REVISION)),
  // mlx-lm 0.32.2, mlx-vlm 0.7.10
  ...['mlx_lm', 'mlx_vlm'].flatMap((root) => [
    only(`${root}.load`, [root], namedAt(0, 'path_or_hf_repo'), 'org/name', {}),
    only('utils.load', [root], namedAt(0, 'path_or_hf_repo'), 'org/name', {
      found: `from ${root}.utils import load\nload("org/name")`,
    }),
    only('convert', [root], namedAt(0, 'hf_path'), 'org/name', {}),
  ]),
  // gpt4all 2.8.2
  only('GPT4All', ['gpt4all'], namedAt(0, 'model_name'), 'orca-mini-3b-gguf2-q4_0.gguf', {
    hub: 'catalog',
    catalog: 'gpt4all',
    revision: null,
  }),
  // ctranslate2 4.6: `Translator` and `Generator` read folders; this one converts what it fetches.
  only('converters.TransformersConverter', ['ctranslate2'], namedAt(0, 'model_name_or_path'), 'org/name', {}),
  // llama-cpp-python 0.3: `model_path` is a file; `Llama.from_pretrained` is of the hub.
  only('Llama', ['llama_cpp'], namedAt(0, 'model_path'), 'x', {
    ...FILE,
    found: 'from llama_cpp import Llama\nLlama(model_path=settings.model)',
    not: 'from llama_cpp import Llama\nLlama(model_path="models/llama.gguf")',
  }),
  // FlagEmbedding 1.4.2
  ...[
    'FlagModel',
    'BGEM3FlagModel',
    'FlagICLModel',
    'FlagLLMModel',
    'FlagReranker',
    'FlagLLMReranker',
    'LayerWiseFlagLLMReranker',
    'LightWeightFlagLLMReranker',
  ].map((name) => known(name, ['FlagEmbedding'], namedAt(0, 'model_name_or_path'), 'org/name', NO_REVISION)),
  ...['FlagAutoModel', 'FlagAutoReranker'].map((name) =>
    only(`${name}.from_finetuned`, ['FlagEmbedding'], namedAt(0, 'model_name_or_path'), 'org/name', NO_REVISION),
  ),
  // fastembed 0.9.1
  ...[
    'SparseTextEmbedding',
    'LateInteractionTextEmbedding',
    'LateInteractionMultimodalEmbedding',
    'ImageEmbedding',
    'TextCrossEncoder',
  ].map((name) => only(name, ['fastembed'], namedAt(0, 'model_name'), 'org/name', NO_REVISION)),
  // pylate 1.6.0, rerankers 0.10.0, txtai 9.14.0, sentence-transformers 6.2.0
  only('ColBERT', ['pylate'], namedAt(0, 'model_name_or_path'), 'org/name', {}),
  only('Reranker', ['rerankers'], namedAt(0, 'model_name'), 'org/name', NO_REVISION),
  only('Embeddings', ['txtai'], namedAt(KEYWORD_ONLY, 'path'), 'org/name', NO_REVISION),
  ...['LLM', 'Labels', 'Similarity', 'Summary', 'Translation', 'Transcription', 'TextToSpeech', 'Caption'].map((name) =>
    only(name, ['txtai'], namedAt(0, 'path'), 'org/name', NO_REVISION),
  ),
  only('MultiVectorEncoder', ['sentence_transformers'], namedAt(0, 'model_name_or_path'), 'org/name', {}),
  // tensorflow-hub 0.16.1: addresses of tfhub.dev and of Kaggle; other things are files.
  only('tensorflow_hub.load', ['tensorflow_hub'], namedAt(0, 'handle'), 'https://tfhub.dev/google/nnlm/2', {
    ...NO_REVISION,
    hub: 'catalog',
    catalog: 'tfhub',
  }),
  only('KerasLayer', ['tensorflow_hub'], namedAt(0, 'handle'), 'https://tfhub.dev/google/nnlm/2', {
    ...NO_REVISION,
    hub: 'catalog',
    catalog: 'tfhub',
  }),
  // outlines 0.1.11, guidance 0.3.1
  ...['transformers', 'mlxlm', 'exl2', 'vllm', 'transformers_vision', 'llamacpp'].map((name) =>
    only(`models.${name}`, ['outlines'], namedAt(0, 'model_name', 'model_path', 'repo_id'), 'org/name', NO_REVISION),
  ),
  only('models.Transformers', ['guidance'], namedAt(0, 'model'), 'org/name', NO_REVISION),
  // optimum 2.3.0
  only('main_export', ['optimum'], namedAt(0, 'model_name_or_path'), 'org/name', {}),
  // skops 0.9.0, huggingface-hub 2.4.0 and 0.36
  only('hub_utils.download', ['skops'], namedAt(KEYWORD_ONLY, 'repo_id'), 'org/name', {}),
  known('from_pretrained_keras', ['huggingface_hub'], namedAt(0, 'repo_id'), 'org/name', NO_REVISION),
  known('from_pretrained_fastai', ['huggingface_hub'], namedAt(0, 'repo_id'), 'org/name', {}),
  // InstructorEmbedding 1.0.1
  only('INSTRUCTOR', ['InstructorEmbedding'], namedAt(0, 'model_name_or_path'), 'org/name', NO_REVISION),
  // modelscope 1.40.2, funasr 1.4.16
  only('model_file_download', ['modelscope'], namedAt(0, 'model_id'), 'org/name', { hub: 'modelscope' }),
  ...['dataset_snapshot_download', 'dataset_file_download'].map((name) =>
    only(name, ['modelscope'], namedAt(0, 'dataset_id'), 'org/name', { hub: 'modelscope', component: 'dataset' }),
  ),
  only('AutoModel', ['funasr'], namedAt(KEYWORD_ONLY, 'model'), 'paraformer-zh', {
    hub: 'modelscope',
    catalog: 'funasr',
    revision: 'model_revision',
  }),
];
