/** Frameworks for agents, search and training that load a model by its name: one row each. The version read stands beside a library's first row. */
import { NO_REVISION, SENTENCE_NAMES } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, known, type More, namedAt, only } from './api-row.ts';

const LANGCHAIN = ['langchain_community', 'langchain', 'langchain_huggingface'];
const HAYSTACK = ['haystack', 'haystack_integrations'];
const NAMED = namedAt(KEYWORD_ONLY, 'model_name', 'model');
/** The hub's hosted inference answers, whatever runs it. */
const HOSTED: More = { component: 'service', hub: 'service', provider: 'huggingface', revision: null };

type Row = typeof only;

function each(names: string, modules: readonly string[], target: ApiRow['target'], more: More, row: Row = only): ApiRow[] {
  return names.split(' ').map((name) => row(name, modules, target, 'org/name', more));
}

export const AGENT_ROWS: readonly ApiRow[] = [
  // langchain-community 0.4.2
  ...each(
    'HuggingFaceBgeEmbeddings HuggingFaceInstructEmbeddings HuggingFaceCrossEncoder SentenceTransformerEmbeddings FastEmbedEmbeddings QuantizedBgeEmbeddings QuantizedBiEncoderEmbeddings IpexLLMBgeEmbeddings',
    LANGCHAIN,
    NAMED,
    NO_REVISION,
    known,
  ),
  ...each(
    'OpenVINOEmbeddings OpenVINOBgeEmbeddings OpenVINOReranker',
    LANGCHAIN,
    namedAt(KEYWORD_ONLY, 'model_name_or_path'),
    NO_REVISION,
    known,
  ),
  ...each('VLLM CTransformers InfinityEmbeddingsLocal', LANGCHAIN, namedAt(KEYWORD_ONLY, 'model'), {}),
  only('HuggingFaceDatasetLoader', LANGCHAIN, namedAt(0, 'path'), 'org/name', { ...NO_REVISION, component: 'dataset' }),
  only('ModelScopeEmbeddings', LANGCHAIN, namedAt(KEYWORD_ONLY, 'model_id'), 'org/name', { ...NO_REVISION, hub: 'modelscope' }),
  only('SpacyEmbeddings', LANGCHAIN, namedAt(KEYWORD_ONLY, 'model_name'), 'en_core_web_sm', {
    ...NO_REVISION,
    hub: 'catalog',
    catalog: 'spacy',
    not: 'from acme import SpacyEmbeddings\nSpacyEmbeddings(name="own")',
  }),
  only('GPT4All', LANGCHAIN, namedAt(KEYWORD_ONLY, 'model'), 'x', {
    ...NO_REVISION,
    hub: 'catalog',
    catalog: 'files',
    found: 'from langchain_community.llms import GPT4All\nGPT4All(model=settings.path)',
    not: 'from langchain_community.llms import GPT4All\nGPT4All(model="models/x.gguf")',
  }),
  only('LlamaCpp', LANGCHAIN, namedAt(KEYWORD_ONLY, 'model_path'), 'x', {
    ...NO_REVISION,
    hub: 'catalog',
    catalog: 'files',
    found: 'from langchain_community.llms import LlamaCpp\nLlamaCpp(model_path=settings.path)',
    not: 'from langchain_community.llms import LlamaCpp\nLlamaCpp(model_path="models/x.gguf")',
  }),
  // langchain-huggingface 1.2.3
  ...each(
    'HuggingFaceHub HuggingFaceEndpointEmbeddings HuggingFaceHubEmbeddings',
    LANGCHAIN,
    namedAt(KEYWORD_ONLY, 'repo_id', 'model'),
    HOSTED,
  ),
  only('HuggingFaceInferenceAPIEmbeddings', LANGCHAIN, NAMED, 'org/name', HOSTED),
  // llama-index-llms-huggingface 0.8.0 and its siblings
  ...each('OptimumEmbedding FastEmbedEmbedding', ['llama_index'], namedAt(KEYWORD_ONLY, 'model_name', 'folder_name'), NO_REVISION, known),
  ...each(
    'SentenceTransformerRerank FlagEmbeddingReranker ColbertRerank',
    ['llama_index'],
    namedAt(KEYWORD_ONLY, 'model'),
    NO_REVISION,
    known,
  ),
  only('Vllm', ['llama_index'], namedAt(0, 'model'), 'org/name', NO_REVISION),
  only('HuggingFaceInferenceAPI', ['llama_index'], namedAt(KEYWORD_ONLY, 'model_name', 'model'), 'org/name', HOSTED),
  // haystack-ai 2.12.0, farm-haystack 1.26.4
  ...each(
    'TransformersSimilarityRanker SentenceTransformersSimilarityRanker SentenceTransformersDiversityRanker ExtractiveReader SASEvaluator TransformersZeroShotDocumentClassifier SentenceTransformersSparseTextEmbedder SentenceTransformersSparseDocumentEmbedder SentenceTransformersDocumentImageEmbedder FastembedTextEmbedder FastembedDocumentEmbedder FastembedSparseTextEmbedder FastembedSparseDocumentEmbedder FastembedRanker',
    HAYSTACK,
    namedAt(0, 'model'),
    NO_REVISION,
    known,
  ),
  ...each(
    'TransformersTextRouter TransformersZeroShotTextRouter NamedEntityExtractor',
    HAYSTACK,
    namedAt(KEYWORD_ONLY, 'model'),
    NO_REVISION,
    known,
  ),
  ...each(
    'FARMReader TransformersReader SentenceTransformersRanker PromptNode PromptModel',
    HAYSTACK,
    namedAt(0, 'model_name_or_path'),
    NO_REVISION,
  ),
  only('EmbeddingRetriever', HAYSTACK, namedAt(KEYWORD_ONLY, 'embedding_model'), 'org/name', NO_REVISION),
  only('LocalWhisperTranscriber', HAYSTACK, namedAt(0, 'model'), 'base', { ...NO_REVISION, hub: 'catalog', catalog: 'openai-whisper' }),
  // smolagents 1.26.0
  ...each('TransformersModel VLLMModel MLXModel', ['smolagents'], namedAt(0, 'model_id'), {}),
  // trl 1.16.0: the name of a model, or the model.
  ...each(
    'SFTTrainer DPOTrainer GRPOTrainer RewardTrainer KTOTrainer ORPOTrainer CPOTrainer RLOOTrainer OnlineDPOTrainer',
    ['trl'],
    namedAt(0, 'model'),
    { ...NO_REVISION, object: true },
  ),
  only('ModelConfig', ['trl'], namedAt(KEYWORD_ONLY, 'model_name_or_path'), 'org/name', { revision: 'model_revision' }),
  // dspy-ai 2.4.17
  only('HFModel', ['dspy', 'dsp'], namedAt(0, 'model'), 'org/name', NO_REVISION),
  // chromadb 1.5.9, pymilvus-model 0.3.4
  ...each(
    'SentenceTransformerEmbeddingFunction InstructorEmbeddingFunction BGEM3EmbeddingFunction SpladeEmbeddingFunction BGERerankFunction CrossEncoderRerankFunction',
    ['chromadb', 'pymilvus'],
    namedAt(0, 'model_name'),
    SENTENCE_NAMES,
    known,
  ),
  // llmcompressor 0.14.0, gptqmodel 7.7.0, mteb 2.26.24, infinity-emb 0.0.78, tensorrt-llm
  only('oneshot', ['llmcompressor'], namedAt(0, 'model'), 'org/name', NO_REVISION),
  only('GPTQModel.load', ['gptqmodel'], namedAt(0, 'model_id_or_path'), 'org/name', {}),
  only('mteb.get_model', ['mteb'], namedAt(0, 'model_name'), 'org/name', {}),
  only('EngineArgs', ['infinity_emb'], namedAt(KEYWORD_ONLY, 'model_name_or_path'), 'org/name', {}),
  only('LLM', ['tensorrt_llm'], namedAt(0, 'model'), 'org/name', {}),
  // docling 2.143.0
  only('InlineVlmOptions', ['docling'], namedAt(KEYWORD_ONLY, 'repo_id'), 'org/name', {}),
  only('HybridChunker', ['docling', 'docling_core'], namedAt(KEYWORD_ONLY, 'tokenizer'), 'org/name', NO_REVISION),
];
