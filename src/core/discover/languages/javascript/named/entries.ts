/** Tables and lists around a text: what else they say of it, and of what is beside it. Looked at once each. */
import {
  hostedModelOf,
  isIdKey,
  isProviderKey,
  prefixedModelOf,
  providerWritten,
  saysOfModel,
  saysRemembered,
} from '../../../hosted/index.ts';
import type { ScriptNode } from '../syntax/index.ts';

/** Longer tables are looked at no further than this. */
const MAX_ENTRIES = 60;
const MAX_ITEMS = 2_000;

function tableKeys(table: ScriptNode): { readonly key: string; readonly value: ScriptNode }[] {
  if (table.type !== 'table') return [];
  return table.entries.slice(0, MAX_ENTRIES).flatMap(({ key, value }) => (key?.type === 'text' ? [{ key: key.value, value }] : []));
}

/** `but`: the key that the name itself stands under. */
export function saysMore(table: ScriptNode, but = ''): boolean {
  return tableKeys(table).some(
    ({ key, value }) => key !== but && saysOfModel(key) && value.type !== 'constant' && value.type !== 'list' && value.type !== 'table',
  );
}

export function isRemembered(table: ScriptNode): boolean {
  return tableKeys(table).some(({ key }) => saysRemembered(key));
}

/** The first text under a key that is asked for; null: there is none. */
export function textUnder(table: ScriptNode, asked: (key: string) => boolean, but: string): string | null {
  for (const { key, value } of tableKeys(table)) if (key !== but && asked(key) && value.type === 'text') return value.value;
  return null;
}

/** `provider: "groq"`, `provider: Provider.Groq` */
export function providerBeside(table: ScriptNode): string | null {
  for (const { key, value } of tableKeys(table)) {
    if (!isProviderKey(key)) continue;
    const named = providerWritten(value.type === 'text' ? value.value : value.type === 'member' ? value.name : '');
    if (named !== null) return named;
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
  for (const { key, value } of tableKeys(item)) if (isIdKey(key) && value.type === 'text' && isHosted(value.value)) return [value.value];
  return [''];
}

function namesIn(table: ScriptNode): string[] {
  if (table.type !== 'table') return [];
  return table.entries.slice(0, MAX_ITEMS).flatMap(({ key, value }) => {
    if (key?.type === 'text' && /[-/\d]/.test(key.value) && isHosted(key.value)) return [key.value];
    return value.type === 'text' ? [value.value] : [''];
  });
}

/** "Llama-3.2-1B-Instruct-q4f32_1-MLC": the list of WebLLM calls its models so. */
export function isOfWebLlm(text: string): boolean {
  return text.length <= 120 && /^[\w.-]{2,80}-q\df\d{2}_\d-MLC$/.test(text);
}

export function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true || isOfWebLlm(text);
}
