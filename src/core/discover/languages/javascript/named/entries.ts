/** Tables and lists around a text: what else they say of it, and of what is beside it. Looked at once each. */
import { hostedModelOf, prefixedModelOf, providerNamed, providerSaidBy } from '../../../hosted/index.ts';
import type { ScriptNode } from '../syntax/index.ts';

/** Longer tables are looked at no further than this. */
const MAX_ENTRIES = 60;
const MAX_ITEMS = 2_000;
const IDS =
  /^(?:ids?|value|slug|key|code|name|engine|deployment|(?:api_?|llm_?|ai_?|base_?)?model(?:_?(?:id|name|key|slug|string|code|value))?|api_?(?:name|id)|open_?router_?id|hf_?(?:id|repo|model)|repo(?:_?id)?)$/i;
/** What says something of a model to a person, or whose it is. */
const DESCRIBES =
  /^(?:label|name|title|text|desc|description|subtitle|tagline|caption|summary|(?:display|short|full|model|friendly|provider|ui)_?(?:name|label)|provider(?:_?(?:id|key|type))?|vendor|company|owner|family|icon|badge|group|category|tag|type|series|tier|speed|icon_?url|logo)$/i;
/** What is remembered of a talk, a test or an answer. */
const RECORD =
  /^(?:role|content|messages?|prompt|completion|choices|usage|object|created|created_?at|updated_?at|timestamp|date|finish_?reason|stop_?reason|latency\w{0,10}|elapsed\w{0,10}|duration\w{0,10}|score|scores|elo|rank|votes|wins|accuracy|response|request|user_?id|session_?id|total_?tokens|prompt_?tokens|completion_?tokens|input|output|expected)$/i;
const PROVIDER =
  /^(?:(?:model|llm|api|ai)?_?provider(?:_?(?:id|key|type|name))?|vendor|company|backend|platform|type|owner|group|service)$/i;

function tableKeys(table: ScriptNode): { readonly key: string; readonly value: ScriptNode }[] {
  if (table.type !== 'table') return [];
  return table.entries.slice(0, MAX_ENTRIES).flatMap(({ key, value }) => (key?.type === 'text' ? [{ key: key.value, value }] : []));
}

export function isIdKey(key: string): boolean {
  return IDS.test(key);
}

/** `but`: the key that the name itself stands under. */
export function isDescribed(table: ScriptNode, but = ''): boolean {
  return tableKeys(table).some(
    ({ key, value }) => key !== but && DESCRIBES.test(key) && value.type !== 'constant' && value.type !== 'list' && value.type !== 'table',
  );
}

export function isRecord(table: ScriptNode): boolean {
  return tableKeys(table).some(({ key }) => RECORD.test(key));
}

/** The first text under a key that is asked for; null: there is none. */
export function textUnder(table: ScriptNode, asked: (key: string) => boolean, but: string): string | null {
  for (const { key, value } of tableKeys(table)) if (key !== but && asked(key) && value.type === 'text') return value.value;
  return null;
}

/** `provider: "groq"`, `provider: Provider.Groq` */
export function providerBeside(table: ScriptNode): string | null {
  for (const { key, value } of tableKeys(table)) {
    if (!PROVIDER.test(key)) continue;
    const text = value.type === 'text' ? value.value : value.type === 'member' ? value.name : '';
    const named = text === '' || text.length > 60 ? null : providerNamed(text.replaceAll(' ', '-'));
    if (named !== null) return named.id;
  }
  return null;
}

interface Siblings {
  /** Entries or items that name a hosted model by its form. */
  readonly hosted: number;
  readonly texts: number;
}

const known = new WeakMap<ScriptNode, Siblings>();

/** Of a list its items, of a table its keys and texts. */
export function siblingsIn(around: ScriptNode): Siblings {
  const before = known.get(around);
  if (before !== undefined) return before;
  const texts = around.type === 'list' ? around.items.slice(0, MAX_ITEMS).flatMap(({ value }) => idOf(value)) : namesIn(around);
  const found = { hosted: texts.filter(isHosted).length, texts: texts.length };
  known.set(around, found);
  return found;
}

function idOf(item: ScriptNode): string[] {
  if (item.type === 'text') return [item.value];
  if (item.type !== 'table') return item.type === 'same' ? idOf(item.of) : [''];
  for (const { key, value } of tableKeys(item)) if (IDS.test(key) && value.type === 'text' && isHosted(value.value)) return [value.value];
  return [''];
}

function namesIn(table: ScriptNode): string[] {
  if (table.type !== 'table') return [];
  return table.entries.slice(0, MAX_ITEMS).flatMap(({ key, value }) => {
    if (key?.type === 'text' && /[-/\d]/.test(key.value) && isHosted(key.value)) return [key.value];
    return value.type === 'text' ? [value.value] : [''];
  });
}

export function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}

/** "openai", "groqModels" */
export function providerOfName(name: string): string | null {
  return providerNamed(name)?.id ?? providerSaidBy(name);
}
