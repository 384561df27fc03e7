/** Frameworks over hosted services: their classes and functions by the provider that they ask, one row each. */
import { type ApiRow, KEYWORD_ONLY, type More, namedAt } from './api-row.ts';
import { BY_PREFIX, local, MODEL, service, services } from './service-row.ts';

const COMMUNITY = ['langchain', 'langchain_community', 'langchain_classic'];
const AZURE = namedAt(KEYWORD_ONLY, 'azure_deployment', 'deployment_name', 'deployment', 'model', 'model_name');
const MODEL_ID = namedAt(KEYWORD_ONLY, 'model_id', 'model');
const FIRST = namedAt(0, 'model', 'model_name');
const ID = namedAt(0, 'id');
/** A name, or a model that was made elsewhere. */
const OBJECT: More = { object: true };

/** Classes of a package of its own, which the community packages had before. */
function langchain(names: string, root: string, provider: string, target = MODEL): readonly ApiRow[] {
  return services('function', names, [root, ...COMMUNITY], provider, target);
}

const LANGCHAIN: readonly ApiRow[] = [
  ...langchain('ChatOpenAI OpenAIEmbeddings OpenAI', 'langchain_openai', 'openai'),
  ...langchain('AzureChatOpenAI AzureOpenAIEmbeddings AzureOpenAI', 'langchain_openai', 'azure', AZURE),
  ...langchain('ChatAnthropic AnthropicLLM', 'langchain_anthropic', 'anthropic'),
  ...langchain('ChatGoogleGenerativeAI GoogleGenerativeAI GoogleGenerativeAIEmbeddings', 'langchain_google_genai', 'google'),
  ...langchain('ChatVertexAI VertexAI VertexAIEmbeddings ChatAnthropicVertex', 'langchain_google_vertexai', 'google'),
  ...langchain('ChatBedrock ChatBedrockConverse BedrockLLM BedrockEmbeddings', 'langchain_aws', 'bedrock', MODEL_ID),
  ...langchain('ChatCohere CohereEmbeddings CohereRerank', 'langchain_cohere', 'cohere'),
  ...langchain('ChatMistralAI MistralAIEmbeddings', 'langchain_mistralai', 'mistral'),
  ...langchain('ChatGroq', 'langchain_groq', 'groq'),
  ...langchain('ChatTogether TogetherEmbeddings Together', 'langchain_together', 'together'),
  ...langchain('ChatFireworks FireworksEmbeddings Fireworks', 'langchain_fireworks', 'fireworks'),
  ...langchain('ChatPerplexity', 'langchain_perplexity', 'perplexity'),
  ...langchain('ChatXAI', 'langchain_xai', 'xai'),
  ...langchain('ChatDeepSeek', 'langchain_deepseek', 'deepseek'),
  ...langchain('ChatNVIDIA NVIDIAEmbeddings NVIDIARerank', 'langchain_nvidia_ai_endpoints', 'nvidia'),
  ...langchain('ChatWatsonx WatsonxLLM WatsonxEmbeddings', 'langchain_ibm', 'watsonx', MODEL_ID),
  ...langchain('VoyageAIEmbeddings VoyageAIRerank', 'langchain_voyageai', 'voyage'),
  ...langchain('AzureAIChatCompletionsModel AzureAIEmbeddingsModel', 'langchain_azure_ai', 'azure'),
  ...langchain('ChatCerebras', 'langchain_cerebras', 'cerebras'),
  ...langchain('ChatOpenRouter', 'langchain_openrouter', 'openrouter'),
  ...langchain('HuggingFaceEndpoint', 'langchain_huggingface', 'huggingface', namedAt(KEYWORD_ONLY, 'repo_id', 'model')),
  ...services('function', 'ChatTongyi Tongyi DashScopeEmbeddings', COMMUNITY, 'dashscope', MODEL),
  ...services('function', 'ChatZhipuAI ZhipuAIEmbeddings', COMMUNITY, 'zhipu', MODEL),
  service('function', 'MoonshotChat', COMMUNITY, 'moonshot', MODEL),
  service('function', 'QianfanChatEndpoint', COMMUNITY, 'baidu', MODEL),
  service('function', 'JinaEmbeddings', COMMUNITY, 'jina', MODEL),
  service('function', 'ChatDeepInfra', COMMUNITY, 'deepinfra', MODEL),
  ...services('function', 'ChatLiteLLM ChatLiteLLMRouter', ['langchain_litellm', ...COMMUNITY], BY_PREFIX, MODEL),
  ...services('function', 'init_chat_model init_embeddings', ['langchain', 'langchain_classic'], BY_PREFIX, FIRST),
  service('function', 'create_agent', ['langchain'], BY_PREFIX, FIRST, OBJECT),
  service('function', 'create_react_agent', ['langgraph'], BY_PREFIX, FIRST, OBJECT),
  ...local('function', 'ChatOllama OllamaLLM OllamaEmbeddings', ['langchain_ollama', ...COMMUNITY], MODEL),
  ...local('function', 'Ollama', COMMUNITY, MODEL),
];

