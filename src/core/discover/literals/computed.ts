/**
 * Names of hosted models that only running the code tells, where the code says that one is asked: `Model: "gpt-" + size`, `modelName("claude-$v")`,
 * `Model: os.Getenv("BRAIN")`. They are told as unknown, as they are for languages that are followed.
 */
import type { LoadFact } from '../../model/index.ts';
import { hostedModelOf, namedLoad, providerBeginning, providerSaidBy, saidBy } from '../hosted/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import type { Token } from './lexer.ts';
import { COMPARES, type Naming, namingOf, READS_ENVIRONMENT } from './naming.ts';
import { callAround, namingAround } from './outer.ts';
import { filledIn, writtenParts } from './put-in.ts';
import { saysAsked } from './routed.ts';
import { type Uses, nameUsesIn } from './unsaid.ts';

/** A variable of the environment that holds the name of a model, and no path, key or number of one. */
const VARIABLE = /^(?:[A-Z][A-Z0-9_]{0,40}_)?(?:MODEL|DEPLOYMENT)(?:_(?:ID|NAME|CHAT|TEXT|EMBEDDINGS?|DEFAULT)){0,3}$/;
/** A key or parameter of a request that takes one. */
const KEY = /^(?:model(?:_?(?:name|id))?|deployment(?:_?(?:name|id))?)$/i;
/** Clients of hosted models: beside none of them "model" may be anything. */
export const CLIENTS =
  /open_?ai|anthropic|claude|gemini|generative-?ai|genai|mistral|cohere|groq|bedrock|openrouter|langchain|semantic_?kernel|chat_?completion|ChatModel|ruby_?llm|ollama|deepseek|azure\.ai/i;
/** They give the first of their arguments that says something. */
const FIRST_OF =
  /^(?:Or|or|coalesce|Coalesce|firstNonEmpty|FirstNonEmpty|firstNonBlank|defaultTo|orDefault|OrDefault|getOrDefault|requireNonNullElse|defaultIfEmpty|defaultIfBlank|nvl|IfEmpty)$/;
const STOPS = /^(?:throw|panic|raise|error|die|exit|abort|fatalError|return|null|nil|None)$/;
/** Behind a value: another one stands there, which is read as such. */
const OTHERWISE =
  /^(?:\?\?|\?:|\|\||\?|or|unwrap_or\w{0,10}|getOrElse|getOrDefault|orElse\w{0,4}|ifEmpty|ifBlank|or_else|presence|if_empty|takeIf)$/;

/** `named`: what the file names by a text; the environment may put another one in its place. */
export function computedNamesIn(tokens: readonly Token[], file: PlacedFile, named: readonly LoadFact[]): LoadFact[] {
  const uses = CLIENTS.test(file.text) ? nameUsesIn(tokens) : null;
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'text' || token.text.length > 120) return [];
    // `if v := os.Getenv("MODEL"); v != "" { cfg.Model = v }`: what counts otherwise is named here, too.
    const isOverride = named.length > 0 && isCondition(tokens, index);
    return [partly(tokens, index, file) ?? (uses === null || isOverride ? null : ofEnvironment(tokens, index, file, uses))].filter(
      (one) => one !== null,
    );
  });
}

/** `"gpt-" + size`: whose it is, its beginning says. */
function partly(tokens: readonly Token[], index: number, file: PlacedFile): LoadFact | null {
  const { text, offset } = tokens[index] as Token;
  const provider = providerBeginning(text);
  if (provider === null || filledIn(text) === text || !/^\S+$/.test(text)) return null;
  const naming = namingAround(tokens, index);
  if (naming === null || !saysAsked(naming.names)) return null;
  return { ...namedLoad(text, { name: nameOf(naming), by: null }, provider, file.at(offset)), target: writtenParts(text) };
}

function nameOf({ names }: Naming): string {
  return names.find((one) => saidBy(one) === 'model') ?? names[0] ?? '';
}

