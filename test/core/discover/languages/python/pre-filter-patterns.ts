/** The pre-filter as plain patterns, each asked of the whole text: slow, and what one pass over the words must give, too. */
import { completed, isRepositoryName } from '../../../../../src/core/discover/configs/keyed/hub-names.ts';
import { idleLines } from '../../../../../src/core/discover/languages/python/idle-lines.ts';
import type { ImportFact } from '../../../../../src/core/model/index.ts';
import { NAMES_ENDPOINT } from '../../../../../src/core/discover/endpoint-variables.ts';
import {
  ADDRESS_PARTS,
  ID_BEGINNINGS,
  PROVIDER_HOSTS,
  PROVIDER_MODULES,
  ROUTER_PREFIXES,
} from '../../../../../src/core/discover/hosted/index.ts';
import { API_TABLE, lastNameOf } from '../../../../../src/core/discover/languages/python/api-table.ts';
import { codeOnly } from '../../../../../src/core/discover/languages/python/code-only.ts';
import { scanImports } from '../../../../../src/core/discover/languages/python/import-scan.ts';
import { BEGINS_ADDRESS, SCHEMES_OF_FILES, SUFFIXES_OF_MODELS, SUFFIXES_OF_OTHERS } from '../../../../../src/core/discover/model-file.ts';
import { LOADERS } from '../../../../../src/core/discover/languages/shell/loaders.ts';

const CONFIGURED = new RegExp(`\\b(?:${API_TABLE.flatMap((row) => (row.configured === true ? [row.name] : [])).join('|')})\\b`);
export const TELLING = [...new Set(API_TABLE.filter((row) => row.ordinary !== true).map(lastNameOf))];
const TELLS = new RegExp(`(?<!\\w)(?:${TELLING.join('|')})`);
const QUOTED = new RegExp(`["'](?:${TELLING.join('|')})["']`);

const WHOLE = new Map<string, RegExp>();
/** Each pattern is made once: tens of thousands of texts are asked about, each by some hundred rows. */
const WEAK = API_TABLE.filter((row) => row.ordinary === true && row.configured !== true).map((row) => {
  const words = wordsOf(row);
  const { only, modules, family } = row;
  const isBound =
    row.anyClient !== true && (row.component === 'service' || row.hub === 'ollama' || row.schemed === true || row.only === true);
  return {
    words: words.map(wholeWord),
    /** Its library is named, and one of its family. */
    of: [...(only === true ? [oneOf(modules)] : []), ...(family === undefined ? [] : [oneOf([...family, 'getattr', '__dict__', 'vars'])])],
    modules: isBound ? new Set(modules.length > 0 ? modules : PROVIDER_MODULES) : null,
    /** The last is called on the one before it, or one of both is imported. */
    joined: row.family === undefined ? joinedOf(words.slice(-2)) : null,
  };
});