function llamaIndex(names: string, provider: string, target: ApiRow['target'] = FIRST): readonly ApiRow[] {
  return services('function', names, ['llama_index'], provider, target);
}

const LLAMA_INDEX: readonly ApiRow[] = [
  ...llamaIndex('OpenAI OpenAIResponses OpenAIMultiModal', 'openai'),
  ...llamaIndex('OpenAIEmbedding', 'openai', namedAt(KEYWORD_ONLY, 'model', 'model_name')),
  ...llamaIndex(
    'AzureOpenAI AzureOpenAIEmbedding',
    'azure',
    namedAt(KEYWORD_ONLY, 'engine', 'deployment_name', 'azure_deployment', 'model'),
  ),
  ...llamaIndex('OpenAILike', 'openai'),
  ...llamaIndex('Anthropic', 'anthropic'),
  ...llamaIndex('Gemini GoogleGenAI Vertex GeminiEmbedding GoogleGenAIEmbedding VertexTextEmbedding', 'google'),
  ...llamaIndex('MistralAI MistralAIEmbedding', 'mistral'),
  ...llamaIndex('Groq', 'groq'),
  ...llamaIndex('Cohere CohereEmbedding CohereRerank', 'cohere'),
  ...llamaIndex('Bedrock BedrockConverse BedrockEmbedding', 'bedrock'),
  ...llamaIndex('TogetherLLM TogetherEmbedding', 'together'),
  ...llamaIndex('Fireworks FireworksEmbedding', 'fireworks'),
  ...llamaIndex('Perplexity', 'perplexity'),
  ...llamaIndex('DeepSeek', 'deepseek'),
  ...llamaIndex('OpenRouter', 'openrouter'),
  ...llamaIndex('LiteLLM', BY_PREFIX),
  ...llamaIndex('VoyageEmbedding', 'voyage'),
  ...llamaIndex('JinaEmbedding', 'jina'),
  ...llamaIndex('Replicate', 'replicate'),
  ...local('function', 'Ollama OllamaEmbedding', ['llama_index'], FIRST),
];

const HAYSTACK_ROOTS = ['haystack', 'haystack_integrations'];
function haystack(names: string, provider: string, target: ApiRow['target'] = MODEL): readonly ApiRow[] {
  return services('function', names, HAYSTACK_ROOTS, provider, target);
}

const HAYSTACK: readonly ApiRow[] = [
  ...haystack(
    'OpenAIGenerator OpenAIChatGenerator OpenAIResponsesChatGenerator OpenAITextEmbedder OpenAIDocumentEmbedder DALLEImageGenerator',
    'openai',
  ),
  ...haystack('AzureOpenAIGenerator AzureOpenAIChatGenerator AzureOpenAITextEmbedder AzureOpenAIDocumentEmbedder', 'azure', AZURE),
  ...haystack('AnthropicGenerator AnthropicChatGenerator', 'anthropic'),
  ...haystack('MistralChatGenerator MistralTextEmbedder MistralDocumentEmbedder', 'mistral'),
  ...haystack('CohereGenerator CohereChatGenerator CohereTextEmbedder CohereDocumentEmbedder CohereRanker', 'cohere'),
  ...haystack('AmazonBedrockGenerator AmazonBedrockChatGenerator AmazonBedrockTextEmbedder AmazonBedrockDocumentEmbedder', 'bedrock'),
  ...haystack(
    'GoogleGenAIChatGenerator GoogleGenAITextEmbedder GoogleGenAIDocumentEmbedder GoogleAIGeminiGenerator GoogleAIGeminiChatGenerator',
    'google',
  ),
  ...local('function', 'OllamaGenerator OllamaChatGenerator OllamaTextEmbedder OllamaDocumentEmbedder', HAYSTACK_ROOTS, MODEL),
];

