/** The programs that load models and datasets by name, one row each. To add one, add a row. */

import type { NameRules } from '../../../model/index.ts';

/** What a load pulls besides its model (T36). */
export interface PartOption {
  readonly options: readonly string[];
  /** The option that gives its revision; "same": it is that of the model. */
  readonly revision?: string;
  /** `list`: words like `name=org/x`, up to the next option. `json`: `{"model": "org/x", "revision": …}`. `pairs`: `pretrained=org/x,revision=v1`. */
  readonly form?: 'list' | 'json' | 'pairs';
}

export interface Loader {
  /** As a user knows it: "hf download". */
  readonly api: string;
  readonly hub?: 'oci' | 'ollama' | 'modelscope' | 'catalog';
  /** The list that its names are of: an id of `discover/catalogs`. */
  readonly library?: string;
  readonly names?: NameRules;
  /** Which program gets the words, nobody knows. */
  readonly guessed?: true;
  /** Words that start it, one behind the other; the first is a file name without its folder. */
  readonly start: readonly RegExp[];
  /** Options that name the model. */
  readonly target: readonly string[];
  /** Which argument names it, too: the first that is no option, or none. */
  readonly positional: 'first' | 'none';
  readonly revision: string | null;
  /** Other spellings of that option. */
  readonly revisions?: readonly string[];
  /** Gives the revision of the code of the model. */
  readonly code?: string;
  readonly parts?: readonly PartOption[];
  /** Names a file that can name the model. */
  readonly config?: string;
  /** Variables that name the model and its revision, where its image is started. */
  readonly variables?: { readonly target: readonly string[]; readonly revision: string | null };
  readonly type?: readonly string[];
  /** Options without a value. */
  readonly flags?: RegExp;
  /** Options with several values, which name nothing. */
  readonly lists?: ReadonlySet<string>;
  /** Images that start this program: a command of only options is for it. */
  readonly image?: RegExp;
  /** It loads a model of its own choice where none is named. */
  readonly standing?: boolean;
  /** Behind ":" stands which file of the repository. */
  readonly tagged?: true;
  /** Names of files follow the name of the repository, with no option between them. */
  readonly files?: true;
}

const HELP = /^--?(?:h|help|version)$/;
const DOWNLOAD = {
  target: ['--repo-id'],
  positional: 'first',
  names: { hubOnly: true },
  files: true,
  revision: '--revision',
  type: ['--repo-type', '--type'],
  flags: /^(?:--(?:force-download|resume-download|quiet|dry-run|no-[a-z-]+)|-q)$/,
} as const;
/** Programs that take the name first, or by an option. */
const FIRST = { target: ['--model', '--repo-id', '--repo_id'], positional: 'first', revision: '--revision' } as const;
const PYTHON = /^(?:python(?:3(?:\.\d{1,2})?)?|pypy3)$/;
const MODULE = /^-m$/;
const VLLM = {
  target: ['--model'],
  revision: '--revision',
  code: '--code-revision',
  parts: [
    { options: ['--tokenizer'], revision: '--tokenizer-revision' },
    { options: ['--hf-config-path'], revision: 'same' },
    { options: ['--lora-modules'], form: 'list' },
    { options: ['--speculative-model', '--draft-model'], revision: '--speculative-model-revision' },
    { options: ['--speculative-config', '-sc'], form: 'json' },
    { options: ['--speculative-config.model'], revision: '--speculative-config.revision' },
  ],
  config: '--config',
  flags:
    /^--(?:(?:no|enable|disable|use|skip|trust|enforce|allow-credentials|async|headless|return|calculate|log|multi-step|fully)(?:-[a-z-]+)?)$/,
  lists: new Set(['--served-model-name', '--allowed-origins', '--middleware']),
  standing: true,
} as const;
const UNKNOWN = { ...VLLM, standing: false, target: ['--model', '--model-id', '--model-path', '--model_name_or_path'] } as const;
const SGLANG = {
  target: ['--model-path', '--model'],
  positional: 'none',
  revision: '--revision',
  parts: [
    { options: ['--tokenizer-path'] },
    { options: ['--speculative-draft-model-path', '--speculative-draft-model'], revision: '--speculative-draft-model-revision' },
    { options: ['--lora-paths'], form: 'list' },
  ],
  config: '--config',
} as const;
const TGI = {
  target: ['--model-id'],
  positional: 'none',
  revision: '--revision',
  standing: true,
  parts: [{ options: ['--lora-adapters'], form: 'list' }, { options: ['--tokenizer-name'] }],
} as const;
const TGI_VARIABLES = { target: ['MODEL_ID'], revision: 'REVISION' } as const;
const LLAMA = {
  target: ['-hf', '-hfr', '--hf-repo'],
  positional: 'none',
  revision: null,
  tagged: true,
  parts: [{ options: ['-hfd', '-hfrd', '--hf-repo-draft', '-hfv', '-hfrv', '--hf-repo-v'] }],
  variables: { target: ['LLAMA_ARG_HF_REPO'], revision: null },
} as const;
const OLLAMA = {
  hub: 'ollama',
  names: { hubOnly: true },
  target: [],
  positional: 'first',
  revision: null,
  flags: /^--?(?:insecure|verbose|nowordwrap|hidethinking|experimental|plain-http|tls-verify|overwrite|debug|quiet|detach|privileged|no-)/,
} as const;

