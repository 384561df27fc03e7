/** The calls that load models and datasets or ask a hosted service, one row each. To add an API, add a row. */
export interface ApiRow {
  /** Last part of the call: "from_pretrained" in AutoModel.from_pretrained. */
  readonly name: string;
  /** Root modules that the callee must come from; empty: any (the name alone is telling). */
  readonly modules: readonly string[];
  /** `method`: called on something; `function`: called by its own or a dotted name; `chain`: the dotted call ends with `name`. */
  readonly style: 'method' | 'function' | 'chain';
  readonly component: 'model' | 'dataset' | 'service';
  readonly hub: 'hf' | 'gh' | 'service';
  readonly target: { readonly position: number; readonly keywords: readonly string[] };
  /** Keyword of the revision; null where the call has none. */
  readonly revision: string | null;
  /** For services: the provider; "by-import" = the SDK that the file imports; "by-prefix" = "provider/model" in the name. */
  readonly provider?: string;
  /** `repo_type="dataset"` makes it a dataset. */
  readonly repoType?: true;
}

const HF = { component: 'model', hub: 'hf', revision: 'revision' } as const;
const SERVICE = { component: 'service', hub: 'service', revision: null } as const;
const MODEL_ID = { position: 0, keywords: ['model', 'model_name', 'model_id'] } as const;

export const API_TABLE: readonly ApiRow[] = [
  {
    ...HF,
    name: 'from_pretrained',
    modules: [],
    style: 'method',
    target: {
      position: 0,
      keywords: [
        'pretrained_model_name_or_path',
        'pretrained_model_or_path',
        'model_id',
        'repo_id',
        'model_name',
        'pretrained_model_link_or_path',
      ],
    },
  },
  {
    ...HF,
    name: 'pipeline',
    modules: ['transformers', 'optimum', 'modelscope'],
    style: 'function',
    target: { position: 1, keywords: ['model'] },
  },
  {
    ...HF,
    name: 'SentenceTransformer',
    modules: ['sentence_transformers'],
    style: 'function',
    target: { position: 0, keywords: ['model_name_or_path'] },
  },
  {
    ...HF,
    name: 'CrossEncoder',
    modules: ['sentence_transformers'],
    style: 'function',
    target: { position: 0, keywords: ['model_name', 'model_name_or_path'] },
  },
  {
    ...HF,
    name: 'SparseEncoder',
    modules: ['sentence_transformers'],
    style: 'function',
    target: { position: 0, keywords: ['model_name_or_path'] },
  },
  {
    ...HF,
    name: 'hf_hub_download',
    modules: ['huggingface_hub', 'transformers'],
    style: 'function',
    target: { position: 0, keywords: ['repo_id'] },
    repoType: true,
  },
  {
    ...HF,
    name: 'snapshot_download',
    modules: ['huggingface_hub'],
    style: 'function',
    target: { position: 0, keywords: ['repo_id'] },
    repoType: true,
  },
  { ...HF, name: 'LLM', modules: ['vllm'], style: 'function', target: { position: 0, keywords: ['model'] } },
  { ...HF, name: 'EngineArgs', modules: ['vllm'], style: 'function', target: { position: 0, keywords: ['model'] } },
  { ...HF, name: 'AsyncEngineArgs', modules: ['vllm'], style: 'function', target: { position: 0, keywords: ['model'] } },
  { ...HF, name: 'from_model_id', modules: [], style: 'method', target: { position: 0, keywords: ['model_id'] } },
  {
    ...HF,
    name: 'HuggingFaceEmbeddings',
    modules: ['langchain', 'langchain_community', 'langchain_huggingface'],
    style: 'function',
    target: { position: 99, keywords: ['model_name', 'model'] },
    revision: null,
  },
  {
    ...HF,
    name: 'HuggingFaceEmbedding',
    modules: ['llama_index'],
    style: 'function',
    target: { position: 0, keywords: ['model_name'] },
    revision: null,
  },
  {
    ...HF,
    name: 'WhisperModel',
    modules: ['faster_whisper'],
    style: 'function',
    target: { position: 0, keywords: ['model_size_or_path'] },
  },
  { ...HF, name: 'from_single_file', modules: [], style: 'method', target: { position: 0, keywords: ['pretrained_model_link_or_path'] } },
  {
    ...HF,
    component: 'dataset',
    name: 'load_dataset',
    modules: ['datasets'],
    style: 'function',
    target: { position: 0, keywords: ['path'] },
  },
  {
    ...HF,
    component: 'dataset',
    name: 'load_dataset_builder',
    modules: ['datasets'],
    style: 'function',
    target: { position: 0, keywords: ['path'] },
  },
  {
    component: 'model',
    hub: 'gh',
    revision: null,
    name: 'torch.hub.load',
    modules: ['torch'],
    style: 'chain',
    target: { position: 0, keywords: ['repo_or_dir'] },
  },
  {
    ...SERVICE,
    name: 'chat.completions.create',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'chat.completions.parse',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'responses.create',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'embeddings.create',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'messages.create',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'messages.stream',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'images.generate',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'models.generate_content',
    modules: [],
    style: 'chain',
    target: { position: 99, keywords: ['model'] },
    provider: 'by-import',
  },
  {
    ...SERVICE,
    name: 'GenerativeModel',
    modules: ['google', 'vertexai'],
    style: 'function',
    target: { position: 0, keywords: ['model_name'] },
    provider: 'google',
  },
  { ...SERVICE, name: 'completion', modules: ['litellm'], style: 'function', target: MODEL_ID, provider: 'by-prefix' },
  { ...SERVICE, name: 'acompletion', modules: ['litellm'], style: 'function', target: MODEL_ID, provider: 'by-prefix' },
  { ...SERVICE, name: 'embedding', modules: ['litellm'], style: 'function', target: MODEL_ID, provider: 'by-prefix' },
  {
    ...SERVICE,
    name: 'ChatOpenAI',
    modules: ['langchain_openai', 'langchain'],
    style: 'function',
    target: { position: 99, keywords: ['model', 'model_name'] },
    provider: 'openai',
  },
  {
    ...SERVICE,
    name: 'OpenAIEmbeddings',
    modules: ['langchain_openai', 'langchain'],
    style: 'function',
    target: { position: 99, keywords: ['model'] },
    provider: 'openai',
  },
  {
    ...SERVICE,
    name: 'ChatAnthropic',
    modules: ['langchain_anthropic'],
    style: 'function',
    target: { position: 99, keywords: ['model', 'model_name'] },
    provider: 'anthropic',
  },
  {
    ...SERVICE,
    name: 'InferenceClient',
    modules: ['huggingface_hub'],
    style: 'function',
    target: { position: 0, keywords: ['model'] },
    provider: 'huggingface',
  },
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
};

export const ENDPOINT_VARIABLES: ReadonlySet<string> = new Set([
  'HF_ENDPOINT',
  'HF_HUB_ENDPOINT',
  'HUGGINGFACE_HUB_ENDPOINT',
  'OLLAMA_HOST',
  'OPENAI_BASE_URL',
  'ANTHROPIC_BASE_URL',
]);
