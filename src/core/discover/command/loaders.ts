/** The programs that load models and datasets by name, one row each. To add one, add a row. */

export interface Loader {
  /** As a user knows it: "hf download". */
  readonly api: string;
  /** Words that start it, one behind the other; the first is a file name without its folder. */
  readonly start: readonly RegExp[];
  /** Options that name the model. */
  readonly target: readonly string[];
  /** Which argument names it instead: the first that is no option, the one right behind the start, none. */
  readonly positional: 'any' | 'next' | 'none';
  readonly revision: string | null;
  readonly type?: readonly string[];
  /** Options without a value, where arguments that are no options follow. */
  readonly flags?: ReadonlySet<string>;
  /** Images that start this program: a command of only options is for it. */
  readonly image?: RegExp;
}

const DOWNLOAD = {
  target: [],
  positional: 'any',
  revision: '--revision',
  type: ['--repo-type', '--type'],
  flags: new Set(['--force-download', '--resume-download', '--quiet', '-q', '--dry-run', '--help', '-h']),
} as const;
const PYTHON = /^python(?:3(?:\.\d{1,2})?)?$/;
const MODULE = /^-m$/;
const VLLM = { target: ['--model'], revision: '--revision' } as const;

export const LOADERS: readonly Loader[] = [
  { api: 'hf download', start: [/^hf$/, /^download$/], ...DOWNLOAD },
  { api: 'huggingface-cli download', start: [/^huggingface-cli$/, /^download$/], ...DOWNLOAD },
  { api: 'vllm serve', start: [/^vllm$/, /^serve$/], positional: 'next', ...VLLM },
  {
    api: 'vllm',
    start: [PYTHON, MODULE, /^vllm\.entrypoints\.[\w.]{1,60}$/],
    positional: 'none',
    image: /^vllm-openai/,
    ...VLLM,
  },
  {
    api: 'text-generation-launcher',
    start: [/^text-generation-launcher$/],
    target: ['--model-id'],
    positional: 'none',
    revision: '--revision',
    image: /^text-generation-inference/,
  },
  {
    api: 'text-embeddings-router',
    start: [/^text-embeddings-router$/],
    target: ['--model-id'],
    positional: 'none',
    revision: '--revision',
    image: /^text-embeddings-inference/,
  },
  {
    api: 'sglang.launch_server',
    start: [PYTHON, MODULE, /^sglang\.launch_server$/],
    target: ['--model-path', '--model'],
    positional: 'none',
    revision: '--revision',
  },
];

/** The program that an image starts when a container is given arguments only. */
export function loaderOfImage(image: string): Loader | null {
  const name = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  return LOADERS.find((loader) => loader.image?.test(name) === true) ?? null;
}

/** Whether a text can name a model for a program, or set an endpoint. False is certain; true only means: read it. */
export const TELLING =
  /\bhf\s{1,20}download|huggingface-cli|\bvllm\b|text-generation|text-embeddings|sglang|huggingface\.co\/|\bhf\.co\/|\bhf:\/\/|(?:HF|HUGGINGFACE)_(?:HUB_)?ENDPOINT/i;
/** In a list of arguments the words stand apart. */
export const TELLING_APART = /\bhf\b[\s"',\\-]{1,40}download/;
