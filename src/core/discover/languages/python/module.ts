/** One parsed file: its scopes, their bindings, its imports. Found by one query in document order; nothing recurses over the tree. */
import type { Node, Parser, Query } from 'web-tree-sitter';
import type { ImportFact } from '../../../model/index.ts';
import { bindImported, bindTarget, bindUnread, caseNames } from './bind.ts';
import { decoratorsOf, traitsOf } from './class-traits.ts';
import { fromImport, plainImports } from './import-statement.ts';
import { type InPlaceChange, noteCall, settleChanges } from './in-place.ts';
import { newScope, ownerAbove, type NameScope, withoutComprehensions } from './scope.ts';

export type { Binding, NameScope } from './scope.ts';

export interface PlacedCall {
  readonly node: Node;
  readonly scope: NameScope;
}

export interface PythonModule {
  readonly top: NameScope;
  readonly classes: readonly NameScope[];
  /** Every class and function, with the scope of its body. */
  readonly owned: readonly PlacedCall[];
  readonly imports: readonly ImportFact[];
  readonly calls: readonly PlacedCall[];
  /** `target[...] = value` at any depth. */
  readonly subscripts: readonly { readonly target: Node; readonly value: Node; readonly scope: NameScope }[];
  /** Something may bind any name of the module: `globals().update(…)`, `exec(…)`. */
  readonly anyName: boolean;
  /** Where the grammar gave up. */
  readonly broken: readonly Node[];
  /** Something is missing or too much, also where the grammar could go on. */
  readonly hasError: boolean;
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
(nonlocal_statement) @nonlocal
(delete_statement) @delete
(as_pattern) @as
(case_pattern) @case
(keyword_pattern) @case
(splat_pattern) @case
(type_alias_statement) @type
(function_definition) @function
(lambda) @lambda
(class_definition) @class
(decorated_definition) @decorated
(list_comprehension) @comprehension
(set_comprehension) @comprehension
(dictionary_comprehension) @comprehension
(generator_expression) @comprehension
(ERROR) @error
`;

/** `text` is the source that `parser` gets; positions are UTF-16 units. Returns null when the parser gives nothing. */
export function readModule(parser: Parser, query: Query, text: string): { module: PythonModule; root: Node; dispose(): void } | null {
  const tree = parser.parse(text);
  if (tree === null) return null;
  const top = newScope('module', '', Number.POSITIVE_INFINITY, null);
  const classes: NameScope[] = [];
  const owned: PlacedCall[] = [];
  const imports: ImportFact[] = [];
  const calls: PlacedCall[] = [];
  const subscripts: { target: Node; value: Node; scope: NameScope }[] = [];
  const changes: InPlaceChange[] = [];
  const decorators = new Map<number, readonly Node[]>();
  const broken: Node[] = [];
  let scope: NameScope = top;
  for (const { name, node } of query.captures(tree.rootNode)) {
    while (scope.parent !== null && node.startIndex >= scope.end) scope = scope.parent;
    switch (name) {
      case 'call':
        calls.push({ node, scope });
        noteCall(node, scope, changes);
        break;
      case 'import':
      case 'from': {
        const facts = name === 'import' ? plainImports(node) : [fromImport(node)];
        imports.push(...facts);
        bindImported(scope, facts);
        break;
      }
      case 'assign':
      case 'walrus': {
        const left = node.childForFieldName('left') ?? node.childForFieldName('name');
        const right = node.childForFieldName('right') ?? node.childForFieldName('value');
        if (left?.type === 'subscript' && right !== null) subscripts.push({ target: left, value: right, scope });
        if (right !== null) bindTarget({ scope: name === 'walrus' ? withoutComprehensions(scope) : scope, changes }, left, right, node);
        break;
      }
      case 'for':
        bindTarget({ scope, changes, element: true }, node.childForFieldName('left'), node.childForFieldName('right'), node);
        break;
      case 'augmented':
        bindTarget({ scope, changes }, node.childForFieldName('left'), null, node);
        break;
      case 'delete':
      case 'type':
        bindTarget(
          { scope, changes },
          name === 'type' ? (node.childForFieldName('left')?.namedChild(0) ?? null) : node.namedChild(0),
          null,
          node,
        );
        break;
      case 'global':
        // Whatever this function binds to the name, the module's name gets.
        for (const child of node.namedChildren) bindUnread(top, child, node);
        break;
      case 'nonlocal':
        for (const child of node.namedChildren) bindUnread(ownerAbove(scope, child?.text ?? ''), child, node);
        break;
      case 'as':
        bindTarget({ scope, changes }, node.childForFieldName('alias')?.namedChild(0) ?? node.namedChild(1), null, node);
        break;
      case 'case':
        for (const child of caseNames(node)) bindUnread(scope, child, node);
        break;
      case 'decorated':
        decorators.set(node.childForFieldName('definition')?.id ?? -1, decoratorsOf(node));
        break;
      case 'comprehension':
        scope = newScope('comprehension', '', node.endIndex, scope);
        break;
      case 'error':
        broken.push(node);
        break;
      case 'function':
      case 'lambda':
      case 'class': {
        const called = node.childForFieldName('name')?.text ?? '';
        if (called !== '') scope.others.set(called, 'made');
        const traits = name === 'class' ? traitsOf(node, decorators.get(node.id) ?? []) : null;
        const inner = newScope(name === 'class' ? 'class' : 'function', called, node.endIndex, scope, traits);
        if (name !== 'lambda') owned.push({ node, scope: inner });
        if (name === 'class') classes.push(inner);
        else bindParameters(node.childForFieldName('parameters'), inner);
        scope = inner;
        break;
      }
    }
  }
  const anyName = settleChanges(changes, top);
  return {
    module: { top, classes, owned, imports, calls, subscripts, anyName, broken, hasError: tree.rootNode.hasError },
    root: tree.rootNode,
    dispose: () => tree.delete(),
  };
}

function bindParameters(parameters: Node | null, scope: NameScope): void {
  for (const parameter of parameters?.namedChildren ?? []) {
    if (parameter === null) continue;
    const named = parameter.childForFieldName('name') ?? (parameter.type === 'identifier' ? parameter : parameter.namedChild(0));
    if (named?.type === 'identifier')
      scope.bindings.set(named.text, [{ kind: 'parameter', fallback: parameter.childForFieldName('value') }]);
  }
}
