/** What the callee of a call may be, told by names alone: whether following it can lead to a function at all. */
import type { Binding, Expression, OwnCall } from '../../model/index.ts';
import { ownerOf, type View } from '../values/index.ts';

/** By its last name, or one that an import gave. */
export function mayMean(scope: View, { callee }: OwnCall, name: string, isMaker: boolean): boolean {
  // Out of a table of functions, or an object that is called.
  if (callee.kind === 'item' || callee.kind === 'call') return true;
  // `super().__init__(…)` makes the object of whatever class is above.
  if (callee.kind === 'member') return callee.name === name || (isMaker && isSuper(callee)) || isOfClass(callee, scope);
  if (callee.kind !== 'name') return false;
  if (callee.name === name) return true;
  const bindings = ownerOf(callee.name, scope)?.names.get(callee.name) ?? [];
  // A class below is made by the one above.
  return bindings.some((one) => (one.kind === 'import' ? one.name === name : one.kind === 'value' || (isMaker && one.kind === 'made')));
}

/** `class Tools: run = load`, `Tools.run(…)` */
function isOfClass({ of, name }: Extract<Expression, { kind: 'member' }>, scope: View): boolean {
  const owner = of.kind === 'name' ? ownerOf(of.name, scope) : null;
  const bindings = of.kind === 'name' ? (owner?.names.get(of.name) ?? []) : [];
  return bindings.some((one) => {
    const made = one.kind === 'made' ? owner?.code.scopes[one.scope] : undefined;
    return made?.kind === 'class' && made.names.get(name)?.some(({ kind }) => kind === 'value') === true;
  });
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

/** Expressions that are looked at for one call: whatever is beyond may be of it (T39). */
const MOST = 400;

/** Whether the callee may begin with what is imported by a name, or with an object that is made by it. */
export function mayBeOf(callee: Expression, scope: View, name: string): boolean {
  let left = MOST;
  const may = (one: Expression, from: View, steps: number): boolean => {
    if (--left < 0) return true;
    if (steps <= 0) return false;
    const inner = (part: Expression): boolean => may(part, from, steps - 1);
    switch (one.kind) {
      case 'name': {
        const owner = ownerOf(one.name, from);
        return (owner?.names.get(one.name) ?? []).some((binding) => {
          if (binding.kind === 'import') return binding.name === name || binding.name === null;
          if (binding.kind === 'value') return owner !== null && may(binding.value, owner, steps - 1);
          const made = binding.kind === 'made' ? owner?.code.scopes[binding.scope] : undefined;
          return made?.kind === 'class' && owner !== null && heldBy(made).some((part) => may(part, owner, steps - 1));
        });
      }
      case 'call':
        return may(one.callee, from, steps) || one.given.some(({ value }) => inner(value));
      case 'partial':
        return may(one.callee, from, steps);
      case 'member':
      case 'item':
      case 'each':
      case 'part':
        return may(one.of, from, steps);
      case 'choice':
        return one.options.some(inner);
      case 'either':
        return inner(one.first) || inner(one.second);
      case 'list':
        return one.items.some(({ value }) => inner(value));
      case 'table':
        return one.entries.some(({ value }) => inner(value));
      default:
        return false;
    }
  };
  return may(callee, scope, MAX_STEPS);
}

/** What a class has of others: its bases, and what its names stand for. */
function heldBy({ bases = [], names }: View): readonly Expression[] {
  return [...bases, ...[...names.values()].flatMap((all) => all.flatMap((one) => (one.kind === 'value' ? [one.value] : [])))];
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
