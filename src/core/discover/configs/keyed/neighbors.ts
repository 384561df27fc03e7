/** What stands beside a name: whether a process of one's own loads it, or somebody else runs it. Data. */
import type { KeyClass, KeyRole } from './hub-keys.ts';
import { asksForModel } from './model-words.ts';
import { keyWords, type Neighbors } from './tree.ts';

/** Said beside a model that a process of one's own loads. */
const OWN_PROCESS =
  /^(?:(?:model_|code_|tokenizer_)?revision|revision_of_model|tokenizer\w{0,20}|trust_remote_code|(?:torch_)?dtype|precision|device(?:_map|s)?|quantization|load_in_\w{1,8}|adapter|(?:q)?lora\w{0,20}|peft\w{0,20}|max_(?:model_len|seq_len|seq_length|new_tokens|input_length|total_tokens)|sequence_len|tensor_parallel\w{0,10}|pipeline_parallel\w{0,10}|gpu_memory_utilization|served_model_name|enforce_eager|attn_implementation|datasets?|train_\w{1,20}|learning_rate|num_(?:train_)?epochs|(?:micro_|per_device_)?\w{0,12}batch_size|gradient_\w{1,30}|merge_method|slices|layer_range|weight|density|repo_type|hf_\w{1,20}|model_type|model_class|model_kwargs|processor)$/;
/** Said beside a model that somebody else runs. */
const HOSTED =
  /^(?:temperature|top_p|frequency_penalty|presence_penalty|max_(?:output_|completion_)?tokens|api_\w{1,30}|\w{0,20}api_key\w{0,10}|base_url|endpoint\w{0,10}|provider|messages|prompts?|system_prompt|instructions?|reasoning\w{0,10}|tools|litellm\w{0,20}|completion|vendor|manufacturer)$/;
const OWN_PROVIDER = /^(?:hf|hugging_?face|transformers|vllm|sglang|tgi|local|sentence_transformers|llama_?cpp|llamacpp)$/i;

/** Whether a mapping with these entries loads its model itself. `sole`: it says nothing else, or is the whole document. */
export function loadsItself(kind: KeyClass, neighbors: Neighbors, sole: boolean): boolean {
  if (kind === 'sure') return true;
  const keys = [...neighbors.keys()];
  const provider = neighbors.get('provider') ?? null;
  if (keys.some((key) => OWN_PROCESS.test(key)) || (provider !== null && OWN_PROVIDER.test(provider))) return true;
  if (isHostedBy(neighbors)) return false;
  return kind === 'likely' || sole;
}

export function isHostedBy(neighbors: Neighbors): boolean {
  return [...neighbors.keys()].some((key) => HOSTED.test(key));
}

/** What a service answered, kept as a file: it asks for nothing. */
export function isAnswer(neighbors: Neighbors): boolean {
  const has = (...keys: readonly string[]): boolean => keys.every((key) => neighbors.has(key));
  return (
    has('choices', 'usage') ||
    has('choices', 'created') ||
    has('object', 'created') ||
    has('stop_reason', 'usage') ||
    has('stop_reason', 'role') ||
    has('usage_metadata', 'candidates')
  );
}

/** Data of one's own, in a store of one's own: its path is no name on a hub. */
export function isStored(neighbors: Neighbors): boolean {
  return [...neighbors.keys()].some((key) =>
    /^(?:bucket|container|s3\w{0,10}|gcs\w{0,10}|storage\w{0,12}|blob\w{0,10}|database|schema|table|connection\w{0,8}|warehouse|mount\w{0,8})$/.test(
      key,
    ),
  );
}

/** Names in a list beside their values: of variables, or of parameters that say model. */
export function isPairName(name: string): boolean {
  return name.length <= 80 && (/^[A-Z][A-Z0-9_]+$/.test(name) || (/^[\w.-]+$/.test(name) && asksForModel(keyWords(name))));
}

/** `name: MODEL_ID` beside `value: org/name`: an entry of a map that is written as a list, where it is read. */
export function isPair(neighbors: Neighbors): boolean {
  return neighbors.size <= 4 && neighbors.get('value') != null && isPairName(neighbors.get('name') ?? neighbors.get('key') ?? '');
}

/** `{path: org/name, split: train}`: what `load_dataset` is given; a commit beside a path is of a repository, of data where that speaks of it. */
export function isPlaceOfData(key: string, role: KeyRole | null, neighbors: Neighbors, outer: readonly Neighbors[]): boolean {
  if (!/^(?:path|repo|repo_id|hf_path|hub_path|source)$/.test(key) || role?.component === 'dataset') return false;
  if (role === null && [...neighbors.keys()].some((name) => /^(?:(?:data_|hf_)?splits?|data_files|streaming)$/.test(name))) return true;
  const isFixed = role === null && /^[0-9a-f]{40}$/.test(neighbors.get('revision') ?? '');
  return isFixed && outer.some((around) => around.has('split') || around.has('dataset') || around.has('datasets'));
}

/** Beside the id of a model that somebody may choose: what it can, and how much of it. */
const OF_ENTRY =
  /^(?:context_(?:window|length|limit|size)|(?:default_)?max_(?:input_|output_|completion_|context_)?(?:tokens|length)|can_reason|tool_call(?:s|ing)?|supports_(?:tools?|functions?|vision|images?|reasoning|thinking|streaming|prompt_cache|attachments|json\w{0,10}|\w{1,20}_calls?|\w{1,20}_calling)|modalit(?:y|ies)|env_key|base_url|num_ctx)$/;
/** `{"id": NAME, "contextWindow": 131072}`: an entry of a list of models, whatever the list is called. */
export function isEntry(key: string, neighbors: Neighbors): boolean {
  return /^(?:id|model_id)$/.test(key) && !neighbors.has('model') && [...neighbors.keys()].some((name) => OF_ENTRY.test(name));
}

/** Words by which things of a cluster are found: a word for a model is a label there. */
export function isSelector(owner: string): boolean {
  return /^(?:labels|match_labels|selector|annotations|node_selector|pod_labels|common_labels)$/.test(owner);
}
