/** One parsed file: its scopes, their bindings, its imports. Found by one query in document order; nothing recurses over the tree. */
import { bindCommandLine } from './command-line.ts';
import type { Parser } from 'web-tree-sitter';
import type { ImportFact } from '../../../model/index.ts';
import { bindCaptured, bindImported, bindTarget } from './bind.ts';
import { decoratorName, decoratorsOf, traitsOf } from './class-traits.ts';
import type { Around } from './form/place.ts';
import { bindParameters, functionTraits, madeBinding, parametersOf } from './functions.ts';
import { calledImport, fromImport, plainImports } from './import-statement.ts';
import { noteHandedObjects } from './handed-objects.ts';
import { noteCall, noteMerged, settleChanges } from './in-place.ts';
import { dottedOrigin, origins } from './origins.ts';
import type { BindPlace, InPlaceChange, Placed, PlacedCall } from './places.ts';
import type { Node, SyntaxNode } from './syntax/index.ts';
import { type StandIn, standIn } from './stand-ins.ts';
import { type CapturedTypes, treeOf } from './tree.ts';
import { add, type ScopeDraft, type DraftCode, newCode, newScope, ownerAbove, withoutComprehensions } from './scope.ts';

export interface PythonModule {
  readonly code: DraftCode;
  readonly top: ScopeDraft;
  /** Every class and function, with the scope of its body. */
  readonly owned: readonly Placed[];
  readonly imports: readonly ImportFact[];
  readonly calls: readonly PlacedCall[];
  /** `a.b = …` and `a += …`, at any depth. */
  readonly settings: readonly { readonly name: 'assign' | 'augmented'; readonly node: Node }[];
  /** `target[...] = value` at any depth. */
  readonly subscripts: readonly { readonly target: Node; readonly value: Node; readonly scope: ScopeDraft }[];
  readonly around: Around;
  readonly standIns: readonly StandIn[];
  /** Something may bind any name of the module: `globals().update(…)`, `exec(…)`. */
  readonly anyName: boolean;
  /** Spot the grammar gave up. */
  readonly broken: readonly Node[];
  /** Something is missing or too much, also where the grammar could go on. */
  readonly hasError: boolean;
}

/** What a module is made of. */
const CAPTURED: CapturedTypes = new Map(
  Object.entries({
    call: 'call',
    import_statement: 'import',
    import_from_statement: 'from',
    assignment: 'assign',
    named_expression: 'walrus',
    for_statement: 'for',
    for_in_clause: 'for',
    augmented_assignment: 'augmented',
    global_statement: 'global',
    nonlocal_statement: 'nonlocal',
    delete_statement: 'delete',
    as_pattern: 'as',
    case_pattern: 'case',
    keyword_pattern: 'case',
    splat_pattern: 'case',
    type_alias_statement: 'type',
    function_definition: 'function',
    lambda: 'lambda',
    class_definition: 'class',
    decorated_definition: 'decorated',
    list_comprehension: 'comprehension',
    set_comprehension: 'comprehension',
    dictionary_comprehension: 'comprehension',
    generator_expression: 'comprehension',
    return_statement: 'return',
    yield: 'yield',
    ERROR: 'error',
  }),
);

/** `parser`, `own`: as `treeOf` takes them. null: nobody could read the text. */
export function readModule(
  text: string,
  parser: Parser | undefined,
  own?: SyntaxNode | null,
): { module: PythonModule; root: Node; dispose(): void } | null {
  const tree = treeOf(text, CAPTURED, parser, own);
  if (tree === null) return null;
  const builder = new Builder();
  tree.visit((name, node) => builder.note(name, node));
  const module = builder.finish(tree.hasError);
  bindCommandLine({ calls: module.calls, scopes: module.code.scopes, around: module.around });
  return { module, root: tree.root, dispose: () => tree.dispose() };
}

/** Longer than the names of calls. */
const MAX_CALLEE = 400;