const AGENTS: readonly ApiRow[] = [
  service('function', 'LM', ['dspy'], BY_PREFIX, FIRST),
  service('function', 'Embedder', ['dspy'], BY_PREFIX, FIRST, OBJECT),
  service('function', 'LiteLLMModel', ['smolagents', 'strands'], BY_PREFIX, MODEL_ID),
  ...services('function', 'OpenAIServerModel OpenAIModel', ['smolagents', 'strands'], 'openai', MODEL_ID),
  ...services('function', 'AzureOpenAIServerModel AzureOpenAIModel', ['smolagents'], 'azure', MODEL_ID),
  ...services('function', 'InferenceClientModel HfApiModel', ['smolagents'], 'huggingface', namedAt(0, 'model_id')),
  ...services('function', 'AmazonBedrockServerModel AmazonBedrockModel', ['smolagents'], 'bedrock', MODEL_ID),
  service('function', 'BedrockModel', ['strands'], 'bedrock', MODEL_ID),
  service('function', 'AnthropicModel', ['strands'], 'anthropic', MODEL_ID),
  service('function', 'LLM', ['crewai'], BY_PREFIX, FIRST),
  service('function', 'Agent', ['crewai'], BY_PREFIX, namedAt(KEYWORD_ONLY, 'llm'), OBJECT),
  service(
    'function',
    'Crew',
    ['crewai'],
    BY_PREFIX,
    namedAt(KEYWORD_ONLY, 'manager_llm', 'planning_llm', 'chat_llm', 'function_calling_llm'),
    OBJECT,
  ),
  service('function', 'OpenAIChatCompletionClient', ['autogen_ext'], 'openai', MODEL),
  service('function', 'AzureOpenAIChatCompletionClient', ['autogen_ext'], 'azure', namedAt(KEYWORD_ONLY, 'azure_deployment', 'model')),
  service('function', 'AnthropicChatCompletionClient', ['autogen_ext'], 'anthropic', MODEL),
  service('function', 'AzureAIChatCompletionClient', ['autogen_ext'], 'azure', MODEL),
  ...local('function', 'OllamaChatCompletionClient', ['autogen_ext'], MODEL),
  service('function', 'Agent', ['pydantic_ai'], BY_PREFIX, FIRST, OBJECT),
  service('function', 'infer_model', ['pydantic_ai'], BY_PREFIX, FIRST, OBJECT),
  ...services('function', 'OpenAIModel OpenAIChatModel OpenAIResponsesModel', ['pydantic_ai'], 'openai', namedAt(0, 'model_name')),
  service('function', 'AnthropicModel', ['pydantic_ai'], 'anthropic', namedAt(0, 'model_name')),
  ...services('function', 'GeminiModel GoogleModel', ['pydantic_ai'], 'google', namedAt(0, 'model_name')),
  service('function', 'GroqModel', ['pydantic_ai'], 'groq', namedAt(0, 'model_name')),
  service('function', 'MistralModel', ['pydantic_ai'], 'mistral', namedAt(0, 'model_name')),
  service('function', 'CohereModel', ['pydantic_ai'], 'cohere', namedAt(0, 'model_name')),
  service('function', 'BedrockConverseModel', ['pydantic_ai'], 'bedrock', namedAt(0, 'model_name')),
  service('function', 'HuggingFaceModel', ['pydantic_ai'], 'huggingface', namedAt(0, 'model_name')),
  service('function', 'OpenRouterModel', ['pydantic_ai'], 'openrouter', namedAt(0, 'model_name')),
  service('function', 'Agent', ['agents'], BY_PREFIX, namedAt(KEYWORD_ONLY, 'model'), OBJECT),
  ...services('function', 'OpenAIChatCompletionsModel OpenAIResponsesModel', ['agents'], 'openai', namedAt(0, 'model')),
  service('function', 'LitellmModel', ['agents'], BY_PREFIX, namedAt(0, 'model')),
  ...services('function', 'Agent LlmAgent', ['google'], BY_PREFIX, namedAt(KEYWORD_ONLY, 'model'), OBJECT),
  service('function', 'LiteLlm', ['google'], BY_PREFIX, namedAt(0, 'model')),
  service('function', 'Agent', ['strands'], 'bedrock', namedAt(0, 'model'), OBJECT),
  service('function', 'Agent', ['marvin'], BY_PREFIX, namedAt(KEYWORD_ONLY, 'model'), OBJECT),
  service('function', 'from_provider', ['instructor'], BY_PREFIX, namedAt(0, 'model')),
  ...services('function', 'simple complex', ['ell'], BY_PREFIX, namedAt(0, 'model')),
];

