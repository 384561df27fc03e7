/**
 * What linking made of a file, as it is kept. A lockfile has thousands of packages, and each sighting follows from its fact: the facts are kept
 * already, so that only the scope of the file is written beside them.
 */
import type { LinkedFile } from '../../discover/link/file.ts';
import { packageSighting } from '../../discover/link/package-sighting.ts';
import type { FileFacts, PackageFact, Scope, Sighting, Stamped } from '../../model/index.ts';

interface Written extends LinkedFile {
  /** The sightings are those of the packages of the file, which is in this scope. */
  readonly packages?: Scope;
}

export function encodeResult(result: LinkedFile, file: FileFacts | null): string {
  const scope = scopeOfPackages(result.sightings, packagesOf(file?.facts ?? []));
  return JSON.stringify(scope === null ? result : ({ ...result, sightings: [], packages: scope } satisfies Written));
}

/** `factsOf` is asked only where the result follows from facts. The file is the user's own: what it says is not checked again. */
export function decodeResult(path: string, text: unknown, factsOf: () => readonly Stamped[]): LinkedFile {
  const { packages: scope, ...result } = JSON.parse(String(text)) as Written;
  return scope === undefined ? result : { ...result, sightings: packagesOf(factsOf()).map((fact) => packageSighting(path, fact, scope)) };
}

/** null: something else than the packages of the file is sighted, too. */
function scopeOfPackages(sightings: readonly Sighting[], facts: readonly PackageFact[]): Scope | null {
  if (sightings.length === 0 || sightings.length !== facts.length) return null;
  if (!sightings.every((one, index) => one.type === 'package' && one.package === facts[index])) return null;
  // Packages of development groups are in the scope "test" wherever their file is.
  const shipped = facts.findIndex(({ group }) => group !== 'development');
  return sightings[Math.max(shipped, 0)]?.scope ?? null;
}

function packagesOf(facts: readonly Stamped[]): readonly Stamped<PackageFact>[] {
  return facts.filter((fact): fact is Stamped<PackageFact> => fact.kind === 'package');
}
