/** What a name is bound to, as Python looks it up. */
import { type Binding, classAround, ownerOf, type NameScope } from './scope.ts';

export interface Held {
  readonly bindings: readonly Binding[];
  /** In which the bound expressions are read. */
  readonly owner: NameScope;
  /** An import, a definition or `del` binds it, too. */
  readonly others: boolean;
}

/** Bindings of a plain name, of the nearest scope that has any; null: no expression of this file is bound to it. */
export function bindingsOf(name: string, scope: NameScope): Held | null {
  const owner = ownerOf(name, scope);
  const bindings = owner?.bindings.get(name);
  return owner === null || bindings === undefined ? null : { bindings, owner, others: owner.others.has(name) };
}

/** Bindings of `self.name`. */
export function attributeBindings(name: string, scope: NameScope): Held | null {
  const owner = classAround(scope);
  const bindings = owner?.bindings.get(name);
  return owner === null || bindings === undefined ? null : { bindings, owner, others: owner.others.has(name) };
}

/** "Outer.Inner": how the module names a class. */
export function classPath(scope: NameScope): string {
  const parts: string[] = [];
  for (let current: NameScope | null = scope; current?.kind === 'class' && parts.length < 8; current = current.parent)
    parts.unshift(current.name);
  return parts.join('.');
}
