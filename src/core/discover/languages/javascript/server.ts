/** Which server a call or its client names (T9, T37). */
import type { Expression } from '../../../model/index.ts';
import type { ScriptApiRow } from './api-row.ts';
import { bare, isEnvironment } from './environment.ts';
import { type FormContext, valueOfNode } from './form.ts';
import type { CalleeOrigin } from './origin.ts';
import { bindingsOf, type ScopedCall, type ScriptScope } from './scope.ts';
import type { ScriptNode } from './syntax/index.ts';

const ADDRESS = new Set([
  'baseURL',
  'baseUrl',
  'base_url',
  'basePath',
  'apiBase',
  'serverURL',
  'endpoint',
  'endpointUrl',
  'hubUrl',
  'azureOpenAIEndpoint',
  'azureOpenAIBasePath',
]);
const NESTED = new Set(['configuration', 'clientOptions', 'clientConfig', 'httpOptions']);

/** null: the SDK's own server, or what the operator sets (T20). */
export function serverOfCall(row: ScriptApiRow, call: ScopedCall, { made }: CalleeOrigin, around: FormContext): Expression | null {
  return serverToldTo(row.style === 'export' || row.style === 'method' ? [...made, call] : made, around);
}

export function serverToldTo(calls: readonly ScopedCall[], around: FormContext): Expression | null {
  const told = calls.flatMap(({ node, scope }) =>
    node.given.flatMap(({ value }): Expression[] => {
      const plain = bare(value);
      const callee = bare(node.callee);
      if (callee.type === 'member' && callee.name === 'endpoint' && !isOperators(value, scope, 0)) return [valueOfNode(value, around)];
      return plain.type === 'table' ? addressesIn(plain, scope, around) : [];
    }),
  );
  const [first = null] = told;
  return told.length < 2 ? first : { kind: 'choice', options: told };
}

function addressesIn({ entries }: Extract<ScriptNode, { type: 'table' }>, scope: ScriptScope, around: FormContext): Expression[] {
  return entries.flatMap(({ key, value }): Expression[] => {
    if (key?.type !== 'text') return [];
    const plain = bare(value);
    if (NESTED.has(key.value) && plain.type === 'table') return addressesIn(plain, scope, around);
    if (!ADDRESS.has(key.value) || isOperators(value, scope, 0)) return [];
    return [valueOfNode(value, around)];
  });
}

const MAX_STEPS = 6;

/** Nothing but what the environment or a caller gives. */
function isOperators(node: ScriptNode, scope: ScriptScope, steps: number): boolean {
  const plain = bare(node);
  if (steps > MAX_STEPS) return false;
  switch (plain.type) {
    case 'constant':
      return plain.value === null;
    case 'member':
    case 'item':
      return (
        isEnvironment(plain.of) || (plain.of.type === 'name' && bindingsOf(plain.of.name, scope).some(({ kind }) => kind === 'parameter'))
      );
    case 'name': {
      const all = bindingsOf(plain.name, scope);
      return (
        all.length > 0 &&
        all.every(
          (one) =>
            one.kind === 'parameter' ||
            (one.kind === 'value' && (one.node === null ? isOpen(one.express()) : isOperators(one.node, one.from ?? scope, steps + 1))),
        )
      );
    }
    case 'operation':
      return /^(?:\?\?|\|\||&&)$/.test(plain.sign) && plain.parts.every((part) => isOperators(part, scope, steps + 1));
    case 'condition':
      return plain.parts.every((part) => isOperators(part, scope, steps + 1));
    default:
      return false;
  }
}

function isOpen(one: Expression): boolean {
  if (one.kind === 'overridable') return one.fallback === null;
  return one.kind === 'member' && one.of.kind === 'name' && /^\$options\d*$/.test(one.of.name);
}
