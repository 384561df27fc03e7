/** What changes a list, a dictionary, an object or the module itself without binding a name: `D["m"] = …`, `D.update(…)`, `globals()["N"] = …` (T35). */
import type { Node } from 'web-tree-sitter';
import { add, classAround, ownerOf, type NameScope } from './scope.ts';
import { literalText, valueOf } from './values.ts';

/** `held`: what a name stands for is changed in place. `module`, `class`: a name of it gets another value; null: any of them. */
export type InPlaceChange =
  | { readonly kind: 'held'; readonly name: string; readonly scope: NameScope }
  | { readonly kind: 'module'; readonly name: Node | string | null; readonly scope: NameScope; readonly node: Node }
  | { readonly kind: 'class'; readonly name: Node | string | null; readonly scope: NameScope; readonly node: Node };

/** Methods of lists, dictionaries and sets that change them. */
export const MUTATORS: ReadonlySet<string> = new Set([
  'update',
  'append',
  'extend',
  'insert',
  'setdefault',
  'pop',
  'popitem',
  'clear',
  'remove',
  'add',
  'discard',
  '__setitem__',
  '__setattr__',
  '__ior__',
  '__iadd__',
]);
const NAMESPACE = /^(?:(?:globals|vars|locals)\(\)|(?:sys\.)?modules\[__name__\](?:\.__dict__)?|vars\((?:sys\.)?modules\[__name__\]\))$/;
const OBJECT = /^(?:(?:self|cls)\.__dict__|vars\((?:self|cls)\))$/;

/** Target of an assignment, `del`, `for` or `with`: an attribute of another object, or an element. */
export function noteTarget(target: Node, scope: NameScope, changes: InPlaceChange[]): void {
  const object = target.childForFieldName(target.type === 'attribute' ? 'object' : 'value');
  const name = target.childForFieldName(target.type === 'attribute' ? 'attribute' : 'subscript');
  if (object === null) return;
  if (object.type === 'identifier' && target.type === 'subscript') changes.push({ kind: 'held', name: object.text, scope });
  else if (object.type !== 'identifier') noteNamespace(object, target.type === 'attribute' ? (name?.text ?? null) : name, scope, changes);
}

/** Changes that calls make. */
export function noteCall(call: Node, scope: NameScope, changes: InPlaceChange[]): void {
  const callee = call.childForFieldName('function');
  const args = call.childForFieldName('arguments')?.namedChildren.filter((one) => one?.type !== 'comment') ?? [];
  if (callee?.type === 'identifier') {
    // With a dictionary of its own it leaves the module alone.
    if (callee.text === 'exec' && args.length < 2) changes.push({ kind: 'module', name: null, scope, node: call });
    if (callee.text === 'setattr') noteSet(args, scope, call, changes);
    return;
  }
  const method = callee?.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? '') : '';
  const object = callee?.childForFieldName('object') ?? null;
  if (object === null || !MUTATORS.has(method)) return;
  if (method === '__setattr__') noteSet(args.length > 2 ? args : [object, ...args], scope, call, changes);
  else if (object.type === 'identifier') changes.push({ kind: 'held', name: object.text, scope });
  else noteNamespace(object, method === 'setdefault' || method === '__setitem__' ? (args[0] ?? null) : null, scope, changes);
}

/** `setattr(object, name, value)` */
function noteSet(args: readonly (Node | null)[], scope: NameScope, node: Node, changes: InPlaceChange[]): void {
  const [object, name] = args;
  if (object === null || object === undefined || object.endIndex - object.startIndex > 100) return;
  if (/^(?:self|cls|super\(\))$/.test(object.text)) changes.push({ kind: 'class', name: name ?? null, scope, node });
  else noteNamespace(object, name ?? null, scope, changes);
}

function noteNamespace(object: Node, name: Node | string | null, scope: NameScope, changes: InPlaceChange[]): void {
  if (object.endIndex - object.startIndex > 100) return;
  const text = object.text.replace(/\s+/g, '');
  if (NAMESPACE.test(text)) changes.push({ kind: 'module', name, scope, node: object });
  else if (OBJECT.test(text)) changes.push({ kind: 'class', name, scope, node: object });
}

/** Once all bindings are known: says whether any name of the module may have another value. */
export function settleChanges(changes: readonly InPlaceChange[], top: NameScope): boolean {
  let anyName = false;
  for (const change of changes) {
    if (change.kind === 'held') markChanged(change.name, change.scope);
    else {
      const name = typeof change.name === 'object' && change.name !== null ? literalText(valueOf(change.name, change.scope)) : change.name;
      const owner = change.kind === 'module' ? top : classAround(change.scope);
      if (name !== null && owner !== null) add(owner, name, { kind: 'opaque', node: change.node });
      else if (change.kind === 'module') anyName = true;
      else if (owner?.traits != null) owner.traits.replaced = true;
    }
  }
  return anyName;
}

/** Another name of the same object is followed: `E = D` and `E["m"] = …`. */
const MAX_ALIASES = 4;

function markChanged(name: string, scope: NameScope, steps = 0): void {
  const owner = ownerOf(name, scope);
  if (owner === null || owner.changed.has(name)) return;
  owner.changed.add(name);
  const bindings = owner.bindings.get(name) ?? [];
  const [first] = bindings;
  if (bindings.length === 1 && first?.kind === 'value' && first.node.type === 'identifier' && steps < MAX_ALIASES)
    markChanged(first.node.text, owner, steps + 1);
}
