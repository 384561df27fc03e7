/** Calls of functions and classes of the tree that may end in a load: who hands a name to one of them, names what is loaded. */
import { calledFor, nodeOf } from './bind.ts';
import type { Node } from './syntax/index.ts';
import type { Argument, Binding, Expression, OwnCall } from '../../../model/index.ts';
import { classAround, ownerOf, renderExpression, type View } from '../../values/index.ts';
import { expressionOf, givenIn, written } from './form/expressions.ts';
import { isForeignCall } from './foreign.ts';
import { handedCall } from './handed-calls.ts';
import type { PythonModule } from './module.ts';
import type { PlacedCall } from './places.ts';
import type { ScopeDraft } from './scope.ts';

/** More calls of one file are not kept; then its own functions have callers that nobody knows. */
const MAX_CALLS = 500;
const MAX_ARGUMENTS = 60;
/** Functions that hand on to each other: one more than linking follows, as the last one is only called. */
const MAX_LEVELS = 5;

/** `loading`: scopes with a load in them. A function that calls such a function hands on names, too. */
export function ownCalls(module: PythonModule, loading: ReadonlySet<ScopeDraft>): OwnCall[] {
  const handing = new Set(loading);
  let found: FoundCall[] = [];
  for (let level = 0; level < MAX_LEVELS; level++) {
    const before = handing.size;
    found = callsInto(module, handing);
    for (const { scope } of found)
      for (let current: ScopeDraft | null = scope; current !== null; current = current.parent) handing.add(current);
    if (handing.size === before) break;
  }
  return found.map(({ read }) => read());
}

/** A call that was found, translated when it is known that it counts. */
interface FoundCall {
  readonly scope: ScopeDraft;
  readonly read: () => OwnCall;
}

function callsInto(module: PythonModule, loading: ReadonlySet<ScopeDraft>): FoundCall[] {
  const found: FoundCall[] = [];
  const mayLoad = loaderIn(module, loading);
  for (const call of module.calls) {
    if (found.length >= MAX_CALLS) break;
    const list = call.node.childForFieldName('arguments');
    if (list === null || list.namedChildCount === 0 || list.namedChildCount > MAX_ARGUMENTS) continue;
    const translate = (node: Node | null): Expression => translated(node, call, module);
    const isOwn = (callee: string): boolean => mayLoad({ written: callee, scope: call.scope });
    const note = (callee: Node, given: () => readonly Argument[]): void => {
      const read = (): OwnCall => ({
        callee: expressionOf(callee, call.scope, module.around),
        given: given(),
        scope: call.scope.index,
        line: call.node.startPosition.row + 1,
        column: call.node.startPosition.column + 1,
      });
      found.push({ scope: call.scope, read });
    };
    if (call.callee !== null && isOwn(call.written)) note(call.callee, () => placedArguments(givenIn(list, translate), list, call.node));
    const handed = handedCall(call, list, isOwn, translate);
    if (handed !== null) note(handed.callee, () => handed.given);
  }
  return found;
}

/** Of a call over several lines it is said where each of them stands. */
function placedArguments(given: readonly Argument[], list: Node, call: Node): Argument[] {
  if (call.startPosition.row === list.endPosition.row) return [...given];
  const nodes = written(list);
  return given.map((argument, index) => {
    const at = nodes[index]?.startPosition;
    return at === undefined ? argument : { ...argument, at: { line: at.row + 1, column: at.column + 1 } };
  });
}

/** Texts, and what may be one; of the rest it is enough that it is there. */
const FORMS =
  /^(?:string|concatenated_string|identifier|attribute|subscript|conditional_expression|boolean_operator|binary_operator|call|parenthesized_expression|dictionary|list|tuple|none|named_expression|await)$/;
const MAX_LENGTH = 1_000;

function translated(node: Node | null, { scope }: PlacedCall, { around }: PythonModule): Expression {
  if (node === null || !FORMS.test(node.type) || node.endIndex - node.startIndex > MAX_LENGTH)
    return { kind: 'unmodeled', text: node === null ? '' : node.type };
  return expressionOf(node, scope, around);
}

