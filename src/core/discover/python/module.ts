/** One parsed file: its scopes, their bindings, its imports. Found by one query in document order; nothing recurses over the tree. */
import type { Node, Parser, Query } from 'web-tree-sitter';
import type { ImportFact, Value } from '../../model.ts';

export interface Scope {
  readonly kind: 'module' | 'class' | 'function';
  readonly name: string;
  readonly end: number;
  readonly parent: Scope | null;
  /** Name → every expression bound to it here. */
  readonly bindings: Map<string, Binding[]>;
  /** What a name of a function stands for, once worked out; null while it is (a name that mentions itself). */
  readonly values: Map<string, Value | null>;
}

export type Binding =
  | { readonly kind: 'value'; readonly node: Node }
  /** One element of it: `for name in (…)`. */
  | { readonly kind: 'element'; readonly node: Node }
  | { readonly kind: 'parameter'; readonly fallback: Node | null }
  /** Bound in a way that reading does not follow: unpacking, `+=`, `with … as`. The name may then be anything. `scope`: of `self.name = …`, where it stands. */
  | { readonly kind: 'opaque'; readonly node: Node; readonly scope?: Scope };

export interface PlacedCall {
  readonly node: Node;
  readonly scope: Scope;
}

export interface PythonModule {
  readonly top: Scope;
  readonly classes: readonly Scope[];
  /** Every class and function, with the scope of its body. */
  readonly owned: readonly PlacedCall[];
  readonly imports: readonly ImportFact[];
  readonly calls: readonly PlacedCall[];
  /** `target[...] = value` at any depth. */
  readonly subscripts: readonly { readonly target: Node; readonly value: Node; readonly scope: Scope }[];
}

export const PYTHON_QUERY = `
(call) @call
(import_statement) @import
(import_from_statement) @from
(assignment) @assign
(named_expression) @walrus
(for_statement) @for
(for_in_clause) @for
(augmented_assignment) @augmented
(global_statement) @global
(as_pattern) @as
(function_definition) @function
(lambda) @lambda
(class_definition) @class
`;

/** `text` is the source that `parser` gets; positions are UTF-16 units. Returns null when the parser gives nothing. */
export function readModule(parser: Parser, query: Query, text: string): { module: PythonModule; root: Node; dispose(): void } | null {
  const tree = parser.parse(text);
  if (tree === null) return null;
  const top: Scope = { kind: 'module', name: '', end: Number.POSITIVE_INFINITY, parent: null, bindings: new Map(), values: new Map() };
  const classes: Scope[] = [];
  const owned: PlacedCall[] = [];
  const imports: ImportFact[] = [];
  const calls: PlacedCall[] = [];
  const subscripts: { target: Node; value: Node; scope: Scope }[] = [];
  let scope: Scope = top;
  for (const { name, node } of query.captures(tree.rootNode)) {
    while (scope.parent !== null && node.startIndex >= scope.end) scope = scope.parent;
    switch (name) {
      case 'call':
        calls.push({ node, scope });
        break;
      case 'import':
        imports.push(...plainImports(node));
        break;
      case 'from':
        imports.push(fromImport(node));
        break;
      case 'assign':
      case 'walrus':
        bindAssignment(node, scope, subscripts);
        break;
      case 'for':
        bind(scope, node.childForFieldName('left'), node.childForFieldName('right'), 'element');
        break;
      case 'augmented':
        bindOpaque(scope, node.childForFieldName('left'), node);
        break;
      case 'global':
        // Whatever this function binds to the name, the module's name gets.
        for (const child of node.namedChildren) bindOpaque(top, child, node);
        break;
      case 'as':
        bindOpaque(scope, node.childForFieldName('alias')?.namedChild(0) ?? null, node);
        break;
      case 'function':
      case 'lambda':
      case 'class': {
        const inner: Scope = {
          kind: name === 'class' ? 'class' : 'function',
          name: node.childForFieldName('name')?.text ?? '',
          end: node.endIndex,
          parent: scope,
          bindings: new Map(),
          values: new Map(),
        };
        if (name !== 'lambda') owned.push({ node, scope: inner });
        if (name === 'class') classes.push(inner);
        else bindParameters(node.childForFieldName('parameters'), inner);
        scope = inner;
        break;
      }
    }
  }
  return { module: { top, classes, owned, imports, calls, subscripts }, root: tree.rootNode, dispose: () => tree.delete() };
}

