/** A package that a file states → where it is sighted. It follows from the file alone: nobody else is asked. */
import { packageRef } from '../../ecosystems/purl.ts';
import type { PackageFact, PackageSighting, Scope } from '../../model/index.ts';

/** Two trees that state one fact at one path have one sighting of it. */
const made = new WeakMap<PackageFact, PackageSighting>();

/** `scopeOfFile`: development groups are tests wherever they stand. */
export function packageSighting(path: string, fact: PackageFact, scopeOfFile: Scope): PackageSighting {
  const scope = fact.group === 'development' ? 'test' : scopeOfFile;
  const known = made.get(fact);
  if (known?.scope === scope && known.place.path === path) return known;
  const sighting: PackageSighting = {
    type: 'package',
    detector: fact.from,
    kind: 'library',
    ref: packageRef(fact),
    requested: fact.version ?? fact.range,
    exact: fact.version !== null,
    api: fact.from === 'lock' ? 'lock entry' : 'requirement',
    place: { path, line: fact.line, column: fact.column },
    scope,
    package: fact,
  };
  made.set(fact, sighting);
  return sighting;
}
