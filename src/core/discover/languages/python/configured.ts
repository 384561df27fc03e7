/** `from_config(config, trust_remote_code=True)`: no weights, but the code of the repository that the configuration came from (T36). */
import type { Expression } from '../../../model/index.ts';
import { type Evaluator, type Held, renderExpression, type Spot } from '../../values/index.ts';
import type { ApiRow } from './api-row.ts';
import { type CallArguments, callArgumentsOf, mayBeTrue } from './arguments.ts';
import { boundTo, heldBy, seenFrom } from './bound.ts';

interface Configured {
  readonly target: Expression;
  /** Of the code; the one that the configuration was loaded at does not count. */
  readonly revision: Expression | null;
}

/** null: no code of a repository runs. */
export function configured(args: CallArguments, row: ApiRow, where: Spot, evaluator: Evaluator): Configured | null {
  if (!mayBeTrue(args.keyword('trust_remote_code'), evaluator)) return null;
  const given = args.positional(row.target.position) ?? row.target.keywords.flatMap((name) => args.keyword(name))[0];
  const target = given === undefined ? null : loadedFrom(given, where, evaluator);
  const said: Expression = target ?? { kind: 'unmodeled', text: given === undefined ? 'a configuration' : renderExpression(given.value) };
  return { target: said, revision: args.value('code_revision') };
}

/** The name in the call that made the configuration: `config = AutoConfig.from_pretrained("org/name")`. */
function loadedFrom(given: Held, { scope }: Spot, evaluator: Evaluator): Expression | null {
  const bound = given.value.kind === 'name' ? boundTo(given.value, given.where) : null;
  const made = bound === null ? [given] : bound.bindings.flatMap((binding) => heldBy(binding, bound.owner) ?? []);
  // One that is bound otherwise too may have come from elsewhere.
  if (bound !== null && made.length !== bound.bindings.length) return null;
  const names = made.map(({ value, where }): Expression | null => {
    if (value.kind !== 'call' || value.callee.kind !== 'member' || value.callee.name !== 'from_pretrained') return null;
    const args = callArgumentsOf(value.given, where, evaluator);
    const first = args.positional(0) ?? args.keyword('pretrained_model_name_or_path')[0];
    return first === undefined ? null : seenFrom(first, scope);
  });
  const [only = null] = names;
  if (names.length < 2) return only;
  return { kind: 'choice', options: names.map((name) => name ?? { kind: 'unmodeled', text: renderExpression(given.value) }) };
}
