/** Texts that are items of a list of models from which somebody may choose: `availableModels = ["a", "b"]`, `func Models() { return … }`. */
import { saysChoices } from '../hosted/index.ts';
import type { Token } from './lexer.ts';
import { ASKS_SOMETHING } from './naming.ts';

/** Tokens of a long list, and of what stands before it. */
const MAX_BACK = 500;
const MAX_NAME = 24;
const GIVES = new Set(['=', ':=', ':', '=>', '<-', '->']);
const DEFINES = /^(?:fn|func|def|fun|function|static|public|private|protected|internal|override|suspend|async)$/;

/** What the list is called, where its name says that it offers models; null: it does not, or the text is in none. */
export function listNamed(tokens: readonly Token[], index: number): string | null {
  if (!/^[,([{]$/.test(tokens[index - 1]?.text ?? '') || !/^[,)\]}]$/.test(tokens[behindCopy(tokens, index + 1)]?.text ?? '')) return null;
  const open = openOf(tokens, index);
  // The arguments of a call are no list.
  if (open === null || (tokens[open]?.text === '(' && !COLLECTS.test(calleeAt(tokens, open - 1)))) return null;
  const name = givenName(tokens, open) ?? functionName(tokens, open);
  return name === null || ASKS_SOMETHING.test(name) || DENIES.test(name) ? null : name;
}

/** `listOf<String>(`, `List.of(`, `c(`, `= (`. */
function calleeAt(tokens: readonly Token[], before: number): string {
  let at = before;
  if (tokens[at]?.text === '>') while (at > 0 && before - at < 6 && tokens[at]?.text !== '<') at -= 1;
  return tokens[at]?.text === '<' ? (tokens[at - 1]?.text ?? '') : (tokens[at]?.text ?? '');
}

const COLLECTS =
  /^(?:listOf|mutableListOf|arrayListOf|setOf|mutableSetOf|linkedSetOf|arrayOf|of|asList|List|Set|Seq|Array|Vector|c|array|=|:|Vec)$/;
const DENIES = /restricted|blocked|denied|only/i;

/** `"a".to_string(),` is an item as `"a"` is. */
function behindCopy(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '.' || !/^(?:to_string|into|to_owned|freeze|toString)$/.test(tokens[at + 1]?.text ?? '')) return at;
  return tokens[at + 2]?.text === '(' ? at + 4 : at + 2;
}

function openOf(tokens: readonly Token[], index: number): number | null {
  let depth = 0;
  for (let at = index - 1; at >= 0 && index - at < MAX_BACK; at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign') continue;
    if (text === ';') return null;
    if (text === ')' || text === ']' || text === '}') depth += 1;
    else if ((text === '(' || text === '[' || text === '{') && depth-- === 0) return at;
  }
  return null;
}

/** `models := []string{…}`, `models: List<String> = listOf(…)`, `models: vec![…]`. */
function givenName(tokens: readonly Token[], open: number): string | null {
  let isGiven = false;
  for (let at = open - 1; at >= 0 && open - at < MAX_NAME; at--) {
    const { kind, text, first } = tokens[at] as Token;
    if (kind === 'text' ? !isGiven : /^[;{}]$/.test(text) || (isGiven && /^[(,]$/.test(text))) return null;
    if (isGiven && kind !== 'sign' && saysChoices(text, 'list')) return text;
    if (isGiven && VALUES.test(text)) return choiceNamed(tokens, at);
    if (kind === 'sign' && GIVES.has(text)) isGiven = true;
    // What is given stands in one statement.
    if (isGiven && first) return null;
  }
  return null;
}

const VALUES = /^(?:values|options|choices|items|enum|allowed)$/;

/** `{ name: "model", options: […] }`: what the choice is of stands beside it. */
function choiceNamed(tokens: readonly Token[], key: number): string | null {
  for (let at = key - 1; at >= 0 && key - at < MAX_NAME; at--) {
    const { kind, text } = tokens[at] as Token;
    if (text === ';') return null;
    if (kind === 'text' && /^(?:name|property|id|key|label)$/.test(tokens[at - 2]?.text ?? '') && saysChoices(text, 'list')) return text;
  }
  return null;
}

/** The function whose value it is: nothing else stands between its beginning and the list. */
function functionName(tokens: readonly Token[], open: number): string | null {
  for (let at = open - 1; at >= 0 && open - at < 4 * MAX_NAME; at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'text' || text === ';' || text === '}') return null;
    if (kind !== 'word' || !/^[(<]$/.test(tokens[at + 1]?.text ?? '')) continue;
    const isDefined = tokens.slice(Math.max(0, at - 8), at).some((one) => one.kind === 'word' && DEFINES.test(one.text));
    if (isDefined && saysChoices(text, 'list')) return text;
  }
  return null;
}
