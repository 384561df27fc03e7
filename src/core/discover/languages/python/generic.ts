/** Classes that are called with their types: `Agent[Context](model="…")` makes an object of `Agent`. */
import type { Node } from './syntax/index.ts';

const TYPES = /^(?:identifier|attribute|none|subscript|tuple|binary_operator)$/;

/** A class by the way it is written; in capitals alone it is a table, and with a text or number an entry of one. */
export function isGeneric(subscript: Node): boolean {
  const value = subscript.childForFieldName('value');
  const name = value?.type === 'attribute' ? value.childForFieldName('attribute') : value;
  if (name?.type !== 'identifier' || !/^[A-Z]\w*[a-z]/.test(name.text)) return false;
  const types = subscript.namedChildren.slice(1);
  return types.length > 0 && types.every((one) => one !== null && TYPES.test(one.type) && isType(one));
}

/** A class, a module's class, or None; a name in small letters is a value. */
function isType(node: Node): boolean {
  if (node.type === 'none' || node.type === 'tuple' || node.type === 'binary_operator' || node.type === 'subscript') return true;
  const name = node.type === 'attribute' ? (node.childForFieldName('attribute')?.text ?? '') : node.text;
  return /^[A-Z]\w*[a-z]|^[A-Z]$|^(?:str|int|float|bool|dict|list|tuple|set|bytes|object|type)$/.test(name);
}
