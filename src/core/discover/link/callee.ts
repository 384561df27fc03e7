/** What the callee of a call may be, told by names alone: whether following it can lead to a function at all. */
import type { Binding, Expression, OwnCall } from '../../model/index.ts';
import { ownerOf, type View } from '../values/index.ts';

/** By its last name, or one that an import gave. */
export function mayMean(scope: View, { callee }: OwnCall, name: string, isMaker: boolean): boolean {
  // Out of a table of functions, or an object that is called.
  if (callee.kind === 'item' || callee.kind === 'call') return true;
  // `super().__init__(…)` makes the object of whatever class is above.
  if (callee.kind === 'member') return callee.name === name || (isMaker && isSuper(callee));
  if (callee.kind !== 'name') return false;
  if (callee.name === name) return true;
  const bindings = ownerOf(callee.name, scope)?.names.get(callee.name);
  return bindings?.some((one) => (one.kind === 'import' ? one.name === name : one.kind === 'value')) === true;
}

/** `super().method` */
export function isSuper(callee: Expression): boolean {
  return callee.kind === 'member' && callee.of.kind === 'call' && isNamed(callee.of.callee, 'super');
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

/** From name to name, towards the object that a method is called on. */
const MAX_STEPS = 4;

/** Whether the callee may begin with what is imported by a name, or with an object that is made by it. */
export function mayBeOf(callee: Expression, scope: View, name: string, steps = MAX_STEPS): boolean {
  let root = callee;
  for (; root.kind === 'member' || root.kind === 'call' || root.kind === 'item'; root = root.kind === 'call' ? root.callee : root.of);
  if (root.kind !== 'name' || steps === 0) return false;
  const owner = ownerOf(root.name, scope);
  return (owner?.names.get(root.name) ?? []).some((one) => {
    if (one.kind === 'import') return one.name === name || one.name === null;
    return one.kind === 'value' && owner !== null && mayBeOf(one.value, owner, name, steps - 1);
  });
}

export function isMadeBy(binding: Binding, name: string): boolean {
  return (
    binding.kind === 'value' && binding.value.kind === 'call' && binding.value.callee.kind === 'name' && binding.value.callee.name === name
  );
}

/** A table or list of functions, with this one among them. */
export function holdsName(binding: Binding, name: string): boolean {
  const value = binding.kind === 'value' && (binding.value.kind === 'table' || binding.value.kind === 'list') ? binding.value : null;
  const items = value === null ? [] : value.kind === 'table' ? value.entries : value.items;
  return items.slice(0, MAX_ITEMS).some((one) => isNamed(one.value, name));
}
const MAX_ITEMS = 200;
