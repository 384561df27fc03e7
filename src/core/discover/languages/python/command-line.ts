/**
 * `def run(args): load(args.model)`: what `args` holds are the options that the command line of the same file declares, whoever calls the
 * function. Subcommands are called by a table of functions, which nobody follows. What a caller is seen to give, goes before it.
 */
import type { Binding, Expression } from '../../../model/index.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import type { Around } from './form/place.ts';
import { type DeclaredOption, optionOf } from './options.ts';
import type { PlacedCall } from './places.ts';
import type { ScopeDraft } from './scope.ts';

/** What people call it. */
const ARGUMENTS = /^(?:args|arguments|opts?|options|flags|parsed|parsed_args|cli_args|cmd_args|namespace|ns)$/;
const DECLARES = /\.(?:add_argument|add_option)$/;
/** More of one file are no command line. */
const MAX_OPTIONS = 500;

interface Declaring {
  readonly calls: readonly PlacedCall[];
  readonly scopes: readonly ScopeDraft[];
  readonly around: Around;
}

export function bindCommandLine({ calls, scopes, around }: Declaring): void {
  const declaring = calls.filter(({ written }) => DECLARES.test(written)).slice(0, MAX_OPTIONS);
  if (declaring.length === 0) return;
  let made: Expression | null = null;
  const fallback = (): Expression => (made ??= optionsOf(declaring, around));
  for (const scope of scopes)
    for (const name of scope.kind === 'function' ? (scope.parameters ?? []) : []) {
      const bindings = scope.names.get(name) ?? [];
      const [only] = bindings;
      if (!ARGUMENTS.test(name) || bindings.length !== 1 || only?.kind !== 'parameter' || !mayBeNamespace(only)) continue;
      const { line, column } = only;
      scope.names.set(name, [
        {
          kind: 'parameter',
          line,
          column,
          get fallback() {
            return fallback();
          },
        },
      ]);
    }
}

/** It has no default, and is not of another class. */
function mayBeNamespace({ fallback, typed }: Extract<Binding, { kind: 'parameter' }>): boolean {
  if (fallback !== null) return false;
  return typed === undefined || ((typed.kind === 'name' || typed.kind === 'member') && /^(?:Namespace|Values|Any)$/.test(typed.name));
}

/** One table; subcommands may have options of one name. */
function optionsOf(declaring: readonly PlacedCall[], around: Around): Expression {
  const declared = declaring.flatMap(({ node, scope }): DeclaredOption[] => {
    const list = node.childForFieldName('arguments');
    const option =
      list === null
        ? null
        : optionOf(givenIn(list, (value) => (value === null ? { kind: 'constant', value: null } : expressionOf(value, scope, around))));
    return option === null ? [] : [{ name: option.name, value: { kind: 'within', scope: scope.index, value: option.value } }];
  });
  return {
    kind: 'table',
    entries: [...Map.groupBy(declared, ({ name }) => name)].map(([name, all]) => {
      const [first] = all;
      const options = all.map(({ value }) => value);
      return {
        key: { kind: 'literal', text: name },
        value: first !== undefined && all.length === 1 ? first.value : { kind: 'choice', options },
      };
    }),
  };
}
