/** Which server of the hub a call names: by its own argument, or that of the client that it is called on (T9). */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import { type CallArguments, callArgumentsOf, valueOfArgument } from './arguments.ts';
import { clientCalls } from './client-origin.ts';
import type { NameScope } from './module.ts';
import type { NameWrites } from './spread.ts';

/** null: none, or what the operator sets: `endpoint=os.getenv("X")` without a default is not the tree's own setting (T20). */
export function endpointOf(callee: Node, scope: NameScope, args: CallArguments, writes: NameWrites): Value | null {
  const values = [args.value('endpoint'), ...(callee.type === 'attribute' ? ofClients(callee, scope, writes) : [])];
  const told = values.flatMap((value) => (value === null || (value.kind === 'overridable' && value.fallback === null) ? [] : [value]));
  const [first = null] = told;
  return told.length < 2 ? first : { kind: 'choice', options: told };
}

/** `HfApi(endpoint=…)`, which takes it first. */
function ofClients(callee: Node, scope: NameScope, writes: NameWrites): (Value | null)[] {
  return clientCalls(callee, scope).flatMap(({ node, scope: owner }) => {
    const args = callArgumentsOf(node, owner, writes);
    if (args === null) return [];
    const name = node.childForFieldName('function')?.text.slice(0, 200).split('.').at(-1);
    const first = name === 'HfApi' || name === 'HfFileSystem' ? args.positional(0) : null;
    return [args.value('endpoint') ?? (first === null ? null : valueOfArgument(first))];
  });
}
