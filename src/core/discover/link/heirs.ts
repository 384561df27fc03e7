/**
 * Classes that are made of the class of a load, and give its method another name to load: `class Small(Loader): MODEL_ID = "org/small"`.
 * Who writes such a class names the model, so it is said there, as of a call (T38).
 */
import type { Expression, LoadFact, Place } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import { childrenOf, type Code, type Frame, ownerOf, type View, whereIn } from '../values/index.ts';
import type { Call } from './callers.ts';
import { findHolders, ownNames } from './holders.ts';
import { methodAround } from './method-around.ts';
import type { ValueResolver } from './resolver.ts';

export interface Heirs {
  /** Each class below that names something else than the class itself. `more`: there are classes below that nobody looked at. */
  of(path: string, fact: LoadFact): { readonly calls: readonly Call[]; readonly more: boolean };
  /** Whether an object can be of both classes: one is made of the other, or a third of both. */
  mayBeBoth(a: View, b: View): boolean;
}

/** Classes below one class, and below those. */
const MAX_HEIRS = 60;
/** From name to name, towards the object that the name is of. */
const MAX_STEPS = 4;
/** Of one expression. */
const MAX_PARTS = 200;

interface Below {
  readonly heirs: readonly View[];
  /** More than were looked at. */
  readonly more: boolean;
}

const NONE: ReturnType<Heirs['of']> = { calls: [], more: false };

export function createHeirs({ lookup, resolver }: { readonly lookup: Lookup; readonly resolver: ValueResolver }): Heirs {
  const known = new Map<View, Below>();

  return {
    of(path, fact) {
      const { within } = fact;
      const code = within === undefined ? undefined : resolver.codeOf(path).find(({ piece }) => piece === within.piece);
      const method = methodAround(code?.scopes[within?.scope ?? 0]);
      const owner = method?.parent;
      if (method == null || owner == null || !asksObject(fact.target, method, MAX_STEPS)) return NONE;
      const { heirs, more } = heirsOf(owner);
      if (heirs.length === 0) return { calls: [], more };
      const usual = new Set(resolver.value(path, fact.target, fact).known.map(({ text }) => text));
      const calls = heirs.flatMap((heir): Call[] => {
        const frame = frameOf(method, heir);
        const texts = resolver.value(path, fact.target, { ...fact, frame }).known.filter(({ text }) => !usual.has(text));
        const [first] = texts;
        return first === undefined ? [] : [{ place: first.at ?? placeOf(heir), frame, wrapper: heir.name, usual }];
      });
      return { calls, more };
    },
    mayBeBoth(a, b) {
      if (a === b) return true;
      const [belowA, belowB] = [heirsOf(a), heirsOf(b)];
      // What was not looked at may be made of both (T39).
      if (belowA.more || belowB.more || belowA.heirs.includes(b) || belowB.heirs.includes(a)) return true;
      return belowA.heirs.some((one) => belowB.heirs.includes(one));
    },
  };

  function heirsOf(owner: View): Below {
    const before = known.get(owner);
    if (before !== undefined) return before;
    const found = new Set([owner]);
    let isCut = false;
    // It goes over those that it adds, too.
    for (const one of found) {
      const direct = directHeirs(one);
      isCut ||= direct.more;
      for (const heir of direct.heirs)
        if (found.size <= MAX_HEIRS) found.add(heir);
        else isCut ||= !found.has(heir);
    }
    const all = { heirs: [...found].slice(1), more: isCut };
    known.set(owner, all);
    return all;
  }

  function directHeirs(owner: View): Below {
    const { path } = owner.code;
    const held =
      owner.parent?.kind === 'module' ? findHolders({ lookup, resolver }, { path, name: owner.name }) : { holders: [], more: false };
    const byFile = Map.groupBy([{ path, name: owner.name }, ...held.holders], (holder) => holder.path);
    const heirs = [...byFile].flatMap(([file, holders]) => {
      const names = holders.map(({ name }) => name);
      return resolver.codeOf(file).flatMap((code) => heirsIn(code, owner, names));
    });
    return { heirs, more: held.more };
  }

  /** `names`: by which this file has the class. */
  function heirsIn(code: Code, owner: View, names: readonly string[]): readonly View[] {
    const all = new Set([...names, ...names.flatMap((name) => ownNames(code, name))]);
    return code.scopes.filter(({ kind, bases = [], parent }, index) => {
      if (kind !== 'class' || parent === null || code.scopes[index] === owner) return false;
      return bases.some((base) => mayBe(base, parent, all) && isClass(base, parent, owner));
    });
  }

  function isClass(base: Expression, scope: View, owner: View): boolean {
    return resolver.evaluator.things(base, whereIn(scope)).some((thing) => thing.kind === 'class' && thing.scope === owner);
  }
}

/** Most classes are made of others, and their names say so before anything is followed. */
function mayBe(base: Expression, scope: View, names: ReadonlySet<string>): boolean {
  if (base.kind === 'item') return mayBe(base.of, scope, names);
  if (base.kind === 'member') return names.has(base.name);
  if (base.kind !== 'name' || names.has(base.name)) return true;
  const owner = ownerOf(base.name, scope);
  return owner !== null && owner.names.get(base.name)?.some(({ kind }) => kind !== 'import' && kind !== 'made') === true;
}

/** Whether a value may come from the object that the method is called on. What is too long to look through may. */
function asksObject(expression: Expression, scope: View, steps: number): boolean {
  const open = [expression];
  for (let count = 0; open.length > 0; count++) {
    const one = open.pop();
    if (one === undefined || one.kind === 'this' || count >= MAX_PARTS) return one !== undefined;
    const owner = one.kind === 'name' ? ownerOf(one.name, scope) : null;
    const bindings = one.kind === 'name' && owner?.kind === 'function' ? (owner.names.get(one.name) ?? []) : [];
    const values = bindings.flatMap((binding) => (binding.kind === 'value' ? [binding.value] : []));
    if (values.length > 0 && (steps === 0 || values.some((value) => asksObject(value, owner ?? scope, steps - 1)))) return true;
    open.push(...childrenOf(one));
  }
  return false;
}

/** The method, called on an object of the class below. */
function frameOf(method: View, heir: View): Frame {
  const on = { kind: 'object', of: heir, made: null, doubt: 'literal' };
  return { function: method, given: new Map(), outer: null, depth: 1, on, known: new Map() };
}

/** Where the class begins. */
function placeOf({ name, index, parent, code }: View): Place {
  const made = parent?.names.get(name)?.find((one) => one.kind === 'made' && one.scope === index);
  return { path: code.path, line: made?.line ?? 1, column: made?.column ?? 1 };
}
