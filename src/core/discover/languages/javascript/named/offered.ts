/**
 * Lists, tables, enumerations and types of models that somebody may choose from: each of them can be asked. What only prices or limits
 * models, shows an answer or a test of them, is none.
 */
import { isIdKey, offersModels, providerNamed, providerSaidIn, saysChoices } from '../../../hosted/index.ts';
import type { ScriptNode } from '../syntax/index.ts';
import type { Offer } from '../../../offers/fact.ts';
import { saysMore, isHosted, isRemembered, providerBeside, siblingsIn, textUnder } from './entries.ts';
import type { Surrounding } from './texts.ts';

const MAX_STEPS = 24;
/** They give back what they are given, or make a list of it. */
const WRAPS =
  /^(?:freeze|Set|Map|from|of|useState|useRef|useMemo|ref|shallowRef|reactive|readonly|signal|createSignal|writable|atom|enum|nativeEnum|picklist|union|oneOf|Enum|stringEnum|entries|keys|values|fromEntries|assign|sort|\$state|const|default|optional|nullable|catch|describe|array|object)$/;
/** Each of the list is gone through. */
const EACH = /^(?:map|flatMap|forEach|filter|concat|toSorted|sort|slice|reduce|reverse|find|findIndex|some|includes|indexOf)$/;
const ASKS_WHETHER = /^(?:includes|indexOf|some|find|findIndex)$/;
/** Where choices stand that no word beside them names. */
const PLAIN_KEY =
  /^(?:options|values|choices|enum|items|list|data|children|default|models|available|supported|all|entries|suggestions|examples)$/i;

/** null: it stands in no such list. `isSure`: nothing else is called so. */
export function offeredIn(text: string, inner: Surrounding | null, isSure: boolean): Offer | null {
  if (inner === null) return null;
  switch (inner.kind) {
    case 'union':
      return offers(inner.name) ? ofNamed(inner, inner.name) : null;
    case 'entry':
      return ofEntry(inner, isSure);
    case 'key':
      return ofKey(text, inner, isSure);
    case 'list':
      return ofList(inner, isSure);
    case 'argument':
      return ofMaker(inner);
    default:
      return null;
  }
}

/** `{ fast: { model: providers.groq("llama-guard-4-12b") } }`: an own registry of clients has one function for each provider. */
function ofMaker({ node, at, outer }: Surrounding): Offer | null {
  const callee = calleeOf(node);
  const provider = providerNamed(callee)?.id ?? null;
  if (at !== 0 || (provider === null && callee !== 'gateway') || outer?.kind !== 'key') return null;
  const above = namesAbove(outer);
  return above === null || !above.offers ? null : { name: above.name, beside: provider, isAmongHosted: true };
}

/** A member of an enumeration or a type. */
function ofNamed({ node }: Surrounding, name: string): Offer {
  return { name, beside: providerSaidIn(name), isAmongHosted: node !== null && siblingsIn(node).hosted > 0 };
}

/** `{ "gpt-4o": { label: "GPT-4o" } }` */
function ofEntry(inner: Surrounding, isSure: boolean): Offer | null {
  const value = inner.node?.type === 'table' ? inner.node.entries[inner.at]?.value : undefined;
  if (value === undefined || inner.node === null) return null;
  const isLabel = value.type === 'text' && !isHosted(value.value);
  const isTable = value.type === 'table' && saysMore(value) && !isRemembered(value);
  if (!isLabel && !isTable) return null;
  const above = namesAbove(inner.outer);
  if (above === null || !(isLabel ? saysChoices(above.name, 'described') : above.offers)) return null;
  const isAmongHosted = siblingsIn(inner.node).hosted > 1;
  return isSure || isAmongHosted || above.provider !== null
    ? { ...above, beside: providerBeside(value) ?? above.provider, isAmongHosted }
    : null;
}

/** `{ id: "gpt-4o", label: "GPT-4o" }` of a list, `{ FAST: "gpt-4o-mini" }` of a table or an enumeration. */
function ofKey(text: string, inner: Surrounding, isSure: boolean): Offer | null {
  const table = inner.node;
  if (table === null) return null;
  if (inner.outer?.kind === 'listed') return offers(inner.outer.name) ? ofNamed(inner, inner.outer.name) : null;
  if (offersModels(inner.name) === false && !isIdKey(inner.name)) return null;
  const around = inner.outer?.kind === 'list' ? inner.outer : null;
  const isOfTable = inner.outer?.kind === 'key';
  const isGiven = inner.outer?.kind === 'argument' && /model/i.test(calleeOf(inner.outer.node));
  if (!isIdKey(inner.name) || (around === null && !isOfTable && !isGiven)) return ofNames(inner);
  if (isRemembered(table) || (inner.name === 'name' && textUnder(table, isIdKey, 'name') !== null)) return null;
  const described = saysMore(table, inner.name);
  const above = namesAbove(isGiven ? (inner.outer?.outer ?? null) : inner.outer, isGiven);
  if (above === null) return null;
  const beside = providerBeside(table) ?? above.provider;
  const siblings = around?.node == null ? 0 : siblingsIn(around.node).hosted;
  const isAmongHosted = siblings > (isSure ? 1 : 0);
  const says = above.offers || beside !== null;
  // "model" and "name" are words of chats and logs, too.
  const isMeant = described
    ? says || isGiven || !/^(?:model|name|key|code)$/i.test(inner.name) || isAmongHosted
    : above.offers && isAmongHosted;
  if (!isMeant || !(isSure || isAmongHosted || beside !== null)) return null;
  return { name: above.name === '' ? inner.name : above.name, beside, isAmongHosted };
}

