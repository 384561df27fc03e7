/** Nodes of the Python grammar → expressions of the neutral form. */
import type { Node } from '../syntax/index.ts';
import type { Argument, Entry, Expression } from '../../../../model/index.ts';
import type { View } from '../../../values/index.ts';
import { classAround, ownerOf } from '../../../values/index.ts';
import { knownCall } from './known-calls.ts';
import { type Around, type FormPlace, SAME, variable } from './place.ts';
import { joinedText, percentFormat, stringExpression, unmodeledNode } from './strings.ts';

/** Deep enough for code that people write; hostile nesting ends as unmodeledNode (T18). */
const MAX_DEPTH = 40;
/** Items of one list or table that are translated; the others make it open. */
const MAX_ITEMS = 50_000;

export function expressionOf(node: Node, scope: View, around: Around): Expression {
  return translate({ node, scope, around, depth: 0 });
}

export function translate({ node, scope, around, depth }: FormPlace): Expression {
  const inner = (child: Node | null): Expression =>
    child === null ? unmodeledNode(node) : translate({ node: child, scope, around, depth: depth + 1 });
  if (depth > MAX_DEPTH) return unmodeledNode(node);
  switch (node.type) {
    case 'string':
      return stringExpression(node, inner);
    case 'concatenated_string':
      return joinedText(written(node).map(inner));
    case 'true':
    case 'false':
      return { kind: 'constant', value: node.type === 'true' };
    case 'none':
      return { kind: 'constant', value: null };
    case 'integer':
      return { kind: 'constant', value: /^\d{1,9}$/.test(node.text) ? Number(node.text) : 1 };
    case 'float':
      return { kind: 'constant', value: Number(node.text) || 1 };
    case 'parenthesized_expression':
    case 'await':
      return inner(written(node)[0] ?? null);
    case 'as_pattern':
      return inner(node.namedChild(0));
    case 'named_expression':
      return inner(node.childForFieldName('value'));
    case 'assignment':
      return inner(node.childForFieldName('right'));
    case 'conditional_expression':
      return { kind: 'choice', options: [inner(node.namedChild(0)), inner(node.namedChild(2))] };
    case 'boolean_operator': {
      const [first, second] = [inner(node.childForFieldName('left')), inner(node.childForFieldName('right'))];
      return node.childForFieldName('operator')?.text === 'or'
        ? { kind: 'either', first, second }
        : { kind: 'choice', options: [first, second] };
    }
    case 'binary_operator':
      return binary(node, inner);
    case 'identifier':
      return named(node, scope);
    case 'attribute': {
      const name = node.childForFieldName('attribute')?.text;
      return name === undefined || name.length > 200
        ? unmodeledNode(node)
        : { kind: 'member', of: inner(node.childForFieldName('object')), name };
    }
    case 'subscript':
      return subscript({ node, scope, around, depth }, inner);
    case 'call':
      return called({ node, scope, around, depth }, inner);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return {
        kind: 'list',
        items: written(node)
          .slice(0, MAX_ITEMS)
          .map((item) => argument(item, inner)),
      };
    case 'dictionary':
      return { kind: 'table', entries: entriesIn(node, inner) };
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      return comprehension({ node, scope, around, depth });
    default:
      return unmodeledNode(node);
  }
}

