/** The calls of SDKs that ask a hosted service, one row each. To add an API, add a row. Frameworks are in `api-frameworks.ts`. */
import { type ApiRow, KEYWORD_ONLY, namedAt } from './api-row.ts';
import { FRAMEWORK_ROWS } from './api-frameworks.ts';
import { BY_IMPORT, BY_PREFIX, chained, local, MODEL, service, services } from './service-row.ts';

const ENGINE = namedAt(KEYWORD_ONLY, 'model', 'engine', 'deployment_id');
const BEDROCK = namedAt(KEYWORD_ONLY, 'modelId', 'ModelId', 'model_id');
/** No other client has it. */
const ANY_CLIENT = { anyClient: true } as const;
const VERTEX = 'from vertexai.generative_models import GenerativeModel\nGenerativeModel("gemini-2.5-pro")';

const SDK_ROWS: readonly ApiRow[] = [
  ...chained(
    'chat.completions.create chat.completions.parse chat.completions.stream responses.create responses.parse embeddings.create images.generate audio.transcriptions.create audio.translations.create audio.speech.create moderations.create speech.with_streaming_response.create completions.with_raw_response.create',
    'openai',
    'OpenAI',
    ANY_CLIENT,
  ),
  ...chained(
    'chat.completions.acreate responses.stream images.edit images.create_variation fine_tuning.jobs.create assistants.create assistants.update threads.runs.create threads.runs.create_and_poll threads.runs.stream threads.create_and_run realtime.connect videos.create',
    'openai',
    'OpenAI',
  ),
  ...chained('messages.create messages.stream messages.count_tokens messages.parse', 'anthropic', 'Anthropic', ANY_CLIENT),
  ...chained('chat.complete chat.complete_async chat.stream_async fim.complete ocr.process classifiers.moderate', 'mistralai', 'Mistral'),
  ...chained(
    'models.generate_content models.generate_content_stream models.embed_content models.generate_images models.edit_image models.generate_videos models.count_tokens chats.create live.connect caches.create',
    'google.genai',
    'Client',
    ANY_CLIENT,
  ),
  ...chained('chat.create', 'xai_sdk', 'Client'),
  ...chained('text_to_speech.convert text_to_speech.stream speech_to_text.convert', 'elevenlabs.client', 'ElevenLabs', {
    target: namedAt(KEYWORD_ONLY, 'model_id'),
  }),
  // Behind those whose ends they are
  ...chained('completions.create', 'openai', 'OpenAI'),
  ...services(
    'chain',
    'ChatCompletion.create ChatCompletion.acreate Completion.create Completion.acreate Embedding.create Embedding.acreate',
    ['openai', 'fireworks'],
    BY_IMPORT,
    ENGINE,
    {
      found:
        'import openai\nopenai.ChatCompletion.create(model="m")\nopenai.Completion.create(engine="m")\nopenai.ChatCompletion.acreate(model="m")\nopenai.Completion.acreate(engine="m")\nopenai.Embedding.create(model="m")\nopenai.Embedding.acreate(model="m")',
    },
  ),
  service('chain', 'Audio.transcribe', ['openai'], 'openai', namedAt(0, 'model'), {
    found: 'import openai\nopenai.Audio.transcribe("whisper-1", f)',
  }),
  service('function', 'GenerativeModel', ['google', 'vertexai'], 'google', namedAt(0, 'model_name'), { found: VERTEX }),
  service('function', 'embed_content', ['google'], 'google', namedAt(0, 'model'), {
    found: 'import google.generativeai as genai\ngenai.embed_content(model="models/text-embedding-004", content=x)',
  }),
  // `invoke_model` of other clients has no modelId.
  ...services('chain', 'invoke_model invoke_model_with_response_stream converse converse_stream', [], 'bedrock', BEDROCK, {
    found:
      'import boto3\nc = boto3.client("bedrock-runtime")\nc.invoke_model(modelId="m")\nc.invoke_model_with_response_stream(modelId="m")\nc.converse(modelId="m")\nc.converse_stream(modelId="m")',
    anyClient: true,
  }),
  service('chain', 'invoke_endpoint', [], 'sagemaker', namedAt(KEYWORD_ONLY, 'EndpointName'), {
    found: 'import boto3\nboto3.client("sagemaker-runtime").invoke_endpoint(EndpointName="house-llm")',
    anyClient: true,
  }),
  ...services('method', 'chat chat_stream embed rerank generate classify', ['cohere'], 'cohere', MODEL),
  ...services('method', 'complete embed', ['azure'], 'azure', MODEL),
  ...services('method', 'embed rerank multimodal_embed contextualized_embed', ['voyageai'], 'voyage', MODEL),
  ...services(
    'method',
    'chat_completion text_generation feature_extraction text_to_image text_to_speech text_to_video image_to_video image_to_image automatic_speech_recognition sentence_similarity image_to_text text_classification token_classification zero_shot_classification zero_shot_image_classification question_answering document_question_answering table_question_answering visual_question_answering fill_mask summarization translation image_classification image_segmentation object_detection audio_classification audio_to_audio tabular_classification tabular_regression',
    ['huggingface_hub'],
    'huggingface',
    MODEL,
  ),
  service('function', 'InferenceClient', ['huggingface_hub'], 'huggingface', namedAt(0, 'model')),
  service('function', 'AsyncInferenceClient', ['huggingface_hub'], 'huggingface', namedAt(0, 'model')),
  ...services('function', 'run async_run stream async_stream', ['replicate'], 'replicate', namedAt(0, 'ref')),
  // replicate 1.0.7
  ...services('function', 'predictions.create trainings.create', ['replicate'], 'replicate', namedAt(0, 'model', 'version', 'deployment'), {
    ordinary: true,
  }),
  ...chained('predictions.create trainings.create', 'replicate', 'Client', { target: namedAt(0, 'model', 'version', 'deployment') }),
  ...services(
    'function',
    'run run_async submit submit_async subscribe subscribe_async stream stream_async',
    ['fal_client'],
    'fal',
    namedAt(0, 'application'),
  ),
  ...services(
    'chain',
    'Generation.call AioGeneration.call MultiModalConversation.call TextEmbedding.call MultiModalEmbedding.call ImageSynthesis.call VideoSynthesis.call',
    ['dashscope'],
    'dashscope',
    namedAt(0, 'model'),
    {
      found:
        "import dashscope\nfor c in 'x':\n  dashscope.Generation.call(model='m')\n  dashscope.AioGeneration.call(model='m')\n  dashscope.MultiModalConversation.call(model='m')\n  dashscope.TextEmbedding.call(model='m')\n  dashscope.MultiModalEmbedding.call(model='m')\n  dashscope.ImageSynthesis.call(model='m')\n  dashscope.VideoSynthesis.call(model='m')",
    },
  ),
  ...services('function', 'ModelInference Embeddings', ['ibm_watsonx_ai'], 'watsonx', namedAt(KEYWORD_ONLY, 'model_id')),
  ...services(
    'function',
    'PrerecordedOptions LiveOptions SpeakOptions',
    ['deepgram', 'pipecat'],
    'deepgram',
    namedAt(KEYWORD_ONLY, 'model'),
  ),
  ...services(
    'function',
    'completion acompletion embedding aembedding transcription atranscription speech aspeech rerank arerank batch_completion',
    ['litellm'],
    BY_PREFIX,
    namedAt(0, 'model'),
  ),
  ...services(
    'function',
    'text_completion atext_completion image_generation aimage_generation responses aresponses moderation amoderation',
    ['litellm'],
    BY_PREFIX,
    namedAt(1, 'model'),
  ),
  ...local('function', 'chat generate embed embeddings', ['ollama'], namedAt(0, 'model')),
  ...local('method', 'chat generate embed embeddings', ['ollama'], MODEL),
];

export const SERVICE_ROWS: readonly ApiRow[] = [...SDK_ROWS, ...FRAMEWORK_ROWS];

/** Chains that belong to one SDK even where a file imports several. */
export const CHAIN_PROVIDER: Readonly<Record<string, string>> = {
  ...owned('anthropic', 'messages.create messages.stream messages.count_tokens messages.parse'),
  ...owned(
    'google',
    'models.generate_content models.generate_content_stream models.embed_content models.generate_images models.edit_image models.generate_videos models.count_tokens chats.create live.connect caches.create',
  ),
  ...owned('mistral', 'chat.complete chat.complete_async chat.stream_async fim.complete ocr.process classifiers.moderate'),
  ...owned('xai', 'chat.create'),
  ...owned('elevenlabs', 'text_to_speech.convert text_to_speech.stream speech_to_text.convert'),
};

function owned(provider: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, provider]));
}
