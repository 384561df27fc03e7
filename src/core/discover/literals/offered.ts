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
  providerSaidIn,
  providerWritten,
  isProviderKey,
  saysChoices,
  saysOfModel,
  saysRemembered,
} from '../hosted/index.ts';
import type { Offer } from '../offers/fact.ts';
import type { Brackets } from './brackets.ts';
import type { Token } from './lexer.ts';

const MAX_CLIMB = 10;
const MAX_WORDS = 16;
/** They hand on the text, or the list, that they are given. */
const WRAPS =
  /^(?:from|String|string|Some|of|F|Ptr|ptr|to|Pointer|new_string|into|to_string|lit|Just|ok|Ok|std|NSString|Text|text|cat|listOf|setOf|mutableListOf|mutableSetOf|arrayOf|arrayListOf|linkedSetOf|linkedMapOf|mapOf|mutableMapOf|to|asList|Arrays|List|Set|Seq|Array|Vector|HashSet|ArrayList|LinkedHashSet|ImmutableList|ImmutableSet|Map|ofEntries|entry|unmodifiableList|unmodifiableSet|vec|array|c|list|freeze|Collections|Object|AsReadOnly|toList|HashMap|BTreeMap|by|lazy|const|var)$/;
const KEYED = new Set([':', '=', '=>', '->', ':=']);
const FUNCTIONS = /^(?:fn|func|def|defp|fun|function|sub|proc)$/;
const TYPES = /^(?:enum|class|struct|object|impl|interface|module|defmodule|extension|trait|record|type|namespace)$/;
const CONTROL = /^(?:if|else|for|while|switch|match|when|case|catch|try|do|loop|unless|elsif|select|with)$/;
const PLAIN_KEY =
  /^(?:options|values|choices|enum|items|list|data|children|default|models|available|supported|all|entries|suggestions|ids)$/i;

interface Above {
  readonly first: string;
  readonly offers: boolean;
  readonly provider: string | null;
  /** Whether it is in a list or table at all. */
  readonly isEnumeration: boolean;
}

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
  if (before?.text === 'return' && tokens[open]?.text === '{') return isSure ? ofFunction(tokens, open, brackets) : null;
  if (next !== undefined && (next.text === '=>' || next.text === '->' || next.text === ':' || (next.text === 'to' && next.kind === 'word')))
    return ofEntry(tokens, index, open, brackets, isSure);
  return ofItem(tokens, at, open, brackets, isSure);
}

/** `<option value="gpt-4o">` of a page that the code writes. */
function isOption(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.text !== '=' || tokens[at - 2]?.text !== 'value') return false;
  for (let index = at - 3; index > Math.max(0, at - 24); index--)
    if (tokens[index]?.text === '<') return /option|item|radio|choice/i.test(tokens[index + 1]?.text ?? '');
  return false;
}