/** Children without comments. */
export function written(node: Node | null): Node[] {
  return node === null ? [] : node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

function named(node: Node, scope: View): Expression {
  const name = node.text;
  return (name === 'self' || name === 'cls') && classAround(scope) !== null ? { kind: 'this' } : { kind: 'name', name };
}

function binary(node: Node, inner: (child: Node | null) => Expression): Expression {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  switch (node.childForFieldName('operator')?.text) {
    case '+':
      return joinedText([inner(left), inner(right)]);
    case '/':
      return joinedText([inner(left), inner(right)], '/');
    case '|':
      return { kind: 'merged', tables: [inner(left), inner(right)] };
    case '%': {
      const format = left?.type === 'string' ? inner(left) : null;
      const given = right?.type === 'tuple' ? written(right).map(inner) : [inner(right)];
      return (format?.kind === 'literal' ? percentFormat(format.text, given) : null) ?? unmodeledNode(node);
    }
    default:
      return unmodeledNode(node);
  }
}

function subscript({ node, scope, around }: FormPlace, inner: (child: Node | null) => Expression): Expression {
  const object = node.childForFieldName('value');
  const key = node.childForFieldName('subscript');
  if (object === null || key === null) return unmodeledNode(node);
  if (around.originOf(object, scope) === 'os.environ') return variable(inner(key), null);
  // `L[1:]`: of what is known, a part that is not.
  return { kind: 'item', of: inner(object), key: inner(key) };
}

function called(place: FormPlace, inner: (child: Node | null) => Expression): Expression {
  const { node } = place;
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (callee === null || list === null) return unmodeledNode(node);
  const given = givenIn(list, inner);
  return knownCall(place, callee, given, inner) ?? { kind: 'call', callee: inner(callee), given };
}

/** More arguments than calls have. */
const MAX_ARGUMENTS = 500;

export function givenIn(list: Node, inner: (child: Node | null) => Expression): Argument[] {
  // `f(x for x in y)`: the only argument.
  if (list.type !== 'argument_list') return [{ value: inner(list) }];
  return written(list)
    .slice(0, MAX_ARGUMENTS)
    .map((child) => argument(child, inner));
}

function argument(node: Node, inner: (child: Node | null) => Expression): Argument {
  switch (node.type) {
    case 'keyword_argument': {
      const [name, value] = [node.childForFieldName('name')?.text ?? '', node.childForFieldName('value')];
      // `default_factory=lambda: …`: what it gives is the default.
      if (name === 'default_factory' && value?.type === 'lambda') return { name: 'default', value: inner(value.childForFieldName('body')) };
      return { name, value: inner(value) };
    }
    case 'list_splat':
      return { value: inner(node.namedChild(0)), spread: 'list' };
    case 'dictionary_splat':
      return { value: inner(node.namedChild(0)), spread: 'table' };
    default:
      return { value: inner(node) };
  }
}

function entriesIn(node: Node, inner: (child: Node | null) => Expression): Entry[] {
  const items = written(node);
  const entries = items.slice(0, MAX_ITEMS).map((item): Entry => {
    if (item.type === 'pair') return { key: inner(item.childForFieldName('key')), value: inner(item.childForFieldName('value')) };
    return { key: null, value: item.type === 'dictionary_splat' ? inner(item.namedChild(0)) : unmodeledNode(item) };
  });
  return items.length > MAX_ITEMS
    ? [...entries, { key: null, value: { kind: 'unmodeled', text: `more than ${MAX_ITEMS} keys` } }]
    : entries;
}

/** Its element stands for all: the names in it are those of its `for`. */
function comprehension({ node, around, depth }: FormPlace): Expression {
  const scope = around.scopeOf(node);
  const body = node.childForFieldName('body');
  if (scope === undefined || body === null) return unmodeledNode(node);
  const within = (child: Node | null): Expression => ({
    kind: 'within',
    scope: scope.index,
    value: child === null ? unmodeledNode(node) : translate({ node: child, scope, around, depth: depth + 1 }),
  });
  if (node.type !== 'dictionary_comprehension') return { kind: 'list', items: [{ value: within(body) }] };
  return { kind: 'table', entries: [{ key: within(body.childForFieldName('key')), value: within(body.childForFieldName('value')) }] };
}

/** One element of what a `for` goes over. */
export function elementOf(node: Node, scope: View, around: Around): Expression {
  const sliced =
    node.type === 'subscript' && node.childForFieldName('subscript')?.type === 'slice' ? node.childForFieldName('value') : null;
  if (sliced !== null) return elementOf(sliced, scope, around);
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  const args = written(node.type === 'call' ? node.childForFieldName('arguments') : null);
  const [first] = args;
  if (callee?.type === 'attribute' && args.length === 0) {
    const object = callee.childForFieldName('object');
    const what = ITERATED.get(callee.childForFieldName('attribute')?.text ?? '');
    if (object !== null && what !== undefined) return { kind: 'each', of: expressionOf(object, scope, around), what };
  }
  const name = callee?.type === 'identifier' && ownerOf(callee.text, scope) === null ? callee.text : '';
  if (name === 'zip') return { kind: 'list', items: args.map((one) => ({ value: elementOf(one, scope, around) })) };
  if (first !== undefined && name === 'enumerate')
    return { kind: 'list', items: [{ value: unmodeledNode(node) }, { value: elementOf(first, scope, around) }] };
  if (first !== undefined && SAME.has(name)) return elementOf(first, scope, around);
  return { kind: 'each', of: expressionOf(node, scope, around), what: 'element' };
}
const ITERATED: ReadonlyMap<string, 'element' | 'value' | 'pair'> = new Map([
  ['items', 'pair'],
  ['values', 'value'],
  ['keys', 'element'],
]);
