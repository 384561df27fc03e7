/** An id of a hosted model that stands under a name which says so, as a load: for readers of all languages. */
import type { At, Expression, LoadFact } from '../../model/index.ts';

/** What names the id, and who may give another one; null: nobody. */
interface HostedName {
  readonly name: string;
  readonly by: Extract<Expression, { kind: 'overridable' }>['by'] | null;
  /** What may be set instead: a variable of the environment, an option. Absent: the name itself. */
  readonly settable?: string;
}

const MAX_NAME = 80;

/** `asked`: the call that asks for it, where one is known: its scope and its server are those of the id. */
export function namedLoad(
  text: string,
  { name, by, settable = name }: HostedName,
  provider: string,
  at: At,
  asked: { readonly within?: LoadFact['within']; readonly endpoint: LoadFact['endpoint'] } | null = null,
): LoadFact {
  const literal: Expression = { kind: 'literal', text };
  return {
    kind: 'load',
    component: 'service',
    hub: 'service',
    provider,
    api: name.slice(0, MAX_NAME),
    target: by === null ? literal : { kind: 'overridable', by, name: settable.slice(0, MAX_NAME), fallback: literal },
    ...(asked?.within === undefined ? {} : { within: asked.within }),
    revision: null,
    endpoint: asked?.endpoint ?? null,
    remoteCode: false,
    pin: null,
    line: at.line,
    column: at.column,
  };
}
