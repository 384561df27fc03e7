/** What a text of the code is there for: the key, the variable, the function that it stands beside. Goes back from the text, a bounded way. */
import { saidBy } from '../hosted/index.ts';
import { functionAround } from './enclosing.ts';
import { beginningOf, chainStart, JOINS } from './chains.ts';
import type { Token } from './lexer.ts';

export interface Naming {
  /** What stands beside it, the nearest first. */
  readonly names: readonly string[];
  /** What may give another text. */
  readonly by: 'environment' | 'option' | null;
  /** The function that it is an argument of, by the names of its chain, the last first; empty: of none. */
  readonly callee: readonly string[];
  /** One of many, from which somebody may choose. */
  readonly offered?: true;
}

const MAX_BACK = 60;
const MAX_STATEMENT = 24;
/** They hand on what they are given. */
const WRAPPERS =
  /^(?:from|String|string|Some|of|ofNullable|F|Ptr|ptr|to|Pointer|StringPtr|new_string|into|to_string|toString|lit|Just|Ok|Optional|NSString|std|as_ref|format|Format|sprintf|Sprintf|trim|Value|ValueOf|valueOf|Text|just)$/;
/** Their last argument counts where nothing else says it. */
const FALLBACKS =
  /^(?:unwrap_or|unwrap_or_else|getOrElse|getOrDefault|orElse|orElseGet|get_or|or_else|fetch|value_or|default|defaultValue|dig|ifEmpty|otherwise)$/;
/** They compare, show or look at a text. */
const NO_USE =
  /^(?:equals|equalsIgnoreCase|startsWith|starts_with|hasPrefix|HasPrefix|hasSuffix|HasSuffix|endsWith|contains|Contains|includes|include|indexOf|matches|match|compare|strcmp|strncmp|strings|is_a|eq|ne|ceq|ieq|cne|like|notlike|notmatch|assert\w*|Assert\w*|expect\w*|Expect\w*|require|Equal|NotEqual|print\w*|Print\w*|Sprintf|Errorf|Fatalf?|fatal|puts|echo|log|Log|debug|Debug|info|Info|warn|Warn|error|Error|trace|Trace|raise|throw|panic|todo|describe|it|test|Test|context|say|WriteLine|Write|println|eprintln|Exception|import|mock\w*|Mock\w*|stub\w*|when|thenReturn|is|in|has|getPrice|price\w*|encoding\w*|Encoding\w*|tokenizer\w*|split|join|replace|trim_start_matches|strip_prefix|regex|Regex|compile)$/;
const COLLECTS = /^(?:add|addAll|push|push_back|append|insert|listOf|setOf|arrayOf|asList|Arrays|vec|of|contains)$/;
const BOUNDARY = new Set([';', '{', '}', '(', ',', '[']);
export const COMPARES = new Set(['==', '!=', '===', '!==', '<=', '>=', '=~', '<=>']);
const KEYWORDS =
  /^(?:case|when|in|and|if|unless|elsif|import|require|include|use|using|package|module|match|is|not|throw|raise|yield|new|await|async|of|then|else|do|end)$/;
const FUNCTIONS = /^(?:fn|func|def|fun|function|defp|static|public|private|internal|override|suspend|string|String|sub)$/;
export const READS_ENVIRONMENT =
  /^(?:getenv|Getenv|GetEnv\w*|getEnv\w*|env|Env|ENV|LookupEnv|GetEnvironmentVariable|get_env|fetch_env|environment|envOr\w*|get_env_or\w*)$/;
/** Whose environment is read: no name of a value. */
const MACHINE = /^(?:processInfo|ProcessInfo)$/;
const READS_OPTION = /^(?:String|StringVar|StringP|StringVarP|SetDefault|option|Option|default_value|flag|add_option|arg|argument)$/;

