/** What a text of the code is there for: the name, key or argument that it is bound to. Goes up from the text, a bounded way. */
import { saidBy } from '../../../hosted/index.ts';
import { showsWords } from '../commands/names.ts';
import type { Node } from '../syntax/index.ts';
import { isCatalog, siblingsOf, stringOf } from './table.ts';

export interface NamedText {
  /** That says that it is a model. */
  readonly name: string;
  /** What may give another one. */
  readonly by: 'environment' | 'option' | 'parameter' | null;
  /** The provider as the code beside it says, or null. */
  readonly beside: string | null;
}

const MAX_CLIMB = 24;

/** null: it is compared, shown, listed, priced, or bound to a name that says nothing of a model. */
export function nameOf(text: Node): NamedText | null {
  const found = new Climb(text).up();
  return found === null || found.name === '' ? null : found;
}

class Climb {
  readonly #text: Node;
  #name: string | null = null;
  #by: NamedText['by'] = null;
  #beside: string | null = null;
  /** Elements of a list are choices, unless the list itself is an argument. */
  #listed = false;

  constructor(text: Node) {
    this.#text = text;
  }

  up(): NamedText | null {
    let inner = this.#text;
    for (let step = 0; step < MAX_CLIMB; step++) {
      const around = inner.parent;
      if (around === null) return null;
      const next = this.#step(inner, around);
      if (next !== 'go') return next === 'no' ? null : this.#found();
      inner = around;
    }
    return null;
  }

