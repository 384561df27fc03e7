/** What keys and names of variables say of the value beside them: that it is a model which is asked, or one of a list that says nothing of use. */
import { providerNamed } from './names.ts';

const MODEL = words(
  'model models llm llms vlm slm lm engine deployment deployments embedding embeddings embedder embed judge grader chat completion completions moderation transcription transcribe transcriber stt tts asr speech whisper gpt claude gemini ai',
);
/**
 * Of prices, limits, choices, words for people, tests of names: what stands there is no use of a model. Words of tests are not among them: which
 * files are tests, their paths and their use tell (T38, T42).
 */
const OTHERWISE = words(
  'price prices pricing cost costs limit limits max min token tokens tokenizer tokenizers context ctx window windows rate rates tpm rpm quota unsupported invalid prefix prefixes suffix suffixes pattern patterns regex label labels title titles description desc tooltip help doc docs url uri path file filename dir folder deprecated excluded exclude ignored ignore skip retired encoding encodings stats usage capability capabilities icon icons display message msg error prompt prompts cache key keys family families vendor tag tags comment note notes example examples cutoff benchmark benchmarks leaderboard score scores color colors response mime',
);
/** One of many, from which somebody may choose. */
const CHOICES = words(
  'choice choices option options available supported allowed allowlist whitelist valid known all list enum enums alias aliases catalog registry info',
);
/** Lists of what models can do, which are only asked whether one is among them. */
const ABILITIES = words(
  'reasoning thinking vision json tool tools function functions stream streaming multimodal with without no not only legacy old deprecated system temperature seed structured cached batch native',
);
/** Providers that are also words of other things. */
const VAGUE = words(
  'github meta custom lambda infinity triton aws amazon google oracle ibm writer yi ark v0 copilot oci baidu tencent nvidia cloudflare snowflake databricks vercel runway morph cloud grok glm',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** "OPENAI_CHAT_MODEL", "chatModel", "chat-model" → its words, in small letters. */
export function wordsOfName(name: string): readonly string[] {
  return (
    name
      .slice(0, 100)
      // What AutoGen calls its settings: each of the list is asked.
      .replace(/config_list/i, 'config')
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
  );
}

/** `model`: what stands there is asked. `otherwise`: it is a price, a choice, a word for people. null: the name says neither. */
export function saidBy(name: string): 'model' | 'otherwise' | null {
  const all = wordsOfName(name);
  if (all.some((word) => OTHERWISE.has(word) || CHOICES.has(word))) return 'otherwise';
  if (all.some((word) => MODEL.has(word.replace(/\d+$/, '')))) return 'model';
  return providerSaidBy(name) === null ? null : 'model';
}

/** Of what models cost and bear, of how they are shown, and of those that nobody is to ask. */
const PRICED = words(
  'price prices pricing cost costs limit limits rate rates tpm rpm quota unsupported deprecated retired excluded exclude ignored ignore skip label labels tokenizer encoding encodings capability capabilities cutoff benchmark benchmarks leaderboard score scores icon icons display title titles color colors description descriptions desc tooltip badge badges',
);

/** Whether what stands under this name says of models what they cost, or that they are not asked. */
export function isPricing(name: string): boolean {
  return wordsOfName(name).some((word) => PRICED.has(word));
}

/** Whether a list of this name may be anything: it speaks of no models, of no choices, and of no properties of either. */
export function saysNothing(name: string): boolean {
  const all = wordsOfName(name);
  return all.length > 0 && saidBy(name) === null && !all.some((word) => ABILITIES.has(word) || OFFERS_NONE.has(word));
}

/** Whether it speaks of prices, limits, words for people: of a model, and not of the use of one. */
export function isAboutModels(name: string): boolean {
  return wordsOfName(name).some((word) => OTHERWISE.has(word));
}

/**
 * Whether a list or table that is called so offers its models. `described`: it says something of each of them. A set is mostly there to ask
 * whether one is in it.
 */
export function saysChoices(name: string, as: 'described' | 'list' | 'set'): boolean {
  const all = wordsOfName(name);
  if (all.some((word) => OTHERWISE.has(word) || (as !== 'described' && ABILITIES.has(word)))) return false;
  if (as === 'set' && !all.some((word) => CHOICES.has(word))) return false;
  return all.some((word) => MODEL.has(word)) || providerSaidBy(name) !== null;
}

/** Of what prices, limits, tries, measures or remembers models, and offers none. */
const OFFERS_NONE = words(
  'price prices pricing cost costs limit limits rate rates tpm rpm quota unsupported invalid prefix prefixes suffix suffixes pattern patterns regex regexes matcher matchers expected mock mocked fake dummy deprecated excluded exclude ignored ignore skip retired removed blocked blocklist denylist forbidden restricted restrictions incompatible encoding encodings tokenizer tokenizers stats usage capability capabilities cutoff benchmark benchmarks leaderboard leaderboards score scores elo rank ranking rankings message messages msg error errors prompt prompts response responses test tests fixture fixtures sample samples result results history log logs session sessions conversation conversations thread threads run runs trace traces event events report reports record records migration migrations renamed replaced replacement replacements voice voices speaker speakers',
);

/** Whether the name of a list of described models, or of what is around it, offers them (true), or says something else of them (false). */
export function offersModels(name: string): boolean | null {
  const all = wordsOfName(name);
  if (all.some((word) => OFFERS_NONE.has(word))) return false;
  return all.some((word) => MODEL.has(word.replace(/\d+$/, ''))) || providerSaidBy(name) !== null ? true : null;
}

/** "AZURE_OPENAI_DEPLOYMENT" → azure: of several the one that runs what others made. */
export function providerSaidBy(name: string): string | null {
  const all = wordsOfName(name);
  const pairs = all.map((word, index) => `${word}-${all[index + 1] ?? ''}`);
  const found = [...pairs, ...all].flatMap((word) => (VAGUE.has(word) ? [] : (providerNamed(word)?.id ?? [])));
  return found.find((id) => RUNS_OTHERS.has(id)) ?? found[0] ?? null;
}
const RUNS_OTHERS = words('azure bedrock openrouter vercel together fireworks groq replicate deepinfra huggingface nvidia watsonx litellm');
