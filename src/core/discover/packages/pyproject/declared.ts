/** One declared dependency, before its line is known. */
import type { PackageFact } from '../../../model/index.ts';
import { readDirect } from '../requirements/direct.ts';
import { exactVersion, parseRequirement } from '../requirements/pep508.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Path } from '../toml/positions.ts';

export type DeclaredPackage = Pick<PackageFact, 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location'>;

export interface Declared {
  readonly path: Path;
  readonly group: PackageFact['group'];
  /** null: it cannot be read as a dependency. */
  readonly package: DeclaredPackage | null;
}

/** A PEP 508 string as a declared package; null when it is none. */
export function fromSpecifier(text: string): DeclaredPackage | null {
  const parsed = parseRequirement(text);
  if (parsed === null) return null;
  if (parsed.url !== null) return readDirect(parsed.url, parsed.name);
  return {
    name: pypi.normalize(parsed.name),
    version: exactVersion(parsed.specifier),
    range: parsed.specifier,
    integrity: [],
    source: 'registry',
    location: null,
  };
}