const SPACY = {
  api: 'spacy download',
  hub: 'catalog',
  library: 'spacy',
  names: { hubOnly: true },
  target: [],
  positional: 'first',
  revision: null,
  flags: /^(?:--(?:direct|sdist|no-[a-z-]+|user|quiet|upgrade)|-[dDSUq])$/,
} as const;

export const LOADERS: readonly Loader[] = [
  { api: 'hf download', start: [/^hf$/, /^download$/], ...DOWNLOAD },
  { api: 'huggingface-cli download', start: [/^huggingface-cli$/, /^download$/], ...DOWNLOAD },
  { api: 'hf download', start: [PYTHON, MODULE, /^huggingface_hub\.(?:cli\.hf|commands\.huggingface_cli)$/, /^download$/], ...DOWNLOAD },
  { api: 'transformers-cli download', start: [/^transformers-cli$/, /^download$/], ...FIRST },
  { api: 'transformers', start: [/^transformers$/, /^(?:download|chat|serve)$/], ...FIRST },
  { api: 'litgpt download', start: [/^litgpt$/, /^download$/], ...FIRST },
  { api: 'tune download', start: [/^tune$/, /^download$/], ...FIRST },
  { api: 'modelscope download', hub: 'modelscope', start: [/^modelscope$/, /^download$/], ...FIRST },
  { api: 'vllm serve', start: [/^vllm$/, /^serve$/], positional: 'first', ...VLLM },
  {
    api: 'vllm',
    start: [PYTHON, MODULE, /^vllm\.entrypoints\.[\w.]{1,60}$/],
    positional: 'none',
    image: /^vllm-openai|^vllm$/,
    ...VLLM,
  },
  {
    api: 'text-generation-launcher',
    start: [/^text-generation-launcher$/],
    image: /^text-generation-inference/,
    ...TGI,
    variables: TGI_VARIABLES,
  },
  { api: 'text-generation-server', start: [/^text-generation-server$/, /^(?:serve|download-weights)$/], ...TGI, positional: 'first' },
  {
    api: 'text-embeddings-router',
    start: [/^text-embeddings-router$/],
    image: /^text-embeddings-inference/,
    ...TGI,
    variables: TGI_VARIABLES,
  },
  { api: 'sglang.launch_server', start: [PYTHON, MODULE, /^sglang\.launch_server$/], ...SGLANG },
  { api: 'sglang serve', start: [/^sglang$/, /^serve$/], ...SGLANG },
  { api: 'llama-server', start: [/^llama-(?:server|cli|run|embedding|mtmd-cli|tts|bench|perplexity)$/], ...LLAMA },
  { api: 'llama-server', start: [/^llama$/, /^(?:serve|cli|run)$/], image: /^llama\.cpp$/, ...LLAMA },
  { api: 'docker model', start: [/^docker$/, /^model$/, /^(?:pull|run|configure|preload)$/], ...OLLAMA, hub: 'oci' },
  // An artifact of a registry: what these programs take is a model, by their purpose (kitops.org, modelpack.org).
  { api: 'kit', start: [/^kit$/, /^(?:pull|unpack)$/], ...OLLAMA, hub: 'oci' },
  { api: 'modctl', start: [/^modctl$/, /^(?:pull|extract)$/], ...OLLAMA, hub: 'oci' },
  { api: 'ramalama', start: [/^ramalama$/, /^(?:pull|run|serve)$/], ...OLLAMA },
  { api: 'lms get', start: [/^lms$/, /^(?:get|load)$/], target: [], positional: 'first', revision: null, names: { hubOnly: true } },
  { start: [PYTHON, MODULE, /^spacy$/, /^download$/], ...SPACY },
  { start: [/^spacy$/, /^download$/], ...SPACY },
  { api: 'ollama pull', start: [/^ollama$/, /^pull$/], ...OLLAMA },
  { api: 'ollama run', start: [/^ollama$/, /^run$/], ...OLLAMA },
  {
    api: 'trtllm-serve',
    start: [/^trtllm-serve$/, /^serve$/],
    target: ['--model'],
    positional: 'first',
    revision: '--revision',
    parts: [{ options: ['--tokenizer'] }],
  },
  {
    api: 'trtllm-serve',
    start: [/^trtllm-serve$/],
    target: ['--model'],
    positional: 'first',
    revision: '--revision',
    parts: [{ options: ['--tokenizer'] }],
  },
  {
    api: 'lmdeploy serve',
    start: [/^lmdeploy$/, /^serve$/, /^api_server$/],
    target: ['--model'],
    positional: 'first',
    revision: '--revision',
    parts: [{ options: ['--adapters'], form: 'list' }],
  },
  {
    api: 'mlx_lm',
    start: [/^mlx_lm\.(?:server|generate|chat|convert|lora)$/],
    target: ['--model', '--hf-path'],
    positional: 'none',
    revision: null,
    parts: [{ options: ['--draft-model', '--adapter-path'] }],
  },
  {
    api: 'mlx_lm',
    start: [PYTHON, MODULE, /^mlx_lm[.\w]{0,30}$/],
    target: ['--model', '--hf-path'],
    positional: 'none',
    revision: null,
    parts: [{ options: ['--draft-model', '--adapter-path'] }],
  },
  {
    api: 'infinity_emb',
    start: [/^infinity_emb$/, /^v2$/],
    target: ['--model-id', '--model-name-or-path'],
    positional: 'none',
    revision: '--revision',
    variables: { target: ['INFINITY_MODEL_ID'], revision: 'INFINITY_REVISION' },
    image: /^infinity$/,
  },
  { api: 'optimum-cli export', start: [/^optimum-cli$/, /^export$/], target: ['--model', '-m'], positional: 'none', revision: null },
  {
    api: 'ct2-transformers-converter',
    start: [/^ct2-transformers-converter$/],
    target: ['--model'],
    positional: 'none',
    revision: '--revision',
  },
  {
    api: 'lm_eval',
    start: [/^lm[_-]eval$/],
    target: [],
    positional: 'none',
    revision: null,
    parts: [{ options: ['--model_args', '-a'], form: 'pairs' }],
  },
  {
    api: 'llama_cpp.server',
    start: [PYTHON, MODULE, /^llama_cpp\.server$/],
    target: ['--hf_model_repo_id'],
    positional: 'none',
    revision: null,
  },
  // Scripts of transformers, diffusers, trl and everything built on their argument parsers.
  {
    api: '--model_name_or_path',
    start: [],
    target: ['--model_name_or_path', '--pretrained_model_name_or_path'],
    positional: 'none',
    revision: '--model_revision',
    revisions: ['--revision'],
    parts: [
      {
        options: [
          '--tokenizer_name',
          '--tokenizer_name_or_path',
          '--config_name',
          '--adapter_name_or_path',
          '--reward_model_path',
          '--teacher_model_name_or_path',
          '--controlnet_model_name_or_path',
          '--pretrained_vae_model_name_or_path',
        ],
      },
    ],
  },
];

