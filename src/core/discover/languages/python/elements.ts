/** Lists that are written out, for `for name in LIST` and `LIST[0]`. */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import { type Evaluate, heldValue, readPairs } from './pairs.ts';
import { ownerOf, type NameScope } from './scope.ts';

const SEQUENCES = new Set(['list', 'tuple', 'set', 'expression_list']);
/** They give the elements of what they get. */
const SAME = new Set(['list', 'tuple', 'set', 'sorted', 'reversed', 'iter', 'frozenset']);
const MAX_DEPTH = 8;

/** How each element is worked out, and how many are. */
export interface WantedElements {
  readonly evaluate: Evaluate;
  readonly most: number;
  readonly depth: number;
}

/** One value for each element; null where reading does not tell which there are. */
export function elementValues(node: Node, scope: NameScope, wanted: WantedElements, steps = 0): Value[] | null {
  if (steps > MAX_DEPTH) return null;
  if (SEQUENCES.has(node.type)) return written(node, scope, wanted);
  if (node.type === 'parenthesized_expression') return inner(node.namedChild(0), scope, wanted, steps);
  if (node.type === 'identifier') return named(node.text, scope, wanted, steps);
  if (node.type !== 'call') return null;
  const callee = node.childForFieldName('function');
  const args = node.childForFieldName('arguments')?.namedChildren ?? [];
  if (callee?.type === 'identifier' && SAME.has(callee.text)) return inner(args[0] ?? null, scope, wanted, steps);
  return callee?.type === 'attribute' && callee.childForFieldName('attribute')?.text === 'values'
    ? tableValues(callee.childForFieldName('object'), scope, wanted)
    : null;
}

function inner(node: Node | null, scope: NameScope, wanted: WantedElements, steps: number): Value[] | null {
  return node === null ? null : elementValues(node, scope, wanted, steps + 1);
}

function written(node: Node, scope: NameScope, { evaluate, most, depth }: WantedElements): Value[] | null {
  const elements = node.namedChildren.filter((one): one is Node => one !== null && one.type !== 'comment');
  return elements.length === 0 ? null : elements.slice(0, most).map((one) => evaluate(one, scope, depth + 1));
}

/** The values of a dictionary that is written out; null where none is. */
export function tableValues(object: Node | null, scope: NameScope, { evaluate, most, depth }: WantedElements): Value[] | null {
  if (object === null) return null;
  const mapping = readPairs(object, scope, evaluate);
  const entries = [...mapping.entries.values(), ...mapping.rest].slice(0, most);
  if (entries.length === 0) return null;
  return entries.map((entry) => heldValue(evaluate(entry.node, entry.scope, depth + 1), mapping, ''));
}

function named(name: string, scope: NameScope, wanted: WantedElements, steps: number): Value[] | null {
  const owner = ownerOf(name, scope);
  const bindings = owner?.bindings.get(name) ?? [];
  const only = bindings.length === 1 ? bindings[0] : undefined;
  if (owner === null || only?.kind !== 'value' || owner.others.has(name)) return null;
  const values = inner(only.node, owner, wanted, steps);
  const doubt = { open: owner.changed.has(name), through: owner.kind === 'module' ? [name] : [] };
  return values?.map((value) => heldValue(value, doubt, name)) ?? null;
}
