/** The calls that load models and datasets or ask a hosted service, one row each. To add an API, add a row. */
export interface ApiRow {
  /** Last part of the call: "from_pretrained" in AutoModel.from_pretrained. */
  readonly name: string;
  /** Root modules that the callee must come from, for a method: one of them is imported; empty: any (the name alone is telling). */
  readonly modules: readonly string[];
  /** `method`: called on something; `function`: called by its own or a dotted name; `chain`: the dotted call ends with `name`. */
  readonly style: 'method' | 'function' | 'chain';
  readonly component: 'model' | 'dataset' | 'service';
  readonly hub: 'hf' | 'gh' | 'service' | 'modelscope';
  readonly target: { readonly position: number; readonly keywords: readonly string[] };
  /** Keyword of the revision; null where the call has none. */
  readonly revision: string | null;
  /** Positions (0-based) of further arguments that may be given without their keyword. */
  readonly positions?: Readonly<Record<string, number>>;
  /** The revision stands in the `model_kwargs` that the class passes on. */
  readonly nestedRevision?: true;
  /** For services: the provider; "by-import" = the SDK that the client comes from; "by-prefix" = "provider/model" in the name. */
  readonly provider?: string;
  /** `repo_type="dataset"` makes it a dataset. */
  readonly repoType?: true;
  /** Further arguments that name what is loaded with it (T9, T36). */
  readonly also?: readonly Also[];
  /** The call runs code of what it loads, whatever its arguments say. */
  readonly runsCode?: true;
  /** No weights: with trust_remote_code it runs the code of the repository that the configuration came from. */
  readonly configured?: true;
  /** Only a name with a scheme ("hf://org/name") is of the hub; others are of the library's own list. */
  readonly schemed?: true;
  /** Only on classes whose name begins so. */
  readonly receiver?: string;
  /** The name is telling wherever it is called: methods of clients, names that the project's own modules pass on. */
  readonly anywhere?: true;
  /** Many other things have this name: of unknown origin it says nothing. */
  readonly common?: true;
}