/** null: it is compared, shown, a key, one of a list, or nothing names it. `last`: where what is named ends, as the call that begins at `index`. */
export function namingOf(tokens: readonly Token[], index: number, last = index): Naming | null {
  const next = tokens[last + 1];
  if (next !== undefined && (COMPARES.has(next.text) || next.text === '=>' || next.text === '->' || next.text === '|')) return null;
  let at = index - 1;
  // A key of a table.
  if (next?.text === ':' && tokens[at]?.text !== '?') return null;
  for (let step = 0; step < 4; step++) {
    const wrapper = wrapperBefore(tokens, at);
    if (wrapper === null) break;
    at = wrapper;
  }
  const before = tokens[at];
  if (before === undefined || COMPARES.has(before.text)) return null;
  switch (before.text) {
    case '(':
      return ofCall(tokens, at, null);
    case ',':
      return ofArgument(tokens, at);
    case ':':
      return ofKey(tokens, at);
    case '=':
    case ':=':
    case '<-':
    case '??=':
    case '||=':
      return ofStatement(tokens, propertyBefore(tokens, at));
    case '=>':
    case '->':
      return tokens[at - 1]?.kind === 'text' || tokens[at - 1]?.kind === 'word' ? ofKey(tokens, at) : ofFunction(tokens, at);
    case '?':
    case '??':
    case '?:':
    case '||':
    case 'or':
      return ofStatement(tokens, at);
    case '|': {
      // `unwrap_or_else(|_| "text")`
      const open = [at - 2, at - 3].find((index) => tokens[index]?.text === '(' || tokens[index - 1]?.text === '(');
      return open === undefined ? null : ofCall(tokens, tokens[open]?.text === '(' ? open : open - 1, null);
    }
    case 'return': {
      const name = functionAround(tokens, at);
      return name === null ? ofFunction(tokens, at) : ASKS_SOMETHING.test(name) ? null : plain([name]);
    }
    case '{':
      return ofFunction(tokens, at);
    default:
      return before.kind === 'word' &&
        !KEYWORDS.test(before.text) &&
        !NO_USE.test(before.text) &&
        (!before.first || tokens[index]?.first !== true)
        ? plain([before.text])
        : null;
  }
}

function plain(names: readonly string[]): Naming {
  return { names, by: null, callee: [] };
}

/** `String::from(`, `aws.String(`: the index before the whole callee. */
function wrapperBefore(tokens: readonly Token[], at: number): number | null {
  const before = tokens[at];
  if (before?.text === '&' || before?.text === '*' || before?.text === 'new') return at - 1;
  if (before?.text !== '(') return null;
  // `format!(` is a call of Rust.
  const end = tokens[at - 1]?.text === '!' ? at - 2 : at - 1;
  const callee = tokens[end];
  if (callee?.kind !== 'word' || !WRAPPERS.test(callee.text)) return null;
  const start = beginningOf(tokens, end);
  // `Client.of("…")` of a longer chain is a call like any other.
  return end - start > 2 ? null : start - 1;
}

/** `open`: the index of the bracket. `key`: a text among the arguments that may name it. */
export function ofCall(tokens: readonly Token[], open: number, key: string | null, isText = true): Naming | null {
  const callee = tokens[open - 1];
  if (callee?.kind !== 'word' && callee?.text !== '>' && callee?.text !== '!') return key === null ? null : plain([key]);
  const at = callee.kind === 'word' ? open - 1 : wordBefore(tokens, open - 1);
  const { words } = chainStart(tokens, at);
  const [last = ''] = words;
  if (NO_USE.test(last) || words.some((word) => /^(?:assert|log|logger|console|fmt|mock)$/i.test(word))) return null;
  // One of a list that somebody chooses from.
  if (key === null && COLLECTS.test(last)) return null;
  if (FALLBACKS.test(last) && key === null) return ofStatement(tokens, open);
  const isEnvironment = words.some((word) => READS_ENVIRONMENT.test(word)) || (key !== null && isText && /^[A-Z][A-Z0-9_]{2,}$/.test(key));
  const by = isEnvironment ? 'environment' : key !== null && (READS_OPTION.test(last) || !isText) ? 'option' : null;
  return { names: [...(key === null ? [] : [key]), ...words], by, callee: words };
}

function wordBefore(tokens: readonly Token[], at: number): number {
  for (let index = at; index > Math.max(0, at - 12); index--) if (tokens[index]?.kind === 'word') return index;
  return at;
}

