/** What a text of a script is there for: the name, key or argument that says that a model is meant. Goes outward, a bounded way. */
import { hostedModelOf, prefixedModelOf, providerNamed, saidBy } from '../../../hosted/index.ts';
import type { ScriptNode } from '../syntax/index.ts';
import type { Surrounding } from './texts.ts';

export interface MeantText {
  /** That says that it is a model. */
  readonly name: string;
  /** What may give another one. */
  readonly by: 'environment' | 'parameter' | null;
  /** The provider as the code beside it says, or null. */
  readonly beside: string | null;
}

const MAX_STEPS = 24;
/** Longer tables are looked at no further than this; more models than anybody asks by one table. */
const MAX_ENTRIES = 60;
const MAX_MODELS = 8;

/** What they are given is shown, compared, looked up or expected. */
const SHOWS =
  /^(?:log|warn|error|debug|info|trace|fatal|verbose|includes|startsWith|endsWith|indexOf|lastIndexOf|match|matchAll|test|search|replace|replaceAll|split|localeCompare|has|delete|describe|it|expect|toBe|toEqual|toContain|toMatch|toStrictEqual|equal|deepEqual|strictEqual|t|i18n|captureMessage|encodingForModel|encoding_for_model|get_encoding|getEncoding|register|setAttribute|addEventListener|querySelector|track|capture|enum|literal|union|oneOf)$|(?:Error|Exception|Response|Completion|Chunk|Usage|Pricing|Price|Cost|Tokenizer|Card|Metadata|Capabilities)$/;
/** They give back what they are given. */
const AS_IT_IS =
  /^(?:String|useState|useRef|ref|shallowRef|signal|createSignal|writable|atom|default|catch|optional|freeze|assertDefined|nonNull|\$state|useLocalStorage|prefault)$/;
const MAKES_MODEL = /(?:llm|LLM|[mM]odel|[cC]hat|[eE]mbedder|[eE]mbeddings?|[eE]ngine|[aA]gent|GPT|LM)$/;
const ASKS =
  /^(?:is|has|supports|can|check|validate|count|encoding|estimate|calculate|parse|normalize|format|find|list|describe|info|register|assert|test|print|log|render|toggle|filter|map|sort|on|handle|show)(?:[A-Z_]|$)/;
/** What else is said of an answer, a price or a record. */
const RECORD =
  /^(?:choices|usage|object|created|finish_reason|stop_reason|stopReason|finishReason|system_fingerprint|logprobs|\w{0,30}(?:price|pricing|cost|costs)\w{0,30}|(?:input|output|cached?)(?:Price|Cost|Tokens?Cost)?|context_?(?:window|length|size)|contextWindow|contextLength|maxTokens?Allowed|max_?(?:context|output)\w{0,20}|\w{0,20}per_?(?:1[km]|million|token)\w{0,20}|owned_by|knowledge_?cutoff|supports_?\w{1,30}|display_?name|label|title|description|tooltip|badge|tier)$/i;
const PROVIDER = /^(?:(?:model|llm|api)?_?provider|providerId|vendor|backend|platform|type)$/i;

/** null: it is compared, shown, listed, priced, or bound to a name that says nothing of a model. */
export function meantBy(text: string, inner: Surrounding | null): MeantText | null {
  let name: string | null = null;
  let by: MeantText['by'] = null;
  let beside: string | null = null;
  let listed = false;
  const found = (): MeantText | null => (name === null || name === '' || listed ? null : { name, by, beside });
  let steps = 0;
  for (let one = inner; one !== null; one = one.outer) {
    if (++steps > MAX_STEPS) return null;
    switch (one.kind) {
      case 'none':
        return name === null ? null : found();
      case 'listed':
      case 'union':
      case 'entry':
        return null;
      case 'list':
        if (name === null) listed = true;
        break;
      case 'key': {
        if (isModelName(one.name) || (one.node !== null && isCatalog(one.node))) return null;
        const said = saidBy(one.name);
        if (said === 'otherwise') return null;
        if (name !== null) break;
        if (spells(one.name, text)) return null;
        if (one.node !== null && isRecord(one.node, text)) return null;
        beside ??= one.node === null ? null : providerBeside(one.node);
        if (said === 'model') name = one.name;
        break;
      }
      case 'argument': {
        const last = calleeOf(one.node);
        if (SHOWS.test(last)) return null;
        if (name !== null) break;
        if (one.at === 0) {
          if (AS_IT_IS.test(last)) break;
          if (!MAKES_MODEL.test(last) || ASKS.test(last) || saidBy(last) === 'otherwise') return null;
          name = last;
          break;
        }
        const key = keyBefore(one.node, one.at);
        if (key === null || saidBy(key) !== 'model') return null;
        name = key;
        by ??= /^[A-Z][A-Z0-9_]*$/.test(key) || /^(?:get|getOrThrow|env|getEnv|config)$/i.test(last) ? 'environment' : null;
        break;
      }
      case 'parameter':
        if (name === null) by ??= 'parameter';
        return ended(one.name);
      case 'name':
        return name === null && spells(one.name, text) ? null : ended(one.name);
      case 'statement':
      case 'function':
        return found();
    }
  }
  return found();

  function ended(last: string): MeantText | null {
    const said = saidBy(last);
    if (said === 'otherwise') return null;
    if (said === 'model') name ??= last;
    return found();
  }
}

function calleeOf(node: ScriptNode | null): string {
  if (node?.type !== 'call') return '';
  const { callee } = node;
  return callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
}

/** `getEnv("OPENAI_MODEL", "gpt-4o")` */
function keyBefore(node: ScriptNode | null, at: number): string | null {
  const before = node?.type === 'call' && at <= 2 ? node.given[at - 1]?.value : undefined;
  return before?.type === 'text' && before.value.length <= 60 ? before.value : null;
}

function keysOf(table: ScriptNode): readonly string[] {
  return table.type === 'table' ? table.entries.slice(0, MAX_ENTRIES).flatMap(({ key }) => (key?.type === 'text' ? [key.value] : [])) : [];
}

/** Also what people are shown: an entry with the name in their spelling beside it, "GPT-4o" beside "gpt-4o". */
function isRecord(table: ScriptNode, text: string): boolean {
  if (keysOf(table).some((key) => RECORD.test(key))) return true;
  const entries = table.type === 'table' ? table.entries.slice(0, MAX_ENTRIES) : [];
  return entries.some(
    ({ value }) => value.type === 'text' && value.value !== text && /[A-Z ]/.test(value.value) && spells(value.value, text),
  );
}

function providerBeside(table: ScriptNode): string | null {
  if (table.type !== 'table') return null;
  for (const { key, value } of table.entries.slice(0, MAX_ENTRIES))
    if (key?.type === 'text' && PROVIDER.test(key.value) && value.type === 'text') return providerNamed(value.value)?.id ?? null;
  return null;
}

/** Keys that are models, or more of them than one program asks. */
function isCatalog(table: ScriptNode): boolean {
  if (table.type !== 'table') return false;
  if (table.entries.length > MAX_ENTRIES) return true;
  let models = 0;
  for (const { key, value } of table.entries) {
    if (key?.type === 'text' && isHosted(key.value)) return true;
    if (value.type === 'text' && isHosted(value.value)) models++;
  }
  return models > MAX_MODELS;
}

function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}

function isModelName(key: string): boolean {
  return /[-/.]/.test(key) && isHosted(key);
}

/** `GPT_4O = "gpt-4o"` only lists what there is. */
function spells(name: string, text: string): boolean {
  const plain = (one: string): string => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(text).length > 2 && plain(name).endsWith(plain(text));
}
