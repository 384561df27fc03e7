/** The calls that load models and datasets or ask a hosted service, one row each. To add an API, add a row. */
export interface ApiRow {
  /** Last part of the call: "from_pretrained" in AutoModel.from_pretrained. */
  readonly name: string;
  /** Root modules that the callee must come from, for a method: one of them is imported; empty: any (the name alone is telling). */
  readonly modules: readonly string[];
  /** `method`: called on something; `function`: called by its own or a dotted name; `chain`: the dotted call ends with `name`. */
  readonly style: 'method' | 'function' | 'chain';
  readonly component: 'model' | 'dataset' | 'service';
  readonly hub: 'hf' | 'gh' | 'service';
  readonly target: { readonly position: number; readonly keywords: readonly string[] };
  /** Keyword of the revision; null where the call has none. */
  readonly revision: string | null;
  /** For services: the provider; "by-import" = the SDK that the client comes from; "by-prefix" = "provider/model" in the name. */
  readonly provider?: string;
  /** `repo_type="dataset"` makes it a dataset. */
  readonly repoType?: true;
  /** Further arguments that name what is loaded with it (T9), each with its own revision argument, or that of the call. */
  readonly also?: readonly { readonly keyword: string; readonly revision: string | null; readonly remoteCode?: true }[];
  /** The call runs code of what it loads, whatever its arguments say. */
  readonly runsCode?: true;
  /** Only on classes whose name begins so. */
  readonly receiver?: string;
}

type More = Partial<Omit<ApiRow, 'name' | 'modules' | 'target' | 'style'>>;
type Target = ApiRow['target'];

/** Position (0-based) of the name; KEYWORD_ONLY for none. */
const KEYWORD_ONLY = 99;
function at(position: number, ...keywords: string[]): Target {
  return { position, keywords };
}

function model(style: ApiRow['style'], name: string, modules: readonly string[], target: Target, more: More = {}): ApiRow {
  return { name, modules, style, target, component: 'model', hub: 'hf', revision: 'revision', ...more };
}

function service(style: ApiRow['style'], name: string, modules: readonly string[], provider: string, target: Target): ApiRow {
  return { name, modules, style, target, component: 'service', hub: 'service', revision: null, provider };
}

const PRETRAINED = at(
  0,
  'pretrained_model_name_or_path',
  'pretrained_model_or_path',
  'pretrained_model_link_or_path',
  'model_name_or_path',
  'model_name',
  'model_id',
  'repo_id',
);
const MODEL = at(KEYWORD_ONLY, 'model', 'model_name');
const LANGCHAIN = ['langchain', 'langchain_community'];
const HUB = ['huggingface_hub', 'transformers'];
const NO_REVISION: More = { revision: null };
const REPO: More = { repoType: true };
const DATASET: More = { component: 'dataset' };

/** A tokenizer or processor is loaded at the revision of the call. */
const PARTS: More = {
  also: ['tokenizer', 'feature_extractor', 'image_processor', 'processor', 'config'].map((keyword) => ({ keyword, revision: 'revision' })),
};
const VLLM: More = {
  also: [
    { keyword: 'tokenizer', revision: 'tokenizer_revision' },
    { keyword: 'speculative_model', revision: null },
  ],
};
const CUSTOM: More = { also: [{ keyword: 'custom_pipeline', revision: 'custom_revision', remoteCode: true }] };

