/** Where Python lets somebody choose without a list of its own: types, fields of forms, options of a command line, entries that are calls. */
import { isIdKey, offersModels, providerWritten, saysOfModel, saysRemembered } from '../../../hosted/index.ts';
import type { Node } from '../syntax/index.ts';
import { firstOf, stringOf } from './table.ts';
import { calledBy, targetName } from './words.ts';

const MAX_ARGUMENTS = 20;
/** Callables that show choices. */
const SHOWS_CHOICES =
  /^(?:selectbox|radio|multiselect|select_slider|pills|segmented_control|Dropdown|Radio|CheckboxGroup|Select|select|Combobox|ComboBox|OptionMenu|Choice|choice|ask|add_argument|option|argument|Option|Argument|checkbox|Prompt|SelectInput|PopupMenuButton)$/;
const TAKES_CHOICES = /^(?:choices|options|items|values|type|click_type)$/;
/** What is made of a model to offer it. */
const MAKES_ENTRY = /(?:model|Model|LLM|Llm)\w{0,20}$|(?:Spec|Info|Option|Entry|Config|Definition|Card|Choice|Preset)$/;

/** `Name = Literal["gpt-4o"]`, `model: Literal["gpt-4o"]`; null: the text is no part of such a type. */
export function typeNamed(text: Node): string | null {
  let around = text.parent;
  let isLiteral = false;
  for (let step = 0; step < 8 && around !== null; step++, around = around.parent) {
    switch (around.type) {
      case 'subscript':
        if (!/(?:^|\.)Literal$/.test(around.childForFieldName('value')?.text.slice(-40) ?? '')) return null;
        isLiteral = true;
        break;
      case 'generic_type':
        isLiteral ||= (around.namedChild(0)?.text ?? '').endsWith('Literal');
        break;
      case 'type':
      case 'type_parameter':
      case 'tuple':
      case 'expression_list':
        break;
      case 'assignment': {
        const left = around.childForFieldName('left');
        return isLiteral && left !== null ? targetName(left) : null;
      }
      case 'typed_parameter':
      case 'typed_default_parameter':
        return isLiteral ? (around.childForFieldName('name')?.text ?? around.namedChild(0)?.text ?? null) : null;
      default:
        return null;
    }
  }
  return null;
}

/** `keyword`: under which the list is given; null: by its place. What the field is called, where that says that it is of models. */
export function fieldAbove(call: Node, keyword: string | null): string | null {
  const callee = calledBy(call);
  if (!SHOWS_CHOICES.test(callee) || (keyword !== null && !TAKES_CHOICES.test(keyword))) return null;
  const list = call.childForFieldName('arguments');
  const names = (list === null ? [] : firstOf(list, MAX_ARGUMENTS)).flatMap((one) => {
    if (one.type === 'string') return [stringOf(one) ?? ''];
    if (one.type !== 'keyword_argument') return [];
    const value = one.childForFieldName('value');
    return /^(?:label|name|title|key|message)$/.test(one.childForFieldName('name')?.text ?? '') && value?.type === 'string'
      ? [stringOf(value) ?? '']
      : [];
  });
  const said = names.find((name) => name.length <= 60 && offersModels(name) === true);
  if (said !== undefined) return said;
  const target = call.parent?.type === 'assignment' ? call.parent.childForFieldName('left') : null;
  const name = target === null ? '' : targetName(target);
  return offersModels(name) === true ? name : null;
}

/** `ModelSpec(id="gpt-4o", name="GPT-4o")`, `Model("gpt-4o", "GPT-4o")` as an entry of a list or a value of a table. */
export function entryIn(text: Node, around: Node): { readonly container: Node; readonly beside: string | null } | null {
  const keyword = around.type === 'keyword_argument' ? (around.childForFieldName('name')?.text ?? '') : null;
  const list = keyword === null ? around : around.parent;
  const call = list?.type === 'argument_list' ? list.parent : null;
  if (list === null || call?.type !== 'call' || !MAKES_ENTRY.test(calledBy(call))) return null;
  const given = firstOf(list, MAX_ARGUMENTS);
  if (keyword === null ? given[0]?.id !== text.id : !isIdKey(keyword)) return null;
  let described = keyword === null && given.length > 1 && given[1]?.type === 'string';
  let beside: string | null = null;
  for (const one of given) {
    const name = one.type === 'keyword_argument' ? (one.childForFieldName('name')?.text ?? '') : '';
    const value = one.childForFieldName('value');
    if (name === '' || name === keyword || value === null) continue;
    if (saysRemembered(name)) return null;
    if (saysOfModel(name) && value.type !== 'integer' && value.type !== 'float') described = true;
    if (/provider|vendor/i.test(name)) beside ??= providerWritten(stringOf(value) ?? targetName(value));
  }
  if (!described) return null;
  const outer = call.parent;
  if (outer?.type === 'list' || outer?.type === 'tuple') return { container: outer, beside };
  const isValue = outer?.type === 'pair' && outer.parent?.type === 'dictionary';
  return isValue && outer.parent !== null ? { container: outer.parent, beside } : null;
}
