/** Which server of the hub a call names: by its own argument, or that of the client that it is called on (T9). */
import type { Expression } from '../../../model/index.ts';
import type { Evaluator, Spot } from '../../values/index.ts';
import { type CallArguments, callArgumentsOf, valueOfArgument } from './arguments.ts';
import { seenFrom } from './bound.ts';
import { clientCalls } from './client-origin.ts';

/** null: none, or what the operator sets: `endpoint=os.getenv("X")` without a default is not the tree's own setting (T20). */
export function endpointOf(callee: Expression, where: Spot, args: CallArguments, evaluator: Evaluator): Expression | null {
  const values = [args.value('endpoint'), ...(callee.kind === 'member' ? ofClients(callee, where, evaluator) : [])];
  const told = values.flatMap((value) => (value === null || isOperators(value, where, evaluator) ? [] : [value]));
  const [first = null] = told;
  return told.length < 2 ? first : { kind: 'choice', options: told };
}

/** Nothing but what the environment or a caller gives. */
export function isOperators(value: Expression, where: Spot, evaluator: Evaluator): boolean {
  const things = evaluator.things(value, where);
  return (
    things.length > 0 && things.every((one) => one.kind === 'open' && (one.feed.from === 'environment' || one.feed.from === 'parameter'))
  );
}

/** `HfApi(endpoint=…)`, which takes it first. */
function ofClients(callee: Expression, place: Spot, evaluator: Evaluator): (Expression | null)[] {
  return clientCalls(callee, place).map(({ call, where }) => {
    const args = callArgumentsOf(call.given, where, evaluator);
    const name = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : '';
    const first = name === 'HfApi' || name === 'HfFileSystem' ? args.positional(0) : null;
    const value = args.value('endpoint') ?? (first === null ? null : valueOfArgument(first, where));
    return value === null ? null : seenFrom({ value, where }, place.scope);
  });
}
