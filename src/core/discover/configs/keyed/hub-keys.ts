/** Which keys of a configuration name a model or a dataset of the hub, and how sure that is without looking further. Data. */

/**
 * `sure`: words of the hub's own libraries, with or without a revision. `likely`: a model, unless its neighbors speak of a hosted service.
 * `plain`: a word for anything, which counts where the neighbors, or nothing else at all, make it one.
 */
export type KeyClass = 'sure' | 'likely' | 'plain';

export interface KeyRole {
  readonly component: 'model' | 'dataset';
  readonly kind: KeyClass;
  /** Another hub than Hugging Face's. */
  readonly hub?: 'modelscope';
}

const SURE =
  /^(?:\w{0,30}_)?(?:name_or_path|model_name_or_path)$|^(?:base_model|base_models|base_model_name|hf_model|hf_repo|hf_id|hf_path|hugging_?face_(?:hub_)?(?:model|repo|id)|hf_hub_model|repo_id|draft_model|speculative_model)(?:_id|_name|_path)?$|^hf_(?:\w{1,20}_)?(?:model|repo|tokenizer)(?:_id|_name)?$/;
const LIKELY =
  /^(?:default_)?model_(?:id|name|path|repo|repo_id|tag|dir|url|uri|source)$|^pretrained(?:_model|_model_name|_model_path)?$|^(?:\w{1,30}_)models?(?:_id|_name|_path)?$|^(?:\w{1,20}_)?(?:tokenizer|processor|text_encoder|image_encoder|reranker|embedder|vae|controlnet|lora)(?:_id|_name|_path|_model|_repo)?$|^sentence_transformer(?:_id|_name)?$/;
/** Below a key that is called so, `name: org/name` is the name of that model. */
const OWNER =
  /(?:^|_)(?:model|models|base_model|pretrained|tokenizer|processor|checkpoint|llm|llms|embedder|embedding|embeddings|reranker|rerank|embed|encoder|generator|vae|text_encoder)$/;
/** A list of what a model is made of (mergekit). */
const MODELS = /^(?:base_)?models$|^sources$/;
const INNER = /^(?:name|id|path|repo|repo_id|source|hf|hf_id|uri|pretrained|value)$/;
const OTHER_PART = /tokenizer|processor|feature_extractor|adapter|lora|draft|speculative|assistant|config_name/;
/** Where something is sent to, and what something is called elsewhere. */
const NO_MODEL =
  /^(?:(?:push_to_)?hub_(?:model|dataset|repo)_id|push_to_\w{1,40}|output_\w{1,40}|served_model_names?|(?:car|vehicle|device|data|domain|view|user|auth|orm|threat|permission|pricing|business|billing)_models?(?:_id|_name|_path)?)$/;

const DATA_SURE =
  /^(?:\w{1,20}_)?dataset_(?:name_or_path|repo|repo_id|hf_id)$|^(?:hf|hugging_?face)_datasets?(?:_id|_name|_path|_repo)?$|^hf_hub_url$|^dataset_mixer$/;
const MODELSCOPE = /^(?:ms|modelscope)_(?:hub_url|dataset(?:_id)?|model(?:_id)?)$/;
const DATA_LIKELY = /^(?:\w{1,30}_)?datasets?(?:_id|_ids|_name|_names|_path|_paths|_uri)?$/;
const DATA_OWNER = /(?:^|_)datasets?(?:_mixer|_config|_args)?$/;
const DATA_INNER = /^(?:path|name|id|repo|repo_id|source|hf_id|hf_path|hf|dataset|dataset_path|dataset_name|dataset_id|uri)$/;

/** Whether a key that reads so names no model: what is published, what is called otherwise, models of other things. */
export function namesNoModel(key: string): boolean {
  return NO_MODEL.test(key);
}

/** `owner`: the key above the mapping. */
export function keyRoleOf(key: string, owner: string): KeyRole | null {
  if (NO_MODEL.test(key)) return null;
  // What a key is where nobody says another: a variable of Terraform, a schema of settings.
  if (/^(?:default|const)$/.test(key)) return owner === 'default' || owner === 'const' ? null : keyRoleOf(owner, '');
  if (MODELSCOPE.test(key)) return { component: /model(?!scope)/.test(key) ? 'model' : 'dataset', kind: 'sure', hub: 'modelscope' };
  if (DATA_SURE.test(key)) return { component: 'dataset', kind: 'sure' };
  if (DATA_OWNER.test(owner) && DATA_INNER.test(key)) return { component: 'dataset', kind: 'likely' };
  if (DATA_LIKELY.test(key)) return { component: 'dataset', kind: 'likely' };
  const kind = classOf(key, owner);
  return kind === null ? null : { component: 'model', kind };
}

function classOf(key: string, owner: string): KeyClass | null {
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
export function revisionKeys(key: string, component: KeyRole['component'] = 'model'): readonly string[] {
  const stem = key.replace(/_?(?:name_or_path|(?:model_)?(?:name|id|path|repo|repo_id))$/, '');
  const whole = key.replace(/_(?:id|name|path|repo|tag)$/, '');
  const own = [`${key}_revision`, `${whole}_revision`, `${stem}_revision`, `revision_of_${stem}`, `${stem}_commit`].filter(
    (one) => !one.startsWith('_'),
  );
  // A data set beside a model has no share in the revision of that.
  if (component === 'dataset') return [...own, 'dataset_revision', 'revision_of_dataset', 'revision', 'commit_hash'];
  return isMain(key)
    ? [...own, 'model_revision', 'revision_of_model', 'base_model_revision', 'hf_revision', 'revision', 'commit_hash']
    : own;
}
