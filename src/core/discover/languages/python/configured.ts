/** `from_config(config, trust_remote_code=True)`: no weights, but the code of the repository that the configuration came from (T36). */
import type { Value } from '../../../model/index.ts';
import type { ApiRow } from './api-table.ts';
import { type CallArguments, callArgumentsOf, mayBeTrue } from './arguments.ts';
import type { NameScope } from './module.ts';
import { bindingsOf } from './scopes.ts';
import type { CallArgument, NameWrites } from './spread.ts';
import { unknown, valueOf } from './values.ts';

interface Configured {
  readonly target: Value;
  /** Of the code; the one that the configuration was loaded at does not count. */
  readonly revision: Value | null;
}

/** null: no code of a repository runs. */
export function configured(args: CallArguments, row: ApiRow, scope: NameScope, file: { readonly writes: NameWrites }): Configured | null {
  if (!mayBeTrue(args.keyword('trust_remote_code'))) return null;
  const given = args.positional(row.target.position) ?? row.target.keywords.flatMap((name) => args.keyword(name))[0];
  const target = given === undefined ? null : loadedFrom(given, file.writes);
  const said: Value = target ?? (given === undefined ? { kind: 'unknown', text: 'a configuration' } : unknown(given.node));
  return { target: said, revision: args.value('code_revision') };
}

/** The name in the call that made the configuration: `config = AutoConfig.from_pretrained("org/name")`. */
function loadedFrom({ node, scope }: CallArgument, writes: NameWrites): Value | null {
  const held = node.type === 'identifier' ? bindingsOf(node.text, scope) : null;
  const made: readonly CallArgument[] =
    held === null
      ? [{ node, scope }]
      : held.bindings.flatMap((binding) => (binding.kind === 'value' ? [{ node: binding.node, scope: held.owner }] : []));
  // One that is bound otherwise too may have come from elsewhere.
  if (held !== null && made.length !== held.bindings.length) return null;
  const names = made.map((one): Value | null => {
    const callee = one.node.type === 'call' ? one.node.childForFieldName('function') : null;
    if (callee?.type !== 'attribute' || callee.childForFieldName('attribute')?.text !== 'from_pretrained') return null;
    const args = callArgumentsOf(one.node, one.scope, writes);
    const first = args?.positional(0) ?? args?.keyword('pretrained_model_name_or_path')[0];
    return first === undefined ? null : valueOf(first.node, first.scope);
  });
  const [only = null] = names;
  if (names.length < 2) return only;
  return { kind: 'choice', options: names.map((name) => name ?? unknown(node)) };
}
