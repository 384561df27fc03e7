/** Tables around a text: what else they say, and whether they are lists of choices or prices. */
import { hostedModelOf, prefixedModelOf, providerNamed } from '../../../hosted/index.ts';
import type { Node } from '../syntax/index.ts';

/** Longer tables are looked at no further than this. */
const MAX_ENTRIES = 60;
/** More models than anybody asks by one table. */
const MAX_MODELS = 8;

/** A whole text without parts in it; null: none. */
export function stringOf(node: Node): string | null {
  if (node.type !== 'string' || /^[bB]/.test(node.text) || node.endIndex - node.startIndex > 300) return null;
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
  for (const one of table.namedChildren.slice(0, MAX_ENTRIES)) {
    if (one === null) continue;
    const key = one.type === 'keyword_argument' ? (one.childForFieldName('name')?.text ?? '') : keyOf(one);
    keys.add(key);
    const value = one.childForFieldName('value');
    const text = value === null || !PROVIDER.test(key) ? null : stringOf(value);
    if (text !== null) provider ??= providerNamed(text)?.id ?? null;
  }
  return { has: (key) => keys.has(key), provider, isOutput: table.type === 'dictionary' && [...keys].some((key) => OUTPUT.test(key)) };
}

function keyOf(pair: Node): string {
  const key = pair.type === 'pair' ? pair.childForFieldName('key') : null;
  return key === null ? '' : (stringOf(key) ?? '');
}

/** Keys that are models, or more of them than one program asks. */
export function isCatalog(table: Node): boolean {
  const entries = table.namedChildren;
  if (entries.length > MAX_ENTRIES) return true;
  let models = 0;
  for (const one of entries) {
    if (one === null || one.type !== 'pair') continue;
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
