/** Calls that write no target: it hides in `*args` or `**options`, or is the library's default. Said as unresolved, never dropped (T9, T35). */
import type { Argument, Expression } from '../../../model/index.ts';
import { renderExpression, type View } from '../../values/index.ts';
import type { ApiRow } from './api-row.ts';
import type { CallArguments } from './arguments.ts';

export function hiddenTarget(row: ApiRow, args: CallArguments, given: readonly Argument[]): Expression | null {
  if (row.hub === 'service') return null;
  if (args.open === 'unread' || args.starred === 'unread') return asWritten(given);
  if (args.open !== null || args.starred !== null) return ofCaller(row, given);
  if (row.standing !== true || (row.only !== true && args.positional(0) === null)) return null;
  return { kind: 'unmodeled', text: `default model of ${row.only === true ? row.name : 'the pipeline'}`, unwritten: true };
}

/** The arguments alone: the whole call would read as an object that was loaded already, and nothing would be said of it (T35). */
export function asWritten(given: readonly Argument[]): Expression {
  return { kind: 'unmodeled', text: renderExpression({ kind: 'call', callee: { kind: 'name', name: '' }, given }) };
}

/** Its place in what the function around was given: who calls that names it (T38). */
function ofCaller({ target }: ApiRow, given: readonly Argument[]): Expression {
  const list = given.findIndex(({ spread }) => spread === 'list');
  const before = given.slice(0, list).filter(({ name, spread }) => name === undefined && spread === undefined).length;
  const [keyword] = target.keywords;
  const options = given.flatMap(({ spread, value }, index): Expression[] => {
    if (index === list) return [{ kind: 'part', of: value, index: target.position - before }];
    return spread === 'table' && keyword !== undefined ? [{ kind: 'item', of: value, key: { kind: 'literal', text: keyword } }] : [];
  });
  return { kind: 'choice', options };
}

/** `def from_pretrained(cls, *args): return super().from_pretrained(*args)`: who calls that loads by its own name. */
export function isHandedThrough({ open, starred }: CallArguments, callee: Expression, scope: View): boolean {
  const isForwarded = open !== 'unread' && starred !== 'unread' && (open ?? starred) !== null;
  return isForwarded && callee.kind === 'member' && scope.parent?.kind === 'class' && scope.name === callee.name;
}
