/** Classes: who makes their objects. */
import { type View, whereIn } from './code.ts';
import type { EvaluationRun } from './run.ts';

/** More bases of one class are not looked at. */
export const MAX_BASES = 20;

/** The function that makes objects of a class, also one that it inherits; null: none is known. */
export function constructorOf(run: EvaluationRun, scope: View, steps = 0): View | null {
  for (const bindings of scope.names.values()) {
    for (const binding of bindings) {
      const made = binding.kind === 'made' ? scope.code.scopes[binding.scope] : undefined;
      if (made?.makes === true) return made;
    }
  }
  if (steps >= MAX_BASES || scope.parent === null) return null;
  for (const base of (scope.bases ?? []).slice(0, MAX_BASES)) {
    for (const thing of run.things(base, whereIn(scope.parent))) {
      const found = thing.kind === 'class' && thing.scope !== scope ? constructorOf(run, thing.scope, steps + 1) : null;
      if (found !== null) return found;
    }
  }
  return null;
}

/** A method by its name, also one that the class inherits; null: none is known. */
export function methodOf(run: EvaluationRun, scope: View, name: string, steps = 0): View | null {
  for (const binding of scope.names.get(name) ?? []) {
    const made = binding.kind === 'made' ? scope.code.scopes[binding.scope] : undefined;
    if (made?.kind === 'function') return made;
  }
  if (steps >= MAX_BASES || scope.parent === null) return null;
  for (const base of (scope.bases ?? []).slice(0, MAX_BASES)) {
    for (const thing of run.things(base, whereIn(scope.parent))) {
      const found = thing.kind === 'class' && thing.scope !== scope ? methodOf(run, thing.scope, name, steps + 1) : null;
      if (found !== null) return found;
    }
  }
  return null;
}
