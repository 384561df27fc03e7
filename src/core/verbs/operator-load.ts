/** A reference that the person at the command line gave, as the load or the entry of a lockfile that it stands for: no file contains it. */
import type { LoadSighting, PackageSighting } from '../model/index.ts';
import { displayName } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { isPackageType } from '../ref/package-types.ts';

const NOWHERE = { path: '', line: 1, column: 1 } as const;

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
    place: NOWHERE,
    scope: 'product',
    endpoint: null,
    remoteCode: false,
    pin: null,
  };
}

/** `ref`: a package with its version. `integrity`: what somebody has of it, as lockfiles write it; empty: nothing is compared. */
export function operatorPackage(ref: Ref, integrity: readonly string[], api: string): PackageSighting {
  const { version, type } = ref;
  if (version === null || !isPackageType(type)) throw new Error('a package with a version is asked for');
  return {
    type: 'package',
    detector: 'operator',
    kind: 'library',
    ref: { ...ref, version: null },
    requested: version,
    exact: true,
    api,
    place: NOWHERE,
    scope: 'product',
    package: {
      kind: 'package',
      ecosystem: type,
      name: displayName(ref),
      version,
      range: null,
      integrity,
      source: 'registry',
      location: null,
      group: 'runtime',
      license: null,
      from: 'lock',
      line: NOWHERE.line,
      column: NOWHERE.column,
    },
  };
}
