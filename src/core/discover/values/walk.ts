/** The parts of expressions. */
import type { Argument, Expression } from '../../model/index.ts';

export function childrenOf(one: Expression): readonly Expression[] {
  switch (one.kind) {
    case 'member':
    case 'part':
    case 'each':
      return [one.of];
    case 'item':
      return [one.of, one.key, ...(one.fallback === undefined ? [] : [one.fallback])];
    case 'call':
    case 'partial':
      return [one.callee, ...one.given.map(({ value }) => value)];
    case 'join':
      return one.parts;
    case 'choice':
      return one.options;
    case 'either':
      return [one.first, one.second];
    case 'list':
      return one.items.map(({ value }) => value);
    case 'table':
      return one.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case 'merged':
      return one.tables;
    case 'environment':
      return one.fallback === null ? [one.name] : [one.name, one.fallback];
    case 'overridable':
      return one.fallback === null ? [] : [one.fallback];
    case 'within':
      return [one.value];
    default:
      return [];
  }
}

/** The same expression with other literals. */
export function withLiterals(one: Expression, change: (text: string) => Expression): Expression {
  return mapped(one, 0, (part) => (part.kind === 'literal' ? change(part.text) : null));
}

/** The same expression with other parts; null: the part stays, and those in it are asked about. `scope`: where `one` stands. */
export function mapped(one: Expression, scope: number, change: (part: Expression, scope: number) => Expression | null): Expression {
  const other = change(one, scope);
  if (other !== null) return other;
  const inner = (part: Expression): Expression => mapped(part, one.kind === 'within' ? one.scope : scope, change);
  const given = (all: readonly Argument[]): Argument[] => all.map((argument) => ({ ...argument, value: inner(argument.value) }));
  switch (one.kind) {
    case 'member':
    case 'part':
    case 'each':
      return { ...one, of: inner(one.of) };
    case 'item':
      return { ...one, of: inner(one.of), key: inner(one.key), ...(one.fallback === undefined ? {} : { fallback: inner(one.fallback) }) };
    case 'call':
    case 'partial':
      return { ...one, callee: inner(one.callee), given: given(one.given) };
    case 'join':
      return { ...one, parts: one.parts.map(inner) };
    case 'choice':
      return { ...one, options: one.options.map(inner) };
    case 'either':
      return { ...one, first: inner(one.first), second: inner(one.second) };
    case 'list':
      return { ...one, items: given(one.items) };
    case 'table':
      return { ...one, entries: one.entries.map(({ key, value }) => ({ key: key === null ? null : inner(key), value: inner(value) })) };
    case 'merged':
      return { ...one, tables: one.tables.map(inner) };
    case 'environment':
      return { ...one, name: inner(one.name), fallback: one.fallback === null ? null : inner(one.fallback) };
    case 'overridable':
      return { ...one, fallback: one.fallback === null ? null : inner(one.fallback) };
    case 'within':
      return { ...one, value: inner(one.value) };
    default:
      return one;
  }
}