function bind(scope: Scope, left: Node | null, right: Node | null, kind: 'value' | 'element'): void {
  if (left?.type !== 'identifier' || right === null) return;
  const list = scope.bindings.get(left.text) ?? [];
  list.push({ kind, node: right });
  scope.bindings.set(left.text, list);
}

function bindAssignment(node: Node, scope: Scope, subscripts: { target: Node; value: Node; scope: Scope }[]): void {
  const left = node.childForFieldName('left') ?? node.childForFieldName('name');
  const right = node.childForFieldName('right') ?? node.childForFieldName('value');
  if (left?.type === 'subscript' && right !== null) subscripts.push({ target: left, value: right, scope });
  else if (left?.type === 'pattern_list' && right?.type === 'expression_list' && left.namedChildCount === right.namedChildCount) {
    for (let index = 0; index < left.namedChildCount; index++) bind(scope, left.namedChild(index), right.namedChild(index), 'value');
  } else if (left?.type === 'attribute') bindAttribute(scope, left, right);
  else if (left !== null && /^(?:pattern_list|tuple_pattern|list_pattern)$/.test(left.type)) {
    for (const child of left.namedChildren) bindOpaque(scope, child, node);
  } else bind(scope, left, right, 'value');
}

function bindOpaque(scope: Scope, name: Node | null, node: Node): void {
  if (name?.type !== 'identifier') return;
  const list = scope.bindings.get(name.text) ?? [];
  list.push({ kind: 'opaque', node });
  scope.bindings.set(name.text, list);
}

/** `self.name = …` in a method is one more value of the class's name. */
function bindAttribute(scope: Scope, target: Node, right: Node | null): void {
  const object = target.childForFieldName('object')?.text;
  const name = target.childForFieldName('attribute')?.text;
  if (right === null || name === undefined || (object !== 'self' && object !== 'cls')) return;
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.kind !== 'class') continue;
    const list = current.bindings.get(name) ?? [];
    list.push({ kind: 'opaque', node: right, scope });
    current.bindings.set(name, list);
    return;
  }
}

function bindParameters(parameters: Node | null, scope: Scope): void {
  for (const parameter of parameters?.namedChildren ?? []) {
    if (parameter === null) continue;
    const named = parameter.childForFieldName('name') ?? (parameter.type === 'identifier' ? parameter : parameter.namedChild(0));
    if (named?.type === 'identifier')
      scope.bindings.set(named.text, [{ kind: 'parameter', fallback: parameter.childForFieldName('value') }]);
  }
}

function place(node: Node): { line: number; column: number } {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}

function plainImports(node: Node): ImportFact[] {
  return node.childrenForFieldName('name').flatMap((child): ImportFact[] => {
    if (child === null) return [];
    const alias = child.childForFieldName('alias')?.text ?? null;
    const module = child.type === 'aliased_import' ? (child.childForFieldName('name')?.text ?? '') : child.text;
    return [{ kind: 'import', module, level: 0, names: [], alias, ...place(node) }];
  });
}

function fromImport(node: Node): ImportFact {
  const from = node.childForFieldName('module_name')?.text ?? '';
  const dots = /^\.*/.exec(from)?.[0] ?? '';
  const names = node.childrenForFieldName('name').flatMap((child) => {
    if (child === null) return [];
    const name = child.type === 'aliased_import' ? (child.childForFieldName('name')?.text ?? '') : child.text;
    return [{ name, as: child.childForFieldName('alias')?.text ?? name }];
  });
  const star = node.namedChildren.some((child) => child?.type === 'wildcard_import');
  return {
    kind: 'import',
    module: from.slice(dots.length),
    level: dots.length,
    names: star ? [{ name: '*', as: '*' }] : names,
    alias: null,
    ...place(node),
  };
}
