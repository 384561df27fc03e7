/** Which keys of a configuration name a model of the hub, and how sure that is without looking further. */
import { isHubId } from '../../../ref/parse.ts';

/**
 * `sure`: words of the hub's own libraries, with or without a revision. `likely`: a model, unless its neighbors speak of a hosted service.
 * `plain`: a word for anything, which counts where the neighbors, or nothing else at all, make it one.
 */
export type KeyClass = 'sure' | 'likely' | 'plain';

const SURE =
  /^(?:\w{1,30}_)?(?:name_or_path|model_name_or_path)$|^(?:base_model|base_models|base_model_name|hf_model|hf_repo|hf_id|hf_path|hugging_?face_(?:model|repo|id)|repo_id|draft_model|speculative_model)(?:_id|_name|_path)?$|^hf_(?:\w{1,20}_)?(?:model|repo|tokenizer)(?:_id|_name)?$/;
const LIKELY =
  /^model_(?:id|name|path|repo|repo_id|tag|dir)$|^pretrained(?:_model|_model_name|_model_path)?$|^(?:\w{1,30}_)model(?:_id|_name|_path)?$|^(?:tokenizer|processor)(?:_id|_name|_path|_model)?$/;
/** Below a key that is called so, `name: org/name` is the name of that model. */
const OWNER = /(?:^|_)(?:model|base_model|pretrained|tokenizer|processor|checkpoint)$/;
/** A list of what a model is made of (mergekit). */
const MODELS = /^(?:base_)?models$|^sources$/;
const INNER = /^(?:name|id|path|repo|repo_id|source|hf|hf_id|uri|pretrained)$/;
const OTHER_PART = /tokenizer|processor|feature_extractor|adapter|lora|draft|speculative|assistant|config_name/;

/** `modelId`, `model-id`, `MODEL_ID` → `model_id`. */
export function keyWords(key: string): string {
  return key
    .slice(0, 80)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-. ]/g, '_')
    .toLowerCase();
}

/** `owner`: the key above the mapping. */
export function classOf(key: string, owner: string): KeyClass | null {
  if (SURE.test(key)) return 'sure';
  if (LIKELY.test(key)) return 'likely';
  if (key === 'model') return MODELS.test(owner) ? 'likely' : 'plain';
  return INNER.test(key) && OWNER.test(owner) ? 'plain' : null;
}

/** Whether the revision of the model is that of this key, too. A tokenizer or adapter has its own. */
export function isMain(key: string): boolean {
  return !OTHER_PART.test(key);
}

/** The keys that give the revision of `key`, nearest first. */
export function revisionKeys(key: string): readonly string[] {
  const stem = key.replace(/_?(?:name_or_path|(?:model_)?(?:name|id|path|repo|repo_id))$/, '');
  const own = [`${key}_revision`, `${stem}_revision`, `revision_of_${stem}`, `${stem}_commit`].filter((one) => !one.startsWith('_'));
  return isMain(key)
    ? [...own, 'model_revision', 'revision_of_model', 'base_model_revision', 'hf_revision', 'revision', 'commit_hash']
    : own;
}

/** Said beside a model that a process of one's own loads. */
const OWN_PROCESS =
  /^(?:(?:model_|code_|tokenizer_)?revision|revision_of_model|tokenizer\w{0,20}|trust_remote_code|(?:torch_)?dtype|precision|device(?:_map|s)?|quantization|load_in_\w{1,8}|adapter|(?:q)?lora\w{0,20}|peft\w{0,20}|max_(?:model_len|seq_len|seq_length|new_tokens|input_length|total_tokens)|sequence_len|tensor_parallel\w{0,10}|pipeline_parallel\w{0,10}|gpu_memory_utilization|served_model_name|enforce_eager|attn_implementation|datasets?|train_\w{1,20}|learning_rate|num_(?:train_)?epochs|(?:micro_|per_device_)?\w{0,12}batch_size|gradient_\w{1,30}|merge_method|slices|layer_range|weight|density|repo_type|hf_\w{1,20}|model_type|model_class|model_kwargs|processor)$/;
/** Said beside a model that somebody else runs. */
const HOSTED =
  /^(?:temperature|top_p|frequency_penalty|presence_penalty|max_(?:output_|completion_)?tokens|api_\w{1,30}|\w{0,20}api_key\w{0,10}|base_url|endpoint\w{0,10}|provider|messages|prompts?|system_prompt|instructions?|reasoning\w{0,10}|tools|litellm\w{0,20}|completion|vendor|manufacturer)$/;
const OWN_PROVIDER = /^(?:hf|hugging_?face|transformers|vllm|sglang|tgi|local|sentence_transformers|llama_?cpp|llamacpp)$/i;

/** Whether a mapping with these entries loads its model itself. `sole`: it says nothing else, or is the whole document. */
export function loadsItself(kind: KeyClass, neighbors: ReadonlyMap<string, string | null>, sole: boolean): boolean {
  if (kind === 'sure') return true;
  const keys = [...neighbors.keys()];
  const provider = neighbors.get('provider') ?? null;
  if (keys.some((key) => OWN_PROCESS.test(key)) || (provider !== null && OWN_PROVIDER.test(provider))) return true;
  if (keys.some((key) => HOSTED.test(key))) return false;
  return kind === 'likely' || sole;
}

const PREFIXES =
  /^(?:azure|azure_ai|bedrock|vertex|vertex_ai|gemini|anthropic|groq|ollama|ollama_chat|openrouter|together_ai|together|fireworks|fireworks_ai|cohere|mistral|xai|x-ai|perplexity|replicate|deepinfra|litellm|litellm_proxy|databricks|cerebras|copilot|github_copilot|voyage|moonshot|watsonx|sagemaker|claude|custom_openai|openai_like|hosted_vllm|lm_studio|inception|amazon|anthropic-ai)\//i;
const HOSTED_NAMES =
  /^(?:openai\/(?:gpt-(?!oss|2\b)|o\d|chatgpt|text-|tts|dall-e|whisper-1$|codex|computer-use|sora)|google\/(?:gemini|imagen|veo|text-embedding)|deepseek\/deepseek-(?:chat|reasoner|coder)$|[\w-]{1,40}\/(?:claude-|gpt-[345]))/i;
/** Names of files and usual folders for them: a path, not a repository. */
const FILE =
  /\.(?:ya?ml|json[l5]?|gguf|ggml|bin|pth?|onnx|safetensors|pkl|pickle|joblib|h5|hdf5|keras|tflite|pb|ckpt|engine|plan|npz|mlmodel|xml|param|cfg|ini|toml|txt|csv|py|sh|[cm]?[jt]sx?|md|html?|png|jpe?g|svg|tar|t?gz|zip|sql|proto|rb|go|stl|glb|gltf|obj|fbx)$/i;
const FOLDER =
  /^(?:models?|checkpoints?|ckpts?|outputs?|out|results?|data|datasets?|weights?|artifacts?|saves?|runs?|logs?|tmp|temp|assets?|configs?|conf|src|app|lib|local|mnt|opt|home|workspace|experiments?|trained_models|saved_models|pretrained_models|application|text|image|api|v\d)\//i;

/** A name as the hub has it: two parts, and neither a path nor the model of a hosted service. */
export function namesHubModel(kind: KeyClass, text: string): boolean {
  if (!text.includes('/') || !isHubId(text)) return false;
  return kind === 'sure' || !(PREFIXES.test(text) || HOSTED_NAMES.test(text) || FILE.test(text) || FOLDER.test(text));
}
