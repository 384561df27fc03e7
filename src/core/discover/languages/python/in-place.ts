/** What changes a list, a dictionary, an object or the module itself without binding a name: `D["m"] = …`, `D.update(…)`, `globals()["N"] = …` (T35). */
import type { Node } from './syntax/index.ts';
import type { Expression, ItemWrite } from '../../../model/index.ts';
import { ownerOf } from '../../values/index.ts';
import { expressionOf, givenIn, written } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import { unmodeledNode } from './form/strings.ts';
import { optionOf } from './options.ts';
import type { BindPlace, InPlaceChange, PlacedCall } from './places.ts';
import { add, classDraftAround, type ScopeDraft } from './scope.ts';

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
const NOTHING: Expression = { kind: 'constant', value: null };

/** Translated when somebody asks for the name. */
function lazyWrite(
  name: string,
  how: ItemWrite['how'],
  scope: ScopeDraft,
  key: (() => Expression) | null,
  value: () => Expression,
): ItemWrite {
  let [knownKey, known]: [Expression | null, Expression | null] = [null, null];
  return {
    name,
    how,
    scope: scope.index,
    get key() {
      knownKey ??= key === null ? null : key();
      return knownKey;
    },
    get value() {
      known ??= value();
      return known;
    },
  };
}

/** What is changed: a name, or a member of the class around. */
interface HeldName {
  readonly name: string;
  readonly ofClass: boolean;
}

/** `c`, `self.c`; of the members of an object also `vars(c)` and `c.__dict__`. */
function heldName(object: Node, members = true): HeldName | null {
  switch (object.type) {
    case 'identifier':
      return { name: object.text, ofClass: false };
    case 'attribute': {
      const [of, name] = [object.childForFieldName('object'), object.childForFieldName('attribute')?.text ?? ''];
      if (of === null) return null;
      const isSelf = of.type === 'identifier' && /^(?:self|cls)$/.test(of.text);
      if (name === '__dict__') return members && !isSelf ? heldName(of, false) : null;
      return isSelf ? { name, ofClass: true } : null;
    }
    case 'call': {
      const [only, ...others] = written(object.childForFieldName('arguments'));
      if (!members || only === undefined || others.length > 0 || object.childForFieldName('function')?.text !== 'vars') return null;
      return only.type === 'identifier' && /^(?:self|cls)$/.test(only.text) ? null : heldName(only, false);
    }
    default:
      return null;
  }
}

/** Target of an assignment, `del`, `for` or `with`: an attribute of another object, or an element. */
export function noteTarget(target: Node, { scope, changes, around }: BindPlace, given: (() => Expression) | null, statement: Node): void {
  const isAttribute = target.type === 'attribute';
  const object = target.childForFieldName(isAttribute ? 'object' : 'value');
  const name = target.childForFieldName(isAttribute ? 'attribute' : 'subscript');
  if (object === null) return;
  const held = heldName(object, !isAttribute);
  if (held === null) {
    noteNamespace(object, isAttribute ? (name?.text ?? null) : name, scope, changes);
    return;
  }
  const value = given ?? ((): Expression => unmodeledNode(statement));
  if (name === null || (given === null && !isAttribute)) {
    if (!held.ofClass) changes.push({ kind: 'held', scope, ...held, write: lazyWrite(held.name, 'any', scope, null, value) });
    return;
  }
  const key = (): Expression => (isAttribute ? { kind: 'literal', text: name.text } : expressionOf(name, scope, around));
  changes.push({ kind: 'held', scope, ...held, write: lazyWrite(held.name, 'set', scope, key, value) });
}

/** Changes that calls make. */
export function noteCall({ node: call, scope, callee, written: name }: PlacedCall, changes: InPlaceChange[], around: Around): void {
  if (name === 'exec' || name === 'setattr') {
    const args = written(call.childForFieldName('arguments'));
    // With a dictionary of its own it leaves the module alone.
    if (name === 'exec' && args.length < 2) changes.push({ kind: 'module', name: null, scope, node: call });
    if (name === 'setattr') noteSet(args, scope, call, changes, around);
    return;
  }
  const method = name === '' ? (callee?.childForFieldName('attribute')?.text ?? '') : name.slice(name.lastIndexOf('.') + 1);
  const isOption = method === 'add_argument' || method === 'add_option' || method === 'set_defaults';
  if (!MUTATORS.has(method) && !isOption) return;
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  if (object === null) return;
  const list = call.childForFieldName('arguments');
  const args = written(list);
  const held = heldName(object);
  if (method === '__setattr__') noteSet(args.length > 2 ? args : [object, ...args], scope, call, changes, around);
  else if (held !== null) noteHeld(held, method, list, args, scope, changes, around);
  else if (!isOption) noteNamespace(object, method === 'setdefault' || method === '__setitem__' ? (args[0] ?? null) : null, scope, changes);
}

