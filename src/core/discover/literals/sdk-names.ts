/**
 * Constants of SDKs → ids of hosted models: `openai.GPT4oMini`, `ChatModel.GPT_4O`, `.claude35Sonnet`. All of them spell the id, without its signs: so
 * the table has ids. Source: the constants of go-openai (completion.go, embeddings.go, image.go, speech.go), of the SDKs of OpenAI and Anthropic for Go
 * and Java, of MacPaw/OpenAI (Models.swift), of LangChain4j (OpenAiChatModelName, AnthropicChatModelName, MistralAiChatModelName), of Spring AI
 * (OpenAiApi.ChatModel, AnthropicApi.ChatModel) and of rig (Rust), 2026.
 */
import { matching, type WordQuestion } from '../../base/word-search.ts';
import { words } from '../../ecosystems/words.ts';

const IDS = `
gpt-3.5-turbo gpt-3.5-turbo-16k gpt-3.5-turbo-16k-0613 gpt-3.5-turbo-0125 gpt-3.5-turbo-1106 gpt-3.5-turbo-0613 gpt-3.5-turbo-0301 gpt-3.5-turbo-instruct
gpt-4 gpt-4-0314 gpt-4-0613 gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613 gpt-4-turbo gpt-4-turbo-preview gpt-4-0125-preview gpt-4-1106-preview gpt-4-vision-preview
gpt-4o gpt-4o-mini chatgpt-4o-latest gpt-4o-audio-preview gpt-4o-mini-audio-preview gpt-4o-realtime-preview gpt-4o-mini-realtime-preview gpt-4o-search-preview
gpt-4o-mini-search-preview gpt-4o-transcribe gpt-4o-mini-transcribe gpt-4o-mini-tts gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4.5-preview gpt-5 gpt-5-mini gpt-5-nano gpt-5-pro
gpt-5-chat-latest gpt-5-codex gpt-5.1 gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-mini gpt-5.1-codex-max gpt-5.2 gpt-5.2-pro gpt-5.2-chat-latest gpt-5.2-codex gpt-5.3-codex
gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.4-pro gpt-5.5 gpt-5.5-pro gpt-image-1 gpt-image-1-mini gpt-image-1.5 gpt-realtime gpt-audio o1 o1-mini o1-preview o1-pro o3 o3-mini o3-pro
o3-deep-research o4-mini o4-mini-deep-research text-embedding-3-small text-embedding-3-large text-embedding-ada-002 text-davinci-003 text-davinci-002 dall-e-2 dall-e-3 whisper-1 tts-1
tts-1-hd omni-moderation-latest text-moderation-latest text-moderation-stable computer-use-preview codex-mini-latest
claude-2.0 claude-2.1 claude-instant-1.2 claude-3-opus-latest claude-3-opus-20240229 claude-3-sonnet-20240229 claude-3-haiku-20240307 claude-3-5-sonnet-latest claude-3-5-haiku-latest
claude-3-5-sonnet-20240620 claude-3-5-sonnet-20241022 claude-3-5-haiku-20241022 claude-3-7-sonnet-latest claude-3-7-sonnet-20250219 claude-sonnet-4-0 claude-opus-4-0 claude-sonnet-4-20250514
claude-opus-4-20250514 claude-opus-4-1 claude-opus-4-1-20250805 claude-sonnet-4-5 claude-sonnet-4-5-20250929 claude-haiku-4-5 claude-haiku-4-5-20251001 claude-opus-4-5
claude-opus-4-5-20251101 claude-opus-4-6 claude-sonnet-4-6
gemini-1.0-pro gemini-1.5-pro gemini-1.5-flash gemini-1.5-flash-8b gemini-1.5-pro-latest gemini-1.5-flash-latest gemini-2.0-flash gemini-2.0-flash-lite gemini-2.0-flash-exp
gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite gemini-2.5-flash-image gemini-3-pro-preview gemini-3-flash-preview gemini-pro-vision gemini-embedding-001 text-embedding-004
mistral-large-latest mistral-medium-latest mistral-small-latest codestral-latest open-mistral-7b open-mixtral-8x7b open-mixtral-8x22b pixtral-large-latest ministral-8b-latest mistral-embed
voyage-3 voyage-3-lite voyage-3-large voyage-3.5 voyage-3.5-lite voyage-code-3 voyage-finance-2 voyage-law-2 voyage-multilingual-2 rerank-1 rerank-lite-1 rerank-2 rerank-2-lite
deepseek-chat deepseek-reasoner command-r-plus qwen-max qwen-plus qwen-turbo grok-3 grok-3-mini grok-4
`;

