/**
 * Lists, tables, enumerations and constants of models that somebody may choose from, in languages that nobody follows:
 * `[]string{"gpt-4o"}`, `listOf(Model("gpt-4o", "GPT-4o"))`, `GPT_4O("gpt-4o")`, `models: vec!["gpt-4o"]`.
 */
import {
  hostedModelOf,
  isIdKey,
  mayBeModel,
  offersModels,
  prefixedModelOf,
  providerWritten,
  isProviderKey,
  saysChoices,
  saysOfModel,
  saysRemembered,
} from '../hosted/index.ts';
import type { Offer } from '../offers/fact.ts';
import type { Brackets } from './brackets.ts';
import { type NamesAround, calleeOf, KEYED, namesAbove, PLAIN_KEY, statementWords, WRAPS } from './heads.ts';
import type { Token } from './lexer.ts';

/** null: it is in no such list. `isSure`: nothing else is called so. */
export function offeredAt(tokens: readonly Token[], index: number, brackets: Brackets, isSure: boolean): Offer | null {
  const next = tokens[index + 1];
  if (next !== undefined && /^(?:==|!=|===|!==|<=|>=|=~)$/.test(next.text)) return null;
  const at = wrapped(tokens, index, brackets);
  const open = brackets.around(at);
  const before = tokens[at - 1];
  if (before !== undefined && /^(?:==|!=|===|!==|case|in|\+)$/.test(before.text)) return null;
  if (isOption(tokens, at)) return { name: 'option', beside: null, isAmongHosted: false };
  if (before !== undefined && KEYED.has(before.text) && !(next !== undefined && KEYED.has(next.text) && next.text !== ':'))
    return ofKey(tokens, at, index, open, brackets, isSure);
  if (open < 0) return null;
  if (next !== undefined && (next.text === '=>' || next.text === '->' || next.text === ':' || (next.text === 'to' && next.kind === 'word')))
    return ofEntry(tokens, index, open, brackets, isSure);
  return ofItem(tokens, at, open, brackets, isSure);
}

/** `<option value="gpt-4o">` of a page that the code writes. */
function isOption(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.text !== '=' || tokens[at - 2]?.text !== 'value') return false;
  for (let index = at - 3; index >= Math.max(0, at - 24); index--)
    if (tokens[index]?.text === '<') return /option|item|radio|choice/i.test(tokens[index + 1]?.text ?? '');
  return false;
}

/** `String::from("gpt-4o")` → where it begins. */
function wrapped(tokens: readonly Token[], index: number, brackets: Brackets): number {
  let at = index;
  for (let step = 0; step < 4; step++) {
    const before = tokens[at - 1];
    if (before?.text === '&' || before?.text === '*' || before?.text === '@') at -= 1;
    else if (before?.text === '(' && brackets.inside(at - 1).length <= 2 && isWrap(tokens, at - 2)) at = chainStart(tokens, at - 2);
    else return at;
  }
  return at;
}

function isWrap(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at];
  return (
    word?.kind === 'word' &&
    /^(?:from|String|string|Some|F|Ptr|ptr|to|Pointer|new_string|into|to_string|lit|Just|ok|Ok|NSString|Text|Value)$/.test(word.text)
  );
}

function chainStart(tokens: readonly Token[], at: number): number {
  let index = at;
  for (let step = 0; step < 6; step++) {
    const [join, inner] = [tokens[index - 1]?.text ?? '', tokens[index - 2]];
    if (!/^(?:\.|::|->)$/.test(join) || inner?.kind !== 'word') return index;
    index -= 2;
  }
  return index;
}

/** One of the texts of a list; or the first of those of an entry without keys. */
function ofItem(tokens: readonly Token[], at: number, open: number, brackets: Brackets, isSure: boolean): Offer | null {
  const before = tokens[at - 1];
  if (before === undefined || !(before.text === ',' || at - 1 === open) || isIndex(tokens, open)) return null;
  const isFirst = at - 1 === open;
  const { hosted, texts } = brackets.counted(open, (inside) => ({
    hosted:
      inside.filter((one) => tokens[one]?.kind === 'text' && isHosted((tokens[one] as Token).text)).length +
      hostedWrapped(tokens, inside, brackets),
    texts: inside.filter((one) => tokens[one]?.kind === 'text').length,
  }));
  const isDescribed = isFirst && hosted <= 1 && texts > 1 && tokens[at + 1]?.text === ',';
  const callee = calleeOf(tokens, open);
  const isCall = tokens[open]?.text === '(' && callee !== '' && !WRAPS.test(callee);
  if (isCall) {
    // `GPT_4O("gpt-4o", "GPT-4o")` of an enumeration, `Model("gpt-4o", "GPT-4o")` of a list.
    if (!isFirst) return null;
    const outer = brackets.around(open);
    const above = outer < 0 ? null : namesAbove(tokens, outer, brackets);
    if (above === null) return null;
    const isConstant = above.isEnumeration && /^[A-Z][A-Za-z0-9_]*$/.test(callee);
    const isEntry = isDescribed && tokens[outer]?.text !== '{' && above.offers;
    return (isConstant && above.offers) || isEntry ? chosen(above, isSure) : null;
  }
  const above = namesAbove(tokens, open, brackets);
  if (above === null || !above.offers) return null;
  if (isDescribed && tokens[open]?.text === '{') return chosen(above, isSure);
  if (tokens[open]?.text === '(' && callee === '') return isDescribed ? chosen(above, isSure) : null;
  if (hosted === 0) return null;
  if (!(PLAIN_KEY.test(above.first) || offersModels(above.first) !== true || saysChoices(above.first, 'list'))) return null;
  return chosen(above, hosted > (isSure ? 1 : 0));
}

