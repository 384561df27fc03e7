/** What binds a name (Python reference 4.2.1). A form that reading does not follow makes the name open; it never leaves it as it was (T35). */
import type { Node } from 'web-tree-sitter';
import type { ImportFact } from '../../../model/index.ts';
import { type InPlaceChange, noteTarget } from './in-place.ts';
import { add, type Binding, classAround, type NameScope } from './scope.ts';

export interface BindPlace {
  readonly scope: NameScope;
  readonly changes: InPlaceChange[];
  /** `for` binds one element of the right side. */
  readonly element?: boolean;
}

/** Targets may be as deep as the file is long: no recursion. */
export function bindTarget(place: BindPlace, left: Node | null, right: Node | null, statement: Node): void {
  const open: [Node | null, Node | null][] = [[left, assigned(right)]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [target, value] = pair;
    switch (target?.type) {
      case 'identifier':
        add(place.scope, target.text, bindingOf(place, value, statement));
        break;
      case 'attribute':
        if (!bindAttribute(place.scope, target, value ?? statement)) noteTarget(target, place.scope, place.changes);
        break;
      case 'subscript':
        noteTarget(target, place.scope, place.changes);
        break;
      case 'list_splat_pattern':
      case 'list_splat':
        open.push([target.namedChild(0), null]);
        break;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
      case 'expression_list':
      case 'parenthesized_expression': {
        const values = place.element === true ? null : pairedWith(target, value);
        target.namedChildren.forEach((child, index) => open.push([child, values?.[index] ?? null]));
        break;
      }
      default:
    }
  }
}

/** `a = b = "x"`: both are the text. */
function assigned(right: Node | null): Node | null {
  let value = right;
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  return value;
}

const SEQUENCES = new Set(['tuple', 'list', 'expression_list']);

/** Elements for each target, where both sides are written out. */
function pairedWith(target: Node, value: Node | null): readonly (Node | null)[] | null {
  if (value === null || !SEQUENCES.has(value.type)) return null;
  const values = value.namedChildren.filter((one) => one?.type !== 'comment');
  const splat = [...values, ...target.namedChildren].some((one) => one?.type === 'list_splat' || one?.type === 'list_splat_pattern');
  return splat || values.length !== target.namedChildren.length ? null : values;
}

function bindingOf(place: BindPlace, value: Node | null, statement: Node): Binding {
  if (value === null) return { kind: 'opaque', node: statement };
  if (place.element === true) return { kind: 'element', node: value };
  const type = statement.type === 'assignment' ? statement.childForFieldName('type') : null;
  const always = place.scope.kind === 'module' && statement.startPosition.column === 0;
  return {
    kind: 'value',
    node: value,
    sure: always ? statement.startPosition.row + 1 : null,
    annotated: type !== null && !/^(?:\w{1,20}\.)?ClassVar\b/.test(type.text),
  };
}

export function bindUnread(scope: NameScope, name: Node | null, node: Node): void {
  if (name?.type === 'identifier') add(scope, name.text, { kind: 'opaque', node });
}

/** `self.name = …` in a method is one more value of the class's name. */
function bindAttribute(scope: NameScope, target: Node, node: Node): boolean {
  const object = target.childForFieldName('object')?.text;
  const name = target.childForFieldName('attribute')?.text;
  const owner = object === 'self' || object === 'cls' ? classAround(scope) : null;
  if (owner === null || name === undefined) return false;
  add(owner, name, { kind: 'opaque', node, scope });
  return true;
}

/** Names that an import binds in a function or class; those of the module are linking's. */
export function bindImported(scope: NameScope, facts: readonly ImportFact[]): void {
  if (scope.kind === 'module') return;
  for (const { names, alias, module } of facts) {
    for (const { as } of names) scope.others.set(as, 'imported');
    if (names.length === 0) scope.others.set(alias ?? module.split('.')[0] ?? module, 'imported');
  }
}

/** Names that a pattern of `match` captures. */
export function caseNames(pattern: Node): Node[] {
  return pattern.namedChildren.flatMap((child) => {
    if (child?.type === 'dotted_name' && child.namedChildCount === 1) return child.namedChild(0) ?? [];
    return child?.type === 'identifier' && pattern.type === 'splat_pattern' ? child : [];
  });
}
