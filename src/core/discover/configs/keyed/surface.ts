/** Whether a configuration can name anything: one pass over its text for the words of keys, schemes and names (T35, T39). No is certain. */
import { createWordSearch, type WordQuestion } from '../../../base/word-search.ts';
import { mayHoldModelFile } from '../../model-file.ts';
import { PARTS_OF_NAMES } from './catalog-names.ts';
import { OWNERS } from './hub-names.ts';

/** Of keys: what stands behind one ends the key, a heading or a block. */
const KEY_WORDS =
  'model llm gpt whisper engine deployment embed rerank completion fallback vlm slm dataset pretrained tokenizer processor encoder vae controlnet lora hugging hf repo_id repoId repo-id name_or_path checkpoint hub_url split _target_';
/** Of an entry of a list of models, beside whose `id` they stand. */
const ENTRY_WORDS =
  'context_ contextW contextL contextS max_tokens maxTokens max_input maxInput max_output maxOutput max_completion maxCompletion max_context maxContext default_max defaultMax can_reason canReason tool_call toolCall supports modalit env_key envKey base_url baseUrl baseURL num_ctx numCtx';
/** Schemes and hosts, under any key. */
const SCHEMES =
  'hf:// huggingface:// huggingface.co hf.co/ ollama:// storageUri storage_uri modelUri model_uri _core_web_ _core_news_ _core_sci_ _dep_news_ _ent_wiki_ _core_ud_ _dep_ud_';
/** What the names of hosted models begin with that count under a key of any name. */
const BEGINNINGS = [
  'gpt-3 gpt-4 gpt-5 gpt-6 gpt-7 gpt-8 gpt-9 gpt-image gpt-audio gpt-realtime gpt-live gpt-transcribe gpt-35 gpt- chatgpt- ft: o1 o2 o3 o4 o5 o6 o7 o8 o9 text-embedding text-davinci text-curie text-babbage text-ada code-davinci code-cushman davinci-002',
  'babbage-002 dall-e whisper-1 tts-1 omni-moderation text-moderation computer-use codex-mini sora-2 claude- gemini- text-multilingual textembedding multimodalembedding bison unicorn gecko imagen- imagegeneration veo- medlm- learnlm- lyria-',
  'mistral- open-mistral open-mixtral open-codestral codestral pixtral ministral magistral devstral voxtral command- embed- rerank- c4ai- llama- llama3 llama2 mixtral-8x7b gemma gemma2 distil-whisper playai- sonar- pplx- r1-1776 grok- deepseek- moonshot- kimi-',
  'qwen qwq qvq qw paraformer cosyvoice wan wanx gte-rerank glm- cogview cogvideox charglm codegeex abab minimax- speech-0 speech-2 jamba- j2- voyage- eleven_ scribe_ nova- aura- flux- universal- slam-1 stable- esrgan @cf/ @hf/ databricks-',
  'doubao- ep-20 hunyuan- ernie- baichuan step-1 step-2 step-3 step-r1 step-tts yi- palmyra- solar- embedding-query embedding-passage reka- mercury- luminous- models/ publishers/ projects/ anthropic. amazon. meta. cohere. ai21. stability. deepseek. qwen. openai. writer. twelvelabs.',
  'luma. minimax. moonshot moonshotai. nvidia. google. zai. xai. arn:aws',
].flatMap((line) => line.split(' '));

/** Each spelling that is one in normal form: small, large, with a hump. */
function spellings(word: string): string[] {
  return [...new Set([word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])];
}

const KEYS: WordQuestion = `${KEY_WORDS} ${ENTRY_WORDS}`
  .split(' ')
  .flatMap(spellings)
  .map((word) => ({ word, at: /[\w./-]{2,100}(?:["']?(?: \w{1,20})?\s{0,20}[:={]|(?:[ "'][\w.-]{0,40}){0,2}\])/y }));
/** A name ends where a word does, and holds a digit or a hyphen: "wan" alone is none. */
const NAMES: WordQuestion = [
  ...SCHEMES.split(' ').map((word) => ({ word })),
  ...[...BEGINNINGS, ...BEGINNINGS.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].map((word) => ({
    word,
    begins: /^\w/.test(word),
    at: /[\w.@:/-]*[\d-]/y,
  })),
  { word: 'accounts/', at: /accounts\/[\w-]{1,40}\/(?:models|deploy|routers)/y },
  ...PARTS_OF_NAMES.map((word) => ({ word, at: /(?<=(?:^|[\s"'=:,[({>])[\w-]{0,80})[\w./-]{2,100}(?=$|[\s"'#,\])}<])/y })),
  ...[...OWNERS].map((owner) => ({ word: `${owner}/`, begins: true })),
];
/** Variables of a list: `- name: MODEL_ID`. */
const PAIR = /\b(?:name|key)["']?\s{0,5}[:=]\s{0,5}["']?[\w.-]{0,40}(?:model|llm|embed|rerank|engine|deployment)/i;
const LISTED = /(?:MODEL|LLM|EMBED|RERANK|ENGINE|DEPLOYMENT|DATASET|HF)[A-Z_]{0,40}\b/;
/** Options of commands: what stands behind one ends no key. */
const OPTION = /--?(?:hf\b|[\w-]{0,30}(?:model|llm|embed|rerank|dataset|tokenizer))/i;
/** An escape may spell any letter. */
const ESCAPE = /\\(?:u00|u\{|U0000|x)[4-7]/;

const search = createWordSearch([KEYS, NAMES]);

export function mayName(text: string): boolean {
  const found = search(text);
  const isPlain = LISTED.test(text) || PAIR.test(text) || OPTION.test(text) || ESCAPE.test(text);
  return isPlain || found.has(KEYS) || found.has(NAMES) || mayHoldModelFile(text);
}
