/** The calls that ask a hosted service, one row each. Signatures: the type definitions of the packages. */
import { type ScriptApiRow, argument, option } from './api-row.ts';
import { chainedServices, scriptService } from './api-service-row.ts';

const MODEL = option('model', 'modelName');
const OPENAI = ['openai'];
const LANGCHAIN = ['langchain', '@langchain/community'];

/** Makers of the AI SDK: `openai("gpt-4o")`, `createOpenAI()("gpt-4o")`, `openai.embedding("…")`. */
function maker(from: string, name: string, provider: string): ScriptApiRow {
  return scriptService('maker', name, [from], provider, argument());
}

/** Named by "provider/model" through the gateway of the AI SDK, where no object is given. */
function gateway(name: string): ScriptApiRow {
  return scriptService('export', name, ['ai'], 'by-prefix', option('model'), {
    object: true,
    found: `import { ${name} } from 'ai';\nawait ${name}({ model: 'openai/gpt-4o' });`,
    not: `import { ${name} } from 'ai';\nimport { pick } from './own';\nawait ${name}({ model: pick() });`,
  });
}

const INFERENCE =
  'chatCompletion chatCompletionStream textGeneration textGenerationStream featureExtraction fillMask summarization questionAnswering tableQuestionAnswering textClassification tokenClassification translation zeroShotClassification sentenceSimilarity automaticSpeechRecognition audioClassification audioToAudio textToSpeech textToImage imageToImage imageToText imageClassification imageSegmentation objectDetection zeroShotImageClassification textToVideo imageToVideo visualQuestionAnswering documentQuestionAnswering request streamingRequest';

