/** Words by which a key says that its value is a model, and keys whose values are never one. Data. */

/** One of the words of a key. */
const MODEL_WORDS =
  /(?:^|_)(?:models?|llms?|gpt|engine|deployments?|embeddings?|embedder|reranker?|completions?|fallbacks?|foundation_model|vlm|slm)(?:_|\d|$)/;
/** For people, for search, for package managers and for forges: not what is loaded. */
const NO_NAME =
  /(?:^|_)(?:titles?|labels?|descriptions?|desc|help|messages?|msg|notes?|comments?|summary|usage|examples?|docs?|documentation|text|texts|content|prompts?|keywords?|tags?|topics?|words|dictionary|authors?|maintainers?|contributors?|homepage|display|display_names?|display_labels?|full_name|label_name|license|changelog|placeholder|tooltip|hint|alt|caption|heading|subtitle|family|created_by|owned_by|image|images|repository|repositories|uses|github|git|package|packages|dependencies|devdependencies|peerdependencies|scripts|paths|include|exclude|files|ignore|locale|lang|version|versions|icon|logo|color|class|classname|css|mime_type|content_type|href|src|import|imports|module|modules|plugins|extends|namespace|namespaces|scope|scopes|role|team|assignees|reviewers|branch|branches|ref|event|events|path|dir|folder|test|tests|expected|actual|regex|pattern|patterns|prefix|suffix|alias_of)$/;
/** What is said of a model, and is not its name. */
const OF_MODEL =
  /_(?:provider|providers|type|types|class|version|dir|folder|file|files|url|uri|endpoint|host|port|region|format|task|kwargs|args|params|parameters|config|configs|settings|options_type|key|keys|token|tokens|secret|account|dim|dims|dimension|dimensions|size|length|count|limit|timeout|temperature|device|dtype|status|state|enabled|mode|card|owner|store|cache|index|table|service|category|source|revision|template|parser|backend|cost|price|capabilities|context|window|strategy|weight|weights|server|client|factory|group|arn_prefix|sha256|checksum|hash|commit)$/;
/** A choice that a person has. */
const CHOICES =
  /(?:^|_)(?:choices|options|enum|available_models|supported_models|allowed_models|models_available|suggestions|presets|catalog|catalogue|gallery|registry|model_options|known_models|models_list|one_of|any_of)$/;
/** A word for anything, which is that of what stands above it. */
const INNER =
  /^(?:id|ids|name|names|value|values|default|const|key|slug|primary|secondary|fast|smart|small|large|main|chat|high|low|medium|model|)$/;

export function saysModel(key: string): boolean {
  return MODEL_WORDS.test(key) && !NO_NAME.test(key) && !OF_MODEL.test(key);
}

export function saysNoName(key: string): boolean {
  return NO_NAME.test(key);
}

export function saysChoice(key: string): boolean {
  return CHOICES.test(key);
}

/** The last words of a key that is the place for a name. */
const ENDS =
  /(?:^|_)(?:models?|llms?|gpt|engine|deployments?|embeddings?|embedder|reranker?|completions?|fallbacks?|vlm|slm)(?:_(?:ids?|names?|path|key|tag|slug|string|repo|default|primary|secondary|fallback|small|large|fast|smart|chat|main|ids|names|list|pull|to_pull|to_load|\d{1,2}))*$/;

/** Whether a key asks for a name: what stands there counts by its provider alone. */
export function asksForModel(key: string): boolean {
  return ENDS.test(key);
}

/** `owners`: the keys above, nearest first. */
export function isModelKey(key: string, owners: readonly string[]): boolean {
  if (saysNoName(key)) return false;
  if (MODEL_WORDS.test(key)) return !OF_MODEL.test(key);
  if (!INNER.test(key) && !CHOICES.test(key)) return false;
  const [near = '', next = '', far = ''] = owners;
  return (
    saysModel(near) ||
    ((INNER.test(near) || CHOICES.test(near) || near === 'items' || near === 'schema' || near === 'properties') &&
      (saysModel(next) || saysModel(far)))
  );
}

/** What stands for a name that somebody fills in. */
const NO_TEXT =
  /^(?:default|auto|none|null|true|false|unknown|custom|other|local|string|text|model|models|any|all|latest|base|small|medium|large|tiny|name|embedding|chat|completion|openai|azure|anthropic|ollama|vllm|gemini|bedrock|groq|mistral-ai|huggingface|x+|n\/a|todo|tbd|changeme|-+)$|your|my[-_]|placeholder|example|insert|replace|<|>|\.{3}|\bxxx|\bsome[-_]|^(?:default|custom|target|base|chosen|new|the)?[-_]?(?:llm|ai|chat|embedding|language)?[-_]?model(?:[-_](?:name|id|here|\d{1,2}))?$/i;

/** Whether a text can be what a provider calls a model: one word of bounded length. */
export function isToken(text: string): boolean {
  return (
    /^[A-Za-z0-9@][\w.:/@+-]{1,150}$/.test(text) &&
    /[A-Za-z]/.test(text) &&
    !NO_TEXT.test(text) &&
    !text.includes('://') &&
    !/\.(?:ya?ml|json|gguf|bin|pth?|onnx|safetensors|py|txt|md)$/i.test(text)
  );
}
