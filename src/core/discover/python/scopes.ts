/** Where a name is bound, as Python looks it up. */
import type { Binding, Scope } from './module.ts';

export interface Held {
  readonly bindings: readonly Binding[];
  /** In which the bound expressions are read. */
  readonly owner: Scope;
}

/** Bindings of a plain name, of the nearest scope that has any; null: none in this file. */
export function bindingsOf(name: string, scope: Scope): Held | null {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    // Class bodies are no enclosing scope of their methods (Python reference 4.2.2).
    if (current.kind === 'class' && current !== scope) continue;
    const bindings = current.bindings.get(name);
    if (bindings !== undefined) return { bindings, owner: current };
  }
  return null;
}

/** The class that `self` and `cls` belong to here. */
export function classAround(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

/** Bindings of `self.name`. */
export function attributeBindings(name: string, scope: Scope): Held | null {
  const owner = classAround(scope);
  const bindings = owner?.bindings.get(name);
  return owner === null || bindings === undefined ? null : { bindings, owner };
}

/** "Outer.Inner": how the module names a class. */
export function classPath(scope: Scope): string {
  const parts: string[] = [];
  for (let current: Scope | null = scope; current?.kind === 'class' && parts.length < 8; current = current.parent)
    parts.unshift(current.name);
  return parts.join('.');
}
