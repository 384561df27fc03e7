/** What a fact of a load says where its place says nothing: one of the model alone, at no revision, whose line nobody can pin. */
import type { LoadFact } from '../model/index.ts';

export const PLAIN_LOAD = {
  kind: 'load',
  provider: null,
  revision: null,
  endpoint: null,
  remoteCode: false,
  pin: null,
} as const satisfies Partial<LoadFact>;