/** An image whose name is not known: what its arguments name as a model counts. */
const UNKNOWN_PROGRAM: Loader = { ...UNKNOWN, api: 'the program of the image', guessed: true, start: [/^\b$/], positional: 'none' };

export function asksForHelp(option: string): boolean {
  return HELP.test(option);
}

/** The program that an image starts when a container is given arguments only. `image` empty: only running it tells. */
export function loaderOfImage(image: string): Loader | null {
  if (image === '') return UNKNOWN_PROGRAM;
  const name = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  return LOADERS.find((loader) => loader.image?.test(name) === true) ?? null;
}

/** Whether a text can name a model for a program, or set an endpoint. False is certain; true only means: read it. */
export const TELLING =
  /\bhf\s{1,20}download|huggingface-cli|huggingface_hub\.c|\bvllm\b|text-generation|text-embeddings|sglang|\bllama-(?:server|cli|run|embedding|mtmd|tts|bench|perplexity)|\bllama\.cpp|\bllama\s{1,20}(?:serve|cli|run)|\bollama\s{1,20}(?:pull|run)|\bdocker\s{1,20}model\s|\b(?:kit|modctl|lms|ramalama)\s{1,20}(?:pull|unpack|extract|get|load|run|serve)\b|trtllm-serve|lmdeploy|mlx_lm|infinity_emb|\/infinity:|optimum-cli|ct2-transformers|\blm[_-]eval|transformers(?:-cli)?\s{1,20}(?:download|chat|serve)|\b(?:litgpt|tune|modelscope|spacy)\s{1,20}download|llama_cpp|name_or_path|(?:huggingface|\bhf)\.co\b|\/resolve\/|\bhf:\/\/|huggingface:\/\/|(?:HF|HUGGINGFACE)_(?:HUB_)?ENDPOINT/i;
/** In a list of arguments the words stand apart. */
export const TELLING_APART =
  /\b(?:hf|ollama|llama|transformers(?:-cli)?|litgpt|tune|modelscope|spacy)\b[\s"',\\-]{1,40}(?:download|pull|run|serve|chat|cli)/;
/** Where a program may stand in a variable: its name alone. */
export const MENTION = /(?<!\w)(?:hf|ollama|llama|transformers(?:-cli)?|litgpt|tune|modelscope|spacy)(?![\w-])/;