/** Where the constant does not spell the id: go-openai, MacPaw/OpenAI, Spring AI. */
const OTHERS: Readonly<Record<string, string>> = {
  adaembeddingv2: 'text-embedding-ada-002',
  textembeddingada: 'text-embedding-ada-002',
  smallembedding3: 'text-embedding-3-small',
  textembedding3: 'text-embedding-3-small',
  largeembedding3: 'text-embedding-3-large',
  gpt4turbo0125: 'gpt-4-0125-preview',
  gpt4turbo1106: 'gpt-4-1106-preview',
  gpt4olatest: 'chatgpt-4o-latest',
  claude3opus: 'claude-3-opus-latest',
  claude35sonnet: 'claude-3-5-sonnet-latest',
  claude35haiku: 'claude-3-5-haiku-latest',
  claude37sonnet: 'claude-3-7-sonnet-latest',
  claudesonnet4: 'claude-sonnet-4-0',
  claudeopus4: 'claude-opus-4-0',
};

const BY_SPELLING: ReadonlyMap<string, string> = new Map([...words(IDS)].map((id) => [spelling(id), id]));
/** What SDKs write before: `ChatModelGPT4o`, `ModelClaudeSonnet4_5`, `CreateImageModelDallE3`, `TTSModel1`. */
const PREFIX = /^(?:create)?(?:chat|embedding|image|audio|speech|moderation|responses)?model(?=.)|^chat(?=gpt[345])/;
const DATED = /^(.{4,40}?)(20\d\d)(\d\d)(\d\d)$/;

/** "GPT4Dot1Mini", "gpt4_1_mini", "GPT_4_1_MINI" → "gpt41mini". */
function spelling(name: string): string {
  return name
    .replace(/(?<=\d)Dot(?=\d)/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** null: no constant of an SDK is called so. `isOfSdk`: what stands before it is a type or package of an SDK. */
export function idOfConstant(name: string, isOfSdk: boolean): string | null {
  if (name.length < 2 || name.length > 60) return null;
  const spelled = spelling(name);
  const short = spelled.replace(PREFIX, '').replace(/^tts(?:model)?(?=1)/, 'tts');
  const known = BY_SPELLING.get(spelled) ?? BY_SPELLING.get(short) ?? (isOfSdk && Object.hasOwn(OTHERS, short) ? OTHERS[short] : undefined);
  if (known !== undefined) return known;
  const [, base = '', year, month, day] = DATED.exec(short) ?? [];
  const dated = BY_SPELLING.get(base);
  if (dated === undefined) return null;
  return dated.startsWith('claude') ? `${dated}-${year}${month}${day}` : `${dated}-${year}-${month}-${day}`;
}

/** How constants of SDKs begin, behind what they are members of, and behind what some write before: for those who ask before they read. */
export const CONSTANTS: WordQuestion = matching(
  [
    'GPT Gpt gpt CHATGPT ChatGPT chatgpt Claude CLAUDE claude Gemini GEMINI gemini Whisper WHISPER whisper TTS tts DALL Dall DallE dall TEXT_E TEXT_D TextE TextD textE textD text_e',
    'AdaEmbedding SmallEmbedding LargeEmbedding O1 O3 O4 o1 o3 o4 Mistral MISTRAL mistral CODESTRAL Codestral MINISTRAL OPEN_MI PIXTRAL DEEPSEEK DeepSeek COMMAND_R QWEN GROK Grok VOYAGE RERANK',
    'OMNI_MOD OmniMod omniMod COMPUTER_USE ComputerUse CODEX_MINI',
    // Of fastembed.
    'AllMini AllMpnet BGE Nomic Paraphrase ModernBert Multilingual Mxbai GTE ClipVit Jina EmbeddingGemma Snowflake',
  ].flatMap((line) => line.split(' ')),
  '(?<=(?:\\.|::|->)(?:[A-Za-z]{0,20}(?:[Mm]odel|Chat|CHAT_MODEL_|MODEL_)_?)?)',
);
