/**
 * Lists and tables of models that somebody may choose from: each of their models can be asked. What only prices or limits models, or tells
 * what they can do, is none.
 */
import { hostedModelOf, isIdKey, offersModels, providerSaidIn, saysChoices } from '../../../hosted/index.ts';
import type { Offer } from '../../../offers/fact.ts';
import { isSurely } from '../../../offers/fact.ts';
import type { Node } from '../syntax/index.ts';
import { entryIn, fieldAbove, typeNamed } from './choices.ts';
import { firstOf, isDescription, saysOfEntry, siblingsOf, stringOf } from './table.ts';
import { calledBy, isEnumeration, targetName } from './words.ts';

const MAX_CLIMB = 12;
const MAX_SIBLINGS = 60;
/** They give what they are given. */
const WRAPS: ReadonlySet<string> = new Set(['set', 'frozenset', 'tuple', 'list', 'dict', 'sorted', 'MappingProxyType', 'OrderedDict']);

/** null: the text stands in none. */
export function offerAround(text: Node): Offer | null {
  const around = text.parent;
  if (around === null) return null;
  if (around.type === 'assignment') return memberOf(around);
  const type = typeNamed(text);
  if (type !== null) return offersModels(type) === true ? { name: type, beside: null, isAmongHosted: true } : null;
  const found = containerOf(text, around);
  if (found === null) return null;
  const above = aboveOf(found.container);
  if (above === null) return null;
  const { name } = above;
  const says = found.isDescribed ? offersModels(name) === true : above.isField || saysChoices(name, formOf(found.container));
  if (!says) return null;
  return { name, beside: found.beside ?? above.provider, isAmongHosted: isAmong(text, found.container) };
}

/** A member of an enumeration. */
function memberOf(assignment: Node): Offer | null {
  const owner = assignment.parent?.parent?.parent ?? null;
  const name = owner?.childForFieldName('name')?.text ?? '';
  return isEnumeration(owner) && offersModels(name) === true ? { name, beside: null, isAmongHosted: true } : null;
}

function formOf(container: Node): 'described' | 'list' | 'set' {
  if (container.type === 'dictionary') return 'described';
  const call = container.parent?.type === 'argument_list' ? container.parent.parent : null;
  const callee = calledBy(call ?? null);
  return container.type === 'set' || callee === 'set' || callee === 'frozenset' ? 'set' : 'list';
}

interface Contained {
  readonly container: Node;
  /** More is said of it than its name. */
  readonly isDescribed: boolean;
  readonly beside: string | null;
}

/** The list or table of which the text is one entry. */
function containerOf(text: Node, around: Node): Contained | null {
  if (around.type === 'list' || around.type === 'tuple' || around.type === 'set') {
    const entry = around.type === 'tuple' && isList(around.parent) && firstOf(around, 1)[0]?.id === text.id && isPaired(around);
    return entry && around.parent !== null
      ? { container: around.parent, isDescribed: true, beside: null }
      : { container: around, isDescribed: false, beside: null };
  }
  const call = entryIn(text, around);
  if (call !== null) return { container: call.container, isDescribed: true, beside: call.beside };
  if (around.type !== 'pair' || around.parent?.type !== 'dictionary') return null;
  const [key, value] = [around.childForFieldName('key'), around.childForFieldName('value')];
  if (key === null || value === null) return null;
  if (key.id === text.id) {
    if (!isDescription(value)) return null;
    return {
      container: around.parent,
      isDescribed: value.type !== 'string',
      beside: value.type === 'dictionary' ? siblingsOf(value).provider : null,
    };
  }
  const name = stringOf(key);
  if (name === null || hostedModelOf(name) !== null) return null;
  const outer = around.parent.parent;
  const isValue = outer?.type === 'pair' && outer.childForFieldName('value')?.id === around.parent.id;
  if (!isList(outer) && !isValue) return { container: around.parent, isDescribed: false, beside: null };
  if (!isIdKey(name) || outer === null) return null;
  const said = saysOfEntry(around.parent, name);
  const { isOutput, provider } = siblingsOf(around.parent);
  if (said === 'remembered' || (said === null && isOutput) || (said === null && isValue)) return null;
  const container = isValue ? outer.parent : outer;
  return container === null ? null : { container, isDescribed: true, beside: provider };
}