const OTHERS: readonly ApiRow[] = [
  ...services(
    'function',
    'OpenAIChatCompletion OpenAITextCompletion OpenAITextEmbedding OpenAITextToImage',
    ['semantic_kernel'],
    'openai',
    namedAt(KEYWORD_ONLY, 'ai_model_id'),
  ),
  ...services(
    'function',
    'AzureChatCompletion AzureTextCompletion AzureTextEmbedding',
    ['semantic_kernel'],
    'azure',
    namedAt(KEYWORD_ONLY, 'deployment_name'),
  ),
  service('function', 'AnthropicChatCompletion', ['semantic_kernel'], 'anthropic', namedAt(KEYWORD_ONLY, 'ai_model_id')),
  service('function', 'GoogleAIChatCompletion', ['semantic_kernel'], 'google', namedAt(KEYWORD_ONLY, 'gemini_model_id')),
  service('function', 'MistralAIChatCompletion', ['semantic_kernel'], 'mistral', namedAt(KEYWORD_ONLY, 'ai_model_id')),
  service('function', 'BedrockChatCompletion', ['semantic_kernel'], 'bedrock', namedAt(KEYWORD_ONLY, 'model_id')),
  ...local('function', 'OllamaChatCompletion', ['semantic_kernel'], namedAt(KEYWORD_ONLY, 'ai_model_id')),
  ...services('function', 'OpenAIChat OpenAIResponses OpenAIEmbedder', ['agno', 'phi'], 'openai', ID),
  ...services('function', 'Claude', ['agno', 'phi'], 'anthropic', ID),
  ...services('function', 'Gemini GeminiEmbedder', ['agno', 'phi'], 'google', ID),
  ...services('function', 'Groq', ['agno', 'phi'], 'groq', ID),
  ...services('function', 'MistralChat', ['agno', 'phi'], 'mistral', ID),
  ...services('function', 'DeepSeek DeepSeekChat', ['agno', 'phi'], 'deepseek', ID),
  ...services('function', 'Cohere CohereEmbedder', ['agno', 'phi'], 'cohere', ID),
  ...services('function', 'AwsBedrock', ['agno', 'phi'], 'bedrock', ID),
  ...services('function', 'AzureOpenAI AzureAIFoundry', ['agno', 'phi'], 'azure', ID),
  ...services('function', 'OpenRouter', ['agno', 'phi'], 'openrouter', ID),
  ...services('function', 'Together', ['agno', 'phi'], 'together', ID),
  ...services('function', 'Fireworks', ['agno', 'phi'], 'fireworks', ID),
  ...services('function', 'Perplexity', ['agno', 'phi'], 'perplexity', ID),
  ...services('function', 'xAI', ['agno', 'phi'], 'xai', ID),
  ...services('function', 'Nvidia', ['agno', 'phi'], 'nvidia', ID),
  ...services('function', 'HuggingFace', ['agno', 'phi'], 'huggingface', ID),
  ...services('function', 'LiteLLM', ['agno'], BY_PREFIX, ID),
  ...local('function', 'Ollama', ['agno', 'phi'], ID),
  ...services('function', 'OpenAI', ['guidance'], 'openai', FIRST),
  ...services('function', 'Anthropic', ['guidance'], 'anthropic', FIRST),
  ...services('function', 'OpenAIEmbeddingFunction', ['chromadb'], 'openai', namedAt(KEYWORD_ONLY, 'deployment_id', 'model_name')),
  ...services('function', 'CohereEmbeddingFunction', ['chromadb'], 'cohere', MODEL),
  ...services('function', 'GoogleGenerativeAiEmbeddingFunction', ['chromadb'], 'google', MODEL),
  ...services('function', 'VoyageAIEmbeddingFunction', ['chromadb'], 'voyage', MODEL),
];

export const FRAMEWORK_ROWS: readonly ApiRow[] = [...LANGCHAIN, ...LLAMA_INDEX, ...HAYSTACK, ...AGENTS, ...OTHERS];
