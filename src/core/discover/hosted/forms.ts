/**
 * How ids of hosted models look that name their provider by themselves: data. From the model pages of the providers (the address stands in
 * each row), held against the ids that LiteLLM publishes (model_prices_and_context_window.json, 2026). Each is tried on a whole text of bounded
 * length; none has a quantifier inside of another one's reach.
 */

export interface IdForm {
  readonly provider: string;
  /** With which its ids begin, a space between two. Readers that look for ids where no call asks look for these; "": only a call tells them. */
  readonly begins: string;
  /** Nothing else is called so. */
  readonly certain: RegExp | null;
  /** Also a word of other things, or of models that a hub or a local server has: only where a key or a call says that it is meant. */
  readonly plain?: RegExp;
}

export const ID_FORMS: readonly IdForm[] = [
  // aws.amazon.com/bedrock: docs "Supported foundation models", with the prefix of an inference profile, and ARNs
  {
    provider: 'bedrock',
    begins:
      'anthropic.claude- amazon.nova- amazon.titan- amazon.rerank- meta.llama mistral.mi mistral.pixtral- mistral.voxtral- mistral.magistral- mistral.devstral- cohere.command- cohere.embed- cohere.rerank- ai21.j stability.s deepseek.r1 deepseek.v openai.gpt- qwen.qwen writer.palmyra- twelvelabs. luma.ray minimax.minimax- moonshot.kimi- moonshotai.kimi- nvidia.nemotron- google.gemma- zai.glm- xai.grok- arn:aws',
    certain:
      /^(?:(?:us|eu|apac|au|jp|ca|sa|in|global|us-gov)\.)?(?:anthropic\.claude-|amazon\.(?:nova|titan|rerank)-|meta\.llama\d|mistral\.(?:mistral|mixtral|pixtral|voxtral|ministral|magistral|devstral)-|cohere\.(?:command|embed|rerank)-|ai21\.(?:j2|jamba)-|stability\.(?:sd3|stable)|deepseek\.(?:r1|v\d)|openai\.gpt-|qwen\.qwen\d|writer\.palmyra-|twelvelabs\.(?:marengo|pegasus)-|luma\.ray|minimax\.minimax-|moonshot(?:ai)?\.kimi-|nvidia\.nemotron-|google\.gemma-|zai\.glm-|xai\.grok-)[\w.:@-]{0,80}$|^arn:aws[\w-]{0,10}:bedrock:[\w-]{0,20}:\d{0,12}:[\w-]{3,40}\/[\w.:/-]{1,100}$/,
  },
  { provider: 'sagemaker', begins: '', certain: /^arn:aws[\w-]{0,10}:sagemaker:[\w-]{0,20}:\d{0,12}:endpoint\/[\w.-]{1,63}$/ },
  // platform.openai.com/docs/models; deprecated ones: /docs/deprecations
  {
    provider: 'openai',
    begins:
      'gpt- chatgpt- o1 o2- o3 o4 o5- text-embedding-3 text-embedding-ada text-davinci text-curie text-babbage text-ada code-davinci code-cushman davinci babbage ft: dall-e- whisper-1 tts-1 omni-moderation- text-moderation- computer-use- codex-mini sora-2',
    certain:
      /^(?:ft:(?:gpt-|o\d-|davinci|babbage)[\w.:@-]{1,100}|gpt-(?:3\.5-turbo|4(?:\.\d|o)?|[5-9](?:\.\d)?)(?:-[\w.:-]{1,48})?|gpt-(?:image|audio|realtime|live|transcribe)(?:-[\w.-]{1,40})?|gpt-[a-z]{2,10}(?:-[a-z]{2,10})?-latest|chatgpt-(?:4o|image)-[\w.-]{1,30}|o[13](?:-(?:mini|pro|preview|deep-research)(?:-[\w-]{1,20})?|-20\d\d-\d\d-\d\d)|o[2-9]-(?:mini|pro)(?:-[\w-]{1,40})?|text-embedding-(?:3-(?:small|large)|ada-002)|text-(?:davinci|curie|babbage|ada)-\d{3}(?:-\w{1,10})?|code-(?:davinci|cushman)-\d{3}|(?:text|code)-davinci-edit-001|(?:davinci|babbage)-002|dall-e-[23]|whisper-1|tts-1(?:-hd)?(?:-\d{4})?|(?:omni|text)-moderation-[\w-]{1,20}|computer-use-preview(?:-[\d-]{1,12})?|codex-mini-latest|sora-2(?:-pro)?(?:-[\d-]{1,12})?)$/,
    plain: /^(?:o[134]|gpt-4v|davinci|babbage)$/,
  },
  // learn.microsoft.com/azure/ai-services/openai: names of deployments have no dot
  { provider: 'azure', begins: 'gpt-35-', certain: /^gpt-35-turbo(?:-[\w.-]{1,30})?$/ },
  // docs.anthropic.com/en/docs/about-claude/models; with "@" those of Vertex AI
  { provider: 'google', begins: 'claude-', certain: /^claude-[\w.-]{1,50}@(?:20\d{6}|latest|default|\d{3})$/ },
  {
    provider: 'anthropic',
    begins: 'claude-',
    certain:
      /^claude-(?:[1-9](?:[.-]\d{1,2})?(?:-(?:opus|sonnet|haiku|instant)(?:-[\w-]{1,30})?|-\d{8}|-100k)?|(?:opus|sonnet|haiku|fable|mythos)(?:-[\w.-]{1,30})|instant(?:-[\w.-]{1,20})?|v\d(?:\.\d)?(?:-[\w.-]{1,20})?)$/,
    plain: /^claude-(?:opus|sonnet|haiku)$/,
  },
  // ai.google.dev/gemini-api/docs/models, cloud.google.com/vertex-ai/generative-ai/docs/models
  {
    provider: 'google',
    begins:
      'gemini- text-embedding-00 text-embedding-preview text-embedding-large text-multilingual- textembedding- multimodalembedding text-bison text-unicorn chat-bison code-bison code-gecko codechat- imagen- imagegeneration@ veo- medlm- learnlm- lyria- publishers/ embedding-001 gemma- aqa',
    certain:
      /^(?:models\/)?(?:gemini-(?:\d(?:\.\d{1,2})?(?:-[\w.@-]{1,60})?|(?:pro|ultra|flash|live|exp|embedding|robotics|omni|nano)(?:-[\w.@-]{1,50})?)|text-embedding-(?:00\d|preview-\d{4}|large-exp-[\d-]{1,12})|text-multilingual-embedding-(?:00\d|preview-\d{4})|textembedding-gecko[\w@-]{0,30}|multimodalembedding@\d{3}|(?:text|chat|code|codechat)-(?:bison|unicorn)(?:-32k)?(?:[@-]\d{3})?|code-gecko(?:@\d{3})?|imagen-[\d.]{1,4}-[\w.-]{1,40}|imagegeneration@\d{3}|veo-\d\.\d-[\w.-]{1,40}|medlm-(?:medium|large)|learnlm-[\w.-]{1,40}|lyria-\d{3})$|^(?:projects\/[\w.:-]{1,60}\/locations\/[\w-]{1,30}\/)?publishers\/[\w-]{1,30}\/models\/[\w.@-]{1,80}$|^models\/(?:embedding-001|aqa|gemma-[\w.-]{1,40})$/,
    plain: /^(?:embedding-001|multimodalembedding|aqa)$/,
  },
  // docs.mistral.ai/getting-started/models
  {
    provider: 'mistral',
    begins: 'mistral- open-mi open-codestral codestral pixtral- ministral- magistral- devstral- voxtral-',
    certain:
      /^(?:ft:)?(?:mistral-(?:tiny|small|medium|large|saba|moderation|ocr|vibe)(?:-[a-z]{2,12})?-(?:latest|\d{4}|\d{4}-\w{1,12})|mistral-(?:embed|tiny)|open-(?:mistral|mixtral|codestral)-[\w.-]{1,30}|(?:codestral|pixtral|ministral|magistral|devstral|voxtral)(?:-[a-z0-9]{2,10}){0,2}-(?:latest|\d{4})|codestral-embed(?:-\d{4})?)$/,
    plain: /^(?:mistral-(?:small|medium|large|nemo)|codestral|pixtral-large)$/,
  },
  // docs.cohere.com/docs/models
  {
    provider: 'cohere',
    begins: 'command- embed-english- embed-multilingual- embed-v rerank- c4ai-aya-',
    certain:
      /^(?:command-(?:r|r-plus|r7b|a|a-[a-z]{2,12})-\d{2}-\d{4}|command-(?:light-)?nightly|command-(?:light|nightly)|embed-(?:english|multilingual)-(?:light-)?v\d\.\d(?:-image)?|embed-v\d\.\d|rerank-(?:english|multilingual)-v\d\.\d|rerank-v\d\.\d(?:-[a-z]{2,8})?|c4ai-aya-(?:expanse|vision)-\d{1,2}b)$/,
    plain: /^command-(?:r|r-plus|a|r7b)$/,
  },
  // console.groq.com/docs/models
  {
    provider: 'groq',
    begins:
      'llama- llama2-70b- llama3- mixtral-8x7b- gemma-7b- gemma2-9b- distil-whisper- playai-tts deepseek-r1-distill- qwen-qwq- qwen-2.5-',
    certain:
      /^(?:llama-?3(?:\.\d)?-\d{1,3}b-(?:versatile|instant|specdec|8192|tool-use-preview)|llama-3\.2-\d{1,2}b-(?:text-|vision-)?preview|llama3-groq-\d{1,2}b-\w{1,10}-tool-use-preview|llama-guard-3-8b|mixtral-8x7b-32768|gemma2?-\d{1,2}b-it|llama2-70b-4096|distil-whisper-large-v3-en|playai-tts(?:-arabic)?)$/,
    plain: /^(?:whisper-large-v3(?:-turbo)?|deepseek-r1-distill-(?:llama-70b|qwen-32b)|qwen-qwq-32b|qwen-2\.5-(?:coder-)?32b)$/,
  },
  // docs.perplexity.ai/guides/model-cards
  {
    provider: 'perplexity',
    begins: 'sonar llama-3 pplx- r1-1776',
    certain:
      /^(?:sonar-(?:pro|reasoning|reasoning-pro|deep-research|small-\w{2,8}|medium-\w{2,8})|llama-3(?:\.\d)?-sonar-[\w-]{1,30}|pplx-\d{1,2}b-(?:online|chat)|r1-1776)$/,
    plain: /^sonar$/,
  },
  // docs.x.ai/docs/models
  {
    provider: 'xai',
    begins: 'grok-',
    certain: /^grok-(?:[2-9](?:\.\d{1,2})?(?:-[\w.-]{1,40})?|beta|vision-beta|code-fast-1[\w-]{0,12}|imagine-[\w.-]{1,30}|latest)$/,
    plain: /^grok-1$/,
  },
  // api-docs.deepseek.com
  {
    provider: 'deepseek',
    begins: 'deepseek-',
    certain: /^deepseek-(?:chat|reasoner|v\d-(?:flash|pro)[\w-]{0,20}|flash)$/,
    plain: /^deepseek-(?:coder|r1|v[23](?:\.\d)?)$/,
  },
  // platform.moonshot.ai/docs
  {
    provider: 'moonshot',
    begins: 'moonshot-v1- kimi-',
    certain: /^(?:moonshot-v1-[\w-]{1,30}|kimi-(?:latest|k\d(?:\.\d)?(?:-[\w-]{1,30})?|thinking-preview|for-coding))$/,
  },
  // help.aliyun.com/zh/model-studio/models
  {
    provider: 'dashscope',
    begins: 'qwen qwq- qvq- text-embedding-v gte-rerank cosyvoice- paraformer- wan2 wanx',
    certain:
      /^(?:qwen(?:\d(?:\.\d)?)?-(?:vl-|audio-|omni-|coder-|math-|mt-|deep-research-|tts-|asr-)?(?:max|plus|turbo|long|flash)(?:-[\w-]{1,30})?|qwen-(?:vl|audio|omni)-[\w-]{1,30}|qwen3-(?:asr|tts|omni)-flash[\w-]{0,30}|qw[vq]q?-(?:max|plus)(?:-[\w-]{1,20})?|text-embedding-v[1-4]|gte-rerank(?:-v\d)?|cosyvoice-v\d[\w-]{0,10}|paraformer-(?:realtime-)?v\d|wan(?:x\d|\d)\.\d-[\w-]{1,30})$/,
  },
  // docs.z.ai, open.bigmodel.cn
  {
    provider: 'zhipu',
    begins: 'glm- cogview- cogvideox- charglm- codegeex- embedding-',
    certain:
      /^(?:glm-(?:4|5)(?:\.\d)?v?-(?:plus|air|airx|flash|flashx|long|turbo|\d{4}|alltools|assistant|x)(?:-[\w-]{1,20})?|glm-[45](?:\.\d)v?|glm-3-turbo|glm-zero-preview|glm-z1-[\w-]{1,12}|cogview-\d(?:-[\w-]{1,10})?|cogvideox-\d|charglm-\d|codegeex-4)$/,
    plain: /^(?:glm-[45]v?|embedding-[23])$/,
  },
  // platform.minimax.io/docs
  {
    provider: 'minimax',
    begins: 'abab minimax- MiniMax- speech-0 speech-2',
    certain:
      /^(?:abab\d(?:\.\d)?[a-z]?-chat|minimax-(?:text-01|vl-01|m\d(?:\.\d)?(?:-[\w-]{1,20})?)|speech-(?:0[12]|2\.\d)-(?:hd|turbo)(?:-preview)?)$/i,
  },
  // docs.ai21.com
  {
    provider: 'ai21',
    begins: 'jamba- j2-',
    certain:
      /^(?:jamba-(?:1\.[5-9]-)?(?:large|mini|instruct)(?:-[12]\.\d)?(?:-20\d\d-\d\d)?(?:@\d{3})?|j2-(?:ultra|mid|light|jumbo|grande)(?:-instruct)?)$/,
  },
  // docs.voyageai.com
  {
    provider: 'voyage',
    begins: 'voyage- rerank-',
    certain:
      /^voyage-(?:\d(?:\.\d)?(?:-(?:lite|large|m3|nano))?(?:-instruct)?|(?:large|code|law|finance|multilingual|multimodal|context|lite|lite-02|01)-?[\w.-]{0,20})$/,
    plain: /^rerank-(?:lite-)?[12](?:\.5)?(?:-lite)?$/,
  },
  // jina.ai/embeddings; the hub has them with an owner
  {
    provider: 'jina',
    begins: 'jina-',
    certain: null,
    plain: /^jina-(?:embeddings|clip|reranker|colbert|code-embeddings|deepsearch)-[\w.-]{1,40}$/,
  },
  // elevenlabs.io/docs/models
  {
    provider: 'elevenlabs',
    begins: 'eleven_ scribe_v',
    certain:
      /^(?:eleven_(?:multilingual|turbo|flash|monolingual|english|ttv|text_to_sound)_[\w.]{1,20}|eleven_v\d|scribe_v\d(?:_\w{1,12})?)$/,
  },
  // developers.deepgram.com/docs/models-languages-overview
  {
    provider: 'deepgram',
    begins: 'nova- aura- flux-general-',
    certain:
      /^(?:nova-[23]-(?:general|meeting|phonecall|voicemail|finance|conversationalai|video|medical|drivethru|automotive|atc)|aura-(?:2-)?[a-z]{3,12}-[a-z]{2}|flux-general-en)$/,
    plain: /^nova(?:-[23])?$/,
  },
  // assemblyai.com/docs
  { provider: 'assemblyai', begins: 'universal- slam-1', certain: /^(?:universal-(?:streaming|2|3-pro)[\w-]{0,20}|slam-1)$/ },
  // platform.stability.ai/docs/api-reference
  {
    provider: 'stability',
    begins: 'stable-diffusion- stable-image- esrgan- sd3',
    certain:
      /^(?:stable-diffusion-(?:xl-1024-v\d-\d|xl-beta-v[\d-]{3,6}|v1-6|512-v2-1|768-v2-1)|stable-image-(?:ultra|core)|esrgan-v1-x2plus)$/,
    plain: /^sd3(?:\.5)?-(?:large|medium|flash)(?:-turbo)?$/,
  },
  // developers.cloudflare.com/workers-ai/models
  { provider: 'cloudflare', begins: '@cf/ @hf/', certain: /^@(?:cf|hf)\/[\w.-]{1,40}\/[\w.-]{1,80}$/ },
  // docs.fireworks.ai
  {
    provider: 'fireworks',
    begins: 'accounts/',
    certain: /^accounts\/[\w-]{1,40}\/(?:models|deployedModels|deployments|routers)\/[\w.#/-]{1,90}$/,
  },
  // replicate.com/docs: a name and the digest of a version
  { provider: 'replicate', begins: '', certain: /^[\w.-]{1,60}\/[\w.-]{1,80}:[0-9a-f]{64}$/ },
  // fal.ai/models
  { provider: 'fal', begins: 'fal-ai/', certain: /^fal-ai\/[\w.-]{1,60}(?:\/[\w.-]{1,60}){0,4}$/ },
  // docs.together.ai: endpoints that the hub does not have
  {
    provider: 'together',
    begins: 'meta-llama/',
    certain: /^meta-llama\/(?:Meta-)?Llama-[\w.-]{1,40}-(?:Turbo|Lite)(?:-Free|-128K|-classifier)?$/,
  },
  // openrouter.ai/docs: variants of a model
  {
    provider: 'openrouter',
    begins: 'meta-llama/',
    certain: /^[\w.-]{1,40}\/[\w.-]{1,80}:(?:free|nitro|floor|online|extended|thinking|exacto|beta)$/,
  },
  // docs.databricks.com: "Databricks-hosted foundation models"
  {
    provider: 'databricks',
    begins: 'databricks-',
    certain: /^databricks-(?:meta-llama|llama|claude|gpt|gemini|gemma|dbrx|mixtral|mpt|bge|gte|qwen)[\w-]{0,50}$/,
  },
  // docs.bfl.ai
  {
    provider: 'bfl',
    begins: 'flux-',
    certain: /^flux-(?:pro-1\.1(?:-ultra)?|kontext-(?:pro|max)|2-(?:pro|flex|max)|pro-1\.0-(?:fill|canny|depth|expand)[\w-]{0,12})$/,
    plain: /^flux-(?:pro|dev)$/,
  },
  // docs.volcengine.com/ark
  { provider: 'volcengine', begins: 'doubao- ep-20', certain: /^(?:doubao-[\w.-]{2,50}|ep-20\d{12}-\w{5})$/ },
  {
    provider: 'tencent',
    begins: 'hunyuan-',
    certain: /^hunyuan-(?:lite|pro|turbos?|standard|large|code|vision|embedding|t1|a13b|role|functioncall)(?:-[\w.-]{1,30})?$/,
  },
  {
    provider: 'baidu',
    begins: 'ernie- ERNIE-',
    certain: /^ernie-(?:bot|speed|lite|tiny|char|novel|functions|x1|[345]\.[05])(?:-[\w.-]{1,30})?$/i,
  },
  { provider: 'baichuan', begins: 'baichuan Baichuan', certain: /^baichuan[234]?-(?:turbo|air|m1|53b)(?:-192k)?$/i },
  {
    provider: 'stepfun',
    begins: 'step-',
    certain: /^step-(?:[123](?:\.\d)?|r1|1o|tts)-(?:\d{1,3}k|v-mini|mini|flash|vision|turbo)(?:-[\w-]{1,12})?$/,
  },
  { provider: 'yi', begins: 'yi-', certain: /^yi-(?:lightning|large|medium|spark|vision)(?:-(?:turbo|rag|fc|preview|200k|v2))?$/ },
  { provider: 'writer', begins: 'palmyra-', certain: /^palmyra-(?:x\d?|med|fin|creative|vision)[\w-]{0,20}$/ },
  {
    provider: 'upstage',
    begins: 'solar- embedding-',
    certain:
      /^(?:solar-(?:pro|mini)\d?(?:-\d{6}|-ja)?|solar-1-mini-[\w-]{1,20}|solar-embedding-1-large[\w-]{0,10}|embedding-(?:query|passage))$/,
  },
  { provider: 'reka', begins: 'reka-', certain: /^reka-(?:core|flash|edge)(?:-[\w.-]{1,20})?$/ },
  { provider: 'inception', begins: 'mercury-', certain: /^mercury-(?:coder|2)(?:-[\w-]{1,20})?$/ },
  { provider: 'aleph-alpha', begins: 'luminous-', certain: /^luminous-(?:base|extended|supreme)(?:-control)?$/ },
];
