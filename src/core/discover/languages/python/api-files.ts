/** Calls that fetch single files or code of a repository on the hub, and small loaders beside the large libraries. To add an API, add a row. */
import { NO_REVISION, REPO } from './api-options.ts';
import { type ApiRow, model, namedAt } from './api-row.ts';

export const FILE_ROWS: readonly ApiRow[] = [
  ...['cached_file', 'cached_files', 'get_file_from_repo'].map((name) =>
    model('function', name, ['transformers'], namedAt(0, 'path_or_repo_id', 'path_or_repo'), {
      found: `from transformers.utils import ${name}\n${name}("org/name", "model.bin")`,
      not: `from acme import ${name}\nprint("${name}")`,
    }),
  ),
  model(
    'function',
    'get_class_from_dynamic_module',
    ['transformers'],
    namedAt(1, 'pretrained_model_name_or_path'),
    {
      found:
        'from transformers.dynamic_module_utils import get_class_from_dynamic_module\nget_class_from_dynamic_module("m.C", "org/name")',
      not: 'print("get_class_from_dynamic_module")',
    },
    { runsCode: true },
  ),
  model(
    'function',
    'hf_hub_url',
    ['huggingface_hub'],
    namedAt(0, 'repo_id'),
    { found: 'from huggingface_hub import hf_hub_url\nhf_hub_url("org/name", "model.bin")', not: 'print("hf_hub_url")' },
    REPO,
  ),
  ...['HuggingFaceLocalGenerator', 'HuggingFaceLocalChatGenerator'].map((name) =>
    model(
      'function',
      name,
      ['haystack'],
      namedAt(0, 'model'),
      { found: `from haystack.components.generators import ${name}\n${name}(model="org/name")`, not: `${name}(model="org/name")` },
      NO_REVISION,
    ),
  ),
];
