/** Who may replace what the body of a class says (T35): a decorator, a metaclass, or whoever makes an object of it. */
import type { Node } from './syntax/index.ts';
import type { Expression } from '../../../model/index.ts';
import type { View } from '../../values/index.ts';
import { expressionOf, written } from './form/expressions.ts';
import type { Around } from './form/place.ts';

export interface Traits {
  /** A decorator or a metaclass may give any name of it another value. */
  readonly replaced?: true;
  /** Fields with a type are arguments of its constructor, as in dataclasses and pydantic. */
  readonly built?: true;
  /** A method of theirs gets the constants of this class. */
  readonly bases: readonly Expression[];
}

/** They make constructors of typed fields and leave the rest alone. */
const BUILDERS = new Set(['dataclass', 'define', 'frozen', 'mutable', 's', 'attrs', 'attributes', 'dataclass_transform']);
const HARMLESS = new Set(['total_ordering', 'final', 'runtime_checkable', 'unique', 'deprecated', 'override']);
const METACLASSES = new Set(['ABCMeta', 'EnumMeta', 'EnumType', 'type']);

export function decoratorsOf(decorated: Node): readonly Node[] {
  return decorated.namedChildren.filter((child): child is Node => child?.type === 'decorator');
}

const MAX_BASES = 20;

export function traitsOf(node: Node, decorators: readonly Node[], scope: View, around: Around): Traits {
  const names = decorators.map(decoratorName);
  const bases = written(node.childForFieldName('superclasses'));
  const keywords = bases.filter((one) => one.type === 'keyword_argument');
  const parents = bases.filter((one) => one.type !== 'keyword_argument' && one.text !== 'object');
  const isReplaced = names.some((name) => !BUILDERS.has(name) && !HARMLESS.has(name)) || keywords.some(isTelling);
  return {
    ...(isReplaced ? { replaced: true } : {}),
    ...(parents.length > 0 || names.some((name) => BUILDERS.has(name)) ? { built: true } : {}),
    bases: parents
      .slice(0, MAX_BASES)
      .map((one) => expressionOf(one.type === 'subscript' ? (one.childForFieldName('value') ?? one) : one, scope, around)),
  };
}

export function decoratorName(decorator: Node): string {
  const inner = decorator.namedChild(0);
  const callee = inner?.type === 'call' ? inner.childForFieldName('function') : inner;
  const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
  return name?.type === 'identifier' ? name.text : '';
}

/** `frozen=True` changes no value; another metaclass may. */
function isTelling(keyword: Node): boolean {
  const value = keyword.childForFieldName('value');
  if (keyword.childForFieldName('name')?.text === 'metaclass') {
    const name = value?.type === 'attribute' ? value.childForFieldName('attribute')?.text : value?.text;
    return name === undefined || name.length > 100 || !METACLASSES.has(name);
  }
  return value?.type !== 'true' && value?.type !== 'false' && value?.type !== 'none';
}
