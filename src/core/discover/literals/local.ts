/** Texts of code that are names of a local server: "qwen2.5:7b", where the code speaks of Ollama. */
import type { LoadFact } from '../../model/index.ts';
import { hostedModelOf, providerSaidBy, saidBy } from '../hosted/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import { servedModel } from '../runs/served-names.ts';
import { innerTextsOf } from './inner.ts';
import type { Token } from './lexer.ts';
import { type Brackets, bracketsOf } from './brackets.ts';
import { namesAbove } from './heads.ts';
import { listNamed } from './lists.ts';
import { namingAround } from './outer.ts';

const SPEAKS = /ollama|:11434\b/i;
const TAGGED = /^[a-z][\w.-]{1,60}(?:\/[\w.-]{1,60})?:[\w.-]{1,40}$/;
/** Families that its registry has (ollama.com/library), for names without a tag. */
const FAMILY =
  /^(?:llama|qwen|qwq|gemma|mistral|mixtral|phi|deepseek|codellama|tinyllama|nomic-embed-text|mxbai-embed|all-minilm|bge-m3|snowflake-arctic-embed|granite|command-r|starcoder|llava|moondream|smollm|gpt-oss|dolphin|vicuna|orca|wizard|olmo|falcon|yi|aya|devstral|magistral|embeddinggemma)[\w.-]{0,40}$/;

/** Names that its registry alone has, also where nothing else speaks of it: of a size, or of no other service and hub. */
const ITS_OWN =
  /^(?:(?:llama[234]|qwen[23]|gemma[23]?|phi[34]|deepseek-r1|mistral|codellama|tinyllama|granite)[\w.-]{0,30}:(?:\d{1,3}(?:\.\d{1,2})?[bm][\w.-]{0,30}|latest)|nomic-embed-text(?::[\w.-]{1,30})?|mxbai-embed-large(?::[\w.-]{1,30})?|snowflake-arctic-embed2?|llama3(?:\.[123])?)$/;
/** Whether a file can hold one of those. */
const HOLDS_ITS_OWN =
  /["'](?:llama[234]|qwen[23]|gemma|phi[34]|deepseek-r1|mistral|codellama|tinyllama|granite|nomic-embed|mxbai-embed|snowflake-arctic)[\w.:-]{0,60}["']/;

/** Whether a file can name a model of a local server. False is certain. */
export function mayBeLocal(text: string): boolean {
  return SPEAKS.test(text) || HOLDS_ITS_OWN.test(text);
}

/** What ollama-rs (Rust) sends. */
const REQUESTS = /^(?:GenerationRequest|ChatMessageRequest|GenerateEmbeddingsRequest)$/;

/** Addresses and images are written alike. */
const ELSEWHERE = /host|addr|url|uri|port|image|endpoint|container|server|version|volume/i;

export function localIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  const speaks = SPEAKS.test(file.text);
  if (!speaks && !HOLDS_ITS_OWN.test(file.text)) return [];
  let known: Brackets | null = null;
  return tokens.flatMap(({ kind, text, offset }, index) => {
    if (kind === 'text' && !speaks && !ITS_OWN.test(text)) return [];
    const [inner] = kind === 'text' ? innerTextsOf(tokens, index) : [];
    if (inner !== undefined && TAGGED.test(inner.text) && inner.names.some((name) => saidBy(name) === 'model'))
      return servedModel('ollama', inner.text, (inner.names[0] ?? '').slice(0, 80), file.at(inner.offset)) ?? [];
    if (kind !== 'text' || text.length > 120 || !(TAGGED.test(text) || FAMILY.test(text))) return [];
    if (hostedModelOf(text)?.certain === true) return [];
    const naming = namingAround(tokens, index);
    // A constant of an enumeration is called as its model is, which says nothing of a provider.
    const isListed = naming === null || /^[A-Z]/.test(naming.callee[0] ?? '') || naming.names.every((name) => saidBy(name) === null);
    const list = isListed ? (listNamed(tokens, index) ?? enumerationOf(tokens, index, (known ??= bracketsOf(tokens)))) : null;
    if (list !== null) return offered(servedModel('ollama', text, list, file.at(offset)));
    if (naming === null) return [];
    const [first = ''] = naming.names;
    if (ELSEWHERE.test(first) || /:\d{4,5}$/.test(text)) return [];
    // Somebody else is said to have it.
    if (naming.names.some((name) => (providerSaidBy(name) ?? 'ollama') !== 'ollama')) return [];
    const ofOllama = [...naming.names, ...naming.callee].some((name) => SPEAKS.test(name) || REQUESTS.test(name));
    if (saidBy(first) === 'otherwise' || !(ofOllama || naming.names.some((name) => saidBy(name) === 'model'))) return [];
    return servedModel('ollama', text, first.slice(0, 80), file.at(offset)) ?? [];
  });
}

function offered(fact: LoadFact | null): LoadFact[] {
  return fact === null ? [] : [{ ...fact, catalog: true }];
}

/** `enum ChatModel { SMALL("llama3.2:3b") }`: what the enumeration is called; null: it is none of models. */
function enumerationOf(tokens: readonly Token[], index: number, brackets: Brackets): string | null {
  const open = brackets.around(index);
  const outer = tokens[open]?.text === '(' && tokens[open - 1]?.kind === 'word' ? brackets.around(open) : open;
  const above = outer < 0 ? null : namesAbove(tokens, outer, brackets);
  return above?.isEnumeration === true && above.offers ? above.first : null;
}
