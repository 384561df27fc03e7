/** What translations of nodes share. */
import type { Node } from '../syntax/index.ts';
import type { Expression } from '../../../../model/index.ts';
import type { View } from '../../../values/index.ts';

/** What a translation asks of the file around. */
export interface Around {
  /** The dotted origin of a name or attribute, as the imports of the file have it; "" for other expressions. */
  originOf(node: Node | null, scope: View): string;
  /** The scope that a comprehension, a lambda or a definition makes. */
  scopeOf(node: Node): View | undefined;
}

/** One node, with what is needed to translate those in it. */
export interface FormPlace {
  readonly node: Node;
  readonly scope: View;
  readonly around: Around;
  readonly depth: number;
}

/** A variable of the environment. */
export function variable(name: Expression, fallback: Expression | null): Expression {
  return name.kind === 'literal'
    ? { kind: 'overridable', by: 'environment', name: name.text, fallback }
    : { kind: 'environment', name, fallback };
}

/** They give the elements of what they get. */
export const SAME: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'sorted', 'reversed', 'iter', 'frozenset', 'tqdm']);