/** `prices["gpt-4o"]` */
function isIndex(tokens: readonly Token[], open: number): boolean {
  const before = tokens[open - 1];
  if (tokens[open]?.text !== '[' || before === undefined) return false;
  return (
    before.text === ')' ||
    before.text === ']' ||
    (before.kind === 'word' && !/^(?:return|in|then|else|do|and|or|of|when|array|vec|list)$/.test(before.text))
  );
}

function hostedWrapped(tokens: readonly Token[], inside: readonly number[], brackets: Brackets): number {
  let found = 0;
  for (const one of inside)
    if (tokens[one]?.text === '(' && isWrap(tokens, one - 1)) {
      const [inner] = brackets.inside(one);
      if (inner !== undefined && tokens[inner]?.kind === 'text' && isHosted((tokens[inner] as Token).text)) found += 1;
    }
  return found;
}

/** `"gpt-4o" => "GPT-4o"`, `"gpt-4o": {Name: "GPT-4o"}`, `"gpt-4o" to "GPT-4o"`. */
function ofEntry(tokens: readonly Token[], index: number, open: number, brackets: Brackets, isSure: boolean): Offer | null {
  const above = namesAbove(tokens, open, brackets);
  if (above === null || !saysChoices(above.first, 'described') || above.isEnumeration) return null;
  const value = tokens[index + 2];
  const isLabel = value?.kind === 'text' && !mayBeModel(value.text);
  const from = [index + 2, index + 3, index + 4].find(
    (one) => tokens[one]?.text === '{' || tokens[one]?.text === '(' || tokens[one]?.text === '[',
  );
  const isTable = from !== undefined && describes(tokens, from, brackets, -1);
  return isLabel || isTable ? chosen(above, isSure) : null;
}

/** `{ID: "gpt-4o", Name: "GPT-4o"}`; `Gpt4o = "gpt-4o"` of an enumeration or of constants. */
function ofKey(tokens: readonly Token[], at: number, index: number, open: number, brackets: Brackets, isSure: boolean): Offer | null {
  const key = tokens[at - 2];
  if (key === undefined || key.kind === 'sign') return null;
  if (isIdKey(key.text) && open >= 0) {
    const outer = brackets.around(open);
    const above = outer < 0 ? null : namesAbove(tokens, outer, brackets);
    if (above === null || !above.offers || above.isEnumeration || !describes(tokens, open, brackets, at - 2)) return null;
    const beside = providerIn(tokens, open, brackets) ?? above.provider;
    return { ...chosen(above, true), beside };
  }
  const { text } = tokens[index] as Token;
  if (!isSure || !spells(key.text, text) || /^(?:return|==)$/.test(tokens[at - 1]?.text ?? '')) return null;
  const line = statementWords(tokens, at - 1);
  const above = open < 0 ? NOTHING : namesAbove(tokens, open, brackets);
  if (above === null || line.some((word) => offersModels(word) === false)) return null;
  const says = line.find((word) => offersModels(withoutName(word, text)) === true);
  return says !== undefined || (above.offers && above.first !== '')
    ? { name: says ?? above.first, beside: above.provider, isAmongHosted: true }
    : null;
}

/** "ModelGpt4o" of "gpt-4o" → "Model": the name of a model says nothing of what it is there for. */
function withoutName(word: string, text: string): string {
  const short = text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  return word.toLowerCase().replaceAll('_', '').endsWith(short) ? word.replaceAll('_', '').slice(0, -short.length) : word;
}

const NOTHING: NamesAround = { first: '', offers: false, provider: null, isEnumeration: false };

function chosen(above: NamesAround, isAmongHosted: boolean): Offer {
  return { name: above.first === '' ? 'list' : above.first, beside: above.provider, isAmongHosted };
}

/** Whether what is in a bracket says something of a model: a name for people, a provider. */
function describes(tokens: readonly Token[], open: number, brackets: Brackets, but: number): boolean {
  let found = false;
  let texts = 0;
  for (const one of brackets.inside(open).slice(0, 200)) {
    const { kind, text } = tokens[one] as Token;
    if (kind === 'text') texts += 1;
    if (one === but || kind === 'sign' || !KEYED.has(tokens[one + 1]?.text ?? '')) continue;
    if (saysRemembered(text)) return false;
    if (saysOfModel(text) && !/^\d/.test(tokens[one + 2]?.text ?? '')) found = true;
  }
  return found || (but < 0 && texts > 0);
}

function providerIn(tokens: readonly Token[], open: number, brackets: Brackets): string | null {
  for (const one of brackets.inside(open).slice(0, 200)) {
    const { kind, text } = tokens[one] as Token;
    if (kind === 'sign' || !isProviderKey(text) || !KEYED.has(tokens[one + 1]?.text ?? '')) continue;
    for (const behind of [one + 2, one + 4, one + 3]) {
      const value = tokens[behind];
      const provider = value === undefined || value.kind === 'sign' ? null : providerWritten(value.text.replace(/^Provider/, ''));
      if (provider !== null) return provider;
    }
  }
  return null;
}

function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}

function spells(name: string, text: string): boolean {
  const [one, other] = [name, text].map((each) => each.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return one !== undefined && other !== undefined && other.length > 2 && (one.endsWith(other) || (other.startsWith(one) && one.length > 3));
}
