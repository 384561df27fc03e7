/** What the calls of the API table take besides the name: shared by rows of one library. */
import { DATASET_FORMATS } from '../../dataset-formats.ts';
import type { Also, More } from './api-row.ts';

export const NO_REVISION: More = { revision: null };
export const REPO: More = { repoType: true, anywhere: true, names: { hubOnly: true } };
export const DATASET: More = { component: 'dataset', names: { own: DATASET_FORMATS } };
export const LOAD_DATASET: More = {
  ...DATASET,
  positions: { data_files: 3, revision: 12 },
  // "hf://datasets/org/name/file"; other files are no dataset of the hub.
  also: [{ keyword: 'data_files', revision: null, role: 'data', object: true, addressed: true }],
};

const ASSISTANT: Also = { keyword: 'assistant_model', revision: null, object: true };
/** A tokenizer or processor is loaded at the revision of the call (transformers, `pipeline`). */
export const PIPELINE: More = {
  common: true,
  ordinary: true,
  standing: true,
  positions: { config: 2, tokenizer: 3, feature_extractor: 4, image_processor: 5, processor: 6, revision: 8, trust_remote_code: 12 },
  also: [
    ...['tokenizer', 'feature_extractor', 'image_processor', 'processor', 'config'].map(
      (keyword): Also => ({ keyword, revision: 'revision', object: true }),
    ),
    ASSISTANT,
  ],
};
/** The tokenizer has a revision of its own, also where the model's repository brings it. */
export const ENGINE: More = {
  also: [
    { keyword: 'tokenizer', revision: 'tokenizer_revision', implied: true },
    { keyword: 'hf_config_path', revision: null, role: 'config' },
    { keyword: 'speculative_model', revision: 'speculative_model_revision', role: 'draft' },
    { keyword: 'draft_model', revision: null, role: 'draft' },
    { keyword: 'speculative_config', revision: null, role: 'draft', within: { name: 'model', revision: 'revision' } },
  ],
};
export const VLLM: More = { ...ENGINE, common: true, ordinary: true, positions: { tokenizer: 1, trust_remote_code: 4 } };
/** What may be an object, or a name of the hub, in the loaders of transformers and diffusers. */
export const PRETRAINED_PARTS: More = {
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
/** What loads by sentence-transformers, which puts its own name before one without an owner. */
export const SENTENCE_NAMES: More = { ...NO_REVISION, names: { owner: { prefix: 'sentence-transformers/', alone: [] } } };
/** The families that sentence-transformers takes from the top of the hub; other names without an owner are its own. */
const FAMILIES = ['bert', 'roberta', 'distil', 'xlm', 'albert', 'gpt2', 't5', 'xlnet', 'electra', 'camembert'];
/** sentence-transformers before version 5 took these by position, too. */
export const SENTENCE: More = {
  anywhere: true,
  positions: { trust_remote_code: 7, revision: 8 },
  names: { owner: { prefix: 'sentence-transformers/', alone: FAMILIES } },
};
export const CROSS: More = { anywhere: true, positions: { trust_remote_code: 6, revision: 7 } };
export const MS_DATASET: More = { component: 'dataset', hub: 'modelscope', revision: 'version', receiver: 'MsDataset', ordinary: true };