/** Tells the calls that may end in a load: of an own function or class with one in it, or of another module. */
function loaderIn({ code }: PythonModule, loading: ReadonlySet<ScopeDraft>): (call: Pick<PlacedCall, 'written' | 'scope'>) => boolean {
  const methods = new Set([...loading].map(({ name }) => name));
  // Most names are bound to nothing that matters: told without looking for who binds them here.
  const names = new Set<string>();
  for (const scope of code.scopes)
    for (const [name, bindings] of scope.names) if (bindings.some((one) => leadsTo(one, scope, loading))) names.add(name);
  /** Objects of these classes can be called. */
  const callable = new Set([...loading].filter(({ names }) => names.has('__call__')));
  const tables = new Map<Binding, boolean>();
  const isTable = (one: Binding): boolean => {
    const known = tables.get(one) ?? (one.kind === 'value' && holdsFunction(one, methods));
    tables.set(one, known);
    return known;
  };
  const ofTable = (name: string, from: View): boolean => {
    const owner = ownerOf(name, from);
    return owner?.names.get(name)?.some((one) => isTable(one) || (one.kind === 'import' && !isForeignCall(one))) === true;
  };
  /** `f = LOADERS[kind]`, `for f in LOADERS.values()` */
  const isOutOfTable = (name: string, owner: ScopeDraft): boolean =>
    (owner.names.get(name) ?? []).some((one) => {
      const root = one.kind === 'value' ? rootOf(one) : null;
      return root !== null && root !== name && (ownerOf(root, owner)?.names.get(root) ?? []).some(isTable);
    });
  /** Whether a name that may end in a load stands in a text of code: `load if fast else other`, `{"x": a.load}`, `cache(load)`. */
  const mentions = (text: string, from: ScopeDraft, but: string): boolean =>
    (text.match(WORD) ?? []).some((word) => {
      if (word === but || !names.has(word)) return false;
      const by = ownerOf(word, from) as ScopeDraft | null;
      return by !== null && isBoundTo(word, by, loading);
    });
  const aliases = new Map<Binding, boolean>();
  /** `g = load`, `g = cache(load)`, `class Mine(Loader)` */
  const isAlias = (name: string, owner: ScopeDraft): boolean =>
    (owner.names.get(name) ?? []).some((one) => {
      const known = aliases.get(one);
      if (known !== undefined) return known;
      const text = one.kind === 'made' ? basesOf(owner.code.scopes[one.scope]) : (nodeOf(one)?.text ?? '').slice(0, MAX_LENGTH);
      const found = mentions(text, owner, name);
      aliases.set(one, found);
      return found;
    });
  /** `LOADERS[kind](…)`, `Loader()(…)` */
  const leadsThrough = (callee: string, scope: ScopeDraft): boolean => {
    const root = /^(\w+)\s*[[(.]/.exec(callee)?.[1];
    if (root === undefined) return false;
    const by = ownerOf(root, scope) as ScopeDraft | null;
    if (ofTable(root, scope) || (by !== null && (isBoundTo(root, by, callable) || isObject(root, by, callable)))) return true;
    // What a call or an entry gives is called.
    return /[\])]$/.test(callee) && (mentions(callee.slice(0, MAX_LENGTH), scope, '') || (by !== null && isAlias(root, by)));
  };
  return ({ written: callee, scope }) => {
    const maker = MADE_AND_CALLED.exec(callee)?.[1];
    if (maker === 'super') return classAround(scope)?.bases?.length !== undefined;
    if (maker !== undefined) {
      const by = names.has(maker) ? (ownerOf(maker, scope) as ScopeDraft | null) : null;
      return by !== null && isBoundTo(maker, by, loading);
    }
    if (/[[(]/.test(callee)) return leadsThrough(callee, scope as ScopeDraft);
    const [root = '', name, ...more] = callee.split('.');
    if (root === '' || more.length > 4 || !/^[\w.]+$/.test(callee)) return false;
    if (root === 'self' || (root === 'cls' && name !== undefined)) {
      const around = name === undefined || more.length > 0 || !methods.has(name) ? null : (classAround(scope) as ScopeDraft | null);
      return around !== null && name !== undefined && isMade(name, around, loading);
    }
    const isMethod = name !== undefined && methods.has(more.at(-1) ?? name);
    const owner = ownerOf(root, scope) as ScopeDraft | null;
    if (owner === null) return false;
    if (names.has(root) && isBoundTo(root, owner, loading)) return true;
    if (name === undefined)
      return isPartial(root, owner, loading) || isObject(root, owner, callable) || isOutOfTable(root, owner) || isAlias(root, owner);
    return (
      isObject(root, owner, isMethod ? loading : NONE) || (more.length === 0 && classesOf(root, owner).some((one) => isAlias(name, one)))
    );
  };
}

function isBoundTo(name: string, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  return owner.names.get(name)?.some((one) => leadsTo(one, owner, loading)) === true;
}

/** To a function or class with a load in it, or to another module of the tree. */
function leadsTo(one: Binding, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  return isMadeIn(one, owner, loading) || (one.kind === 'import' && !isForeignCall(one));
}

const WORD = /[A-Za-z_]\w*/g;

/** The classes of the file that a name is bound to. */
function classesOf(name: string, owner: ScopeDraft): ScopeDraft[] {
  return (owner.names.get(name) ?? []).flatMap((one) => {
    const made = one.kind === 'made' ? owner.code.scopes[one.scope] : undefined;
    return made?.kind === 'class' ? [made] : [];
  });
}

function basesOf(scope: ScopeDraft | undefined): string {
  return (scope?.bases ?? []).map(renderExpression).join(' ');
}

/** `L().load(…)` */
const MADE_AND_CALLED = /^(\w+)\(.*\)\.\w+$/;
const NONE: ReadonlySet<ScopeDraft> = new Set();

/** An object of a class that loads: one of this file, or of another module. */
function isObject(name: string, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  return (owner.names.get(name) ?? []).some((one) => {
    const made = one.kind === 'value' ? calledFor(one) : null;
    const by = made === null ? null : (ownerOf(made, owner) as ScopeDraft | null);
    return by !== null && made !== null && isBoundTo(made, by, loading);
  });
}

/** `f = partial(load, …)` */
function isPartial(name: string, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  return (owner.names.get(name) ?? []).some((one) => {
    const callee =
      one.kind === 'value' && calledFor(one) === 'partial' && one.value.kind === 'partial' && one.value.callee.kind === 'name'
        ? one.value.callee.name
        : null;
    const by = callee === null ? null : (ownerOf(callee, owner) as ScopeDraft | null);
    return by !== null && callee !== null && isBoundTo(callee, by, loading);
  });
}

function isMade(name: string, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  return owner.names.get(name)?.some((one) => isMadeIn(one, owner, loading)) === true;
}

function isMadeIn(one: Binding, owner: ScopeDraft, loading: ReadonlySet<ScopeDraft>): boolean {
  const made = one.kind === 'made' ? owner.code.scopes[one.scope] : undefined;
  return made !== undefined && loading.has(made);
}

const TABLES = /^(?:dictionary|list|tuple)$/;
const MAX_ENTRIES = 200;

/** A table or list that is written out, with a function in it that loads. */
function holdsFunction(binding: Binding, functions: ReadonlySet<string>): boolean {
  const node = nodeOf(binding);
  if (node === null || !TABLES.test(node.type) || node.namedChildCount > MAX_ENTRIES) return false;
  return node.namedChildren.some((one) => {
    const value = one?.type === 'pair' ? one.childForFieldName('value') : one;
    return value?.type === 'identifier' && functions.has(value.text);
  });
}

/** "LOADERS" of `LOADERS[kind]`, `LOADERS.get(kind)`, `LOADERS.values()`. */
function rootOf(binding: Binding): string | null {
  const node = nodeOf(binding);
  if (node === null || !/^(?:subscript|call|identifier)$/.test(node.type) || node.endIndex - node.startIndex > MAX_LENGTH) return null;
  if (node.type === 'identifier') return node.text;
  return /^(\w+)\s*[[.]/.exec(node.text)?.[1] ?? null;
}
