/** Frameworks of voice agents: their classes that ask a service by its model, one row each. The version read stands beside each. */
import { type ApiRow, namedAt, KEYWORD_ONLY } from './api-row.ts';
import { local, MODEL, service, services } from './service-row.ts';

/** pipecat-ai 1.14.0, pipecat/services. */
const PIPECAT: Readonly<Record<string, string>> = {
  openai:
    'OpenAILLMService OpenAISTTService OpenAITTSService OpenAIRealtimeSTTService OpenAIRealtimeLLMService OpenAIRealtimeBetaLLMService OpenAIImageGenService',
  anthropic: 'AnthropicLLMService',
  google: 'GoogleLLMService GoogleVertexLLMService GeminiLiveLLMService GeminiMultimodalLiveLLMService GeminiTTSService',
  groq: 'GroqLLMService GroqSTTService GroqTTSService',
  azure: 'AzureLLMService',
  bedrock: 'AWSBedrockLLMService AWSNovaSonicLLMService',
  mistral: 'MistralLLMService',
  deepseek: 'DeepSeekLLMService',
  dashscope: 'QwenLLMService',
  together: 'TogetherLLMService',
  fireworks: 'FireworksLLMService',
  perplexity: 'PerplexityLLMService',
  cerebras: 'CerebrasLLMService',
  sambanova: 'SambaNovaLLMService',
  nvidia: 'NvidiaLLMService NimLLMService',
  openrouter: 'OpenRouterLLMService',
  xai: 'GrokLLMService',
  deepgram: 'DeepgramFluxSTTService',
  elevenlabs: 'ElevenLabsTTSService ElevenLabsHttpTTSService ElevenLabsSTTService ElevenLabsRealtimeSTTService',
  cartesia: 'CartesiaTTSService CartesiaHttpTTSService CartesiaLiveOptions',
  minimax: 'MiniMaxHttpTTSService',
  fal: 'FalImageGenService',
};

/** livekit-plugins-… 1.8.9: the class is that of a module which is called like its provider. */
const LIVEKIT: Readonly<Record<string, string>> = {
  openai: 'openai.LLM openai.STT openai.TTS realtime.RealtimeModel',
  anthropic: 'anthropic.LLM',
  google: 'google.LLM google.STT',
  groq: 'groq.LLM groq.STT groq.TTS',
  deepgram: 'deepgram.STT deepgram.TTS',
  elevenlabs: 'elevenlabs.STT elevenlabs.TTS',
  cartesia: 'cartesia.STT cartesia.TTS',
  assemblyai: 'assemblyai.STT assemblyai.TTS',
};

export const VOICE_ROWS: readonly ApiRow[] = [
  ...Object.entries(PIPECAT).flatMap(([provider, names]) =>
    services('function', names, ['pipecat'], provider, namedAt(KEYWORD_ONLY, 'model', 'model_name', 'model_id')),
  ),
  ...local('function', 'OLLamaLLMService', ['pipecat'], MODEL),
  ...Object.entries(LIVEKIT).flatMap(([provider, names]) =>
    names.split(' ').map((name) =>
      service('function', name, ['livekit'], provider, MODEL, {
        ordinary: true,
        found: `from livekit.plugins import ${name.split('.')[0] ?? ''}\n${name}(model="house-model")`,
      }),
    ),
  ),
];
