/**
 * Names that have no form of their own, where a client of one provider takes the name of a model: `OllamaChatModel.builder().modelName("house")`,
 * `openai.ChatCompletionRequest{Model: "house"}`, `AddOllamaChatCompletion("house", …)`. From the types of LangChain4j, Spring AI, Semantic Kernel,
 * go-openai and the SDKs of OpenAI, Anthropic and Ollama.
 */
import type { Expression, LoadFact } from '../../model/index.ts';
import { hostedModelOf, namedLoad, prefixedModelOf, providerSaidBy } from '../hosted/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import { servedModel } from '../runs/served-names.ts';
import type { Token } from './lexer.ts';
import { openBefore } from './naming.ts';

const MAX_CHAIN = 160;
const NAMES_MODEL = /^(?:with)?_?model(?:_?(?:name|id))?$/i;
/** Types whose members or arguments set one up: the name says whose. */
const TYPE =
  /^(?:\w{0,20}(?:OpenA[iI]|Ollama|Anthropic|Mistral|Gemini|Cohere|Groq|DeepSeek|Perplexity|ZhipuA[iI]|DashScope|Voyage)\w{0,30}(?:Model|Options|Client|Request|Settings)|(?:Chat|Generate|Embed|Embedding|Embeddings|Completion|ChatCompletion|ChatCompletionNew|MessageNew)(?:Request|Params))$/;
const FIRST_ARGUMENT =
  /^Add(?:OpenAI|Ollama|Google\w{0,12}|Mistral\w{0,6}|Anthropic|DeepSeek)\w{0,30}(?:Completion|Generation|Generator|Client|ToText|ToAudio|ToImage)$/;
const NAME = /^[A-Za-z][\w.:@/-]{1,80}$/;

/** Whether a file can hold one. False is certain. */
export function mayBuild(text: string): boolean {
  return (
    /OpenA[iI]|openai|Ollama|ollama|Anthropic|anthropic|Mistral|Gemini|Cohere|Groq|DeepSeek|Perplexity|Zhipu|DashScope|Voyage/.test(text) &&
    /[mM]odel|\bAdd/.test(text)
  );
}

export function builtNamesIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  const isOllama = file.text.includes('ollama/ollama/api');
  let addresses: ReadonlyMap<string, string> | null = null;
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'text' || !NAME.test(token.text)) return [];
    if (hostedModelOf(token.text)?.certain === true || prefixedModelOf(token.text) !== null) return [];
    const made = takenAt(tokens, index, (name) => (addresses ??= addressesIn(tokens)).get(name) ?? null);
    const provider =
      made === null ? null : (whose(made.type) ?? whose(made.qualifier) ?? (isOllama && made.qualifier === 'api' ? 'ollama' : null));
    if (made === null || provider === null) return [];
    if (provider === 'ollama') return servedModel('ollama', token.text, made.type, file.at(token.offset)) ?? [];
    return [namedLoad(token.text, { name: made.type, by: null }, provider, file.at(token.offset), { endpoint: made.endpoint })];
  });
}

function whose(name: string): string | null {
  return providerSaidBy(name.replace(/OpenA[iI]/, 'Openai'));
}

interface Taken {
  readonly type: string;
  /** "openai" of `openai.ChatCompletionRequest`. */
  readonly qualifier: string;
  /** Another server that the same client is told. */
  readonly endpoint: Expression | null;
}

type AddressOf = (name: string) => string | null;

function takenAt(tokens: readonly Token[], index: number, address: AddressOf): Taken | null {
  const [sign, key] = [tokens[index - 1]?.text ?? '', tokens[index - 2]];
  if (sign === '(' && key?.kind === 'word' && FIRST_ARGUMENT.test(key.text)) return taken(tokens, index - 2, index, address);
  if (key?.kind !== 'word' || !NAMES_MODEL.test(key.text)) return null;
  if (sign === '(') return tokens[index - 3]?.text === '.' ? chainOf(tokens, index - 3, address) : null;
  const open = /^(?::|=)$/.test(sign) ? openBefore(tokens, index - 2) : null;
  const type = open === null ? undefined : tokens[open - 1];
  return open !== null && type?.kind === 'word' && (TYPE.test(type.text) || FIRST_ARGUMENT.test(type.text))
    ? taken(tokens, open - 1, index, address)
    : null;
}

function taken(tokens: readonly Token[], type: number, index: number, address: AddressOf): Taken {
  const qualifier = /^(?:\.|::)$/.test(tokens[type - 1]?.text ?? '') ? (tokens[type - 2]?.text ?? '') : '';
  return { type: tokens[type]?.text ?? '', qualifier, endpoint: serverIn(tokens, type, index + 60, address) };
}

/** The type at the beginning of `Type.builder().a(…).b(…)` that ends at an index. */
function chainOf(tokens: readonly Token[], last: number, address: AddressOf): Taken | null {
  let depth = 0;
  for (let at = last; at > 0 && last - at < MAX_CHAIN; at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'sign' && (text === ')' || text === ']' || text === '}')) depth += 1;
    else if (kind === 'sign' && (text === '(' || text === '[' || text === '{')) {
      if (depth === 0) return null;
      depth -= 1;
    } else if (depth === 0 && text === ';') return null;
    else if (depth === 0 && kind === 'word' && TYPE.test(text)) return taken(tokens, at, last + 40, address);
    else if (depth === 0 && kind === 'word' && !/^(?:\.|::)$/.test(tokens[at - 1]?.text ?? '')) return null;
  }
  return null;
}

/** `.baseUrl("http://localhost:1234")` of the same statement. */
function serverIn(tokens: readonly Token[], from: number, to: number, address: AddressOf): Expression | null {
  for (let at = from; at < Math.min(to, tokens.length - 2); at++) {
    const { kind, text } = tokens[at] as Token;
    if (text === ';') return null;
    if (kind !== 'word' || !/^(?:baseUrl|base_url|baseURL|BaseURL|endpoint|Endpoint)$/.test(text)) continue;
    const value = tokens[at + 2];
    const written = value?.kind === 'text' ? value.text : address(value?.text ?? '');
    return written === null ? { kind: 'unmodeled', text: (value?.text ?? text).slice(0, 80) } : { kind: 'literal', text: written };
  }
  return null;
}

/** Constants of the file that are addresses. */
function addressesIn(tokens: readonly Token[]): ReadonlyMap<string, string> {
  return new Map(
    tokens.flatMap(({ kind, text }, index) => {
      const value = tokens[index + 2];
      const isGiven = kind === 'word' && tokens[index + 1]?.text === '=' && value?.kind === 'text' && /^https?:/.test(value.text);
      return isGiven ? [[text, value.text] as const] : [];
    }),
  );
}