export const SCRIPT_SERVICE_ROWS: readonly ScriptApiRow[] = [
  ...chainedServices(
    OPENAI,
    'openai',
    ...'chat.completions.create chat.completions.parse chat.completions.stream chat.completions.runTools beta.chat.completions.parse beta.chat.completions.stream beta.chat.completions.runTools completions.create responses.create responses.stream responses.parse embeddings.create images.generate images.edit images.createVariation audio.transcriptions.create audio.translations.create audio.speech.create moderations.create beta.assistants.create beta.threads.runs.create beta.threads.createAndRun fineTuning.jobs.create realtime.sessions.create realtime.clientSecrets.create videos.create createChatCompletion createCompletion createEmbedding createImage'.split(
      ' ',
    ),
  ),
  scriptService('export', 'AzureOpenAI', OPENAI, 'azure', option('deployment')),
  ...chainedServices(
    ['@anthropic-ai/sdk', '@anthropic-ai/bedrock-sdk', '@anthropic-ai/vertex-sdk'],
    'anthropic',
    ...'messages.create messages.stream messages.countTokens completions.create beta.messages.create beta.messages.stream beta.messages.toolRunner'.split(
      ' ',
    ),
  ),
  ...chainedServices(
    ['groq-sdk'],
    'groq',
    'chat.completions.create',
    'audio.transcriptions.create',
    'audio.translations.create',
    'audio.speech.create',
    'embeddings.create',
    'responses.create',
  ),
  ...chainedServices(
    ['together-ai'],
    'together',
    'chat.completions.create',
    'completions.create',
    'embeddings.create',
    'images.generate',
    'images.create',
    'rerank.create',
    'audio.create',
  ),
  ...chainedServices(['@cerebras/cerebras_cloud_sdk'], 'cerebras', 'chat.completions.create', 'completions.create'),
  ...chainedServices(['@perplexity-ai/perplexity_ai'], 'perplexity', 'chat.completions.create'),
  ...chainedServices(
    ['@mistralai/mistralai'],
    'mistral',
    'chat.complete',
    'chat.stream',
    'chat.parse',
    'fim.complete',
    'fim.stream',
    'embeddings.create',
    'ocr.process',
    'agents.create',
    'audio.transcriptions.complete',
    'chat',
    'chatStream',
  ),
  ...chainedServices(
    ['cohere-ai'],
    'cohere',
    'chat',
    'chatStream',
    'embed',
    'rerank',
    'generate',
    'generateStream',
    'classify',
    'summarize',
    'v2.chat',
    'v2.chatStream',
    'v2.embed',
    'v2.rerank',
  ),
  ...chainedServices(['voyageai'], 'voyage', 'embed', 'rerank', 'multimodalEmbed'),
  ...chainedServices(
    ['@google/genai'],
    'google',
    ...'models.generateContent models.generateContentStream models.embedContent models.countTokens models.generateImages models.editImage models.generateVideos chats.create live.connect caches.create batches.create interactions.create'.split(
      ' ',
    ),
  ),
  ...['@google/generative-ai', '@google-cloud/vertexai'].map((from) =>
    scriptService('chain', 'getGenerativeModel', [from], 'google', option('model')),
  ),
  scriptService('export', 'getGenerativeModel', ['firebase/ai', 'firebase/vertexai', '@firebase/ai', '@firebase/vertexai'], 'google', {
    at: 1,
    keys: ['model'],
  }),
  ...INFERENCE.split(' ').map((name) => scriptService('chain', name, ['@huggingface/inference'], 'huggingface', option('model'))),
  ...'chatCompletion textGeneration featureExtraction textToImage automaticSpeechRecognition summarization translation imageToText'
    .split(' ')
    .map((name) => scriptService('export', name, ['@huggingface/inference'], 'huggingface', option('model'))),
  scriptService('chain', 'run', ['replicate'], 'replicate', argument()),
  scriptService('chain', 'stream', ['replicate'], 'replicate', argument()),
  scriptService('chain', 'predictions.create', ['replicate'], 'replicate', option('model', 'version')),
  ...'run subscribe stream queue.submit realtime.connect'
    .split(' ')
    .map((name) => scriptService('chain', name, ['@fal-ai/client', '@fal-ai/serverless-client'], 'fal', argument())),
  ...'InvokeModelCommand InvokeModelWithResponseStreamCommand ConverseCommand ConverseStreamCommand InvokeModelWithBidirectionalStreamCommand StartAsyncInvokeCommand CountTokensCommand'
    .split(' ')
    .map((name) => scriptService('export', name, ['@aws-sdk/client-bedrock-runtime'], 'bedrock', option('modelId'))),
  ...'generateText streamText generateObject streamObject embed embedMany experimental_generateImage generateImage experimental_transcribe experimental_generateSpeech rerank ToolLoopAgent Experimental_Agent Agent'
    .split(' ')
    .map(gateway),
  scriptService('export', 'gateway', ['ai', '@ai-sdk/gateway'], 'by-prefix', argument()),
  scriptService('maker', 'gateway', ['@ai-sdk/gateway'], 'by-prefix', argument()),
  ...['languageModel', 'embeddingModel', 'textEmbeddingModel', 'imageModel'].map((name) =>
    scriptService('chain', name, ['ai'], 'by-prefix', argument()),
  ),
  maker('@ai-sdk/openai', 'openai', 'openai'),
  maker('@ai-sdk/azure', 'azure', 'azure'),
  maker('@ai-sdk/anthropic', 'anthropic', 'anthropic'),
  maker('@ai-sdk/google', 'google', 'google'),
  maker('@ai-sdk/google-vertex', 'vertex', 'google'),
  maker('@ai-sdk/mistral', 'mistral', 'mistral'),
  maker('@ai-sdk/groq', 'groq', 'groq'),
  maker('@ai-sdk/xai', 'xai', 'xai'),
  maker('@ai-sdk/amazon-bedrock', 'bedrock', 'bedrock'),
  maker('@ai-sdk/cohere', 'cohere', 'cohere'),
  maker('@ai-sdk/deepseek', 'deepseek', 'deepseek'),
  maker('@ai-sdk/togetherai', 'togetherai', 'together'),
  maker('@ai-sdk/fireworks', 'fireworks', 'fireworks'),
  maker('@ai-sdk/deepinfra', 'deepinfra', 'deepinfra'),
  maker('@ai-sdk/cerebras', 'cerebras', 'cerebras'),
  maker('@ai-sdk/perplexity', 'perplexity', 'perplexity'),
  maker('@ai-sdk/replicate', 'replicate', 'replicate'),
  maker('@ai-sdk/fal', 'fal', 'fal'),
  maker('@ai-sdk/luma', 'luma', 'luma'),
  maker('@ai-sdk/elevenlabs', 'elevenlabs', 'elevenlabs'),
  maker('@ai-sdk/deepgram', 'deepgram', 'deepgram'),
  maker('@ai-sdk/assemblyai', 'assemblyai', 'assemblyai'),
  maker('@ai-sdk/huggingface', 'huggingface', 'huggingface'),
  maker('@ai-sdk/baseten', 'baseten', 'baseten'),
  maker('@ai-sdk/vercel', 'vercel', 'vercel'),
  maker('@ai-sdk/moonshotai', 'moonshotai', 'moonshot'),
  maker('@ai-sdk/alibaba', 'alibaba', 'alibaba'),
  maker('@openrouter/ai-sdk-provider', 'openrouter', 'openrouter'),
  {
    ...maker('workers-ai-provider', 'createWorkersAI', 'cloudflare'),
    found: "import { createWorkersAI } from 'workers-ai-provider';\ncreateWorkersAI({ binding: env.AI })('@cf/acme/chat');",
  },
  {
    ...maker('@ai-sdk/openai-compatible', 'createOpenAICompatible', 'openai'),
    found:
      "import { createOpenAICompatible } from '@ai-sdk/openai-compatible';\ncreateOpenAICompatible({ name: 'a', baseURL: 'https://llm.acme.example/v1' })('acme-1');",
  },
  ...['ChatOpenAI', 'OpenAI', 'OpenAIEmbeddings', 'ChatOpenAIResponses', 'DallEAPIWrapper'].map((name) =>
    scriptService('export', name, ['@langchain/openai', ...LANGCHAIN], 'openai', MODEL),
  ),
  ...['AzureChatOpenAI', 'AzureOpenAI', 'AzureOpenAIEmbeddings'].map((name) =>
    scriptService(
      'export',
      name,
      ['@langchain/openai', ...LANGCHAIN],
      'azure',
      option('azureOpenAIApiDeploymentName', 'azureOpenAIApiEmbeddingsDeploymentName', 'deploymentName', 'model', 'modelName'),
    ),
  ),
  scriptService('export', 'ChatAnthropic', ['@langchain/anthropic', ...LANGCHAIN], 'anthropic', MODEL),
  ...['ChatGoogleGenerativeAI', 'GoogleGenerativeAIEmbeddings'].map((name) =>
    scriptService('export', name, ['@langchain/google-genai', ...LANGCHAIN], 'google', MODEL),
  ),
  ...['ChatVertexAI', 'VertexAI', 'VertexAIEmbeddings', 'ChatGoogle'].map((name) =>
    scriptService(
      'export',
      name,
      ['@langchain/google-vertexai', '@langchain/google-vertexai-web', '@langchain/google-gauth', '@langchain/google', ...LANGCHAIN],
      'google',
      MODEL,
    ),
  ),
  ...['ChatMistralAI', 'MistralAI', 'MistralAIEmbeddings'].map((name) =>
    scriptService('export', name, ['@langchain/mistralai', ...LANGCHAIN], 'mistral', MODEL),
  ),
  scriptService('export', 'ChatGroq', ['@langchain/groq', ...LANGCHAIN], 'groq', MODEL),
  ...['ChatCohere', 'CohereEmbeddings', 'CohereRerank'].map((name) =>
    scriptService('export', name, ['@langchain/cohere', ...LANGCHAIN], 'cohere', MODEL),
  ),
  scriptService('export', 'ChatXAI', ['@langchain/xai'], 'xai', MODEL),
  scriptService('export', 'ChatDeepSeek', ['@langchain/deepseek'], 'deepseek', MODEL),
  scriptService('export', 'ChatCerebras', ['@langchain/cerebras'], 'cerebras', MODEL),
  scriptService('export', 'ChatOpenRouter', ['@langchain/openrouter'], 'openrouter', MODEL),
  ...['ChatBedrockConverse', 'BedrockEmbeddings'].map((name) =>
    scriptService('export', name, ['@langchain/aws', ...LANGCHAIN], 'bedrock', MODEL),
  ),
  ...['ChatBedrock', 'BedrockChat', 'Bedrock'].map((name) => scriptService('export', name, LANGCHAIN, 'bedrock', MODEL)),
  ...['ChatFireworks', 'FireworksEmbeddings'].map((name) => scriptService('export', name, LANGCHAIN, 'fireworks', MODEL)),
  ...['ChatTogetherAI', 'TogetherAIEmbeddings'].map((name) => scriptService('export', name, LANGCHAIN, 'together', MODEL)),
  scriptService('export', 'ChatPerplexity', LANGCHAIN, 'perplexity', MODEL),
  scriptService('export', 'ReplicateLLM', LANGCHAIN, 'replicate', MODEL),
  ...['HuggingFaceInference', 'HuggingFaceInferenceEmbeddings'].map((name) =>
    scriptService('export', name, LANGCHAIN, 'huggingface', MODEL),
  ),
  scriptService('export', 'VoyageEmbeddings', LANGCHAIN, 'voyage', MODEL),
  scriptService('export', 'initChatModel', ['langchain'], 'by-prefix', argument()),
  scriptService('export', 'createAgent', ['langchain'], 'by-prefix', option('model'), {
    object: true,
    found: "import { createAgent } from 'langchain';\ncreateAgent({ model: 'openai:gpt-4o' });",
    not: "import { createAgent } from 'langchain';\nimport { pick } from './own';\ncreateAgent({ model: pick() });",
  }),
  ...['OpenAI', 'OpenAIEmbedding', 'openai'].map((name) =>
    scriptService('export', name, ['@llamaindex/openai', 'llamaindex'], 'openai', MODEL),
  ),
  ...['Anthropic', 'anthropic'].map((name) => scriptService('export', name, ['@llamaindex/anthropic', 'llamaindex'], 'anthropic', MODEL)),
  ...['Gemini', 'gemini', 'GeminiEmbedding'].map((name) =>
    scriptService('export', name, ['@llamaindex/google', 'llamaindex'], 'google', MODEL),
  ),
  ...['MistralAI', 'mistral', 'MistralAIEmbedding'].map((name) =>
    scriptService('export', name, ['@llamaindex/mistral', 'llamaindex'], 'mistral', MODEL),
  ),
  ...['Groq', 'groq'].map((name) => scriptService('export', name, ['@llamaindex/groq', 'llamaindex'], 'groq', MODEL)),
  scriptService('export', 'Agent', ['@openai/agents', '@openai/agents-core'], 'openai', option('model'), {
    object: true,
    found: "import { Agent } from '@openai/agents';\nnew Agent({ name: 'a', model: 'gpt-4o' });",
    not: "import { Agent } from 'node:http';\nnew Agent({ name: 'a', model: 'acme-1' });",
  }),
  scriptService('export', 'Agent', ['@mastra/core', '@mastra/core/agent'], 'by-prefix', option('model'), {
    object: true,
    found: "import { Agent } from '@mastra/core/agent';\nnew Agent({ name: 'a', model: 'openai/gpt-4o' });",
    not: "import { Agent } from 'undici';\nnew Agent({ name: 'a', model: 'acme-1' });",
  }),
  scriptService('export', 'query', ['@anthropic-ai/claude-agent-sdk', '@anthropic-ai/claude-code'], 'anthropic', option('model')),
  scriptService('chain', 'getChatCompletions', ['@azure/openai'], 'azure', argument()),
  scriptService('chain', 'streamChatCompletions', ['@azure/openai'], 'azure', argument()),
  scriptService('chain', 'getEmbeddings', ['@azure/openai'], 'azure', argument()),
  scriptService('maker', 'openAI', ['@genkit-ai/compat-oai'], 'openai', argument()),
];

/** Packages whose clients answer for another provider than the row says: by the class that makes them. */
export const PROVIDER_OF_CLIENT: Readonly<Record<string, string>> = {
  AzureOpenAI: 'azure',
  AnthropicBedrock: 'bedrock',
  AnthropicVertex: 'google',
};