export const PROGRAMS = [...new Set(LOADERS.flatMap(({ start }) => start[0]?.source.replace(/^\^|\$$/g, '') ?? []))].filter(
  (name) => !name.startsWith('(?:python'),
);
const AFTER = `(?:[\\s"'\\\\]|\\bf["']){1,40}(?:download(?:-weights)?|serve|pull|run|chat|cli|export|api_server|v2|--?[a-z])`;
const CALLED = PROGRAMS.join('|').replaceAll('-', '[-_]').replaceAll('[_[-_]]', '[-_]');
const STARTS = [
  new RegExp(`(?:^|[^\\w-])(?:${CALLED})(?:${AFTER}|["'\\]]{0,2}\\(\\s{0,20}["']|["'])`),
  /\b(?:vllm\.entrypoints|sglang\.launch_server|huggingface_hub\.c(?:li|ommands)|llama_cpp\.server|mlx_lm)\b|--[a-z_]{0,40}model_name_or_path/,
  /\/(?:vllm-openai|text-generation-inference|text-embeddings-inference|llama\.cpp|infinity)\b/,
  /\b(?:git|wget|curl|aria2c|axel)\b[^\n]{0,300}(?:huggingface|\bhf)\.co\b/,
];
const GIVES_CODE = /["']-\w{0,4}c["']|\b(?:python|pypy)[\d.]{0,5}\s{1,20}-\w{0,4}c\b|(?<![\w.])(?:exec|eval|compile)\s{0,8}\(/;
const BYTE_ROOTS = /^(?:torch|_?pickle|cPickle|dill|cloudpickle|marshal|safetensors|onnx|onnxruntime|pandas)$/;
const BYTE_CALLS = /\b(?:load|loads|load_from_string|load_model_from_string|InferenceSession|read_pickle)\b/;
const FETCHES = /^(?:requests|httpx|urllib|urllib3|aiohttp|boto3|botocore|fsspec|s3fs|gcsfs|adlfs|smart_open|dvc|pooch)$/;
const DECODES = /^(?:base64|zlib|bz2|lzma|gzip|marshal)$/;
const EXECUTES = /(?<![\w.])(?:exec|eval)\s{0,8}\(/;
const KEEPS = /(?:(?<=\.)write(?:_bytes)?|copyfileobj)\s{0,20}\(/;
const OPAQUE = /(?<!\w)(?:getattr|__getattribute__|__dict__|vars|globals|locals|attrgetter|methodcaller|__import__|import_module)\b/;
const HUB_ROOTS = new Set(
  API_TABLE.flatMap(({ hub, modules }) => (hub === 'hf' ? modules : [])).filter((name) => !name.startsWith('torch')),
);

function bytes(text: string, roots: readonly string[]): boolean {
  const isFetching = roots.some((root) => FETCHES.test(root));
  if (BYTE_CALLS.test(text) && roots.some((root) => BYTE_ROOTS.test(root))) return true;
  if (EXECUTES.test(text) && (isFetching || roots.some((root) => DECODES.test(root)))) return true;
  return (KEEPS.test(text) && isFetching) || (OPAQUE.test(text) && roots.some((root) => HUB_ROOTS.has(root)));
}

const ADDRESS = /(?:huggingface|\bhf)\.co\/[^\s"'<>]{1,300}\/(?:resolve|raw)\/|["']hf:\/\/|["'}][^\s"'<>]{0,200}\/(?:resolve|raw)\/\S/;
const CLONES = /["'](?:https?:\/\/|(?:ssh:\/\/)?git@)(?:www\.)?(?:huggingface|hf)\.co[/:]/;
/** Of files at addresses. */
const ENDS = '(?:[?#][^\\s"\'<>]{0,300})?(?:\\/(?:download|content))?["\']';
const BEGINS = `["']${BEGINS_ADDRESS}[^\\s"'<>]{1,400}`;
const suffix = (names: readonly string[]): string =>
  `(?:${names
    .flatMap((one) => [one, one.toUpperCase()])
    .map((one) => `\\.${one.replaceAll('.', '\\.')}`)
    .join('|')})`;
const MODEL_FILE = new RegExp(suffix(SUFFIXES_OF_MODELS) + ENDS);
const OTHER_FILE = new RegExp(`${BEGINS}${suffix(SUFFIXES_OF_OTHERS)}${ENDS}`);
const SCHEME = new RegExp(`["'](?:${SCHEMES_OF_FILES})://`);
const PART = new RegExp(
  `(?:[+][(\\s]{0,20}[a-zA-Z]{0,2}["'][^\\s"']{0,200}|["'][^\\s"']{0,200}(?:\\}|%s)[^\\s"']{0,200})${suffix(SUFFIXES_OF_MODELS)}${ENDS}`,
);
const CALLED_ADDRESS = /url|Url|URL|uri|Uri|URI|base|Base|BASE|host|Host|HOST|mirror|MIRROR|remote|REMOTE|endpoint/;
const MODEL_SERVER = /["']https?:\/\/civitai\.com/;
const DATA_FILE = new RegExp(
  `${BEGINS}\\.(?:csv|tsv|json|jsonl|ndjson|parquet|arrow|data|txt|zip|gz|xz|bz2|zst|xlsx)(?:\\?[^\\s"'<>]{0,300})?["']`,
);
const DATA_READER =
  /\b(?:load_dataset|load_dataset_builder|from_csv|from_json|from_parquet|from_text|read_csv|read_json|read_parquet|read_table|read_excel|read_ndjson|scan_csv|scan_parquet|make_csv_dataset)\b/;
const ENVIRONMENT =
  /(?:environ[\s\\]{0,20}(?:\[|\|=|\.[\s\\]{0,20}(?:setdefault|__setitem__|update)\b)|putenv\b)[^\]=]{0,300}?(?:["']\s{0,9}["'+]|\\[xuUN0-7]|[fF]["'])/;
const FILE_ROOTS = /^(?:torch|pickle|_pickle|cPickle|dill|cloudpickle|joblib|sklearn|pandas|numpy|keras|tf_keras|tensorflow)$/;
const FILE_CALLS = /\b(?:load|load_model|Unpickler|read_pickle)\b/;

const RUNS_CODE =
  /(?:^|\W)(?:runpy|run_(?:module|path|until)|(?:create_)?subprocess|Popen|os\.(?:system|popen|exec|spawn|posix_spawn)|pty\.spawn|exec|sys\.path|addsitedir|import_module|__import__|resolve_name|spec_from_file|SourceFileLoader|load_source|(?:load_)?dotenv|eval\s{0,8}\(|import_(?:from_)?string|instantiate|autodiscover|(?:iter_|load_)?entry_points?\b|load_module|run\()/;

export function runsCode(text: string): boolean {
  return RUNS_CODE.test(text);
}

const escaped = (words: readonly string[]): string => words.map((word) => word.replaceAll('.', '\\.')).join('|');
const HOSTED = new RegExp(`(?<=["'/:.])(?:${escaped(ID_BEGINNINGS)})|(?<=["'])(?:${escaped(ROUTER_PREFIXES)})`);

export function mayLoad(text: string, imports: readonly ImportFact[] = scanImports(text)): boolean {
  if (NAMES_ENDPOINT.test(text) || ENVIRONMENT.test(text) || (CONFIGURED.test(text) && text.includes('trust_remote_code'))) return true;
  if (starts(text) || holdsAddress(text) || holdsFile(text) || (GIVES_CODE.test(text) && mayMention(text))) return true;
  const code = withoutIdleLines(text);
  if (namesByKey(text, imports) || namesHub(text, code) || isAddressed(code) || sendsModel(text)) return true;
  if (HOSTED.test(code) || LOCAL.test(code)) return true;
  if (holdsBundle(text)) return true;
  if (!tells(text, imports, false)) return false;
  if (QUOTED.test(text) && text.includes('getattr')) return true;
  const only = codeOnly(text);
  return only === null || tells(only, imports, true);
}

export function mayMention(text: string): boolean {
  if (NAMES_ENDPOINT.test(text) || TELLS.test(text) || starts(text) || holdsAddress(text) || holdsFile(text)) return true;
  return WEAK.some((row) => isNamed(row, text));
}

function starts(text: string): boolean {
  return STARTS.some((one) => one.test(text));
}

function holdsAddress(text: string): boolean {
  return ADDRESS.test(text) || (CLONES.test(text) && /\bclone|Repo\b/.test(text));
}

function holdsFile(text: string): boolean {
  if (OTHER_FILE.test(text) || MODEL_SERVER.test(text) || /(?<!\w)pooch/.test(text)) return true;
  if (DATA_FILE.test(text) && DATA_READER.test(text)) return true;
  return (MODEL_FILE.test(text) && SCHEME.test(text)) || (PART.test(text) && CALLED_ADDRESS.test(text));
}

function tells(text: string, imports: readonly ImportFact[], inCode: boolean): boolean {
  const roots = imports.map(({ module }) => module.split('.', 1)[0] ?? '');
  const files = roots.filter((root) => FILE_ROOTS.test(root) && (root !== 'numpy' || text.includes('allow_pickle')));
  if (TELLS.test(text) || (files.length > 0 && FILE_CALLS.test(text)) || bytes(text, roots)) return true;
  return WEAK.some((row) => {
    if (row.modules !== null && !roots.some((root) => row.modules?.has(root))) return false;
    return isNamed(row, text) && (!inCode || row.joined === null || row.joined.test(text));
  });
}

function wordsOf(row: (typeof API_TABLE)[number]): string[] {
  const names = row.name.split('.');
  return [...(row.receiver === undefined ? [] : [row.receiver]), ...(row.family === undefined ? names : names.slice(0, -1))];
}

function isNamed({ words, of }: (typeof WEAK)[number], text: string): boolean {
  return words.every((word) => word.test(text)) && of.every((one) => one.test(text));
}

/** Of libraries that have models as constants. */
const BUNDLES = [/\btorchaudio\b/, /\bpipelines\b/, /\btorchtext\b/, /\bmodels\b/];

function holdsBundle(text: string): boolean {
  const [audio, pipelines, texts, models] = BUNDLES.map((one) => one.test(text));
  return (audio === true && pipelines === true) || (texts === true && models === true);
}

function oneOf(names: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${names.join('|')})\\b`);
}

/** Rows share words. */
function wholeWord(word: string): RegExp {
  const known = WHOLE.get(word) ?? oneOf([word]);
  WHOLE.set(word, known);
  return known;
}

function joinedOf([owner, last]: readonly string[]): RegExp | null {
  if (last === undefined) return null;
  const called = `\\b${owner}[\\s\\\\]{0,400}\\.[\\s\\\\]{0,400}${last}\\b`;
  return new RegExp(`${called}|\\b(?:from|import)\\b[^;]{0,400}\\b${owner}\\b`);
}

const GIVEN = '["\']?\\s{0,20}[:=]\\s{0,20}["\'](?:https://(?:huggingface|hf)\\.co/)?[\\w.-]{1,96}/[\\w.-]{1,96}["\'/]';
const SURE = new RegExp(
  `(?<![\\w.])(?:repo_id|(?:hf|huggingface)(?:_hub)?(?:_(?:repo|repo_id|repository|model|model_id|model_name|model_repo|model_path|id|name|path|dataset|dataset_id|tokenizer))?|hub_(?:repo|repo_id|id|model))${GIVEN}`,
);
const LIKELY = new RegExp(
  `(?<![\\w.])(?:model_id|model_name|model_repo|model_repo_id|(?:base_|pretrained_)?model_name_or_path|base_model|embedding_model|reranker_model|tokenizer_name)${GIVEN}`,
);

function namesByKey(text: string, imports: readonly ImportFact[]): boolean {
  const roots = imports.map(({ module }) => module.split('.', 1)[0] ?? '');
  const isOfHub = roots.some((root) =>
    /^(?:transformers|diffusers|sentence_transformers|peft|trl|huggingface_hub|vllm|sglang|mlx_lm|mlx_vlm|optimum|unsloth)$/.test(root),
  );
  const isHosted = roots.some((root) =>
    /^(?:openai|anthropic|litellm|together|groq|replicate|cohere|mistralai|fireworks|google|langchain_openai|langchain_groq|langchain_together|openrouter)$/.test(
      root,
    ),
  );
  return SURE.test(text) || (isOfHub && !isHosted && LIKELY.test(text));
}

const PAIR =
  /(?<=["'])(?!(?:application|audio|font|image|message|multipart|text|video)\/)\w[\w.-]{0,95}\/[\w.-]{2,96}(?::[\w.-]{1,20})?(?=["'])/g;
const ALONE =
  /(?<=["'])(?=all-MiniLM|all-mpnet|all-distilroberta|all-roberta|multi-qa-|paraphrase-|msmarco-|distiluse-|bert-|distilbert-|roberta-|distilroberta-|xlm-roberta-|albert-|gpt2|distilgpt2|t5-|camembert-|xlnet-|squad|imdb|glue|super_glue|wikitext|cnn_dailymail|xsum|samsum|conll2003|ag_news|sst2|mmlu|gsm8k|hellaswag|winogrande|openwebtext|bookcorpus|librispeech_asr|wmt1|rotten_tomatoes|yelp_review_full)[\w.-]{4,80}(?=["'])/g;
const SAYS =
  /odel|ODEL|mbed|MBED|erank|RERANK|okenizer|TOKENIZER|heckpoint|CHECKPOINT|ataset|DATASET|LLM|llm|VLM|vlm|retrained|PRETRAINED|ackbone|BACKBONE|ncoder|ENCODER|repo|REPO/;

/** Comments and docstrings name a model to nobody. */
function withoutIdleLines(text: string): string {
  const idle = idleLines(text);
  return text
    .split('\n')
    .map((line, index) => (idle.has(index + 1) ? '' : line))
    .join('\n');
}

function namesHub(text: string, code: string): boolean {
  const roles = [{ component: 'model', kind: 'likely' } as const, { component: 'dataset', kind: 'likely' } as const];
  const isName = (one: string): boolean =>
    one.includes(':') || roles.some((role) => isRepositoryName(role, one) || completed(role, one) !== null);
  return SAYS.test(text) && [...code.matchAll(PAIR), ...code.matchAll(ALONE)].some(([one]) => isName(one));
}

function isAddressed(text: string): boolean {
  return ADDRESS_PARTS.some((part) => text.includes(part));
}

const SENDS = /(?<!\w)(?:post|request|stream|Request|apost|fetch|send_request|urlopen)/;
const MODEL_KEY =
  /(["'])(?:model|model_id|modelId|model_name|modelName|speech_model|engine)\1|(?:model|model_id|modelId|model_name|modelName|speech_model|engine)=/;
const SERVER =
  /\/api\/(?:generate|chat|embed|pull|show)|:11434|\/chat\/completions|\/v1\/(?:completions|embeddings|responses|messages|audio\/|images\/|rerank)|\/audio\/(?:transcriptions|speech)/;

function sendsModel(text: string): boolean {
  return SENDS.test(text) && MODEL_KEY.test(text) && (SERVER.test(text) || PROVIDER_HOSTS.some((host) => text.includes(host)));
}

const LOCAL =
  /(?<=["'](?:[a-z0-9_-]{1,30}\/)?)(?=llama|tinyllama|codellama|mistral|mixtral|ministral|devstral|magistral|qwen|qwq|gemma|codegemma|embeddinggemma|phi|deepseek|nomic-embed|mxbai-embed|all-minilm|bge-|snowflake-arctic|granite|llava|bakllava|moondream|minicpm|starcoder|stable-code|gpt-oss|smollm|olmo|command-r|aya|orca|vicuna|dolphin|neural-chat|openchat|openhermes|nous-hermes|hermes|zephyr|wizard|falcon|solar|yi:|cogito|exaone)[\w.-]{1,80}(?::[\w.-]{1,40})?["']/;
