/** What a text of the code is there for: the name, key or argument that it is bound to. Goes up from the text, a bounded way. */
import { saidBy } from '../../../hosted/index.ts';
import { showsWords } from '../commands/names.ts';
import type { Node } from '../syntax/index.ts';
import { firstOf, isCatalog, siblingsOf, stringOf } from './table.ts';
import {
  ASKS,
  calledBy,
  decidedBy,
  DEFAULT,
  FIELDS,
  isEnumeration,
  isModelKeyOfPrices,
  FALLBACKS,
  MAKES_MODEL,
  NOT_USED,
  NOWHERE,
  NO_USE,
  ownerOfCall,
  STANDS_IN,
  TAKES_AS_IT_IS,
  targetName,
} from './words.ts';

export interface NamedText {
  /** That says that it is a model. */
  readonly name: string;
  /** What may give another one. */
  readonly by: 'environment' | 'option' | 'parameter' | null;
  /** The provider as the code beside it says, or null. */
  readonly beside: string | null;
}

/** The parameters of a function or class of the file, by its name. */
export type ParametersOf = (name: string) => readonly string[];

/** What a name says of the text beside it. */
export type ReadsName = (name: string) => ReturnType<typeof saidBy>;

const MAX_CLIMB = 24;
/** Names stand among the first arguments. */
const MAX_POSITION = 8;

/** null: it is compared, shown, listed, priced, or bound to a name that says nothing of a model. */
export function nameOf(text: Node, parameters: ParametersOf, says: ReadsName = saidBy): NamedText | null {
  const found = new Climb(text, parameters, says).up();
  return found === null || found.name === '' ? null : found;
}

class Climb {
  readonly #text: Node;
  #name: string | null = null;
  #by: NamedText['by'] = null;
  #beside: string | null = null;
  /** Elements of a list are choices, unless the list itself is an argument. */
  #listed = false;

  readonly #parameters: ParametersOf;
  readonly #saidBy: ReadsName;

  constructor(text: Node, parameters: ParametersOf, says: ReadsName) {
    this.#text = text;
    this.#parameters = parameters;
    this.#saidBy = says;
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
    const said = this.#saidBy(name);
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
      case 'for_statement':
      case 'for_in_clause':
        // Each of the list is asked.
        if (around.childForFieldName('right')?.id !== inner.id) return 'no';
        this.#listed = false;
        return this.#end(around.childForFieldName('left'));
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

  /** Members of an enumeration are choices. */
  #assigned(assignment: Node): 'no' | 'done' {
    return isEnumeration(assignment.parent?.parent?.parent ?? null) ? 'no' : this.#end(assignment.childForFieldName('left'));
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
    if (FALLBACKS.has(name)) {
      this.#listed = false;
      this.#name ??= name;
      return 'go';
    }
    const said = this.#says(name);
    if (said === 'go' && this.#name === name && argument.parent !== null) this.#beside ??= siblingsOf(argument.parent).provider;
    return said;
  }

  /** `getenv("OPENAI_MODEL", "gpt-4o")`, `Field("gpt-4o")`, `get_model("gpt-4o")`. */
  #positional(inner: Node, list: Node): 'go' | 'no' {
    if (this.#name !== null) return 'go';
    const given = firstOf(list, MAX_POSITION).filter(({ type }) => type !== 'keyword_argument');
    const at = given.findIndex(({ id }) => id === inner.id);
    if (at < 0) return 'no';
    const last = calledBy(list.parent);
    const parameter = this.#parameters(last)[at];
    if (parameter !== undefined && this.#saidBy(parameter) === 'model') return this.#says(parameter);
    if (at === 0) return FIELDS.has(last) || TAKES_AS_IT_IS.has(last) ? 'go' : this.#constructed(last);
    const key = given[at - 1] ?? null;
    const text = key === null ? null : stringOf(key);
    if (text === null || text.length > 60 || at > 2) return 'no';
    return this.#namedBy(text, last);
  }

  #constructed(last: string): 'go' | 'no' {
    if (!MAKES_MODEL.test(last) || this.#saidBy(last) === 'otherwise' || ASKS.test(last)) return 'no';
    this.#name = last;
    return 'go';
  }

  #called(call: Node): 'go' | 'no' {
    const last = calledBy(call);
    if (showsWords(last) && last !== 'add_argument') return 'no';
    if (NO_USE.test(last) || STANDS_IN.has(ownerOfCall(call))) return 'no';
    if (this.#name !== null) return 'go';
    // The options of a command line and the settings of an environment have their names in the call.
    const list = call.childForFieldName('arguments');
    const first = list === null ? undefined : firstOf(list, MAX_POSITION).find(({ type }) => type === 'string');
    const text = first === undefined || first.id === this.#text.id ? null : stringOf(first);
    return text === null || text.length > 60 ? 'go' : this.#namedBy(text, last);
  }

  #namedBy(text: string, callee: string): 'go' | 'no' {
    const said = this.#says(text);
    if (said === 'go' && this.#name === text) this.#by ??= decidedBy(text, callee);
    return said;
  }
}