/** Short names for models, where the table says that it is there to choose from. */
function ofNames(inner: Surrounding): Offer | null {
  const above = namesAbove(inner.outer);
  if (above === null || inner.node === null || !saysChoices(above.name, 'described')) return null;
  return siblingsIn(inner.node).hosted > 1 ? { name: above.name, beside: above.provider, isAmongHosted: true } : null;
}

/** `models: ["gpt-4o", "gpt-4o-mini"]` */
function ofList(inner: Surrounding, isSure: boolean): Offer | null {
  const list = inner.node;
  if (list === null) return null;
  const { hosted, texts } = siblingsIn(list);
  const above = namesAbove(inner.outer);
  if (above === null) return null;
  const { first } = above;
  const isSet = above.wrapped === 'Set';
  const says = isSet
    ? saysChoices(first, 'set')
    : above.offers && (PLAIN_KEY.test(first) || offersModels(first) !== true || saysChoices(first, 'list'));
  const isEach = above.wrapped !== null && EACH.test(above.wrapped) && hosted > 1 && hosted === texts;
  if (!says && !isEach) return null;
  const isAmongHosted = hosted > (isSure ? 1 : 0);
  return isSure || isAmongHosted || above.provider !== null ? { name: above.name || 'list', beside: above.provider, isAmongHosted } : null;
}

function offers(name: string): boolean {
  return offersModels(name) === true;
}

interface Above {
  /** The nearest. */
  readonly first: string;
  /** The nearest that says something. */
  readonly name: string;
  readonly offers: boolean;
  readonly provider: string | null;
  /** What it is given to, or what is called on it. */
  readonly wrapped: string | null;
}

/** What the names around say together; null: it is compared, priced, remembered or tested. */
function namesAbove(inner: Surrounding | null, isGiven = false): Above | null {
  let first = '';
  let name = '';
  let says = isGiven;
  let provider: string | null = null;
  let wrapped: string | null = null;
  let steps = 0;
  for (let one = inner; one !== null; one = one.outer) {
    if (++steps > MAX_STEPS) return null;
    switch (one.kind) {
      case 'key':
      case 'name': {
        if (one.kind === 'key' && one.name === '') break;
        const offered = offersModels(one.name);
        if (offered === false && !PLAIN_KEY.test(one.name)) return null;
        first ||= one.name;
        if (name === '' || (!says && offered === true)) name = one.name;
        says ||= offered === true;
        provider ??= providerSaidIn(one.name) ?? (one.node === null ? null : providerBeside(one.node));
        if (one.kind === 'key' && one.node !== null && !says && saysModelBeside(one.node)) {
          says = true;
          name = 'model';
        }
        if (one.kind === 'name') return { first, name, offers: says, provider, wrapped };
        break;
      }
      case 'argument': {
        const callee = calleeOf(one.node);
        if (!WRAPS.test(callee)) return null;
        wrapped ??= callee;
        break;
      }
      case 'none':
        if (one.name === '' || !EACH.test(one.name)) {
          // `z.enum([…]).default("…")`: what is called on it leaves it as it is.
          if (one.name === '' || !WRAPS.test(one.name)) return null;
          break;
        }
        if (ASKS_WHETHER.test(one.name)) return null;
        wrapped ??= one.name;
        return { first, name, offers: says, provider, wrapped };
      case 'list':
        break;
      case 'function':
        return { first: first || one.name, name: name === '' ? one.name : name, offers: says || offers(one.name), provider, wrapped };
      case 'listed':
        return { first: one.name, name: one.name, offers: offers(one.name), provider, wrapped };
      default:
        return { first, name, offers: says, provider, wrapped };
    }
  }
  return { first, name, offers: says, provider, wrapped };
}

/** `{ name: "model", options: [ … ] }`: a field of a form. */
function saysModelBeside(table: ScriptNode): boolean {
  const named = textUnder(table, (key) => /^(?:name|id|key|field|label|title|displayName|prop)$/i.test(key), '');
  return named !== null && named.length <= 60 && offersModels(named) === true;
}

function calleeOf(node: ScriptNode | null): string {
  if (node?.type !== 'call') return '';
  const { callee } = node;
  return callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
}
