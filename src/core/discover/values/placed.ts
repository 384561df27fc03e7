/** Scopes of code that stands inside of another file: their places and texts are those of that file. */
import type { At, Binding, Expression, ScopesFact } from '../../model/index.ts';
import { withLiterals } from './walk.ts';

export interface Placing {
  /** Set apart from other pieces of the file. */
  readonly piece: string;
  readonly at: (place: At) => At;
  /** What a text in the code is. */
  readonly literal: (text: string) => Expression;
}

export function placedScopes(fact: ScopesFact, { piece, at, literal }: Placing): ScopesFact {
  const inner = (one: Expression): Expression => withLiterals(one, literal);
  const placed = (binding: Binding): Binding => {
    const there = { ...binding, ...at(binding) };
    if (there.kind === 'value') return { ...there, value: inner(there.value) };
    return there.kind === 'parameter' ? { ...there, fallback: there.fallback === null ? null : inner(there.fallback) } : there;
  };
  return {
    ...fact,
    piece,
    scopes: fact.scopes.map((scope) => ({
      ...scope,
      bindings: scope.bindings.map(([name, bindings]) => [name, bindings.map(placed)] as const),
      ...(scope.stars === undefined ? {} : { stars: scope.stars.map((star) => ({ ...star, ...at(star) })) }),
      ...(scope.returns === undefined ? {} : { returns: scope.returns.map(inner) }),
      ...(scope.writes === undefined
        ? {}
        : {
            writes: scope.writes.map((write) => ({
              ...write,
              key: write.key === null ? null : inner(write.key),
              value: inner(write.value),
            })),
          }),
    })),
    calls: fact.calls.map((call) => ({
      ...call,
      ...at(call),
      given: call.given.map((argument) => ({
        ...argument,
        value: inner(argument.value),
        ...(argument.at === undefined ? {} : { at: at(argument.at) }),
      })),
    })),
    environment: fact.environment.map((one) => ({ ...one, name: inner(one.name), value: inner(one.value) })),
  };
}