/** `os.Getenv("OPENAI_MODEL")`, `ENV["MODEL"]` without anything else that counts where the variable is not set. */
function ofEnvironment(tokens: readonly Token[], index: number, file: PlacedFile, uses: Uses): LoadFact | null {
  const { text: variable, offset } = tokens[index] as Token;
  if (!/^[A-Z][A-Z0-9_]{2,60}$/.test(variable)) return null;
  const place = readAt(tokens, index);
  if (place === null) return null;
  const other = otherwiseBehind(tokens, place);
  if (other === true) return null;
  const naming = namingOf(tokens, place.start, place.close);
  const [key = ''] = naming?.names ?? [];
  if (!VARIABLE.test(variable) && !(naming !== null && KEY.test(key))) return null;
  if (key !== '' && (saidBy(key) === 'otherwise' || uses(key).given)) return null;
  const said = providerSaidBy(variable) ?? providerSaidBy(key);
  // `?? "chat"`: a name that has no form of its own, as of a deployment.
  if (other !== false) {
    if (said === null || said === 'ollama' || !/^[\w./:-]{2,64}$/.test(other.text) || hostedModelOf(other.text)?.certain === true)
      return null;
    return namedLoad(other.text, { name: variable, by: 'environment' }, said, file.at(other.offset));
  }
  const provider = said ?? 'openai';
  return {
    ...namedLoad(variable, { name: key === '' ? variable : key, by: null }, provider, file.at(offset)),
    target: { kind: 'overridable', by: 'environment', name: variable, fallback: null },
  };
}

/** The call or item that reads the variable, by its first and last token. */
function readAt(tokens: readonly Token[], index: number): { readonly start: number; readonly close: number } | null {
  if (tokens[index - 1]?.text === '[' && tokens[index + 1]?.text === ']') {
    const word = tokens[index - 2];
    if (word?.kind !== 'word' || !/^(?:ENV|environment|\$_ENV|\$_SERVER)$/.test(word.text)) return null;
    let start = index - 2;
    while (tokens[start - 1]?.text === '.' && tokens[start - 2]?.kind === 'word') start -= 2;
    return { start, close: index + 1 };
  }
  if (tokens[index - 1]?.text !== '(' || tokens[index + 1]?.text !== ')') return null;
  const call = callAround(tokens, index);
  return call !== null && READS_ENVIRONMENT.test(tokens[call.open - 1]?.text ?? '') ? call : reads(tokens, call);
}

/** `env::var("MODEL")` (Rust). */
function reads(tokens: readonly Token[], call: ReturnType<typeof callAround>): ReturnType<typeof callAround> {
  if (call === null || !/^var(?:_os)?$/.test(tokens[call.open - 1]?.text ?? '')) return null;
  return tokens[call.open - 2]?.text === '::' && tokens[call.open - 3]?.text === 'env' ? call : null;
}

/** Whether the statement that an index stands in begins with "if". */
function isCondition(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= 0 && index - at < 24; at--) {
    const { kind, text, first } = tokens[at] as Token;
    if (kind === 'word' && (text === 'if' || text === 'unless')) return true;
    if (first || /^[;{}]$/.test(text)) return false;
  }
  return false;
}

/** Behind `!`, `?.trim()` and the like. */
function endOfChain(tokens: readonly Token[], close: number): number {
  let at = close;
  for (let step = 0; step < 6; step++) {
    const [next, method] = [tokens[at + 1]?.text ?? '', tokens[at + 2]];
    if (next === '!') at += 1;
    else if (/^(?:\.|\?\.|->)$/.test(next) && method?.kind === 'word' && !OTHERWISE.test(method.text))
      at += tokens[at + 3]?.text === '(' && tokens[at + 4]?.text === ')' ? 4 : 2;
    else return at;
  }
  return at;
}

/** What counts where the variable is not set: a text, something else (true), nothing (false). */
function otherwiseBehind(tokens: readonly Token[], place: { readonly start: number; readonly close: number }): Token | boolean {
  const { start } = place;
  const close = endOfChain(tokens, place.close);
  const [next, method, behind] = [tokens[close + 1], tokens[close + 2], tokens[close + 3]];
  if (next === undefined) return false;
  // `env['MODEL'].isNotEmpty ? env['MODEL'] : "gpt-4o"`: it is asked about first, and the text is found where it stands.
  if (COMPARES.has(next.text) || next.text === '?' || (next.text === ':' && method?.kind === 'text')) return true;
  // `cmp.Or(os.Getenv("MODEL"), "gpt-4o")`; what another call is given besides says nothing of the name.
  if (next.text === ',' && method?.kind === 'text') return FIRST_OF.test(tokens[(callAround(tokens, start)?.open ?? 0) - 1]?.text ?? '');
  if (/^(?:\?\?|\?:|\|\||or)$/.test(next.text)) {
    // An error is no other name, and neither is an empty one.
    if (STOPS.test(method?.text ?? '') || (method?.kind === 'text' && method.text === '')) return false;
    return method?.kind === 'text' && !/^[.+]$/.test(behind?.text ?? '') ? method : true;
  }
  return OTHERWISE.test(next.text) || (/^(?:\.|\?\.|->)$/.test(next.text) && OTHERWISE.test(method?.text ?? ''));
}
