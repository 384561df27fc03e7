/** What names of calls, keys and variables say of an id that stands with them: data. */

/** What they are given is shown, compared, looked up or expected. */
export const SHOWS =
  /^(?:log|warn|error|debug|info|trace|fatal|verbose|includes|startsWith|endsWith|indexOf|lastIndexOf|match|matchAll|test|search|replace|replaceAll|split|localeCompare|has|delete|describe|it|expect|toBe|toEqual|toContain|toMatch|toStrictEqual|equal|deepEqual|strictEqual|t|i18n|captureMessage|encodingForModel|encoding_for_model|get_encoding|getEncoding|register|setAttribute|addEventListener|querySelector|track|capture|enum|literal|union|oneOf|toHaveBeenCalledWith|toMatchObject|toHaveProperty|notEqual|ok|assert)$|(?:Error|Exception|Usage|Pricing|Price|Cost|Tokenizer|Card|Metadata|Capabilities)$|^(?:[A-Z]\w{0,60})?(?:Response|Completion|Chunk)$/;
/** They give back what they are given. */
export const GIVES_BACK =
  /^(?:String|useState|useRef|ref|shallowRef|signal|createSignal|writable|atom|default|catch|optional|freeze|assertDefined|nonNull|\$state|useLocalStorage|prefault)$/;
export const SETS_DEFAULT = /^(?:default|prefault|catch)$/;
export const IS_MAKER = /(?:llm|LLM|[mM]odel|[cC]hat|[eE]mbedder|[eE]mbeddings?|[eE]ngine|[aA]gent|GPT|LM)$/;
export const ASKS_ABOUT =
  /^(?:is|has|supports|can|check|validate|count|encoding|estimate|calculate|parse|normalize|format|find|list|describe|info|register|assert|test|print|log|render|toggle|filter|map|sort|on|handle|show)(?:[A-Z_]|$)/;
/** What else is said of an answer, a price or a record. */
export const OF_RECORD =
  /^(?:choices|usage|object|created|finish_reason|stop_reason|stopReason|finishReason|system_fingerprint|logprobs|\w{0,30}(?:price|pricing|cost|costs)\w{0,30}|(?:input|output|cached?)(?:Price|Cost|Tokens?Cost)?|context_?(?:window|length|size)|contextWindow|contextLength|maxTokens?Allowed|max_?context\w{0,20}|max_?output|\w{0,20}per_?(?:1[km]|million|token)\w{0,20}|owned_by|knowledge_?cutoff|supports_?\w{1,30}|display_?name|label|title|description|tooltip|badge|tier)$/i;
/** What is given to them is looked up, kept or compared. */
export const IS_GIVEN_TO =
  /^(?:get|set|add|push|unshift|concat|append|delete|remove|eq|neq|ne|equals|contains|where|in|not|getItem|setItem|removeItem|join|resolve|then|next|emit|send|json|write|end|now|selectOption|fill|type|click|keys|from|of|call|apply|bind)$|^(?:getBy|queryBy|queryAll|findBy|getAll|getElement|querySelector|createElement|getAttribute|hasAttribute)/;
export const GATHERS = /^(?:Set|Map|Array|Object|freeze|assign)$/;
/** Of pages: links, looks, events. */
export const OF_PAGE =
  /^(?:href|src|to|from|class\w{0,10}|style|theme|variant|primary|secondary|accent|size|alt|route|page|link|anchor|section|event|action|kind|topic|subject|keyword|lang|locale|font|width|height|hash|ref|parent|child|node|target|source)$/i;

/** What people are shown of a model's name. */
export const SHORT_NAME = /^(?:short|pretty|friendly|human|nice)\w{0,20}name$/i;

/** "model", "cardTitleModelId": whatever stands before it. */
export const IS_MODEL = /(?:^|[a-z0-9_])(?:m|M)odel(?:_?(?:[iI]d|[nN]ame))?$|(?:^|_)MODEL(?:_ID|_NAME)?$/;

/** The model for long contexts, and not the length of one. */
export const LONG_CONTEXT = /^long_?context$/i;
