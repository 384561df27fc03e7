/** Functions: their parameters, defaults and decorators. */
import type { Node } from './syntax/index.ts';
import type { Binding, Expression } from '../../../model/index.ts';
import { decoratorName } from './class-traits.ts';
import { expressionOf, givenIn, written } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import { declaredDefault, optionOf } from './options.ts';
import { classExpression, classNamed } from './annotations.ts';
import type { ScopeDraft } from './scope.ts';

/** They leave what a function gives as it is. */
const HARMLESS = new Set([
  'staticmethod',
  'classmethod',
  'property',
  'cached_property',
  'lru_cache',
  'cache',
  'wraps',
  'override',
  'final',
  'abstractmethod',
  'no_grad',
  'inference_mode',
  'deprecated',
  'command',
  'option',
  'argument',
  'overload',
]);

const MANAGERS: ReadonlySet<string> = new Set(['contextmanager', 'asynccontextmanager']);

export function functionTraits(
  all: readonly FunctionParameter[],
  name: string,
  decorators: readonly string[],
  scope: ScopeDraft,
): { parameters: readonly string[]; makes?: true; property?: true; apart?: true; replaced?: true; manages?: true } {
  const isMethod = scope.kind === 'class';
  const apart = decorators.includes('staticmethod');
  const parameters = all.map(({ name: one }) => one);
  return {
    // The object itself is given by whoever calls the method on it.
    parameters: isMethod && !apart ? parameters.slice(1) : parameters,
    ...(isMethod && name === '__init__' ? { makes: true } : {}),
    ...(decorators.some((one) => one === 'property' || one === 'cached_property') ? { property: true } : {}),
    ...(apart ? { apart: true } : {}),
    ...(decorators.some((one) => MANAGERS.has(one)) ? { manages: true } : {}),
    ...(decorators.some((one) => !HARMLESS.has(one) && !MANAGERS.has(one)) ? { replaced: true } : {}),
  };
}

export interface FunctionParameter {
  /** With its stars; "*" alone ends the positions. */
  readonly name: string;
  readonly node: Node;
}

export function parametersOf(list: Node | null): FunctionParameter[] {
  return written(list).flatMap((node): FunctionParameter[] => {
    if (node.type === 'keyword_separator') return [{ name: '*', node }];
    if (node.type === 'identifier') return [{ name: node.text, node }];
    const named = node.childForFieldName('name') ?? node.namedChild(0);
    const inner = named?.type === 'list_splat_pattern' || named?.type === 'dictionary_splat_pattern' ? named : node;
    const stars = inner.type === 'list_splat_pattern' ? '*' : inner.type === 'dictionary_splat_pattern' ? '**' : '';
    const word = named?.type === 'identifier' ? named : (named?.namedChild(0) ?? null);
    return word?.type === 'identifier' ? [{ name: `${stars}${word.text}`, node }] : [];
  });
}

export function bindParameters(
  parameters: readonly FunctionParameter[],
  scope: ScopeDraft,
  decorators: readonly Node[],
  around: Around,
): void {
  const outside = scope.parent ?? scope;
  for (const { name, node } of parameters) {
    if (name === '*') continue;
    const type = name.startsWith('*') ? null : classNamed(node.childForFieldName('type'));
    const typed = type === null ? null : (): Expression => classExpression(type, outside, around);
    scope.names.set(name.replace(/^\*+/, ''), [lazyParameter(node, () => defaultOf(node, outside, around), typed)]);
  }
  for (const decorator of decorators) bindOption(decorator, scope, outside, around);
}

function defaultOf(parameter: Node, outside: ScopeDraft, around: Around): Expression | null {
  const value = parameter.type === 'identifier' ? null : parameter.childForFieldName('value');
  return value === null ? null : declaredDefault(expressionOf(value, outside, around));
}

/** What `def` and `class` bind. */
export function madeBinding(node: Node, scope: number): Binding {
  return {
    kind: 'made',
    scope,
    get line() {
      return node.startPosition.row + 1;
    },
    get column() {
      return node.startPosition.column + 1;
    },
  };
}

function lazyParameter(node: Node, given: () => Expression | null, typed: (() => Expression) | null): Binding {
  let fallback: Expression | null | undefined;
  const binding: Binding = {
    kind: 'parameter',
    get line() {
      return node.startPosition.row + 1;
    },
    get column() {
      return node.startPosition.column + 1;
    },
    get fallback() {
      fallback ??= given();
      return fallback;
    },
  };
  return typed === null ? binding : Object.defineProperty(binding, 'typed', { enumerable: true, get: typed });
}

/** `@click.option("--model", default="org/name")` says what the parameter is. */
function bindOption(decorator: Node, scope: ScopeDraft, outside: ScopeDraft, around: Around): void {
  const name = decoratorName(decorator);
  const call = decorator.namedChild(0);
  const list = call?.type === 'call' && (name === 'option' || name === 'argument') ? call.childForFieldName('arguments') : null;
  if (list === null) return;
  const option = optionOf(
    givenIn(list, (node) => (node === null ? { kind: 'constant', value: null } : expressionOf(node, outside, around))),
  );
  const [only] = option === null ? [] : (scope.names.get(option.name) ?? []);
  if (option !== null && only?.kind === 'parameter')
    scope.names.set(option.name, [{ kind: 'parameter', line: only.line, column: only.column, fallback: option.value }]);
}
