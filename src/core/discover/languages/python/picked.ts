/** Callables that are picked by their name from a module whose names are those of models: `getattr(models, name)(weights="DEFAULT")`. */
import type { Expression } from '../../../model/index.ts';
import type { Spot } from '../../values/index.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import type { PlacedCall } from './places.ts';
import { matchFamily, type RowMatch } from './row-match.ts';
import type { Node } from './syntax/index.ts';

export interface FamilyPick {
  readonly matched: RowMatch;
  /** The name of what is called. */
  readonly name: Expression;
}

/** `getattr(models, name)`, `models.__dict__[name]`, `vars(models)[name]`; null: not of such a module. */
export function pickedFrom(callee: Node, where: Spot, file: FileContext): FamilyPick | null {
  const [module, name] = callee.type === 'call' ? byGetattr(callee) : callee.type === 'subscript' ? byTable(callee) : [null, null];
  if (module === null || name === null) return null;
  const matched = matchFamily(module, where, file);
  return matched === null ? null : { matched, name: expressionOf(name, where.scope as PlacedCall['scope'], file.around) };
}

type Pick = readonly [module: Node | null, name: Node | null];
const NONE: Pick = [null, null];

function byGetattr(call: Node): Pick {
  if (call.childForFieldName('function')?.text !== 'getattr') return NONE;
  const [module = null, name = null] = call.childForFieldName('arguments')?.namedChildren ?? [];
  return [module, name];
}

function byTable(subscript: Node): Pick {
  const [table, name] = [subscript.childForFieldName('value'), subscript.childForFieldName('subscript')];
  if (table?.type === 'attribute' && table.childForFieldName('attribute')?.text === '__dict__')
    return [table.childForFieldName('object'), name];
  if (table?.type === 'call' && table.childForFieldName('function')?.text === 'vars')
    return [table.childForFieldName('arguments')?.namedChild(0) ?? null, name];
  return NONE;
}
