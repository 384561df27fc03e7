/** Which texts are names of the hub, and which only look so: folders, files, models of hosted services. Data. */
import { isHubId } from '../../../ref/parse.ts';
import type { KeyRole } from './hub-keys.ts';

const PREFIXES =
  /^(?:ai|azure|azure_ai|bedrock|vertex|vertex_ai|gemini|anthropic|groq|ollama|ollama_chat|openrouter|together_ai|together|fireworks|fireworks_ai|cohere|mistral|xai|x-ai|perplexity|replicate|deepinfra|litellm|litellm_proxy|databricks|cerebras|copilot|github_copilot|voyage|moonshot|watsonx|sagemaker|claude|custom_openai|openai_like|hosted_vllm|lm_studio|inception|amazon|anthropic-ai)\//i;
const HOSTED_NAMES =
  /^(?:openai\/(?:gpt-(?!oss|2\b)|o\d|chatgpt|text-|tts|dall-e|whisper-1$|codex|computer-use|sora)|google\/(?:gemini|imagen|veo|text-embedding)|deepseek\/deepseek-(?:chat|reasoner|coder)$|[\w-]{1,40}\/(?:claude-|gpt-[345]))/i;
/** Names of files and usual folders for them: a path, not a repository. */
const FILE =
  /\.(?:ya?ml|json[l5]?|gguf|ggml|bin|pth?|onnx|safetensors|pkl|pickle|joblib|h5|hdf5|keras|tflite|pb|ckpt|engine|plan|npz|npy|mlmodel|xml|param|cfg|ini|toml|txt|csv|tsv|parquet|arrow|py|sh|[cm]?[jt]sx?|md|html?|png|jpe?g|svg|tar|t?gz|zip|sql|proto|rb|go|stl|glb|gltf|obj|fbx|wav|mp3|mp4)$/i;
const FOLDER =
  /^(?:models?|checkpoints?|ckpts?|outputs?|out|results?|data|datasets?|weights?|artifacts?|saves?|runs?|logs?|tmp|temp|assets?|configs?|conf|src|app|lib|local|mnt|opt|home|root|var|usr|workspace|experiments?|trained_models|saved_models|pretrained_models|pretrained|cache|\.cache|resources?|public|static|files|storage|bucket|train|test|val|eval|raw|processed|application|text|image|api|v\d)\//i;
/** Folders by themselves: "llama/model", "my_run/checkpoint-500". */
const INSIDE = /\/(?:checkpoint-\d+|model|models|weights|data|final|latest|best|output|train|test|val)$/i;

/** What somebody is to fill in. */
const PLACEHOLDER =
  /(?:^|\/)(?:your[-_]|(?:my|your)[-_]?(?:user(?:name)?|org|hf|repo|model|dataset|name|company|account|team)\b|user(?:name)?\/|placeholder|change[-_]?me)|^(?:org|organi[sz]ation|owner|namespace|author|user(?:name)?)\/(?:repo|repository|model|name|dataset|project)(?:[-_]?(?:name|id|here))?\d?$|\/(?:repo(?:sitory)?[-_]?name|model[-_]name|dataset[-_]name)$/i;

/** A name as the hub has it: two parts, and neither a path nor the model of a hosted service. */
export function isRepositoryName({ component, kind }: KeyRole, text: string): boolean {
  if (!text.includes('/') || !isHubId(text) || PLACEHOLDER.test(text) || /^(?:\d+\/|\d{4}\/)/.test(text)) return false;
  if (component === 'model' && HOSTED_NAMES.test(text)) return false;
  if (kind === 'sure') return true;
  return !(PREFIXES.test(text) || FILE.test(text) || FOLDER.test(text) || INSIDE.test(text));
}