  #found(): NamedText | null {
    return this.#name === null || this.#listed ? null : { name: this.#name, by: this.#by, beside: this.#beside };
  }

  /** A name on the way: the first that says it counts, and any other that says otherwise takes it back. */
  #says(name: string): 'go' | 'no' {
    const said = saidBy(name);
    if (said === 'otherwise') return 'no';
    if (said === 'model') this.#name ??= name;
    return 'go';
  }

  #step(inner: Node, around: Node): 'go' | 'no' | 'done' {
    switch (around.type) {
      case 'parenthesized_expression':
      case 'boolean_operator':
      case 'await':
      case 'lambda':
      case 'argument_list':
        return around.type === 'argument_list' && inner.type !== 'keyword_argument' ? this.#positional(inner, around) : 'go';
      case 'conditional_expression':
        return around.namedChild(1)?.id === inner.id ? 'no' : 'go';
      case 'keyword_argument':
        return this.#keyword(around);
      case 'call':
        return this.#called(around);
      case 'pair':
        return this.#pair(inner, around);
      case 'dictionary':
        return isCatalog(around) ? 'no' : 'go';
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
        if (this.#name === null) this.#listed = true;
        return 'go';
      case 'default_parameter':
      case 'typed_default_parameter':
        if (this.#name === null) this.#by ??= 'parameter';
        return this.#end(around.childForFieldName('name'));
      case 'assignment':
        return around.childForFieldName('right')?.id === inner.id ? this.#assigned(around) : 'no';
      case 'named_expression':
        return this.#end(around.childForFieldName('name'));
      case 'return_statement':
        return this.#returned(around);
      case 'expression_statement':
        return this.#name === null || inner.type !== 'call' ? 'no' : 'done';
      default:
        // A call that knows its name by now may stand anywhere.
        return this.#name !== null && !NOWHERE.has(around.type) ? 'done' : 'no';
    }
  }

  #end(target: Node | null): 'no' | 'done' {
    if (target === null) return 'no';
    const name = targetName(target);
    return name !== '' && this.#says(name) === 'no' ? 'no' : 'done';
  }

  /** `GPT_4O = "gpt-4o"` and members of an enumeration only list what there is: who asks for one is found where that is. */
  #assigned(assignment: Node): 'no' | 'done' {
    const target = assignment.childForFieldName('left');
    const name = target === null ? '' : targetName(target);
    const isList = spells(name, stringOf(this.#text) ?? '') || isEnumeration(assignment.parent?.parent?.parent ?? null);
    return this.#name === null && isList ? 'no' : this.#end(target);
  }

  /** `def default_model(): return "gpt-4o"`. */
  #returned(statement: Node): 'no' | 'done' {
    if (this.#name !== null) return 'done';
    let around = statement.parent;
    for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent) {
      // What depends on something else is a list of names that the function knows.
      if (around.type === 'if_statement' || around.type === 'case_clause' || around.type === 'for_statement') return 'no';
      if (around.type === 'function_definition') return this.#end(around.childForFieldName('name'));
    }
    return 'no';
  }

  #pair(inner: Node, pair: Node): 'go' | 'no' {
    const key = pair.childForFieldName('key');
    if (key === null || key.id === inner.id) return 'no';
    const text = stringOf(key) ?? targetName(key);
    if (text !== '' && isModelKeyOfPrices(text)) return 'no';
    if (this.#name === null) {
      const around = pair.parent === null ? null : siblingsOf(pair.parent);
      if (around === null || around.isOutput || (text === 'model_name' && around.has('litellm_params'))) return 'no';
      this.#beside ??= around.provider;
    }
    return this.#says(text);
  }

  #keyword(argument: Node): 'go' | 'no' {
    const name = argument.childForFieldName('name')?.text ?? '';
    if (DEFAULT.has(name)) return 'go';
    if (NOT_USED.has(name)) return 'no';
    const said = this.#says(name);
    if (said === 'go' && this.#name === name && argument.parent !== null) this.#beside ??= siblingsOf(argument.parent).provider;
    return said;
  }

  /** `getenv("OPENAI_MODEL", "gpt-4o")`, `Field("gpt-4o")`, `get_model("gpt-4o")`. */
  #positional(inner: Node, list: Node): 'go' | 'no' {
    if (this.#name !== null) return 'go';
    const callee = calleeOf(list);
    const given = list.namedChildren.filter((one) => one !== null && one.type !== 'comment' && one.type !== 'keyword_argument');
    const at = given.findIndex((one) => one?.id === inner.id);
    const last = lastName(callee);
    if (at === 0) return FIELDS.has(last) || TAKES_AS_IT_IS.has(last) ? 'go' : this.#constructed(last);
    const key = given[at - 1] ?? null;
    const text = key === null ? null : stringOf(key);
    if (text === null || text.length > 60 || at > 2) return 'no';
    return this.#namedBy(text, last);
  }

  #constructed(last: string): 'go' | 'no' {
    if (!MAKES_MODEL.test(last) || saidBy(last) === 'otherwise' || ASKS.test(last)) return 'no';
    this.#name = last;
    return 'go';
  }

  #called(call: Node): 'go' | 'no' {
    const callee = call.childForFieldName('function')?.text.slice(-100) ?? '';
    const last = lastName(callee);
    if (showsWords(callee) && last !== 'add_argument') return 'no';
    if (NO_USE.test(last) || callee.startsWith('monkeypatch.') || callee.startsWith('mocker.')) return 'no';
    if (this.#name !== null) return 'go';
    // The options of a command line and the settings of an environment have their names in the call.
    const first = call.childForFieldName('arguments')?.namedChildren.find((one) => one !== null && one.type === 'string') ?? null;
    const text = first === null || first === undefined || first.id === this.#text.id ? null : stringOf(first);
    return text === null || text.length > 60 ? 'go' : this.#namedBy(text, last);
  }

  #namedBy(text: string, callee: string): 'go' | 'no' {
    const said = this.#says(text);
    if (said === 'go' && this.#name === text) this.#by ??= decidedBy(text, callee);
    return said;
  }
}

function decidedBy(text: string, callee: string): NamedText['by'] {
  if (/^(?:add_argument|option|argument|add_option|Option)$/.test(callee) || text.startsWith('-')) return 'option';
  return /^(?:getenv|get_env|env|config|str)$/.test(callee) || /^[A-Z][A-Z0-9_]*$/.test(text) ? 'environment' : null;
}