interface Also {
  readonly keyword: string;
  /** Keyword of its revision; null where it has none. */
  readonly revision: string | null;
  /** What it is; by default the keyword. */
  readonly role?: string;
  readonly remoteCode?: true;
  /** It is an object as often as a name. */
  readonly object?: true;
  /** Only an address on the hub is a name of it. */
  readonly addressed?: true;
  /** Only a name with an owner is of the hub. */
  readonly slash?: true;
  /** Not given, it is the model's own, at its own revision. */
  readonly implied?: true;
  /** A dictionary, in which these keys say it. */
  readonly within?: { readonly name: string; readonly revision: string };
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
  return { name, modules, style, target, component: 'service', hub: 'service', revision: null, provider, common: true };
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
const REPO: More = { repoType: true, anywhere: true };
const DATASET: More = { component: 'dataset' };
const LOAD_DATASET: More = {
  ...DATASET,
  positions: { data_files: 3, revision: 12 },
  // "hf://datasets/org/name/file"; other files are no dataset of the hub.
  also: [{ keyword: 'data_files', revision: null, role: 'data', object: true, addressed: true }],
};

const ASSISTANT: Also = { keyword: 'assistant_model', revision: null, object: true };
/** A tokenizer or processor is loaded at the revision of the call (transformers, `pipeline`). */
const PIPELINE: More = {
  common: true,
  positions: { config: 2, tokenizer: 3, feature_extractor: 4, image_processor: 5, processor: 6, revision: 8, trust_remote_code: 12 },
  also: [
    ...['tokenizer', 'feature_extractor', 'image_processor', 'processor', 'config'].map(
      (keyword): Also => ({ keyword, revision: 'revision', object: true }),
    ),
    ASSISTANT,
  ],
};
/** The tokenizer has a revision of its own, also where the model's repository brings it. */
const VLLM: More = {
  positions: { tokenizer: 1, trust_remote_code: 4 },
  also: [
    { keyword: 'tokenizer', revision: 'tokenizer_revision', implied: true },
    { keyword: 'hf_config_path', revision: null, role: 'config' },
    { keyword: 'speculative_model', revision: 'speculative_model_revision', role: 'draft' },
    { keyword: 'draft_model', revision: null, role: 'draft' },
    { keyword: 'speculative_config', revision: null, role: 'draft', within: { name: 'model', revision: 'revision' } },
  ],
};
const ENGINE: More = { also: VLLM.also ?? [] };
/** What may be an object, or a name of the hub, in the loaders of transformers and diffusers. */
const PRETRAINED_PARTS: More = {
  also: [
    { keyword: 'custom_pipeline', revision: 'custom_revision', remoteCode: true, slash: true },
    { keyword: 'config', revision: 'revision', object: true, slash: true },
    ...['vae', 'unet', 'transformer', 'controlnet', 'text_encoder', 'image_encoder', 'motion_adapter', 'tokenizer', 'processor'].map(
      (keyword): Also => ({ keyword, revision: null, object: true, slash: true }),
    ),
    ASSISTANT,
    { keyword: 'adapter_kwargs', revision: null, role: 'adapter', within: { name: '_adapter_model_path', revision: 'revision' } },
  ],
};
/** sentence-transformers before version 5 took these by position, too. */
const SENTENCE: More = { anywhere: true, positions: { trust_remote_code: 7, revision: 8 } };
const CROSS: More = { anywhere: true, positions: { trust_remote_code: 6, revision: 7 } };
const LANGCHAIN_HUB: More = { nestedRevision: true };

/** The first row that fits a call counts. */
export const API_TABLE: readonly ApiRow[] = [
  model('method', 'from_pretrained', ['peft'], at(1, 'model_id'), { receiver: 'PeftModel' }),
  model('method', 'from_pretrained', [], PRETRAINED, PRETRAINED_PARTS),
  model('method', 'from_single_file', [], at(0, 'pretrained_model_link_or_path'), {
    also: [{ keyword: 'config', revision: null, object: true, slash: true }],
  }),
  model('method', 'from_model_id', [], at(0, 'model_id')),
  model('method', 'from_config', [], at(0, 'config'), { configured: true }),
  model('method', 'load_lora_weights', ['diffusers'], at(0, 'pretrained_model_name_or_path_or_dict')),
  model('method', 'load_textual_inversion', ['diffusers'], at(0, 'pretrained_model_name_or_path')),
  model('method', 'load_ip_adapter', ['diffusers'], at(0, 'pretrained_model_name_or_path_or_dict')),
  model('method', 'load_adapter', ['peft', 'transformers', 'adapters'], at(0, 'model_id', 'peft_model_id', 'adapter_name_or_path')),
  model('function', 'LoRARequest', ['vllm'], at(2, 'lora_path', 'lora_local_path'), NO_REVISION),
  model('function', 'pipeline', ['transformers', 'optimum', 'modelscope'], at(1, 'model'), PIPELINE),
  model('function', 'SentenceTransformer', ['sentence_transformers'], at(0, 'model_name_or_path'), SENTENCE),
  model('function', 'CrossEncoder', ['sentence_transformers'], at(0, 'model_name', 'model_name_or_path'), CROSS),
  model('function', 'SparseEncoder', ['sentence_transformers'], at(0, 'model_name_or_path'), { anywhere: true }),
  model('function', 'Repository', ['huggingface_hub'], at(1, 'clone_from'), { repoType: true, common: true }),
  model('function', 'load_tool', ['transformers', 'smolagents'], at(KEYWORD_ONLY, 'repo_id'), { runsCode: true, common: true }),
  model('function', 'TextEmbedding', ['fastembed'], at(0, 'model_name'), { ...NO_REVISION, common: true }),
  model('function', 'SentenceTransformersTextEmbedder', ['haystack'], at(0, 'model'), NO_REVISION),
  model('function', 'SentenceTransformersDocumentEmbedder', ['haystack'], at(0, 'model'), NO_REVISION),
  model('method', 'from_hparams', ['speechbrain'], at(KEYWORD_ONLY, 'source'), NO_REVISION),
  model('function', 'hf_hub_download', HUB, at(0, 'repo_id'), REPO),
  model('function', 'snapshot_download', ['huggingface_hub', 'modelscope'], at(0, 'repo_id', 'model_id'), REPO),
  model('function', 'LLM', ['vllm'], at(0, 'model'), { ...VLLM, common: true }),
  model('function', 'EngineArgs', ['vllm'], at(0, 'model'), ENGINE),
  model('function', 'AsyncEngineArgs', ['vllm'], at(0, 'model'), ENGINE),
  model('function', 'HuggingFaceEmbeddings', [...LANGCHAIN, 'langchain_huggingface'], MODEL, LANGCHAIN_HUB),
  model('function', 'HuggingFaceEmbedding', ['llama_index'], at(0, 'model_name'), { revision: 'revision' }),
  model('function', 'HuggingFaceLLM', ['llama_index'], at(KEYWORD_ONLY, 'model_name'), NO_REVISION),
  model('function', 'WhisperModel', ['faster_whisper'], at(0, 'model_size_or_path')),
  model('function', 'create_model_and_transforms', ['open_clip'], at(0, 'model_name'), { ...NO_REVISION, schemed: true }),
  model('function', 'create_model_from_pretrained', ['open_clip'], at(0, 'model_name'), { ...NO_REVISION, schemed: true }),
  model('function', 'create_model', ['timm'], at(0, 'model_name'), { ...NO_REVISION, common: true, schemed: true }),
  model('method', 'from_preset', ['keras_hub', 'keras_nlp'], at(0, 'preset'), { ...NO_REVISION, schemed: true }),
  model('method', 'load', ['modelscope'], at(0, 'dataset_name'), {
    ...DATASET,
    hub: 'modelscope',
    revision: 'version',
    receiver: 'MsDataset',
  }),
  model('function', 'load_dataset', ['datasets'], at(0, 'path'), LOAD_DATASET),
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
  service(
    'function',
    'AzureChatOpenAI',
    ['langchain_openai', ...LANGCHAIN],
    'azure',
    at(KEYWORD_ONLY, 'azure_deployment', 'deployment_name', 'model'),
  ),
  service(
    'function',
    'AzureOpenAIEmbeddings',
    ['langchain_openai', ...LANGCHAIN],
    'azure',
    at(KEYWORD_ONLY, 'azure_deployment', 'deployment', 'model'),
  ),
  service('function', 'ChatAnthropic', ['langchain_anthropic', ...LANGCHAIN], 'anthropic', MODEL),
  service('function', 'ChatMistralAI', ['langchain_mistralai'], 'mistralai', MODEL),
  service('function', 'ChatGroq', ['langchain_groq'], 'groq', MODEL),
  service('function', 'ChatGoogleGenerativeAI', ['langchain_google_genai'], 'google', MODEL),
  service('function', 'InferenceClient', ['huggingface_hub'], 'huggingface', at(0, 'model')),
  service('function', 'AsyncInferenceClient', ['huggingface_hub'], 'huggingface', at(0, 'model')),
  service('chain', 'ChatCompletion.create', ['openai'], 'openai', at(KEYWORD_ONLY, 'model', 'engine', 'deployment_id')),
  service('chain', 'ChatCompletion.acreate', ['openai'], 'openai', at(KEYWORD_ONLY, 'model', 'engine', 'deployment_id')),
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
