/** A package that a file states → where it is sighted. It follows from the file alone: nobody else is asked. */
import { packageRef } from '../../ecosystems/purl.ts';
import type { PackageFact, PackageSighting, Scope } from '../../model/index.ts';

/** `scope`: of the file. */
export function packageSighting(path: string, fact: PackageFact, scope: Scope): PackageSighting {
  return {
    type: 'package',
    detector: fact.from,
    kind: 'library',
    ref: packageRef(fact),
    requested: fact.version ?? fact.range,
    exact: fact.version !== null,
    api: fact.from === 'lock' ? 'lock entry' : 'requirement',
    place: { path, line: fact.line, column: fact.column },
    scope: fact.group === 'development' ? 'test' : scope,
    package: fact,
  };
}