/** Goes over a file in the order of its text, and knows the scope that it is in. */
class Builder {
  readonly #scopes = new Map<number, ScopeDraft>();
  readonly #origins = new Map<string, string>();
  readonly #around: Around = {
    originOf: (node) => dottedOrigin(node, this.#origins),
    scopeOf: (node) => this.#scopes.get(node.id),
  };
  readonly #code = newCode(this.#around);
  readonly #top = newScope(this.#code, 'module', '', { node: null, end: Number.POSITIVE_INFINITY, parent: null });
  readonly #owned: Placed[] = [];
  readonly #imports: ImportFact[] = [];
  readonly #calls: PlacedCall[] = [];
  readonly #subscripts: { target: Node; value: Node; scope: ScopeDraft }[] = [];
  readonly #settings: { name: 'assign' | 'augmented'; node: Node }[] = [];
  readonly #changes: InPlaceChange[] = [];
  readonly #decorators = new Map<number, readonly Node[]>();
  readonly #standIns: StandIn[] = [];
  readonly #broken: Node[] = [];
  #scope = this.#top;

  #place(scope = this.#scope): BindPlace {
    return { scope, changes: this.#changes, around: this.#around };
  }

  note(name: string, node: Node): void {
    while (this.#scope.parent !== null && node.startIndex >= this.#scope.end) this.#scope = this.#scope.parent;
    const scope = this.#scope;
    switch (name) {
      case 'call':
        this.#called(node);
        break;
      case 'import':
      case 'from': {
        this.#imported(scope, name === 'import' ? plainImports(node) : [fromImport(node)]);
        break;
      }
      case 'assign':
      case 'walrus':
        this.#assigned(name, node);
        break;
      case 'for':
        bindTarget(
          { ...this.#place(), ...(isFirstFor(node) && scope.parent !== null ? { from: scope.parent } : {}) },
          node.childForFieldName('left'),
          node.childForFieldName('right'),
          node,
          true,
        );
        break;
      case 'augmented':
        this.#augmented(node);
        break;
      case 'delete':
        bindTarget(this.#place(), node.namedChild(0), null, node);
        break;
      case 'type':
        bindTarget(this.#place(), node.childForFieldName('left')?.namedChild(0) ?? null, null, node);
        break;
      case 'global':
      case 'nonlocal':
        for (const child of node.namedChildren)
          if (child?.type === 'identifier') scope.lent.set(child.text, name === 'global' ? this.#top : ownerAbove(scope, child.text));
        break;
      case 'as':
        bindTarget(this.#place(), node.childForFieldName('alias')?.namedChild(0) ?? node.namedChild(1), node.namedChild(0), node);
        break;
      case 'case':
        bindCaptured(this.#place(), node);
        break;
      case 'decorated':
        this.#decorators.set(node.childForFieldName('definition')?.id ?? -1, decoratorsOf(node));
        break;
      case 'return':
        withoutComprehensions(scope).returned.push(node);
        break;
      case 'yield':
        withoutComprehensions(scope).generates = true;
        withoutComprehensions(scope).yielded.push(node);
        break;
      case 'comprehension':
        this.#enter(node, newScope(this.#code, 'comprehension', '', { node, end: node.endIndex, parent: scope }));
        break;
      case 'error':
        this.#broken.push(node);
        break;
      case 'function':
      case 'lambda':
      case 'class':
        this.#defined(name, node);
        break;
    }
  }

  #imported(scope: ScopeDraft, facts: readonly ImportFact[]): void {
    this.#imports.push(...facts);
    for (const [bound, origin] of origins(facts)) this.#origins.set(bound, origin);
    bindImported(scope, facts);
  }

  #called(node: Node): void {
    const callee = node.childForFieldName('function');
    const text = callee === null || callee.endIndex - callee.startIndex > MAX_CALLEE ? '' : callee.text;
    const written = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
    const call = { node, scope: this.#scope, callee, written };
    this.#calls.push(call);
    noteCall(call, this.#changes, this.#around);
  }

  #assigned(name: string, node: Node): void {
    const scope = this.#scope;
    const left = node.childForFieldName('left') ?? node.childForFieldName('name');
    const right = node.childForFieldName('right') ?? node.childForFieldName('value');
    if (left?.type === 'attribute' && name === 'assign') this.#settings.push({ name, node });
    if (left?.type === 'subscript' && right !== null) this.#subscripts.push({ target: left, value: right, scope });
    if (right === null && scope.built === true && left?.type === 'identifier') {
      const at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
      add(scope, left.text, { kind: 'parameter', fallback: null, ...at });
    }
    if (right === null || (right.type === 'lambda' && left?.type === 'identifier')) return;
    const imported = left?.type === 'identifier' ? calledImport(left.text, right) : null;
    if (imported !== null) return this.#imported(scope, [imported]);
    const owner = name === 'walrus' ? withoutComprehensions(scope) : scope;
    bindTarget({ ...this.#place(owner), from: scope }, left, right, node);
    const stands = standIn(left, right, owner, this.#standIns);
    if (stands !== null) this.#standIns.push(stands);
  }

  /** `options |= {…}` adds to what it is; of other signs nothing is known. */
  #augmented(node: Node): void {
    this.#settings.push({ name: 'augmented', node });
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (left?.type === 'identifier' && right !== null && node.childForFieldName('operator')?.text === '|=')
      noteMerged(left.text, right, this.#scope, this.#changes, this.#around);
    else bindTarget(this.#place(), left, null, node);
  }

  #defined(name: string, node: Node): void {
    const scope = this.#scope;
    const bound = name === 'lambda' ? boundName(node) : null;
    const called = (bound ?? node.childForFieldName('name'))?.text ?? '';
    const decorators = this.#decorators.get(node.id) ?? [];
    const parameters = name === 'class' ? [] : parametersOf(node.childForFieldName('parameters'));
    const more =
      name === 'class'
        ? traitsOf(node, decorators, scope, this.#around)
        : functionTraits(parameters, called, decorators.map(decoratorName), scope);
    const inner = newScope(this.#code, name === 'class' ? 'class' : 'function', called, { node, end: node.endIndex, parent: scope, more });
    if (bound !== null) inner.bound = bound;
    if (called !== '') add(scope, called, madeBinding(node, inner.index));
    if (name !== 'lambda') this.#owned.push({ node, scope: inner });
    if (name !== 'class') bindParameters(parameters, inner, decorators, this.#around);
    this.#enter(node, inner);
  }

  #enter(node: Node, inner: ScopeDraft): void {
    this.#scopes.set(node.id, inner);
    this.#scope = inner;
  }

  finish(hasError: boolean): PythonModule {
    const anyName = settleChanges(this.#changes, this.#top, this.#around);
    noteHandedObjects(this.#calls, this.#around);
    return {
      code: this.#code,
      top: this.#top,
      owned: this.#owned,
      imports: this.#imports,
      calls: this.#calls,
      settings: this.#settings,
      subscripts: this.#subscripts,
      standIns: this.#standIns,
      around: this.#around,
      anyName,
      broken: this.#broken,
      hasError,
    };
  }
}

/** `load = lambda name: …`: a function by that name. */
function boundName({ id, parent }: Node): Node | null {
  if (parent?.type !== 'assignment' && parent?.type !== 'named_expression') return null;
  const target = parent.childForFieldName('left') ?? parent.childForFieldName('name');
  return target?.type === 'identifier' && target.id !== id ? target : null;
}

/** What the first `for` of a comprehension goes over is read outside of it. */
function isFirstFor(node: Node): boolean {
  return (
    node.type === 'for_in_clause' && node.previousNamedSibling?.type !== 'for_in_clause' && node.previousNamedSibling?.type !== 'if_clause'
  );
}
