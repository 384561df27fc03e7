/**
 * Clients that one file makes and others ask (T37): the server that a client is told stands beside it, under a name of its own, and travels
 * with it to those who import it.
 */
import type { Binding, Expression } from '../../../model/index.ts';
import { AI_PACKAGES } from './api-table.ts';
import { bare } from './environment.ts';
import type { FormContext } from './form.ts';
import { originsOf } from './origin.ts';
import type { Places } from './places.ts';
import { bindingsOf, type ScopedCall, type ScriptCode } from './scope.ts';
import { serverToldTo } from './server.ts';
import { mayBeOfTree } from './specifier.ts';

/** No name in code has a space. */
function serverName(client: string): string {
  return `${client} server`;
}

/** Nobody told it. */
const NONE: Expression = { kind: 'literal', text: '' };

type Bindings = readonly (readonly [name: string, bindings: readonly Binding[]])[];

/** Of the clients that the module makes, and of those that it imports from the tree. */
export function serverBindings(code: ScriptCode, around: FormContext, places: Places): Bindings {
  return [...code.top.names].flatMap(([name, all]): [string, readonly Binding[]][] => {
    const found = all.flatMap((one): Binding[] => {
      const at = places.at(one.at);
      if (one.kind === 'import') {
        if (one.name === null || !mayBeOfTree(one)) return [];
        return [{ kind: 'import', module: one.module, level: one.level, name: serverName(one.name), exact: true, ...at }];
      }
      if (one.kind !== 'value' || one.node === null) return [];
      const [origin] = originsOf(one.node, one.from ?? code.top);
      if (origin === undefined || origin.pkg === null || !AI_PACKAGES.has(origin.pkg) || origin.made.length === 0) return [];
      return [{ kind: 'value', value: serverToldTo(origin.made, around) ?? NONE, ...at }];
    });
    return found.length === 0 ? [] : [[serverName(name), found]];
  });
}

/** What the client is told on which this is called, where another file makes it; null: none of these. */
export function importedServer({ node, scope }: ScopedCall): Expression | null {
  let root = bare(node.callee);
  for (let steps = 0; steps < 12 && root.type === 'member'; steps++) root = bare(root.of);
  if (root.type !== 'name' || !bindingsOf(root.name, scope).some((one) => one.kind === 'import' && mayBeOfTree(one))) return null;
  return { kind: 'either', first: { kind: 'name', name: serverName(root.name) }, second: NONE };
}
