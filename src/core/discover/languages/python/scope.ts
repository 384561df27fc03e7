/** Scopes of a file and what they bind (Python reference 4.2). */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import type { Traits } from './class-traits.ts';

export interface NameScope {
  /** `comprehension`: the names of its `for` are its own, those that `:=` binds are not. */
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly name: string;
  readonly end: number;
  readonly parent: NameScope | null;
  /** Name → every expression bound to it here. */
  readonly bindings: Map<string, Binding[]>;
  /** Names that are bound to what is no text: by `def`, `class`, `del`, an import (T35). "imported": linking follows them. */
  readonly others: Map<string, 'made' | 'imported'>;
  /** Names whose list or dictionary is changed in place somewhere in this file. */
  readonly changed: Set<string>;
  /** What a name of a function stands for, once worked out; null while it is (a name that mentions itself). */
  readonly values: Map<string, Value | null>;
  /** Of a class: who may replace what its body says. */
  readonly traits: Traits | null;
}

export type Binding =
  /** `sure`: the line of a statement that runs whenever the module does; null for one that may not. `annotated`: `name: type = value`. */
  | { readonly kind: 'value'; readonly node: Node; readonly sure?: number | null; readonly annotated?: boolean }
  /** One element of it: `for name in (…)`. */
  | { readonly kind: 'element'; readonly node: Node }
  | { readonly kind: 'parameter'; readonly fallback: Node | null }
  /** Bound in a way that reading does not follow: unpacking, `+=`, `with … as`. The name may then be anything. `scope`: of `self.name = …`, where it stands. */
  | { readonly kind: 'opaque'; readonly node: Node; readonly scope?: NameScope };

export function newScope(
  kind: NameScope['kind'],
  name: string,
  end: number,
  parent: NameScope | null,
  traits: Traits | null = null,
): NameScope {
  return { kind, name, end, parent, bindings: new Map(), others: new Map(), changed: new Set(), values: new Map(), traits };
}

export function add(scope: NameScope, name: string, binding: Binding): void {
  const list = scope.bindings.get(name);
  if (list === undefined) scope.bindings.set(name, [binding]);
  else list.push(binding);
}

export function classAround(scope: NameScope): NameScope | null {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

/** The scope that gives a name its meaning here; null: another module, or nobody. Class bodies are no enclosing scope of their methods (Python reference 4.2.2). */
export function ownerOf(name: string, scope: NameScope): NameScope | null {
  for (let current: NameScope | null = scope; current !== null; current = current.parent) {
    if (current.kind === 'class' && current !== scope) continue;
    if (current.bindings.has(name) || current.others.has(name)) return current;
  }
  return null;
}

export function withoutComprehensions(scope: NameScope): NameScope {
  let current = scope;
  while (current.kind === 'comprehension' && current.parent !== null) current = current.parent;
  return current;
}

/** The function around that has the name. */
export function ownerAbove(scope: NameScope, name: string): NameScope {
  for (let current = scope.parent; current !== null; current = current.parent) if (current.bindings.has(name)) return current;
  return scope;
}
