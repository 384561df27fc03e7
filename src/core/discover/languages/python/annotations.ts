/** Annotations: the class that a parameter is of, where they name one (Python reference 8.7). */
import type { Expression } from '../../../model/index.ts';
import type { View } from '../../values/index.ts';
import { expressionOf } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import type { Node } from './syntax/index.ts';

/** Longer ones name no single class. */
const MAX_LENGTH = 200;
/** Types of the language, of which no field is known. */
const PLAIN = new Set(['str', 'int', 'float', 'bool', 'bytes', 'list', 'dict', 'tuple', 'set', 'object', 'type', 'Any', 'Path', 'None']);
/** Around the class that is meant: `Optional[Config]`, `Annotated[Config, Depends(…)]`. */
const WRAPPERS = /^(?:\w{1,20}\.)?(?:Optional|Annotated|Final|ClassVar|Required|NotRequired)$/;
const MAX_WRAPPERS = 4;

/** The node that names the class, or a text in place of one; null: there is none that could be of the tree. */
export function classNamed(type: Node | null): Node | null {
  if (type === null || type.endIndex - type.startIndex > MAX_LENGTH) return null;
  let node = type.type === 'type' ? type.namedChild(0) : type;
  for (let step = 0; step < MAX_WRAPPERS && node !== null; step++) {
    if (node.type === 'identifier') return PLAIN.has(node.text) ? null : node;
    if (node.type === 'attribute' || node.type === 'string') return node;
    node = innerOf(node);
  }
  return null;
}

function innerOf(node: Node): Node | null {
  switch (node.type) {
    case 'type':
      return node.namedChild(0);
    case 'subscript':
      return WRAPPERS.test(node.childForFieldName('value')?.text ?? '') ? node.childForFieldName('subscript') : null;
    case 'generic_type':
      return WRAPPERS.test(node.namedChild(0)?.text ?? '') ? (node.namedChild(1)?.namedChild(0) ?? null) : null;
    case 'binary_operator':
    case 'union_type': {
      // `Config | None`
      const sides = node.namedChildren.filter((one) => one !== null && one.text !== 'None');
      return sides.length === 1 ? (sides[0] ?? null) : null;
    }
    default:
      return null;
  }
}

/** `Config`, `settings.Config`, `"Config"`. */
export function classExpression(node: Node, scope: View, around: Around): Expression {
  if (node.type !== 'string') return expressionOf(node, scope, around);
  const name = node.text.replace(/^["']|["']$/g, '');
  return /^[A-Za-z_]\w{0,99}$/.test(name) ? { kind: 'name', name } : { kind: 'unmodeled', text: name.slice(0, 80) };
}