/** One of those that a function gives, by what it is asked: `func modelFor(provider string) string`. */
function ofFunction(tokens: readonly Token[], open: number, brackets: Brackets): Offer | null {
  const above = namesAbove(tokens, open, brackets);
  if (
    above === null ||
    !above.offers ||
    /normali[sz]e|canonical|family|base_?model|price|token|parse|format|display|alias/i.test(above.first)
  )
    return null;
  return chosen(above, true);
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

const NOTHING: Above = { first: '', offers: false, provider: null, isEnumeration: false };

function chosen(above: Above, isAmongHosted: boolean): Offer {
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

/** What the names around a bracket say together; null: it is a call, a price, a test. */
function namesAbove(tokens: readonly Token[], from: number, brackets: Brackets): Above | null {
  let first = '';
  let offers = false;
  let provider: string | null = null;
  let isEnumeration = false;
  let open = from;
  for (let step = 0; step < MAX_CLIMB && open >= 0; step++, open = brackets.around(open)) {
    const { words, kind } = headOf(tokens, open);
    if (kind === 'call') return null;
    if (kind === 'control') continue;
    for (const word of words) {
      const said = offersModels(word);
      if (said === false && !PLAIN_KEY.test(word))
        return kind === 'type' || (step > 0 && offers && kind === 'function') ? { first, offers, provider, isEnumeration } : null;
      first ||= word;
      if (said === true && !offers) first = PLAIN_KEY.test(first) ? first : word;
      offers ||= said === true;
      provider ??= providerSaidIn(word);
    }
    if (step === 0 && kind === 'enum') isEnumeration = true;
    if (!offers && PLAIN_KEY.test(first) && saysModelIn(tokens, open, brackets)) offers = true;
    if (kind === 'enum' || kind === 'type') break;
  }
  return { first, offers, provider, isEnumeration };
}

/** `{ name: "model", options: { values: […] } }`: a field of a form. */
function saysModelIn(tokens: readonly Token[], open: number, brackets: Brackets): boolean {
  return brackets
    .inside(open)
    .slice(0, 200)
    .some((one) => {
      const [key, sign, value] = [tokens[one], tokens[one + 1], tokens[one + 2]];
      if (key === undefined || key.kind === 'sign' || !KEYED.has(sign?.text ?? '') || value?.kind !== 'text' || value.text.length > 60)
        return false;
      return /^(?:name|id|key|field|label|title|property|prop|param)$/i.test(key.text) && offersModels(value.text) === true;
    });
}

interface Head {
  readonly words: readonly string[];
  readonly kind: 'list' | 'call' | 'control' | 'function' | 'type' | 'enum';
}

/** What stands before a bracket: the name that the list is bound to, the function, the type. */
function headOf(tokens: readonly Token[], open: number): Head {
  const words: string[] = [];
  const sign = tokens[open]?.text ?? '';
  let at = open - 1;
  if (sign === '(') {
    const callee = calleeOf(tokens, open);
    if (callee !== '' && !WRAPS.test(callee)) return { words: [], kind: 'call' };
  }
  let kind: Head['kind'] = 'list';
  let depth = 0;
  for (let step = 0; step < 60 && at >= 0 && words.length < MAX_WORDS; step++, at--) {
    const { kind: of, text, first } = tokens[at] as Token;
    if (of === 'sign') {
      if (text === ')' || text === ']') depth += 1;
      else if (text === '(' || text === '[') {
        if (depth === 0) break;
        depth -= 1;
      } else if (depth === 0 && (text === ';' || text === '{' || text === '}' || text === ',')) break;
      continue;
    }
    if (depth > 0) continue;
    if (of === 'word' && CONTROL.test(text) && words.length < 3 && sign === '{') return { words: [], kind: 'control' };
    if (of === 'word' && text === 'enum') kind = 'enum';
    else if (of === 'word' && TYPES.test(text) && sign === '{' && kind !== 'enum') kind = 'type';
    else if (of === 'word' && FUNCTIONS.test(text)) kind = kind === 'list' ? 'function' : kind;
    else if (
      !WRAPS.test(text) &&
      !/^(?:new|val|var|let|const|static|final|public|private|protected|internal|override|mut|ref|return|string|String|str|auto|readonly|pub|export)$/.test(
        text,
      )
    )
      words.push(text.slice(0, 80));
    if (first && depth === 0 && !/^(?:\.|::|->|,)$/.test(tokens[at - 1]?.text ?? '')) {
      // The head of a function or type may go on over lines; a list is named in its own.
      if (tokens[at - 1]?.text !== '=' && tokens[at - 1]?.text !== ':=') break;
    }
  }
  return { words, kind };
}

/** The words of the statement before a sign. */
function statementWords(tokens: readonly Token[], at: number): string[] {
  const words: string[] = [];
  for (let index = at - 1; index >= 0 && at - index < 12; index--) {
    const { kind, text, first } = tokens[index] as Token;
    if (/^[;{}(,]$/.test(text)) break;
    if (kind === 'word') words.push(text);
    if (first) break;
  }
  return words;
}

function calleeOf(tokens: readonly Token[], open: number): string {
  let at = open - 1;
  if (tokens[at]?.text === '!') at -= 1;
  if (tokens[at]?.text === '>') {
    for (let step = 0; step < 20 && tokens[at]?.text !== '<'; step++) at -= 1;
    at -= 1;
  }
  const word = tokens[at];
  return word?.kind === 'word' ? word.text : '';
}

function isHosted(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}

function spells(name: string, text: string): boolean {
  const [one, other] = [name, text].map((each) => each.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return one !== undefined && other !== undefined && other.length > 2 && (one.endsWith(other) || (other.startsWith(one) && one.length > 3));
}
