/** Tables around a text: what else they say, and whether they are lists of choices or prices. */
import { hostedModelOf, prefixedModelOf, providerNamed, saysOfModel, saysRemembered } from '../../../hosted/index.ts';
import type { Node } from '../syntax/index.ts';

/** Longer tables are looked at no further than this. */
const MAX_ENTRIES = 60;
const MAX_TEXT = 1_000;
/** More models than anybody asks by one table. */
const MAX_MODELS = 8;

/** The first children: a list may be as long as the file. */
export function firstOf(node: Node, most: number): Node[] {
  const found: Node[] = [];
  for (let index = 0; index < Math.min(most, node.namedChildCount); index++) {
    const child = node.namedChild(index);
    if (child !== null && child.type !== 'comment') found.push(child);
  }
  return found;
}

/** A whole text without parts in it; null: none. */
export function stringOf(node: Node): string | null {
  if (node.type !== 'string' || node.endIndex - node.startIndex > MAX_TEXT || /^[bB]/.test(node.text)) return null;
  const parts = node.namedChildren.filter((one) => one?.type !== 'string_start' && one?.type !== 'string_end');
  if (parts.length === 0) return '';
  const [only] = parts;
  return parts.length === 1 && only?.type === 'string_content' && !only.text.includes('\\') ? only.text : null;
}

export interface Siblings {
  has(key: string): boolean;
  /** The provider that one of them names, or null. */
  readonly provider: string | null;
  /** They are those of an answer, a price or a record. */
  readonly isOutput: boolean;
}

const PROVIDER = /^(?:(?:model_|llm_|api_)?provider|api_type|custom_llm_provider|vendor|backend|platform|client_type|type)$/;
const OUTPUT =
  /^(?:choices|usage|object|created|finish_reason|stop_reason|system_fingerprint|logprobs|\w{0,30}(?:price|pricing|cost|costs)\w{0,30}|context_(?:window|length|size)|\w{0,20}per_(?:1[km]|million|token)\w{0,20}|owned_by|knowledge_cutoff|supports_\w{1,30}|display_?name|max_context\w{0,10})$/i;

/** Of a dictionary, or of the arguments of a call. */
export function siblingsOf(table: Node): Siblings {
  const keys = new Set<string>();
  let provider: string | null = null;
  for (const one of firstOf(table, MAX_ENTRIES)) {
    const key = one.type === 'keyword_argument' ? (one.childForFieldName('name')?.text ?? '') : keyOf(one);
    keys.add(key);
    const value = one.childForFieldName('value');
    const text = value === null || !PROVIDER.test(key) ? null : stringOf(value);
    if (text !== null) provider ??= providerNamed(text)?.id ?? null;
  }
  return { has: (key) => keys.has(key), provider, isOutput: table.type === 'dictionary' && [...keys].some((key) => OUTPUT.test(key)) };
}

/** Whether it says something of a model besides numbers: what people call it, whose it is. A price is none. */
export function isDescription(value: Node): boolean {
  if (value.type === 'string') return hostedModelOf(stringOf(value) ?? '') === null;
  const list = value.type === 'call' ? value.childForFieldName('arguments') : value;
  if (list === null || (list.type !== 'dictionary' && list.type !== 'argument_list')) return false;
  const said = saysOfEntry(list, '');
  if (said === 'remembered' || (said === null && siblingsOf(list).isOutput)) return false;
  return (
    said === 'described' ||
    firstOf(list, MAX_ENTRIES).some((one) => {
      const inner = one.type === 'pair' || one.type === 'keyword_argument' ? one.childForFieldName('value') : one;
      return inner?.type === 'string';
    })
  );
}

/** What the keys of an entry say of the model that stands under `but`; null: nothing but numbers. */
export function saysOfEntry(table: Node, but: string): 'described' | 'remembered' | null {
  let described = false;
  for (const one of firstOf(table, MAX_ENTRIES)) {
    const key = one.type === 'keyword_argument' ? (one.childForFieldName('name')?.text ?? '') : keyOf(one);
    if (key === '' || key === but) continue;
    if (saysRemembered(key)) return 'remembered';
    const value = one.childForFieldName('value');
    if (saysOfModel(key) && value !== null && !/^(?:integer|float|list|dictionary|true|false|none)$/.test(value.type)) described = true;
  }
  return described ? 'described' : null;
}

function keyOf(pair: Node): string {
  const key = pair.type === 'pair' ? pair.childForFieldName('key') : null;
  return key === null ? '' : (stringOf(key) ?? '');
}

/** Keys that are models, or more of them than one program asks. */
export function isCatalog(table: Node): boolean {
  if (table.namedChildCount > MAX_ENTRIES) return true;
  let models = 0;
  for (const one of firstOf(table, MAX_ENTRIES)) {
    if (one.type !== 'pair') continue;
    const key = keyOf(one);
    const value = one.childForFieldName('value');
    const text = value === null ? null : stringOf(value);
    if (isHosted(key)) return true;
    if (text !== null && isHosted(text)) models++;
  }
  return models > MAX_MODELS;
}

function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}