/** `string Model { get; set; } = "text"` (C#): what is assigned stands before the accessors. */
function propertyBefore(tokens: readonly Token[], at: number): number {
  if (tokens[at - 1]?.text !== '}') return at;
  for (let index = at - 2; index > 0 && at - index < 14; index--) {
    const { kind, text } = tokens[index] as Token;
    if (text === '{') return index;
    if (kind === 'text' || (kind === 'word' ? !/^(?:get|set|init|private|protected|internal)$/.test(text) : text !== ';')) return at;
  }
  return at;
}

/** `f(key, "text")`, `{"key", "text"}`, `["a", "text"]`. */
function ofArgument(tokens: readonly Token[], comma: number): Naming | null {
  const open = openBefore(tokens, comma);
  if (open === null) return null;
  const before = tokens[comma - 1];
  const constant = before?.kind === 'word' && /^[A-Z][A-Z0-9_]{3,59}$/.test(before.text) ? before.text.replace(/^(?:KEY|PREFS?)_/, '') : '';
  const key =
    before?.kind === 'text' && before.text.length <= 60
      ? before.text
      : saidBy(constant) === 'model'
        ? constant
        : settingBefore(tokens, open, comma);
  const bracket = tokens[open]?.text;
  if (bracket === '(' && isPattern(tokens, open, comma)) return null;
  if (bracket === '(') return ofCall(tokens, open, key, before?.kind === 'text');
  return bracket === '{' && key !== null && comma - open === 2 ? plain([key]) : null;
}

/** `viper.Set(modelKey, "gpt-4o")`: the first argument of what sets something. */
function settingBefore(tokens: readonly Token[], open: number, comma: number): string | null {
  const [callee, key] = [tokens[open - 1], tokens[comma - 1]];
  if (comma - open !== 2 || callee?.kind !== 'word' || key?.kind !== 'word') return null;
  return SETS.test(callee.text) && saidBy(key.text) === 'model' ? key.text : null;
}

const SETS = /^(?:[sS]et|[pP]ut|[sS]etDefault|[sS]etItem|[pP]utString|[sS]etString|[sS]etenv|putIfAbsent|put_env)$/;

/** `("fireworks", "glm-5") => …`: an arm of a match compares. */
function isPattern(tokens: readonly Token[], open: number, from: number): boolean {
  if (tokens[open - 1]?.kind === 'word' && tokens[open - 1]?.first !== true) return false;
  const close = tokens.slice(from, from + MAX_STATEMENT).findIndex(({ kind, text }) => kind === 'sign' && text === ')');
  return close > 0 && tokens[from + close + 1]?.text === '=>';
}

/** `model: "text"`, `"model" => "text"`, `model: String = "text"` is no key. */
function ofKey(tokens: readonly Token[], at: number): Naming | null {
  const key = tokens[at - 1];
  if (key?.kind === 'sign' || key === undefined) return key?.text === ')' || key?.text === ']' ? ofStatement(tokens, at) : null;
  // `a ? "b" : "c"`
  if (key.kind === 'text' && tokens[at - 2]?.text === '?') return ofStatement(tokens, at - 2);
  if (key.kind === 'word' && KEYWORDS.test(key.text)) return null;
  if (IS_DEFAULT.test(key.text)) return ofDefault(tokens, at - 1);
  const open = openBefore(tokens, at);
  const call = open !== null && tokens[open]?.text === '(' ? ofCall(tokens, open, key.text) : plain([]);
  return call === null ? null : { names: [key.text], by: null, callee: call.callee };
}

const IS_DEFAULT = /^(?:default|defaultValue|default_value|fallback|initialValue)$/;

/** `t.string "model", default: "text"`, `%{name: "model", default: "text"}`: what stands beside it says of what it is the default. */
function ofDefault(tokens: readonly Token[], key: number): Naming | null {
  const names: string[] = [];
  for (let at = key - 1; at >= 0 && key - at < MAX_STATEMENT; at--) {
    const { kind, text, first } = tokens[at] as Token;
    if (/^[;{}([\])]$/.test(text)) break;
    // `:chat_model` is a symbol of Ruby.
    const isSymbol = kind === 'word' && tokens[at - 1]?.text === ':' && tokens[at + 1]?.text === ',';
    if ((kind === 'text' || isSymbol) && text.length <= 60 && tokens[at + 1]?.text !== ':') names.push(text);
    if (first) break;
  }
  return names.length === 0 ? null : { names, by: 'option', callee: [] };
}