/** Keywords that say what something is when nobody says it: what it is called says the call. */
const DEFAULT: ReadonlySet<string> = new Set([
  'default',
  'default_factory',
  'value',
  'fallback',
  'server_default',
  'default_value',
  'initial',
  'const',
  'if_missing',
]);
const NOT_USED: ReadonlySet<string> = new Set([
  'choices',
  'help',
  'examples',
  'example',
  'metavar',
  'placeholder',
  'match',
  'return_value',
  'side_effect',
  'ids',
  'prompt',
  'reason',
  'name',
  'title',
  'label',
]);
/** Their first argument is the value. */
const FIELDS: ReadonlySet<string> = new Set(['Field', 'field', 'Option', 'Argument', 'Query', 'Body', 'Form', 'Header', 'SettingsField']);
const TAKES_AS_IT_IS: ReadonlySet<string> = new Set(['str', 'cast', 'SecretStr', 'coalesce', 'first', 'Literal']);
const MAKES_MODEL =
  /(?:^|_|[a-z])(?:llm|LLM|model|Model|ChatModel|Chat|chat|embedder|Embedder|embeddings|Embeddings|Embedding|engine|Engine|agent|Agent|GPT|LM)$/;
/** They look up what is known of a model. */
const ASKS =
  /^(?:is|has|supports|can|check|validate|count|encoding|estimate|calculate|parse|normalize|format|find|list|describe|info|register|unregister|assert|test|print|log)_|Error$|Exception$|Warning$|Tokenizer$/i;
/** What they are given is an answer, a record or a stand-in, and asks nothing. */
const NO_USE =
  /^(?:assert|Mock|MagicMock|AsyncMock|Fake|Stub|Dummy|patch|set_attribute|set_tag|add_event|parametrize|register_model|startswith|encoding_for_model|get_encoding)|assert|(?:Response|Completion|Chunk|Usage|Message|Result|Event|Record|Pricing|Price|Cost|Info|Span|Trace|Error|Exception|Warning|Tokenizer|Card|Metadata|Capabilities|Choice|Delta|Generation)$/;
/** Where a value is not taken. */
const NOWHERE: ReadonlySet<string> = new Set([
  'comparison_operator',
  'assert_statement',
  'raise_statement',
  'case_pattern',
  'interpolation',
  'string',
  'except_clause',
  'subscript',
]);

/** A model's name as the key of what is known about it. */
function isModelKeyOfPrices(key: string): boolean {
  return /^(?:[a-z0-9-]{1,30}\/)?(?:gpt-|claude-|gemini-|o[1-9]-|text-embedding-|mistral-|command-|llama-|grok-|deepseek-)/.test(key);
}

function spells(name: string, text: string): boolean {
  const plain = (one: string): string => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(text).length > 2 && plain(name).endsWith(plain(text));
}

function isEnumeration(around: Node | null): boolean {
  return around?.type === 'class_definition' && /Enum\b/.test(around.childForFieldName('superclasses')?.text.slice(0, 200) ?? '');
}

function calleeOf(list: Node): string {
  return list.parent?.childForFieldName('function')?.text.slice(-100) ?? '';
}

function lastName(callee: string): string {
  return /(\w{1,80})$/.exec(callee)?.[1] ?? '';
}

/** "model" of `model`, `self.model`, `config["model"]`; "" for what has no name. */
function targetName(target: Node): string {
  switch (target.type) {
    case 'identifier':
      return target.text;
    case 'attribute':
      return target.childForFieldName('attribute')?.text ?? '';
    case 'subscript': {
      const key = target.namedChild(target.namedChildCount - 1);
      return key === null ? '' : (stringOf(key) ?? '');
    }
    default:
      return '';
  }
}
