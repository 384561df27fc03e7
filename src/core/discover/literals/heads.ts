/** What stands before a bracket: the name that a list is bound to, the function or type around it; and what all of those say together. */
import { offersModels, providerSaidIn } from '../hosted/index.ts';
import type { Brackets } from './brackets.ts';
import type { Token } from './lexer.ts';

const MAX_CLIMB = 10;
const MAX_WORDS = 16;
/** They hand on the text, or the list, that they are given. */
export const WRAPS =
  /^(?:from|String|string|Some|of|F|Ptr|ptr|to|Pointer|new_string|into|to_string|lit|Just|ok|Ok|std|NSString|Text|text|cat|listOf|setOf|mutableListOf|mutableSetOf|arrayOf|arrayListOf|linkedSetOf|linkedMapOf|mapOf|mutableMapOf|to|asList|Arrays|List|Set|Seq|Array|Vector|HashSet|ArrayList|LinkedHashSet|ImmutableList|ImmutableSet|Map|ofEntries|entry|unmodifiableList|unmodifiableSet|vec|array|c|list|freeze|Collections|Object|AsReadOnly|toList|HashMap|BTreeMap|by|lazy|const|var)$/;
/** Between a key and its value. */
export const KEYED = new Set([':', '=', '=>', '->', ':=']);
const FUNCTIONS = /^(?:fn|func|def|defp|fun|function|sub|proc)$/;
const TYPES = /^(?:enum|class|struct|object|impl|interface|module|defmodule|extension|trait|record|type|namespace)$/;
const CONTROL = /^(?:if|else|for|while|switch|match|when|case|catch|try|do|loop|unless|elsif|select|with)$/;
/** Where choices stand that no word beside them names. */
export const PLAIN_KEY =
  /^(?:options|values|choices|enum|items|list|data|children|default|models|available|supported|all|entries|suggestions|ids)$/i;

/** Together, from the bracket outward. */
export interface NamesAround {
  /** The nearest. */
  readonly first: string;
  readonly offers: boolean;
  readonly provider: string | null;
  /** The bracket is that of an enumeration. */
  readonly isEnumeration: boolean;
}

/** What the names around a bracket say together; null: it is a call, a price, a test. */
export function namesAbove(tokens: readonly Token[], from: number, brackets: Brackets): NamesAround | null {
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
export function statementWords(tokens: readonly Token[], at: number): string[] {
  const words: string[] = [];
  for (let index = at - 1; index >= 0 && at - index < 12; index--) {
    const { kind, text, first } = tokens[index] as Token;
    if (/^[;{}(,]$/.test(text)) break;
    if (kind === 'word') words.push(text);
    if (first) break;
  }
  return words;
}

/** The function that a bracket calls: "listOf" of `listOf<String>(`; "" for none. */
export function calleeOf(tokens: readonly Token[], open: number): string {
  let at = open - 1;
  if (tokens[at]?.text === '!') at -= 1;
  if (tokens[at]?.text === '>') {
    for (let step = 0; step < 20 && tokens[at]?.text !== '<'; step++) at -= 1;
    at -= 1;
  }
  const word = tokens[at];
  return word?.kind === 'word' ? word.text : '';
}
