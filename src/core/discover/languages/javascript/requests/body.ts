/** What the body of a request says: in its arguments, by a name, written into it later, or sent behind it. A bounded way each. */
import { bare } from '../environment.ts';
import { bindingScopeOf, bindingsOf, type ScopedCall, type ScriptCode, type ScriptScope } from '../scope.ts';
import type { ScriptNode } from '../syntax/index.ts';

const MAX_STEPS = 6;
/** Keys under which clients of the web take a body. */
const BODY_KEY = /^(?:body|data|json|payload|form)$/;
/** Of requests that are written piece by piece. */
const SENDS = /^(?:send|write|end)$/;
/** More of them in one function are looked at no further. */
const MAX_SENT = 20;

export interface Bodies {
  /** `request.write(body)`, by the function in which it stands. */
  readonly sent: ReadonlyMap<ScriptScope, readonly ScopedCall[]>;
  /** Names of what is called in the file. */
  readonly called: ReadonlySet<string>;
}

/** Looked for once in a file. */
export function bodiesIn({ calls }: ScriptCode): Bodies {
  const sent = new Map<ScriptScope, ScopedCall[]>();
  const called = new Set<string>();
  for (const call of calls) {
    const callee = bare(call.node.callee);
    const name = callee.type === 'name' || callee.type === 'member' ? callee.name : '';
    called.add(name);
    if (callee.type !== 'member' || !SENDS.test(name) || call.node.given.length === 0) continue;
    const all = sent.get(call.scope) ?? [];
    if (all.length < MAX_SENT) all.push(call);
    sent.set(call.scope, all);
  }
  return { sent, called };
}

/** What the call is given says it; else what is sent in the same function. `sends`: of a request that is made first and filled then. */
export function modelOfRequest({ node, scope }: ScopedCall, keys: RegExp, bodies: Bodies, sends: boolean): ScriptNode | null {
  const search = { keys, bodies };
  for (const { value } of node.given) {
    const [named] = modelsGiven(value, scope, search, 0);
    if (named !== undefined) return named;
  }
  for (const call of sends ? (bodies.sent.get(scope) ?? []) : []) {
    const [first] = call.node.given;
    const [named] = first === undefined ? [] : modelsGiven(first.value, scope, search, 0);
    if (named !== undefined) return named;
  }
  return null;
}

interface Search {
  readonly keys: RegExp;
  readonly bodies: Bodies;
}

function modelsGiven(node: ScriptNode, scope: ScriptScope, search: Search, steps: number): readonly ScriptNode[] {
  const plain = bare(node);
  if (steps > MAX_STEPS) return [];
  switch (plain.type) {
    case 'table': {
      const own = plain.entries.find(({ key }) => key?.type === 'text' && search.keys.test(key.value));
      if (own !== undefined) return [own.value];
      return plain.entries.flatMap(({ key, value }) =>
        key === null || (key.type === 'text' && BODY_KEY.test(key.value)) ? modelsGiven(value, scope, search, steps + 1) : [],
      );
    }
    case 'call': {
      const [first] = plain.given;
      const callee = bare(plain.callee);
      return callee.type === 'member' && callee.name === 'stringify' && first !== undefined
        ? modelsGiven(first.value, scope, search, steps + 1)
        : [];
    }
    case 'name':
      return ofName(plain, scope, search, steps);
    default:
      return [];
  }
}

function ofName(node: Extract<ScriptNode, { type: 'name' }>, scope: ScriptScope, search: Search, steps: number): readonly ScriptNode[] {
  const owner = bindingScopeOf(node.name, scope);
  const written = (owner?.written.get(node.name) ?? []).slice(0, MAX_STEPS).flatMap(({ key, value, scope: at }) => {
    const name = typeof key === 'string' ? key : key?.type === 'text' ? key.value : '';
    if (value === null) return [];
    if (search.keys.test(name)) return [value];
    return BODY_KEY.test(name) ? modelsGiven(value, at, search, steps + 1) : [];
  });
  const bound = bindingsOf(node.name, scope)
    .slice(0, MAX_STEPS)
    .flatMap((one) => {
      if (one.kind === 'value' && one.node !== null) return modelsGiven(one.node, one.from ?? scope, search, steps + 1);
      // A function of the tree that asks for what others hand it: they name the model.
      if (one.kind !== 'parameter' || owner === null || !search.bodies.called.has(owner.name)) return [];
      return [{ type: 'member' as const, of: node, name: 'model', start: node.start, end: node.end }];
    });
  return [...written, ...bound];
}
