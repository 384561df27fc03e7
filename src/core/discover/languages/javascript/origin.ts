/** Whose callable a call names, as far as one file tells (T37): names are followed to the import that brings them. */
import { SCRIPT_GLOBAL_CLASSES, SCRIPT_GLOBALS } from './api-browser.ts';
import { bare } from './environment.ts';
import { moduleNamed } from './nodes.ts';
import { bindingScopeOf, bindingsOf, classScopeAround, type ScopedCall, type ScriptScope } from './scope.ts';
import { mayBeOfTree, specifierOf } from './specifier.ts';
import type { ScriptNode } from './syntax/index.ts';

/** Where a callee leads. `steps`: what is taken from the package, "()" for a call: `new OpenAI().chat.create` is OpenAI, (), chat, create. */
export interface CalleeOrigin {
  /** null: another file of the tree, or nothing that is known. */
  readonly pkg: string | null;
  /** Of the tree: the name in this file, with what is taken of it. */
  readonly local: string | null;
  readonly steps: readonly string[];
  /** The calls on the way, which may say a server. */
  readonly made: readonly ScopedCall[];
}

/** From name to name: deep enough for code that people write, and for the stack. */
const MAX_STEPS = 40;
const MAX_WAYS = 8;
const MAX_MEMBERS = 30;

export function originsOf(node: ScriptNode, scope: ScriptScope, steps = 0): readonly CalleeOrigin[] {
  const tail: string[] = [];
  const made: ScopedCall[] = [];
  let current = bare(node);
  for (let count = 0; count < MAX_MEMBERS; count++) {
    const from = moduleNamed(current);
    if (from !== null) return [imported(from, [], tail, made)];
    if (current.type === 'member') {
      if (current.of.type === 'this') return ofThis(current.name, scope, tail, made, steps);
      tail.unshift(current.name);
      current = bare(current.of);
    } else if (current.type === 'item' && current.key.type === 'text') {
      tail.unshift(current.key.value);
      current = bare(current.of);
    } else if (current.type === 'call') {
      tail.unshift('()');
      made.unshift({ node: current, scope });
      current = bare(current.callee);
    } else break;
  }
  switch (current.type) {
    case 'name':
      return ofName(current.name, scope, tail, made, steps);
    case 'condition':
      return current.parts.flatMap((part) => behind(originsOf(part, scope, steps + 1), tail, made)).slice(0, MAX_WAYS);
    case 'operation':
      return /^(?:\?\?|\|\||&&|,)$/.test(current.sign)
        ? current.parts.flatMap((part) => behind(originsOf(part, scope, steps + 1), tail, made)).slice(0, MAX_WAYS)
        : [];
    case 'assign':
      return behind(originsOf(current.value, scope, steps + 1), tail, made);
    default:
      return [];
  }
}

/** What was worked out, so that names that lead to each other cost what there are of them (T39). Gone with the tree. */
const known = new WeakMap<ScriptNode, Map<ScriptScope, readonly CalleeOrigin[]>>();

/** Of a value that a name has. One that is asked for while it is worked out is a circle, and adds nothing. */
function originsOnce(node: ScriptNode, scope: ScriptScope, steps: number): readonly CalleeOrigin[] {
  if (steps > MAX_STEPS) return [];
  const scopes = known.get(node) ?? new Map<ScriptScope, readonly CalleeOrigin[]>();
  known.set(node, scopes);
  const before = scopes.get(scope);
  if (before !== undefined) return before;
  scopes.set(scope, []);
  const found = originsOf(node, scope, steps).slice(0, MAX_WAYS);
  scopes.set(scope, found);
  return found;
}

function behind(origins: readonly CalleeOrigin[], tail: readonly string[], made: readonly ScopedCall[]): CalleeOrigin[] {
  return origins.map((one) => ({
    ...one,
    steps: [...one.steps, ...tail],
    local: one.local === null ? null : [one.local, ...tail.filter((step) => step !== '()')].join('.'),
    made: [...one.made, ...made],
  }));
}

function imported(from: string, names: readonly string[], tail: readonly string[], made: readonly ScopedCall[]): CalleeOrigin {
  const { module, level } = specifierOf(from);
  return level > 0 || mayBeOfTree({ module, level })
    ? { pkg: null, local: null, steps: [...names, ...tail], made }
    : { pkg: module, local: null, steps: [...names, ...tail], made };
}

function ofName(
  name: string,
  scope: ScriptScope,
  tail: readonly string[],
  made: readonly ScopedCall[],
  steps: number,
): readonly CalleeOrigin[] {
  if (steps > MAX_STEPS) return [];
  const owner = bindingScopeOf(name, scope) ?? scope;
  const bindings = bindingsOf(name, scope);
  const tag = bindings.length === 0 ? ofTag(name, tail) : null;
  if (tag !== null) return [{ ...tag, local: null, made }];
  return bindings.slice(0, MAX_WAYS).flatMap((bound): readonly CalleeOrigin[] => {
    if (bound.kind === 'import') {
      const names = bound.name === null ? [] : [bound.name];
      if (!mayBeOfTree(bound)) return [{ pkg: bound.module, local: null, steps: [...names, ...tail], made }];
      return [{ pkg: null, local: [name, ...tail.filter((step) => step !== '()')].join('.'), steps: [...names, ...tail], made }];
    }
    if (bound.kind !== 'value') return bound.kind === 'made' ? ofMaker(bound.scope, tail, made, steps) : [];
    return bound.node === null ? [] : behind(originsOnce(bound.node, bound.from ?? owner, steps + 1), tail, made);
  });
}

/** `cocoSsd.load`, `window.cocoSsd.load`, `new Hands(…)`: what a script tag brings. */
function ofTag(name: string, tail: readonly string[]): Pick<CalleeOrigin, 'pkg' | 'steps'> | null {
  if (/^(?:window|globalThis|self)$/.test(name)) {
    const [first = '', ...rest] = tail;
    return SCRIPT_GLOBALS.has(first) || SCRIPT_GLOBAL_CLASSES.has(first) ? ofTag(first, rest) : null;
  }
  const pkg = SCRIPT_GLOBALS.get(name);
  if (pkg !== undefined) return { pkg, steps: [...tail] };
  const ofClass = SCRIPT_GLOBAL_CLASSES.get(name);
  return ofClass === undefined ? null : { pkg: ofClass, steps: [name, ...tail] };
}

/** `function client() { return new OpenAI(…) }` */
function ofMaker(scope: ScriptScope, tail: readonly string[], made: readonly ScopedCall[], steps: number): readonly CalleeOrigin[] {
  const [first, ...rest] = tail;
  if (scope.kind !== 'function' || first !== '()') return [];
  return scope.returned.slice(0, MAX_WAYS).flatMap((node) => behind(originsOnce(node, scope, steps + 1), rest, made.slice(1)));
}

function ofThis(
  name: string,
  scope: ScriptScope,
  tail: readonly string[],
  made: readonly ScopedCall[],
  steps: number,
): readonly CalleeOrigin[] {
  const owner = classScopeAround(scope);
  if (owner === null || steps > MAX_STEPS) return [];
  return (owner.names.get(name) ?? []).slice(0, MAX_WAYS).flatMap((bound) => {
    if (bound.kind === 'value' && bound.node !== null) return behind(originsOnce(bound.node, bound.from ?? owner, steps + 1), tail, made);
    return bound.kind === 'made' ? ofMaker(bound.scope, tail, made, steps) : [];
  });
}