function isList(node: Node | null): boolean {
  return node?.type === 'list' || node?.type === 'tuple';
}

/** `("gpt-4o", "GPT-4o")`: the second is what people see. */
function isPaired(tuple: Node): boolean {
  const [, second] = firstOf(tuple, 2);
  const text = second === undefined ? null : stringOf(second);
  return text !== null && hostedModelOf(text) === null;
}

/** Whether what else is in the list names hosted models. */
function isAmong(text: Node, container: Node): boolean {
  const own = stringOf(text) ?? '';
  if (isSurely(own)) return true;
  return firstOf(container, MAX_SIBLINGS).some((one) => idsOf(one).some((name) => name !== own && hostedModelOf(name)?.certain === true));
}

function idsOf(item: Node): string[] {
  if (item.type === 'string') return [stringOf(item) ?? ''];
  if (item.type === 'pair') {
    const [key, value] = [item.childForFieldName('key'), item.childForFieldName('value')];
    return [key, value].flatMap((one) => (one?.type === 'string' ? [stringOf(one) ?? ''] : []));
  }
  const list = item.type === 'call' ? item.childForFieldName('arguments') : item;
  if (list === null || (item.type !== 'dictionary' && item.type !== 'call' && item.type !== 'tuple')) return [];
  return firstOf(list, 8).flatMap((one) => {
    const value = one.type === 'pair' || one.type === 'keyword_argument' ? one.childForFieldName('value') : one;
    return value?.type === 'string' ? [stringOf(value) ?? ''] : [];
  });
}

interface Above {
  readonly name: string;
  readonly provider: string | null;
  /** It is what a field of a form takes. */
  readonly isField: boolean;
}

/** By which the outermost of the lists and tables around is bound. */
function aboveOf(container: Node): Above | null {
  let inner = container;
  let provider: string | null = null;
  const named = (name: string | null, isField = false): Above | null =>
    name === null || name === '' ? null : { name, provider: provider ?? providerSaidIn(name), isField };
  for (let step = 0; step < MAX_CLIMB; step++) {
    const around = inner.parent;
    switch (around?.type) {
      case 'pair': {
        const key = around.childForFieldName('key');
        if (key?.id === inner.id) return null;
        const text = key === null ? '' : (stringOf(key) ?? targetName(key));
        if (offersModels(text) === false) return null;
        provider ??= providerSaidIn(text);
        break;
      }
      case 'list':
      case 'tuple':
      case 'set':
      case 'dictionary':
      case 'argument_list':
      case 'parenthesized_expression':
        break;
      case 'call': {
        // `option("--model", type=click.Choice([…]))`: what the option is called says what they are.
        if (WRAPS.has(calledBy(around)) || (calledBy(around) === 'Choice' && around.parent?.type === 'keyword_argument')) break;
        return named(fieldAbove(around, null), true);
      }
      case 'assignment': {
        const target = around.childForFieldName('left');
        return named(target === null || around.childForFieldName('right')?.id !== inner.id ? null : targetName(target));
      }
      case 'return_statement':
        return named(functionAround(around));
      case 'keyword_argument': {
        const name = around.childForFieldName('name')?.text ?? '';
        if (/^(?:\w{1,30}_)?models$/.test(name)) return named('models');
        const call = around.parent?.parent ?? null;
        return call?.type === 'call' ? named(fieldAbove(call, name), true) : null;
      }
      default:
        return null;
    }
    inner = around;
  }
  return null;
}

/** `def available_models(): return [ … ]` */
function functionAround(statement: Node): string | null {
  let around = statement.parent;
  for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent)
    if (around.type === 'function_definition') return around.childForFieldName('name')?.text ?? null;
  return null;
}
