/** The variables that tell a process which server its loads ask, one row each (T37). Every reader of settings uses this table. */
import type { LoadFact } from '../model/index.ts';

export interface EndpointVariable {
  readonly name: string;
  /** Whose loads it moves: of the hub, or of one provider's client. */
  readonly of: 'hf' | 'huggingface' | 'openai' | 'anthropic' | 'ollama';
  /** Only loads by these programs or calls; null: all. */
  readonly api: RegExp | null;
  /** A switch turns to this server; null: the value is the address. */
  readonly server: string | null;
}

const MODELSCOPE = 'https://www.modelscope.cn';
/** Programs for training, which read a file that names the model. The libraries of the hub do not know their switch. */
const TRAINERS = /^(?:llamafactory|swift|xtuner)|_name_or_path:$/;

function address(of: EndpointVariable['of'], name: string): EndpointVariable {
  return { name, of, api: null, server: null };
}

function switchTo(server: string, name: string, api: RegExp | null): EndpointVariable {
  return { name, of: 'hf', api, server };
}

const ROWS: readonly EndpointVariable[] = [
  address('hf', 'HF_ENDPOINT'),
  address('hf', 'HF_HUB_ENDPOINT'),
  address('hf', 'HUGGINGFACE_HUB_ENDPOINT'),
  address('hf', 'HUGGINGFACE_CO_RESOLVE_ENDPOINT'),
  switchTo('https://hub-ci.huggingface.co', 'HUGGINGFACE_CO_STAGING', null),
  switchTo(MODELSCOPE, 'VLLM_USE_MODELSCOPE', /^vllm|(?:^|\.)(?:LLM|(?:Async)?EngineArgs)$/),
  switchTo(MODELSCOPE, 'SGLANG_USE_MODELSCOPE', /^sglang/),
  switchTo(MODELSCOPE, 'LMDEPLOY_USE_MODELSCOPE', /^lmdeploy/),
  switchTo(MODELSCOPE, 'USE_MODELSCOPE_HUB', TRAINERS),
  switchTo(MODELSCOPE, 'USE_MODELSCOPE', TRAINERS),
  address('huggingface', 'HF_INFERENCE_ENDPOINT'),
  address('openai', 'OPENAI_BASE_URL'),
  address('openai', 'OPENAI_API_BASE'),
  address('anthropic', 'ANTHROPIC_BASE_URL'),
  address('ollama', 'OLLAMA_HOST'),
];

const BY_NAME: ReadonlyMap<string, EndpointVariable> = new Map(ROWS.map((row) => [row.name, row]));

export const ENDPOINT_VARIABLES: ReadonlySet<string> = new Set(BY_NAME.keys());
/** Whether a text can set one. */
export const NAMES_ENDPOINT: RegExp = new RegExp(ROWS.map(({ name }) => name).join('|'));

/** Addresses under which the services themselves answer: naming one is no redirect. */
export const PUBLIC: Readonly<Record<EndpointVariable['of'], ReadonlySet<string>>> = {
  hf: new Set(['https://huggingface.co']),
  huggingface: new Set(['https://api-inference.huggingface.co', 'https://router.huggingface.co']),
  openai: new Set(['https://api.openai.com', 'https://api.openai.com/v1']),
  anthropic: new Set(['https://api.anthropic.com', 'https://api.anthropic.com/v1']),
  ollama: new Set(),
};

export function endpointVariable(name: string): EndpointVariable | null {
  return BY_NAME.get(name) ?? null;
}

/** Whether a process that is told the variable makes this load elsewhere. */
export function moves({ of, api }: EndpointVariable, load: LoadFact): boolean {
  if (of !== 'hf') return load.hub === 'service' && (load.provider === of || load.provider === 'by-prefix');
  return load.hub === 'hf' && load.component !== 'service' && (api === null || api.test(load.api));
}

/** "1", "True", "yes": what the programs take for on. Nothing, "0", "false" are off. */
export function isOn(text: string): boolean {
  return !/^(?:|0|f|false|n|no|off|none|null)$/i.test(text.trim());
}
