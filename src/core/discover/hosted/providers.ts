/**
 * Who runs hosted models, one row each: data. `id` is what every reader, the SBOM and policies call the provider; what others call it is an
 * alias. Prefixes are those of LiteLLM (docs.litellm.ai/docs/providers, `LlmProviders` of its package), of the AI SDK and its gateway
 * (ai-sdk.dev/providers), of OpenRouter (openrouter.ai/models), of LangChain's init_chat_model and of pydantic-ai, as published in 2026.
 */

export interface Provider {
  readonly id: string;
  /** What else stands before "/" or ":" for it, in lower case with "-" for "_". */
  readonly aliases?: readonly string[];
  /** `local`: a server of one's own, whose models come from a hub. `gateway`: it passes on to whom the rest names. Absent: it runs the models. */
  readonly runs?: 'local' | 'gateway';
  /** Hosts under which it answers itself, over https. */
  readonly hosts?: readonly string[];
  /** Names that owners on a hub have, too: "google/gemma-2b" is of the hub. */
  readonly owners?: readonly string[];
  /** Root modules of its Python packages. */
  readonly python?: readonly string[];
}

export const PROVIDERS: readonly Provider[] = [
  {
    id: 'openai',
    aliases: ['openai-chat', 'openai-responses', 'openai-text', 'text-completion-openai', 'chatgpt', 'oai'],
    hosts: ['api.openai.com', 'eu.api.openai.com', 'us.api.openai.com'],
    owners: ['openai'],
    python: ['openai'],
  },
  {
    id: 'azure',
    aliases: ['azure-openai', 'azureopenai', 'azure-ai', 'azure-text', 'azure-openai-chat', 'azure-speech', 'azureai', 'azure-foundry'],
    hosts: ['models.inference.ai.azure.com'],
  },
  {
    id: 'anthropic',
    aliases: ['claude', 'anthropic-text', 'anthropic-ai'],
    hosts: ['api.anthropic.com'],
    owners: ['anthropic'],
    python: ['anthropic'],
  },
  {
    id: 'google',
    aliases: words(
      'gemini google-gla google-genai google-ai google-aistudio googleai google-generative-ai google-gemini palm',
      'vertex vertex-ai vertexai vertex-ai-beta google-vertex google-vertexai google-vertex-anthropic google-anthropic-vertex',
    ),
    hosts: ['generativelanguage.googleapis.com', 'aiplatform.googleapis.com'],
    owners: ['google'],
    python: ['google', 'vertexai'],
  },
  {
    id: 'bedrock',
    aliases: ['amazon-bedrock', 'aws-bedrock', 'aws', 'bedrock-converse', 'bedrock-mantle', 'amazon', 'amazon-nova'],
    owners: ['amazon'],
  },
  { id: 'sagemaker', aliases: ['sagemaker-chat', 'sagemaker-nova'] },
  {
    id: 'mistral',
    aliases: ['mistralai', 'mistral-ai', 'codestral', 'text-completion-codestral'],
    hosts: ['api.mistral.ai', 'codestral.mistral.ai'],
    owners: ['mistralai'],
    python: ['mistralai'],
  },
  { id: 'cohere', aliases: ['cohere-chat'], hosts: ['api.cohere.com', 'api.cohere.ai'], python: ['cohere'] },
  { id: 'groq', hosts: ['api.groq.com'], python: ['groq'] },
  {
    id: 'together',
    aliases: ['together-ai', 'togetherai', 'togethercomputer'],
    hosts: ['api.together.xyz', 'api.together.ai'],
    owners: ['togethercomputer'],
    python: ['together'],
  },
  { id: 'fireworks', aliases: ['fireworks-ai'], hosts: ['api.fireworks.ai'], owners: ['fireworks-ai'], python: ['fireworks'] },
  { id: 'replicate', hosts: ['api.replicate.com'], python: ['replicate'] },
  { id: 'fal', aliases: ['fal-ai'], hosts: ['fal.run', 'queue.fal.run'], owners: ['fal-ai'], python: ['fal_client'] },
  { id: 'perplexity', aliases: ['pplx', 'perplexity-ai'], hosts: ['api.perplexity.ai'], owners: ['perplexity-ai'], python: ['perplexity'] },
  { id: 'xai', aliases: ['x-ai', 'grok'], hosts: ['api.x.ai'], owners: ['xai-org'], python: ['xai_sdk'] },
  { id: 'deepseek', aliases: ['deepseek-ai'], hosts: ['api.deepseek.com'], owners: ['deepseek-ai'] },
  {
    id: 'moonshot',
    aliases: ['moonshotai', 'moonshot-ai', 'kimi'],
    hosts: ['api.moonshot.ai', 'api.moonshot.cn'],
    owners: ['moonshotai'],
  },
  {
    id: 'dashscope',
    aliases: ['qwen', 'alibaba', 'tongyi', 'bailian', 'aliyun', 'qwencloud', 'qwen-ai-platform'],
    hosts: ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'],
    owners: ['qwen', 'alibaba'],
    python: ['dashscope'],
  },
  {
    id: 'zhipu',
    aliases: ['zai', 'z-ai', 'zhipuai', 'bigmodel', 'glm'],
    hosts: ['open.bigmodel.cn', 'api.z.ai'],
    owners: ['zai-org'],
    python: ['zhipuai', 'zai'],
  },
  { id: 'minimax', aliases: ['minimaxi'], hosts: ['api.minimax.chat', 'api.minimax.io', 'api.minimaxi.com'], owners: ['minimaxai'] },
  { id: 'ai21', aliases: ['ai21-chat', 'ai21labs'], hosts: ['api.ai21.com'], owners: ['ai21labs'], python: ['ai21'] },
  { id: 'voyage', aliases: ['voyageai', 'voyage-ai'], hosts: ['api.voyageai.com'], owners: ['voyageai'], python: ['voyageai'] },
  { id: 'jina', aliases: ['jina-ai', 'jinaai'], hosts: ['api.jina.ai'], owners: ['jinaai'] },
  { id: 'elevenlabs', aliases: ['eleven-labs'], hosts: ['api.elevenlabs.io'], python: ['elevenlabs'] },
  { id: 'cartesia', hosts: ['api.cartesia.ai'], python: ['cartesia'] },
  { id: 'deepgram', hosts: ['api.deepgram.com'], python: ['deepgram'] },
  { id: 'assemblyai', aliases: ['assembly-ai'], hosts: ['api.assemblyai.com'], python: ['assemblyai'] },
  {
    id: 'stability',
    aliases: ['stabilityai', 'stability-ai'],
    hosts: ['api.stability.ai'],
    owners: ['stabilityai', 'stability-ai'],
    python: ['stability_sdk'],
  },
  { id: 'openrouter', hosts: ['openrouter.ai'], python: ['openrouter'] },
  { id: 'vercel', aliases: ['vercel-ai-gateway', 'ai-gateway'], hosts: ['ai-gateway.vercel.sh'] },
  {
    id: 'github',
    aliases: ['github-models', 'github-copilot', 'copilot'],
    hosts: ['models.github.ai', 'api.githubcopilot.com'],
    owners: ['github'],
  },
  {
    id: 'cloudflare',
    aliases: ['workers-ai', 'cloudflare-workers-ai', 'clf-ai-gateway'],
    hosts: ['api.cloudflare.com', 'gateway.ai.cloudflare.com'],
    owners: ['cloudflare'],
  },
  {
    id: 'nvidia',
    aliases: ['nvidia-nim', 'nim', 'nvidia-riva'],
    hosts: ['integrate.api.nvidia.com', 'ai.api.nvidia.com'],
    owners: ['nvidia'],
  },
  { id: 'watsonx', aliases: ['watsonx-text', 'ibm-watsonx', 'ibm'], owners: ['ibm'], python: ['ibm_watsonx_ai'] },
  { id: 'databricks', aliases: ['databricks-agent'], owners: ['databricks'] },
  { id: 'snowflake', owners: ['snowflake'] },
  {
    id: 'huggingface',
    aliases: ['hf-inference', 'hugging-face'],
    hosts: ['router.huggingface.co', 'api-inference.huggingface.co'],
    owners: ['huggingface'],
    python: ['huggingface_hub'],
  },
  { id: 'cerebras', hosts: ['api.cerebras.ai'], owners: ['cerebras'], python: ['cerebras'] },
  { id: 'sambanova', hosts: ['api.sambanova.ai'], python: ['sambanova'] },
  { id: 'deepinfra', hosts: ['api.deepinfra.com'] },
  { id: 'novita', aliases: ['novita-ai'], hosts: ['api.novita.ai'] },
  { id: 'nebius', hosts: ['api.studio.nebius.ai', 'api.studio.nebius.com', 'api.tokenfactory.nebius.com'], owners: ['nebius'] },
  { id: 'hyperbolic', hosts: ['api.hyperbolic.xyz'] },
  { id: 'siliconflow', hosts: ['api.siliconflow.cn', 'api.siliconflow.com'] },
  { id: 'baseten', hosts: ['inference.baseten.co'], owners: ['baseten'] },
  { id: 'anyscale', hosts: ['api.endpoints.anyscale.com'] },
  { id: 'friendliai', aliases: ['friendli'], hosts: ['api.friendli.ai'] },
  { id: 'featherless', aliases: ['featherless-ai'], hosts: ['api.featherless.ai'] },
  { id: 'nscale', hosts: ['inference.api.nscale.com'] },
  { id: 'scaleway', hosts: ['api.scaleway.ai'] },
  { id: 'ovhcloud' },
  { id: 'lambda', aliases: ['lambda-ai'], hosts: ['api.lambda.ai', 'api.lambdalabs.com'] },
  { id: 'aimlapi', aliases: ['aiml'], hosts: ['api.aimlapi.com'] },
  {
    id: 'bfl',
    aliases: ['black-forest-labs', 'blackforestlabs'],
    hosts: ['api.bfl.ai', 'api.bfl.ml', 'api.us1.bfl.ai'],
    owners: ['black-forest-labs'],
  },
  { id: 'runway', aliases: ['runwayml'], hosts: ['api.dev.runwayml.com'], owners: ['runwayml'], python: ['runwayml'] },
  { id: 'luma', aliases: ['lumalabs'], hosts: ['api.lumalabs.ai'], python: ['lumaai'] },
  { id: 'recraft', hosts: ['external.api.recraft.ai'] },
  {
    id: 'volcengine',
    aliases: ['doubao', 'ark', 'byteplus', 'bytedance'],
    hosts: ['ark.cn-beijing.volces.com'],
    owners: ['bytedance'],
    python: ['volcenginesdkarkruntime'],
  },
  { id: 'tencent', aliases: ['hunyuan'], hosts: ['api.hunyuan.cloud.tencent.com'], owners: ['tencent'] },
  { id: 'baidu', aliases: ['qianfan', 'wenxin', 'ernie'], hosts: ['qianfan.baidubce.com'], owners: ['baidu'], python: ['qianfan'] },
  { id: 'baichuan', hosts: ['api.baichuan-ai.com'] },
  { id: 'stepfun', hosts: ['api.stepfun.com'], owners: ['stepfun-ai'] },
  { id: 'yi', aliases: ['01ai', '01-ai', 'lingyiwanwu'], hosts: ['api.lingyiwanwu.com'], owners: ['01-ai'] },
  { id: 'writer', hosts: ['api.writer.com'], owners: ['writer'], python: ['writerai'] },
  { id: 'upstage', hosts: ['api.upstage.ai'], owners: ['upstage'] },
  { id: 'reka', aliases: ['reka-ai'], hosts: ['api.reka.ai'], owners: ['rekaai'], python: ['reka'] },
  { id: 'inception', aliases: ['inceptionlabs', 'text-completion-inception'], hosts: ['api.inceptionlabs.ai'] },
  { id: 'aleph-alpha', hosts: ['api.aleph-alpha.com'], owners: ['aleph-alpha'], python: ['aleph_alpha_client'] },
  { id: 'nomic', aliases: ['nomic-ai'], hosts: ['api-atlas.nomic.ai'], owners: ['nomic-ai'] },
  { id: 'gigachat', python: ['gigachat'] },
  { id: 'oci', aliases: ['oci-genai', 'oracle'] },
  { id: 'meta', aliases: ['meta-llama-api'], hosts: ['api.llama.com'], owners: ['meta'], python: ['llama_api_client'] },
  { id: 'morph', hosts: ['api.morphllm.com'] },
  { id: 'v0', hosts: ['api.v0.dev'] },
  { id: 'clarifai', hosts: ['api.clarifai.com'], python: ['clarifai'] },
  { id: 'predibase' },
  { id: 'nlp-cloud', hosts: ['api.nlpcloud.io'], python: ['nlpcloud'] },
  { id: 'maritalk', aliases: ['maritaca'] },
  { id: 'litellm', aliases: ['litellm-proxy'], runs: 'gateway', python: ['litellm'] },
  { id: 'aisuite', runs: 'gateway', python: ['aisuite'] },
  { id: 'portkey', runs: 'gateway', hosts: ['api.portkey.ai'], python: ['portkey_ai'] },
  { id: 'helicone', runs: 'gateway', hosts: ['ai-gateway.helicone.ai'] },
  { id: 'ollama', aliases: ['ollama-chat'], runs: 'local', python: ['ollama'] },
  { id: 'vllm', aliases: ['hosted-vllm'], runs: 'local' },
  { id: 'lmstudio', aliases: ['lm-studio'], runs: 'local', python: ['lmstudio'] },
  { id: 'llamafile', runs: 'local' },
  { id: 'llamacpp', aliases: ['llama-cpp', 'llama.cpp'], runs: 'local' },
  { id: 'localai', runs: 'local' },
  { id: 'xinference', runs: 'local' },
  { id: 'oobabooga', runs: 'local' },
  { id: 'docker-model-runner', runs: 'local' },
  { id: 'triton', runs: 'local' },
  { id: 'infinity', runs: 'local' },
  { id: 'petals', runs: 'local' },
  { id: 'lemonade', runs: 'local' },
  { id: 'openai-like', aliases: ['custom-openai', 'openai-compatible', 'custom'], runs: 'local' },
];

/** Providers that answer under a name for each region; whole hosts. */
export const HOST_FORMS: readonly (readonly [provider: string, form: RegExp])[] = [
  ['bedrock', /^bedrock(?:-runtime|-mantle)?(?:-fips)?\.[a-z]{2}(?:-[a-z]{2,6}){1,3}-\d\.amazonaws\.com$/],
  ['google', /^[a-z]{2,12}(?:-[a-z]{2,12}\d{1,2})?-aiplatform\.googleapis\.com$/],
  ['watsonx', /^[a-z]{2}(?:-[a-z]{2,6})?\.ml\.cloud\.ibm\.com$/],
];

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}
