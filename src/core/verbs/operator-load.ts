/** A reference that the person at the command line gave, as the load it stands for: no file contains it. */
import type { LoadSighting } from '../model/index.ts';
import type { Ref } from '../ref/index.ts';

/** `api`: the verb that was given `ref`. */
export function operatorLoad(ref: Ref, api: string): LoadSighting {
  return {
    type: 'load',
    detector: 'operator',
    kind: ref.repo === 'datasets' ? 'dataset' : 'model',
    ref: { ...ref, version: null },
    requested: ref.version,
    how: 'literal',
    revisionHow: 'literal',
    api,
    place: { path: '', line: 1, column: 1 },
    scope: 'product',
    endpoint: null,
    remoteCode: false,
    pin: null,
  };
}
