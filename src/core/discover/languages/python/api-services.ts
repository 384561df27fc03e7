/** The calls that ask a hosted service, one row each. To add an API, add a row. */
import { type ApiRow, KEYWORD_ONLY, namedAt } from './api-row.ts';

const MODEL = namedAt(KEYWORD_ONLY, 'model', 'model_name');
const AZURE = namedAt(KEYWORD_ONLY, 'azure_deployment', 'deployment_name', 'model');
const LANGCHAIN = ['langchain', 'langchain_community'];

/** `found`: a file that asks by it; without one, the row's own name from its own package. */
function service(
  style: ApiRow['style'],
  name: string,
  modules: readonly string[],
  provider: string,
  target: ApiRow['target'],
  found = exampleOf(name, modules[0] ?? 'openai', target),
): ApiRow {
  const not = `from acme import ${name.split('.')[0] ?? name}\n${name}(${target.keywords[0] ?? ''}="gpt-4o")`;
  const ordinary = ORDINARY.has(name.split('.').at(-1) ?? name) ? { ordinary: true as const } : {};
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
    found,
    not,
  };
}

/** Methods that other clients have, too. */
const ORDINARY: ReadonlySet<string> = new Set(['create', 'acreate', 'parse', 'stream', 'generate', 'complete', 'completion', 'embedding']);

function exampleOf(name: string, module: string, { keywords }: ApiRow['target']): string {
  return `from ${module} import ${name.split('.')[0] ?? name}\n${name}(${keywords[0] ?? ''}="gpt-4o")`;
}

/** A client of an SDK, which has the chain. */
function asked(sdk: string, client: string, chain: string): string {
  return `from ${sdk} import ${client}\nclient = ${client}()\nclient.${chain}(model="gpt-4o")`;
}

function chained(name: string, sdk: string, client: string): ApiRow {
  return service('chain', name, [], 'by-import', MODEL, asked(sdk, client, name));
}

export const SERVICE_ROWS: readonly ApiRow[] = [
  chained('chat.completions.create', 'openai', 'OpenAI'),
  chained('chat.completions.parse', 'openai', 'OpenAI'),
  chained('chat.complete', 'mistralai', 'Mistral'),
  chained('responses.create', 'openai', 'OpenAI'),
  chained('responses.parse', 'openai', 'OpenAI'),
  chained('embeddings.create', 'openai', 'OpenAI'),
  chained('messages.create', 'anthropic', 'Anthropic'),
  chained('messages.stream', 'anthropic', 'Anthropic'),
  chained('images.generate', 'openai', 'OpenAI'),
  chained('models.generate_content', 'google.genai', 'Client'),
  chained('models.generate_content_stream', 'google.genai', 'Client'),
  service(
    'function',
    'GenerativeModel',
    ['google', 'vertexai'],
    'google',
    namedAt(0, 'model_name'),
    'from vertexai.generative_models import GenerativeModel\nGenerativeModel("gemini-2.5-pro")',
  ),
  service('function', 'completion', ['litellm'], 'by-prefix', namedAt(0, 'model')),
  service('function', 'acompletion', ['litellm'], 'by-prefix', namedAt(0, 'model')),
  service('function', 'embedding', ['litellm'], 'by-prefix', namedAt(0, 'model')),
  service('function', 'ChatOpenAI', ['langchain_openai', ...LANGCHAIN], 'openai', MODEL),
  service('function', 'OpenAIEmbeddings', ['langchain_openai', ...LANGCHAIN], 'openai', MODEL),
  service('function', 'AzureChatOpenAI', ['langchain_openai', ...LANGCHAIN], 'azure', AZURE),
  service(
    'function',
    'AzureOpenAIEmbeddings',
    ['langchain_openai', ...LANGCHAIN],
    'azure',
    namedAt(KEYWORD_ONLY, 'azure_deployment', 'deployment', 'model'),
  ),
  service('function', 'ChatAnthropic', ['langchain_anthropic', ...LANGCHAIN], 'anthropic', MODEL),
  service('function', 'ChatMistralAI', ['langchain_mistralai'], 'mistral', MODEL),
  service('function', 'ChatGroq', ['langchain_groq'], 'groq', MODEL),
  service('function', 'ChatGoogleGenerativeAI', ['langchain_google_genai'], 'google', MODEL),
  service('function', 'InferenceClient', ['huggingface_hub'], 'huggingface', namedAt(0, 'model')),
  service('function', 'AsyncInferenceClient', ['huggingface_hub'], 'huggingface', namedAt(0, 'model')),
  service('chain', 'ChatCompletion.create', ['openai'], 'openai', namedAt(KEYWORD_ONLY, 'model', 'engine', 'deployment_id')),
  service('chain', 'ChatCompletion.acreate', ['openai'], 'openai', namedAt(KEYWORD_ONLY, 'model', 'engine', 'deployment_id')),
];

/** Chains that belong to one SDK even where a file imports several. */
export const CHAIN_PROVIDER: Readonly<Record<string, string>> = {
  'messages.create': 'anthropic',
  'messages.stream': 'anthropic',
  'models.generate_content': 'google',
  'models.generate_content_stream': 'google',
  'chat.complete': 'mistral',
};
