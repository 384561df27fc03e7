/** What files state, made by hand for small trees. */
import type {
  Binding,
  Expression,
  Fact,
  FileFacts,
  ImportFact,
  LoadFact,
  OwnCall,
  ScopesFact,
  StartFact,
} from '../../../../src/core/model/index.ts';
import { stampedBy } from '../../../../src/core/discover/stamped.ts';

export const AT = { line: 3, column: 1 };

/** What a piece of code binds and calls, before it is one fact. */
export type Code =
  | { readonly kind: 'binding'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'call'; readonly text: string };
export type Said = Fact | Code;

export function fileOf(stated: readonly Said[]): FileFacts {
  const facts = stated.filter((one) => one.kind !== 'binding' && one.kind !== 'call');
  const scopes = facts.some(({ kind }) => kind === 'scopes') ? [] : [scopesOf(stated)];
  return { blob: 'b', depth: 'full', facts: stampedBy({ id: 'small' }, [...scopes, ...facts]) };
}

export function scopesOf(stated: readonly Said[]): ScopesFact {
  const bindings = stated.flatMap((one): [string, readonly Binding[]][] => {
    if (one.kind === 'binding') return [[one.name, [{ kind: 'value', value: one.value, ...AT }]]];
    return one.kind === 'import' ? importBindings(one) : [];
  });
  const stars = stated.flatMap((one) =>
    one.kind === 'import' && one.names.some(({ name }) => name === '*') ? [{ module: one.module, level: 0, line: 1, column: 1 }] : [],
  );
  const calls = stated.flatMap((one): OwnCall[] => (one.kind === 'call' ? [callOf(one.text)] : []));
  const names = Map.groupBy(bindings, ([name]) => name);
  const unique = [...names].map(([name, all]) => [name, all.flatMap(([, each]) => each)] as const);
  return {
    kind: 'scopes',
    piece: '',
    scopes: [{ index: 0, kind: 'module', name: '', parent: null, bindings: unique, ...(stars.length === 0 ? {} : { stars }) }],
    calls,
    environment: [],
    ...AT,
  };
}

export function importBindings({ module, names, line, column }: ImportFact): [string, readonly Binding[]][] {
  const at = { module, level: 0, line, column };
  const whole = { kind: 'import', name: null, whole: true, ...at } as const;
  if (names.length === 0) return [[module.split('.')[0] ?? module, [whole]]];
  return names.filter(({ name }) => name !== '*').map(({ name, as }) => [as, [{ kind: 'import', name, ...at }]]);
}

export function callOf(text: string): OwnCall {
  return { callee: { kind: 'name', name: 'fetch' }, given: [{ value: { kind: 'literal', text } }], scope: 0, line: 5, column: 1 };
}

/** `def fetch(given)`, around a load. */
export function wrapper(): ScopesFact {
  const inner = {
    index: 1,
    kind: 'function',
    name: 'fetch',
    parent: 0,
    parameters: ['given'],
    bindings: [['given', [{ kind: 'parameter', fallback: null, ...AT }]]],
  } as const;
  const outer = { index: 0, kind: 'module', name: '', parent: null, bindings: [['fetch', [{ kind: 'made', scope: 1, ...AT }]]] } as const;
  return { kind: 'scopes', piece: '', scopes: [outer, inner], calls: [], environment: [], ...AT };
}

export function importOf(module: string): ImportFact {
  return { kind: 'import', module, level: 0, names: [], alias: null, line: 1, column: 1 };
}

export function definition(name: string, value: Expression): Code {
  return { kind: 'binding', name, value };
}

/** "cfg.M": a member of what `cfg` stands for. */
export function dotted(text: string): Expression {
  const [first = '', ...rest] = text.split('.');
  return rest.reduce<Expression>((of, name) => ({ kind: 'member', of, name }), { kind: 'name', name: first });
}

export function load(target: Expression, more: Partial<LoadFact> = {}): LoadFact {
  return {
    kind: 'load',
    component: 'model',
    hub: 'hf',
    provider: null,
    api: 'AutoModel.from_pretrained',
    target,
    revision: null,
    endpoint: null,
    remoteCode: false,
    within: { piece: '', scope: 0 },
    pin: { line: 9, column: 1, endColumn: 1, template: '{commit}', source: '' },
    line: 9,
    column: 1,
    ...more,
  };
}

export function start(what: StartFact['what'], target: string, more: Partial<StartFact>): StartFact {
  return { kind: 'start', what, targets: [target], folders: [], unit: null, by: 'process', ...AT, ...more };
}
