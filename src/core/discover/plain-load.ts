/** What a fact of a load says where its place says nothing: one of the model alone, at no revision, whose line nobody can pin. */
import type { At, Expression, LoadFact } from '../model/index.ts';

export const PLAIN_LOAD = {
  kind: 'load',
  provider: null,
  revision: null,
  endpoint: null,
  remoteCode: false,
  pin: null,
} as const satisfies Partial<LoadFact>;

/** What a command or a list downloads, from whatever address. */
export function downloadOf(target: Expression, at: At): LoadFact {
  return { ...PLAIN_LOAD, component: 'model', hub: 'url', api: 'download', addresses: 'all', target, line: at.line, column: at.column };
}