function noteHeld(
  held: HeldName,
  method: string,
  list: Node | null,
  args: readonly Node[],
  scope: ScopeDraft,
  changes: InPlaceChange[],
  around: Around,
): void {
  const { name } = held;
  const note = (how: ItemWrite['how'], key: (() => Expression) | null, value: () => Expression): void => {
    changes.push({ kind: 'held', scope, ...held, write: lazyWrite(name, how, scope, key, value) });
  };
  const expression = (node: Node | null): Expression => (node === null ? NOTHING : expressionOf(node, scope, around));
  const [key, value] = args;
  const merged = (): Expression => ({
    kind: 'table',
    entries: givenIn(list as Node, expression).map((one) => ({
      key: one.name === undefined ? null : { kind: 'literal', text: one.name },
      value: one.value,
    })),
  });
  if (method === 'add_argument' || method === 'add_option') {
    const option = list === null ? null : optionOf(givenIn(list, expression));
    if (option !== null)
      note(
        'set',
        () => ({ kind: 'literal', text: option.name }),
        () => option.value,
      );
  } else if (list !== null && (method === 'update' || method === 'set_defaults' || method === '__ior__')) note('merge', null, merged);
  else if ((method === 'setdefault' || method === '__setitem__') && key !== undefined)
    note(
      'set',
      () => expression(key),
      () => (value === undefined ? NOTHING : expression(value)),
    );
  // Lists and the like that an object keeps grow all the time.
  else if (!held.ofClass) note('any', null, () => NOTHING);
}

/** `options |= {…}` */
export function noteMerged(name: string, value: Node, scope: ScopeDraft, changes: InPlaceChange[], around: Around): void {
  const write = lazyWrite(name, 'merge', scope, null, () => expressionOf(value, scope, around));
  changes.push({ kind: 'held', scope, ofClass: false, write });
}

/** `setattr(object, name, value)` */
function noteSet(args: readonly Node[], scope: ScopeDraft, node: Node, changes: InPlaceChange[], around: Around): void {
  const [object, name, value] = args;
  if (object === undefined || object.endIndex - object.startIndex > 100) return;
  if (/^(?:self|cls|super\(\))$/.test(object.text)) {
    changes.push({ kind: 'class', name: name ?? null, scope, node });
    return;
  }
  const held = heldName(object);
  if (held === null) noteNamespace(object, name ?? null, scope, changes);
  else {
    const inner = (one: Node | undefined): Expression => (one === undefined ? unmodeledNode(node) : expressionOf(one, scope, around));
    const write = lazyWrite(
      held.name,
      'set',
      scope,
      () => inner(name),
      () => inner(value),
    );
    changes.push({ kind: 'held', scope, ...held, write });
  }
}

function noteNamespace(object: Node, name: Node | string | null, scope: ScopeDraft, changes: InPlaceChange[]): void {
  if (object.endIndex - object.startIndex > 100) return;
  const text = object.text.replace(/\s+/g, '');
  if (NAMESPACE.test(text)) changes.push({ kind: 'module', name, scope, node: object });
  else if (OBJECT.test(text)) changes.push({ kind: 'class', name, scope, node: object });
}

/** Once all bindings are known: says whether any name of the module may have another value. */
export function settleChanges(changes: readonly InPlaceChange[], top: ScopeDraft, around: Around): boolean {
  let anyName = false;
  for (const change of changes) {
    if (change.kind === 'held') {
      if (change.ofClass) noteWriteIn(classDraftAround(change.scope), change.write);
      else noteWrite(change.write, change.scope);
    } else {
      const name =
        typeof change.name === 'object' && change.name !== null ? literalOf(expressionOf(change.name, change.scope, around)) : change.name;
      const owner = change.kind === 'module' ? top : classDraftAround(change.scope);
      const value = unmodeledNode(change.node);
      const at = { line: change.node.startPosition.row + 1, column: change.node.startPosition.column + 1 };
      if (name !== null && owner !== null) add(owner, name, { kind: 'value', value, ...at });
      else if (change.kind === 'module') anyName = true;
      else if (owner !== null) owner.replaced = true;
    }
  }
  return anyName;
}

function literalOf(expression: Expression): string | null {
  return expression.kind === 'literal' ? expression.text : null;
}

/** Another name of the same object is followed: `E = D` and `E["m"] = …`, `group = parser.add_argument_group()`. */
const MAX_ALIASES = 4;

function noteWrite(write: ItemWrite, scope: ScopeDraft, name = write.name, steps = 0): void {
  const owner = ownerOf(name, scope) as ScopeDraft | null;
  if (owner === null) return;
  noteWriteIn(owner, write, name);
  const [only, ...others] = owner.names.get(name) ?? [];
  if (only?.kind === 'value' && others.length === 0 && steps < MAX_ALIASES && only.value.kind === 'name' && only.value.name !== name)
    noteWrite(write, owner, only.value.name, steps + 1);
}

function noteWriteIn(owner: ScopeDraft | null, write: ItemWrite, name = write.name): void {
  const list = owner?.written.get(name);
  if (list === undefined) owner?.written.set(name, [write]);
  else list.push(write);
}
