/** Scopes of a file and what they bind (Python reference 4.2): the neutral form, translated when somebody asks. */
import type { Node } from './syntax/index.ts';
import type { Binding, CodeScope, Expression, ItemWrite } from '../../../model/index.ts';
import type { Code, View } from '../../values/index.ts';
import { expressionOf } from './form/expressions.ts';
import type { Around } from './form/place.ts';

/** `comprehension`: the names of its `for` are its own, those that `:=` binds are not. */
export interface ScopeDraft extends View {
  readonly code: DraftCode;
  readonly parent: ScopeDraft | null;
  readonly names: Map<string, Binding[]>;
  readonly returns?: readonly Expression[] | undefined;
  readonly written: Map<string, ItemWrite[]>;
  readonly end: number;
  readonly node: Node | null;
  /** Names that `global` and `nonlocal` give to another scope. */
  readonly lent: Map<string, ScopeDraft>;
  readonly returned: Node[];
  readonly yielded: Node[];
  generates: boolean;
  /** `@contextmanager`: what it yields is what `with` gets. */
  readonly manages?: true;
  /** Of a function without a `def`: the name that it is bound to. */
  bound?: Node;
  replaced?: true;
  stars: NonNullable<CodeScope['stars']>[number][];
}

export interface DraftCode extends Code {
  readonly around: Around;
  readonly scopes: ScopeDraft[];
  readonly environment: { readonly name: Expression; readonly value: Expression; readonly scope: number }[];
  readonly broken: Set<string>;
}

export function newCode(around: Around): DraftCode {
  return { path: '', piece: '', scopes: [], environment: [], calls: [], broken: new Set(), around };
}

type More = Partial<Pick<CodeScope, 'parameters' | 'makes' | 'property' | 'apart' | 'bases' | 'built' | 'replaced'>> &
  Pick<ScopeDraft, 'manages'>;

export function newScope(
  code: DraftCode,
  kind: ScopeDraft['kind'],
  name: string,
  { node, end, parent, more = {} }: { node: Node | null; end: number; parent: ScopeDraft | null; more?: More },
): ScopeDraft {
  let returns: readonly Expression[] | null = null;
  const scope: ScopeDraft = {
    code,
    index: code.scopes.length,
    kind,
    name,
    parent,
    names: new Map(),
    written: new Map(),
    end,
    node,
    lent: new Map(),
    returned: [],
    yielded: [],
    generates: false,
    stars: [],
    get returns() {
      returns ??= kind === 'function' ? returnsOf(scope) : null;
      return returns ?? undefined;
    },
    ...more,
  };
  code.scopes.push(scope);
  return scope;
}

/** What a function gives; null: one thing after another, or more than is read. */
function returnsOf({ node, returned, yielded, generates, manages, code, index }: ScopeDraft): readonly Expression[] | null {
  const scope = code.scopes[index];
  if (scope === undefined || returned.length + yielded.length > MAX_RETURNS) return null;
  if (generates) {
    if (yielded.some(({ text }) => /^yield\s+from\b/.test(text.slice(0, 20)))) return null;
    const given = yielded.flatMap((one) => one.namedChild(0) ?? []).map((one) => expressionOf(one, scope, code.around));
    return manages === true ? given : [{ kind: 'list', items: given.map((value) => ({ value })) }];
  }
  const all = node?.type === 'lambda' ? [node.childForFieldName('body')] : returned.map((one) => one.namedChild(0));
  const values = all.map((one): Expression => (one === null ? { kind: 'constant', value: null } : expressionOf(one, scope, code.around)));
  return values.length === 0 ? [{ kind: 'constant', value: null }] : values;
}
const MAX_RETURNS = 50;

export function add(scope: ScopeDraft, name: string, binding: Binding): void {
  const lender = scope.lent.get(name);
  const owner = lender ?? scope;
  // What a function gives to a name of another scope stands in the function.
  const placed: Binding = lender !== undefined && binding.kind === 'value' ? withScope(binding, scope.index) : binding;
  const list = owner.names.get(name);
  if (list === undefined) owner.names.set(name, [placed]);
  else list.push(placed);
}

/** The same binding, translated no earlier. */
function withScope(binding: Extract<Binding, { kind: 'value' }>, scope: number): Binding {
  return {
    kind: 'value',
    get line() {
      return binding.line;
    },
    get column() {
      return binding.column;
    },
    scope,
    get value() {
      return binding.value;
    },
  };
}

export function classDraftAround(scope: ScopeDraft): ScopeDraft | null {
  for (let current: ScopeDraft | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

export function withoutComprehensions(scope: ScopeDraft): ScopeDraft {
  let current = scope;
  while (current.kind === 'comprehension' && current.parent !== null) current = current.parent;
  return current;
}

/** The function around that has the name. */
export function ownerAbove(scope: ScopeDraft, name: string): ScopeDraft {
  for (let current = scope.parent; current !== null; current = current.parent) if (current.names.has(name)) return current;
  return scope;
}

/** "Outer.Inner": how the module names a class. */
export function classPath(scope: View): string {
  const parts: string[] = [];
  for (let current: View | null = scope; current?.kind === 'class' && parts.length < 8; current = current.parent)
    parts.unshift(current.name);
  return parts.join('.');
}

/** The innermost module, class or function around a node. */
export function scopeAt(node: Node, { code, top }: { readonly code: DraftCode; readonly top: ScopeDraft }): ScopeDraft {
  let found = top;
  for (const scope of code.scopes) {
    const own = scope.node;
    if (own !== null && own.startIndex <= node.startIndex && node.endIndex <= own.endIndex && scope.kind !== 'comprehension') found = scope;
  }
  return found;
}
