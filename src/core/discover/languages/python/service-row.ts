/** Rows of calls that ask a hosted service, and what their examples have in common. */
import { type ApiRow, KEYWORD_ONLY, type More, namedAt } from './api-row.ts';

export const MODEL = namedAt(KEYWORD_ONLY, 'model', 'model_name');
/** The SDKs share their chains: whose it is, says the client. */
export const BY_IMPORT = 'by-import';
/** "provider/model" or "provider:model". */
export const BY_PREFIX = 'by-prefix';

/** `found`: a file that asks by it; without one, the row's own name from its own package. */
export function service(
  style: ApiRow['style'],
  name: string,
  modules: readonly string[],
  provider: string,
  target: ApiRow['target'],
  more: More = {},
): ApiRow {
  const [keyword = ''] = target.keywords;
  const call = `${name}(${keyword}="m")`;
  const not = style === 'chain' ? `note = 'client.${call}'` : `from acme import ${name.split('.')[0] ?? name}\n${call}`;
  const ordinary = style !== 'function' || ORDINARY.has(name) ? { ordinary: true as const } : {};
  return {
    name,
    modules,
    style,
    target,
    component: 'service',
    hub: 'service',
    revision: null,
    provider,
    common: true,
    ...ordinary,
    found: exampleOf(style, name, modules[0] ?? 'openai', keyword),
    not,
    ...more,
  };
}

/** Functions and classes that many others are called like. */
const ORDINARY: ReadonlySet<string> = new Set(
  'completion embedding transcription speech rerank moderation responses run stream submit subscribe chat generate embed embeddings complete LM LLM Agent LlmAgent OpenAI AzureOpenAI Anthropic Gemini Vertex VertexAI Groq Cohere Bedrock Ollama Perplexity OpenRouter LiteLLM Claude Together Fireworks Replicate Embedder Nvidia HuggingFace simple complex'.split(
    ' ',
  ),
);

function exampleOf(style: ApiRow['style'], name: string, module: string, keyword: string): string {
  const given = keyword === '' ? '"house-model"' : `${keyword}="house-model"`;
  return style === 'function'
    ? `from ${module} import ${name.split('.')[0] ?? name}\n${name}(${given})`
    : `import ${module}\nclient = ${module}.Client()\nclient.${name}(${given})`;
}

/** One row for each name, a space between two. */
export function services(
  style: ApiRow['style'],
  names: string,
  modules: readonly string[],
  provider: string,
  target: ApiRow['target'],
  more: More = {},
): readonly ApiRow[] {
  return names.split(' ').map((name) => service(style, name, modules, provider, target, more));
}

/** Chains of the clients of SDKs. */
export function chained(
  names: string,
  sdk: string,
  client: string,
  { target = MODEL, ...more }: More & { target?: ApiRow['target'] } = {},
): readonly ApiRow[] {
  const [keyword = ''] = target.keywords;
  return names.split(' ').map((name) =>
    service('chain', name, [], BY_IMPORT, target, {
      found: `from ${sdk} import ${client}\nclient = ${client}()\nclient.${name}(${keyword}="house-model")`,
      ...more,
    }),
  );
}

/** A model that a local server has from its own hub. */
export function local(style: ApiRow['style'], names: string, modules: readonly string[], target: ApiRow['target']): readonly ApiRow[] {
  return names
    .split(' ')
    .map((name) => ({ ...service(style, name, modules, 'ollama', target), component: 'model' as const, hub: 'ollama' as const }));
}
