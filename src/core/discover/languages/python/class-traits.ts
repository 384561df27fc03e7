/** Who may replace what the body of a class says (T35): a decorator, a metaclass, or whoever makes an object of it. */
import type { Node } from 'web-tree-sitter';

export interface Traits {
  /** A decorator, a metaclass or `setattr(self, …)` may give any name of it another value. */
  replaced: boolean;
  /** Fields with a type are arguments of its constructor, as in dataclasses and pydantic. */
  readonly built: boolean;
  /** Dotted names of its bases: a method of theirs gets the constants of this class. */
  readonly bases: readonly string[];
  /** The line of a class that is made whenever the module runs; null for one that may not be. */
  readonly sure: number | null;
}

/** They make constructors of typed fields and leave the rest alone. */
const BUILDERS = new Set(['dataclass', 'define', 'frozen', 'mutable', 's', 'attrs', 'attributes', 'dataclass_transform']);
const HARMLESS = new Set(['total_ordering', 'final', 'runtime_checkable', 'unique', 'deprecated', 'override']);
const METACLASSES = new Set(['ABCMeta', 'EnumMeta', 'EnumType', 'type']);

export function decoratorsOf(decorated: Node): readonly Node[] {
  return decorated.namedChildren.filter((child): child is Node => child?.type === 'decorator');
}

export function traitsOf(node: Node, decorators: readonly Node[]): Traits {
  const names = decorators.map(decoratorName);
  const bases = node.childForFieldName('superclasses')?.namedChildren.filter((one) => one !== null && one.type !== 'comment') ?? [];
  const keywords = bases.filter((one) => one?.type === 'keyword_argument');
  const parents = bases.filter((one) => one?.type !== 'keyword_argument' && one?.text !== 'object');
  return {
    replaced: names.some((name) => !BUILDERS.has(name) && !HARMLESS.has(name)) || keywords.some(isTelling),
    built: parents.length > 0 || names.some((name) => BUILDERS.has(name)),
    bases: parents.flatMap((one) =>
      one !== null && one.endIndex - one.startIndex < 200 && /^\w+(?:\.\w+)*$/.test(one.text) ? one.text : [],
    ),
    sure: node.startPosition.column === 0 ? node.startPosition.row + 1 : null,
  };
}

function decoratorName(decorator: Node): string {
  const inner = decorator.namedChild(0);
  const callee = inner?.type === 'call' ? inner.childForFieldName('function') : inner;
  const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
  return name?.type === 'identifier' ? name.text : '';
}

/** `frozen=True` changes no value; another metaclass may. */
function isTelling(keyword: Node | null): boolean {
  const value = keyword?.childForFieldName('value');
  if (keyword?.childForFieldName('name')?.text === 'metaclass') {
    const name = value?.type === 'attribute' ? value.childForFieldName('attribute')?.text : value?.text;
    return name === undefined || name.length > 100 || !METACLASSES.has(name);
  }
  return value?.type !== 'true' && value?.type !== 'false' && value?.type !== 'none';
}