/** The first row that fits a call counts. */
export const API_TABLE: readonly ApiRow[] = [
  model('method', 'from_pretrained', ['peft'], at(1, 'model_id'), { receiver: 'PeftModel' }),
  model('method', 'from_pretrained', [], PRETRAINED, CUSTOM),
  model('method', 'from_single_file', [], at(0, 'pretrained_model_link_or_path')),
  model('method', 'from_model_id', [], at(0, 'model_id')),
  model('method', 'load_lora_weights', ['diffusers'], at(0, 'pretrained_model_name_or_path_or_dict')),
  model('method', 'load_textual_inversion', ['diffusers'], at(0, 'pretrained_model_name_or_path')),
  model('method', 'load_ip_adapter', ['diffusers'], at(0, 'pretrained_model_name_or_path_or_dict')),
  model('method', 'load_adapter', ['peft', 'transformers'], at(0, 'model_id', 'peft_model_id')),
  model('function', 'pipeline', ['transformers', 'optimum', 'modelscope'], at(1, 'model'), PARTS),
  model('function', 'SentenceTransformer', ['sentence_transformers'], at(0, 'model_name_or_path')),
  model('function', 'CrossEncoder', ['sentence_transformers'], at(0, 'model_name', 'model_name_or_path')),
  model('function', 'SparseEncoder', ['sentence_transformers'], at(0, 'model_name_or_path')),
  model('function', 'hf_hub_download', HUB, at(0, 'repo_id'), REPO),
  model('function', 'snapshot_download', ['huggingface_hub'], at(0, 'repo_id'), REPO),
  model('function', 'LLM', ['vllm'], at(0, 'model'), VLLM),
  model('function', 'EngineArgs', ['vllm'], at(0, 'model'), VLLM),
  model('function', 'AsyncEngineArgs', ['vllm'], at(0, 'model'), VLLM),
  model('function', 'HuggingFaceEmbeddings', [...LANGCHAIN, 'langchain_huggingface'], MODEL, NO_REVISION),
  model('function', 'HuggingFaceEmbedding', ['llama_index'], at(0, 'model_name'), NO_REVISION),
  model('function', 'HuggingFaceLLM', ['llama_index'], at(KEYWORD_ONLY, 'model_name'), NO_REVISION),
  model('function', 'WhisperModel', ['faster_whisper'], at(0, 'model_size_or_path')),
  model('function', 'load_dataset', ['datasets'], at(0, 'path'), DATASET),
  model('function', 'load_dataset_builder', ['datasets'], at(0, 'path'), DATASET),
  model('chain', 'hub.load', ['torch'], at(0, 'repo_or_dir'), { hub: 'gh', revision: null, runsCode: true }),
  service('chain', 'chat.completions.create', [], 'by-import', MODEL),
  service('chain', 'chat.completions.parse', [], 'by-import', MODEL),
  service('chain', 'chat.complete', [], 'by-import', MODEL),
  service('chain', 'responses.create', [], 'by-import', MODEL),
  service('chain', 'responses.parse', [], 'by-import', MODEL),
  service('chain', 'embeddings.create', [], 'by-import', MODEL),
  service('chain', 'messages.create', [], 'by-import', MODEL),
  service('chain', 'messages.stream', [], 'by-import', MODEL),
  service('chain', 'images.generate', [], 'by-import', MODEL),
  service('chain', 'models.generate_content', [], 'by-import', MODEL),
  service('chain', 'models.generate_content_stream', [], 'by-import', MODEL),
  service('function', 'GenerativeModel', ['google', 'vertexai'], 'google', at(0, 'model_name')),
  service('function', 'completion', ['litellm'], 'by-prefix', at(0, 'model')),
  service('function', 'acompletion', ['litellm'], 'by-prefix', at(0, 'model')),
  service('function', 'embedding', ['litellm'], 'by-prefix', at(0, 'model')),
  service('function', 'ChatOpenAI', ['langchain_openai', ...LANGCHAIN], 'openai', MODEL),
  service('function', 'OpenAIEmbeddings', ['langchain_openai', ...LANGCHAIN], 'openai', MODEL),
  service('function', 'ChatAnthropic', ['langchain_anthropic', ...LANGCHAIN], 'anthropic', MODEL),
  service('function', 'ChatMistralAI', ['langchain_mistralai'], 'mistralai', MODEL),
  service('function', 'ChatGroq', ['langchain_groq'], 'groq', MODEL),
  service('function', 'ChatGoogleGenerativeAI', ['langchain_google_genai'], 'google', MODEL),
  service('function', 'InferenceClient', ['huggingface_hub'], 'huggingface', at(0, 'model')),
  service('function', 'AsyncInferenceClient', ['huggingface_hub'], 'huggingface', at(0, 'model')),
];

/** Root module of an SDK → provider. */
export const PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  mistralai: 'mistralai',
  groq: 'groq',
  together: 'together',
  cohere: 'cohere',
  google: 'google',
  vertexai: 'google',
};

/** Chains that belong to one SDK even where a file imports several. */
export const CHAIN_PROVIDER: Readonly<Record<string, string>> = {
  'messages.create': 'anthropic',
  'messages.stream': 'anthropic',
  'models.generate_content': 'google',
  'models.generate_content_stream': 'google',
  'chat.complete': 'mistralai',
};
