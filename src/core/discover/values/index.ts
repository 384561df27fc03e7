/** What expressions of any language can be: the evaluator over the neutral form. */
export {
  classAround,
  type Code,
  emptyCode,
  type Frame,
  type Held,
  ownerOf,
  type View,
  viewsOf,
  type Spot,
  whereIn,
} from './code.ts';
export { createEvaluator } from './evaluator.ts';
export { belongTogether } from './picks.ts';
export { placedScopes } from './placed.ts';
export { renderExpression } from './render.ts';
export type { Evaluator } from './run.ts';
export { isForwarded } from './tables.ts';
export type { ThingTable } from './things.ts';
export { childrenOf, mapped, withLiterals } from './walk.ts';
