/**
 * Lists and tables of models that somebody may choose from: each of their models can be asked. What only prices or limits models, or tells
 * what they can do, is none.
 */
import { hostedModelOf, saysChoices } from '../../../hosted/index.ts';
import type { Node } from '../syntax/index.ts';
import { isDescription, siblingsOf, stringOf } from './table.ts';
import { calledBy, isEnumeration, targetName } from './words.ts';

const MAX_CLIMB = 12;
/** What an entry of a list has its model under. */
const IDS: ReadonlySet<string> = new Set(['id', 'value', 'model', 'model_id', 'modelId', 'model_name', 'slug']);
/** They give what they are given. */
const WRAPS: ReadonlySet<string> = new Set(['set', 'frozenset', 'tuple', 'list', 'dict', 'sorted', 'MappingProxyType', 'OrderedDict']);

/** What the catalog is called in which the text stands; null: it stands in none. */
export function catalogOf(text: Node): string | null {
  const around = text.parent;
  if (around?.type === 'assignment') return memberOf(around);
  const container = around === null ? null : containerOf(text, around);
  const name = container === null ? null : nameAbove(container);
  return name !== null && container !== null && saysChoices(name, formOf(container)) ? name : null;
}

/** A member of an enumeration. */
function memberOf(assignment: Node): string | null {
  const owner = assignment.parent?.parent?.parent ?? null;
  const name = owner?.childForFieldName('name')?.text ?? '';
  return isEnumeration(owner) && saysChoices(name, 'described') ? name : null;
}

function formOf(container: Node): 'described' | 'list' | 'set' {
  if (container.type === 'dictionary') return 'described';
  const call = container.parent?.type === 'argument_list' ? container.parent.parent : null;
  const callee = calledBy(call ?? null);
  return container.type === 'set' || callee === 'set' || callee === 'frozenset' ? 'set' : 'list';
}

/** The list or table of which the text is one entry. */
function containerOf(text: Node, around: Node): Node | null {
  if (around.type === 'list' || around.type === 'tuple' || around.type === 'set') return around;
  if (around.type !== 'pair' || around.parent?.type !== 'dictionary') return null;
  const [key, value] = [around.childForFieldName('key'), around.childForFieldName('value')];
  if (key === null || value === null) return null;
  if (key.id === text.id) return isDescription(value) ? around.parent : null;
  const name = stringOf(key);
  if (name === null || hostedModelOf(name) !== null) return null;
  const isEntry = around.parent.parent?.type === 'list' || around.parent.parent?.type === 'tuple';
  if (!isEntry) return around.parent;
  return IDS.has(name) && !siblingsOf(around.parent).isOutput ? around.parent.parent : null;
}

/** By which the outermost of the lists and tables around is bound. */
function nameAbove(container: Node): string | null {
  let inner = container;
  for (let step = 0; step < MAX_CLIMB; step++) {
    const around = inner.parent;
    switch (around?.type) {
      case 'pair':
        if (around.childForFieldName('key')?.id === inner.id) return null;
        break;
      case 'list':
      case 'tuple':
      case 'set':
      case 'dictionary':
      case 'argument_list':
      case 'parenthesized_expression':
        break;
      case 'call':
        if (!WRAPS.has(calledBy(around))) return null;
        break;
      case 'assignment': {
        const target = around.childForFieldName('left');
        return target === null || around.childForFieldName('right')?.id !== inner.id ? null : targetName(target);
      }
      case 'keyword_argument':
        return /^(?:\w{1,30}_)?models$/.test(around.childForFieldName('name')?.text ?? '') ? 'models' : null;
      default:
        return null;
    }
    inner = around;
  }
  return null;
}