/** Owners whose names on the hub stand for models wherever they are written so. */
export const OWNERS: ReadonlySet<string> = new Set(
  [
    'meta-llama facebook google google-bert google-t5 FacebookAI openai-community microsoft mistralai Qwen deepseek-ai BAAI intfloat sentence-transformers nomic-ai thenlper',
    'jinaai mixedbread-ai Alibaba-NLP Snowflake stabilityai stable-diffusion-v1-5 black-forest-labs runwayml CompVis TheBloke bartowski unsloth NousResearch HuggingFaceTB HuggingFaceH4',
    'HuggingFaceM4 tiiuae EleutherAI bigscience bigcode Salesforce nvidia ibm-granite 01-ai internlm THUDM zai-org moonshotai MiniMaxAI allenai teknium openchat lmsys databricks mosaicml',
    'togethercomputer upstage CohereForAI CohereLabs mlx-community lmstudio-community TinyLlama distilbert openbmb OpenGVLab llava-hf liuhaotian Systran guillaumekln pyannote',
    'speechbrain suno hexgrad coqui cross-encoder colbert-ir answerdotai Xenova onnx-community naver prithivida qdrant cardiffnlp dslim ProsusAI j-hartmann Helsinki-NLP ai21labs xai-org',
    'RedHatAI neuralmagic casperhansen hugging-quants second-state QuantFactory MaziyarPanahi cognitivecomputations dphn Intel amazon apple ByteDance Wan-AI tencent Tencent-Hunyuan IDEA-Research Lightricks timm laion openai microsoft-research HuggingFaceFW trl-lib peft-internal-testing hf-internal-testing immich-app diffusers kakaobrain madebyollin latent-consistency PixArt-alpha ehartford Open-Orca tatsu-lab OpenAssistant',
  ].flatMap((line) => line.split(' ')),
);

/** A name that nothing else can be: a repository of a known owner. Routers of hosted models write the same names in small letters. */
export function isWellKnown(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0 || !isHubId(text) || FILE.test(text) || HOSTED_NAMES.test(text)) return false;
  const [owner, name] = [text.slice(0, slash), text.slice(slash + 1)];
  return (
    OWNERS.has(owner) &&
    (/[A-Z]/.test(name) || !ROUTED.has(owner) || /^(?:gpt-oss|whisper-|clip-vit|gemma-|flan-t5|bge-|e5-|gte-)/.test(name)) &&
    !/-(?:latest|preview|maas)$/.test(name)
  );
}

/** Routers of hosted models have names by these owners, too, in small letters. */
const ROUTED: ReadonlySet<string> = new Set([
  'meta-llama',
  'mistralai',
  'google',
  'nvidia',
  'openai',
  'amazon',
  'databricks',
  'tencent',
  'moonshotai',
  'upstage',
  'ai21labs',
]);

/** Names without an owner that the hub has had from its first days. */
const CANONICAL =
  /^(?:(?:distil)?gpt2(?:-medium|-large|-xl)?|openai-gpt|t5-(?:small|base|large|3b|11b)|(?:distil)?bert-(?:base|large)(?:-[a-z]+){1,4}(?:-v2)?|(?:distil)?roberta-(?:base|large)(?:-[a-z-]+)?|xlm-roberta-(?:base|large)|xlnet-(?:base|large)-cased|albert-(?:base|large|xlarge|xxlarge)-v[12]|camembert-base|xlm-mlm-[\w-]{2,20})$/;
const CANONICAL_DATA =
  /^(?:squad(?:_v2)?|imdb|glue|super_glue|wikitext|c4|mnist|cifar10|cifar100|cnn_dailymail|xsum|samsum|conll2003|ag_news|sst2|mmlu|gsm8k|hellaswag|winogrande|openwebtext|bookcorpus|librispeech_asr|wmt1[46]|emotion|rotten_tomatoes|yelp_review_full|dbpedia_14)$/;
/** Models of sentence-transformers are written without their owner. */
const SENTENCE = /^(?:all|multi-qa|paraphrase|msmarco|distiluse|stsb|nli|gtr-t5|sentence-t5|clip-ViT)-[\w.-]{3,60}$/i;

/** The whole name of one that is written without its owner; null: it is none. */
export function completed({ component }: KeyRole, text: string): string | null {
  if (component === 'dataset') return CANONICAL_DATA.test(text) ? text : null;
  if (CANONICAL.test(text)) return text;
  return SENTENCE.test(text) && /MiniLM|mpnet|distil|roberta|bert|t5|ViT|use|dot|cos/i.test(text) ? `sentence-transformers/${text}` : null;
}

/** How models are called, not programs. */
const FAMILY =
  /llama|mistral|mixtral|qwen|gemma|phi-\d|bert|minilm|mpnet|whisper|wav2vec|clip-|t5|bge-|e5-|gte-|stable-diffusion|sdxl|flux|deepseek|falcon|vit-|detr|opt-\d|bloom|gpt-?(?:2|j|neo|oss)|instruct|embed|rerank|\db\b/i;

export function isFamily(text: string): boolean {
  return FAMILY.test(text);
}