/** The bracket that is open at an index; null: too far away. */
export function openBefore(tokens: readonly Token[], at: number): number | null {
  let depth = 0;
  for (let index = at; index >= 0 && at - index < MAX_BACK; index--) {
    const { text, kind } = tokens[index] as Token;
    if (kind !== 'sign') continue;
    if (text === ')' || text === ']' || text === '}') depth += 1;
    else if ((text === '(' || text === '[' || text === '{') && depth-- === 0) return index;
  }
  return null;
}

/** The words of the statement before a sign: what is assigned, and what is asked first. */
function ofStatement(tokens: readonly Token[], at: number): Naming | null {
  const names: string[] = [];
  let by: Naming['by'] = null;
  let depth = 0;
  for (let index = at - 1; index >= 0 && at - index < MAX_STATEMENT; index--) {
    const { text, kind, first } = tokens[index] as Token;
    if (text === ')' || text === ']') depth += 1;
    else if ((text === '(' || text === '[') && depth > 0) depth -= 1;
    else if (depth === 0 && BOUNDARY.has(text)) break;
    if (COMPARES.has(text) || (kind === 'word' && depth === 0 && KEYWORDS.test(text) && text !== 'new'))
      return names.length > 0 && !COMPARES.has(text) ? { names, by, callee: [] } : null;
    if (kind === 'word' && tokens[index + 1]?.text === '(' && NO_USE.test(text)) return null;
    if (kind === 'word' && READS_ENVIRONMENT.test(text)) by = 'environment';
    if (kind !== 'sign' && text.length <= 60 && !MACHINE.test(text)) names.push(text);
    const before = tokens[index - 1];
    if (
      first &&
      depth === 0 &&
      !JOINS.has(text) &&
      text !== '??' &&
      text !== '||' &&
      before !== undefined &&
      !JOINS.has(before.text) &&
      before.text !== '='
    )
      break;
  }
  if (names.length === 0) return null;
  // `#[arg(default_value = "text")] model: String`
  const field = /^default(?:_value(?:_t)?|Value)?$/.test(names[0] ?? '') ? fieldAfter(tokens, at) : null;
  return field === null ? { names, by, callee: [] } : { names: [field], by: 'option', callee: [] };
}

/** The field behind the annotation that an index lies in. */
function fieldAfter(tokens: readonly Token[], at: number): string | null {
  let depth = 0;
  for (let index = at; index < Math.min(tokens.length, at + MAX_BACK); index++) {
    const { kind, text } = tokens[index] as Token;
    if (kind === 'sign' && '([{'.includes(text)) depth += 1;
    else if (kind === 'sign' && ')]}'.includes(text)) depth -= 1;
    else if (depth < 0 && kind === 'word' && !/^(?:pub|crate|private|public|final|static|val|var|let|mut|String|string)$/.test(text))
      return text;
  }
  return null;
}

/** "isReasoningModel", "supports_model": what stands in it is asked about. */
export const ASKS_SOMETHING = /^(?:is|has|supports?|allows?|needs|check|uses)(?![a-z])/;

/** `fn default_model() -> String { "text" }`: the function that gives it. */
function ofFunction(tokens: readonly Token[], at: number): Naming | null {
  for (let index = at - 1; index > 0 && at - index < MAX_STATEMENT; index--) {
    const { kind, text } = tokens[index] as Token;
    if (text === '}' || text === ';') return null;
    // What depends on something else is a list of names that the function knows.
    if (kind === 'word' && /^(?:if|when|case|match|switch|for|while)$/.test(text)) return null;
    if (kind === 'word' && tokens[index + 1]?.text === '(' && isDefined(tokens, index))
      return ASKS_SOMETHING.test(text) ? null : plain([text]);
    if (kind === 'word' && /^(?:def|defp)$/.test(tokens[index - 1]?.text ?? '')) return plain([text]);
  }
  return null;
}

function isDefined(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 6), at).some(({ kind, text }) => kind === 'word' && FUNCTIONS.test(text));
}
