/** What names and members are bound to in one file, for those who look for calls and classes rather than texts. */
import type { Binding, Expression } from '../../../model/index.ts';
import { classAround, type Held, ownerOf, type View, type Spot } from '../../values/index.ts';

export interface Bound {
  readonly bindings: readonly Binding[];
  readonly owner: View;
  /** An import or a definition binds it, too. */
  readonly others: boolean;
}

/** Bindings of a name, or of a member of the object around; null: this file has none. */
export function boundTo(expression: Expression, { scope }: Spot): Bound | null {
  const [name, owner] =
    expression.kind === 'name'
      ? [expression.name, ownerOf(expression.name, scope)]
      : expression.kind === 'member' && expression.of.kind === 'this'
        ? [expression.name, classAround(scope)]
        : ['', null];
  const all = owner?.names.get(name);
  if (owner === null || all === undefined) return null;
  return { bindings: all, owner, others: all.some(({ kind }) => kind === 'import' || kind === 'made') };
}

/** The expression of a binding, where it stands; null: it is none. */
export function heldBy(binding: Binding, owner: View): Held | null {
  if (binding.kind !== 'value') return null;
  const scope = binding.scope === undefined ? owner : (owner.code.scopes[binding.scope] ?? owner);
  return { value: binding.value, where: { scope, frame: null, line: binding.line, column: binding.column } };
}

export function heldExpressions(expression: Expression, where: Spot, most: number): readonly Held[] {
  const bound = boundTo(expression, where);
  return bound === null ? [] : bound.bindings.slice(0, most).flatMap((binding) => heldBy(binding, bound.owner) ?? []);
}

/** "a.b.c" of names and members; null: another expression. */
export function dottedName(expression: Expression): string | null {
  const parts: string[] = [];
  let current = expression;
  while (current.kind === 'member' && parts.length < 20) {
    parts.unshift(current.name);
    current = current.of;
  }
  if (current.kind === 'name') return [current.name, ...parts].join('.');
  return current.kind === 'this' ? ['self', ...parts].join('.') : null;
}

/** An expression that stands in one scope, for those who read it in another. */
export function seenFrom({ value, where }: Held, scope: View): Expression {
  return where.scope === scope || value.kind === 'literal' || value.kind === 'constant'
    ? value
    : { kind: 'within', scope: where.scope.index, value };
}
