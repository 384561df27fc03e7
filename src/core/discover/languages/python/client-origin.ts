/** The package that a client object comes from: `client = Groq()`, `self.client = OpenAI()`, `OpenAI().chat…`. */
import type { Expression } from '../../../model/index.ts';
import type { Spot } from '../../values/index.ts';
import { boundTo, dottedName, heldExpressions } from './bound.ts';

/** From name to name; longer chains stay unknown. */
const MAX_STEPS = 4;
const MAX_BINDINGS = 8;

export interface ClientCall {
  readonly call: Extract<Expression, { kind: 'call' }>;
  readonly where: Spot;
}

/** Dotted origin of the object on which `callee` is called, or null when no import says it. */
export function clientOrigin(callee: Expression, where: Spot, imported: ReadonlyMap<string, string>, steps = 0): string | null {
  const root = rootOf(callee);
  const held = heldExpressions(root, where, MAX_BINDINGS);
  for (const { value, where: inner } of held) {
    const made = constructed(value);
    const origin = made === null || steps >= MAX_STEPS ? null : clientOrigin(made, inner, imported, steps + 1);
    if (origin !== null) return origin;
  }
  const called = root.kind === 'call' ? rootOf(root.callee) : root;
  if (called.kind !== 'name') return null;
  return (held.length > 0 || boundElsewhere(called, where)) && !imported.has(called.name) ? null : (imported.get(called.name) ?? null);
}

function boundElsewhere(root: Expression, where: Spot): boolean {
  return boundTo(root, where)?.bindings.some(({ kind }) => kind === 'parameter') === true;
}

/** The calls that make the object on which `callee` is called: `OpenAI(base_url=…)`. */
export function clientCalls(callee: Expression, place: Spot): readonly ClientCall[] {
  const found: ClientCall[] = [];
  const visit = (one: Expression, where: Spot, steps: number): void => {
    if (steps > MAX_STEPS || found.length >= MAX_BINDINGS) return;
    if (one.kind === 'call') {
      found.push({ call: one, where });
      // `client.with_options(base_url=…)`: that call, and the client before it.
      if (one.callee.kind === 'member') visit(rootOf(one.callee), where, steps + 1);
    } else for (const held of heldExpressions(rootOf(one), where, MAX_BINDINGS)) visit(held.value, held.where, steps + 1);
  };
  visit(rootOf(callee), place, 0);
  return found;
}

/** `client` of `client.chat.completions.create`, `self.client` as a whole, `OpenAI(…)` of a call. */
function rootOf(callee: Expression): Expression {
  let current = callee;
  for (let depth = 0; depth < 12 && current.kind === 'member' && current.of.kind !== 'this'; depth++) current = current.of;
  return current;
}

/** The class of `Class(…)`, or another name of the object. */
function constructed(value: Expression): Expression | null {
  const named = value.kind === 'call' ? value.callee : value;
  return dottedName(named) === null ? null : named;
}
