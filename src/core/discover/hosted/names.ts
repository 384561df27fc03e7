/** What people and programs call a provider → its one id. */
import { ID_FORMS } from './forms.ts';
import { HOST_FORMS, PROVIDERS, type Provider } from './providers.ts';

const BY_NAME: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((row) => [row.id, ...(row.aliases ?? [])].map((name) => [name, row] as const)),
);
const BY_HOST: ReadonlyMap<string, string> = new Map(PROVIDERS.flatMap(({ id, hosts = [] }) => hosts.map((host) => [host, id] as const)));
const OWNERS: ReadonlySet<string> = new Set(PROVIDERS.flatMap(({ owners = [] }) => owners));
const BY_MODULE: ReadonlyMap<string, string> = new Map(
  PROVIDERS.flatMap(({ id, python = [] }) => python.map((root) => [root, id] as const)),
);

/** "vertex_ai", "Gemini", "azure-openai". */
export function providerNamed(name: string): Provider | null {
  return BY_NAME.get(name.toLowerCase().replaceAll('_', '-')) ?? null;
}

/** By the host of an https address; null: nobody's that we know. */
export function providerAtHost(host: string): string | null {
  return BY_HOST.get(host) ?? (host.length > 100 ? undefined : HOST_FORMS.find(([, form]) => form.test(host))?.[0]) ?? null;
}

/** By the root module of a Python package. */
export function providerOfModule(root: string): string | null {
  return BY_MODULE.get(root) ?? null;
}

/** Root modules of the packages of all providers. */
export const PROVIDER_MODULES: readonly string[] = [...BY_MODULE.keys()];

/** Hosts of all providers that have one of their own. */
export const PROVIDER_HOSTS: readonly string[] = [...BY_HOST.keys()];

/** Whether a hub has an owner of this name, too. */
export function isHubOwner(name: string): boolean {
  return OWNERS.has(name.toLowerCase());
}

/** With what an id begins that names its provider by its form; a quote, "/", ":" or "." stands before it. */
export const ID_BEGINNINGS: readonly string[] = [...new Set(ID_FORMS.flatMap(({ begins }) => (begins === '' ? [] : begins.split(' '))))];

/** Whose ids begin as the text does: of "gpt-" and of "gpt-4o-${date}" OpenAI's; null: a text begins so that is no id. */
export function providerBeginning(text: string): string | null {
  const [, written = ''] = /^(?:models\/)?([a-z][\w.-]{2,60}-)/.exec(text) ?? [];
  if (written === '' || /\s/.test(text)) return null;
  return (
    ID_FORMS.find(({ begins }) => begins.split(' ').some((one) => one.length > 3 && one.endsWith('-') && written.startsWith(one)))
      ?.provider ?? null
  );
}

/** What routers and frameworks write before a model whose name alone does not tell: "azure/house-gpt", "ollama/llama3", "groq:…". */
export const ROUTER_PREFIXES: readonly string[] =
  'openai anthropic azure azure_ai azure_openai bedrock bedrock_converse vertex_ai google_vertexai google_genai google-gla google-vertex gemini groq together together_ai fireworks fireworks_ai openrouter ollama ollama_chat hosted_vllm lm_studio litellm_proxy mistral mistralai cohere deepseek xai perplexity replicate huggingface nvidia_nim nvidia cerebras sambanova deepinfra databricks watsonx sagemaker sagemaker_chat cloudflare voyage dashscope moonshot'
    .split(' ')
    .flatMap((name) => [`${name}/`, `${name}:`]);
