/** One declared dependency, before its line is known. */
import type { PackageFact } from '../../../model/index.ts';
import { readDirect } from '../requirements/direct.ts';
import { exactVersion, parseRequirement } from '../requirements/pep508.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Path } from '../toml/positions.ts';

export type DeclaredPackage = Pick<PackageFact, 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location' | 'marker' | 'as'>;

export interface Declared {
  readonly path: Path;
  readonly group: PackageFact['group'];
  /** Absent: PyPI. */
  readonly ecosystem?: PackageFact['ecosystem'];
  /** null: it cannot be read as a dependency. */
  readonly package: DeclaredPackage | null;
}

/** A PEP 508 string as a declared package; null when it is none. */
export function fromSpecifier(text: string): DeclaredPackage | null {
  const parsed = parseRequirement(text);
  if (parsed === null) return null;
  const marker = markerOf(parsed.marker);
  if (parsed.url !== null) {
    const direct = readDirect(parsed.url, parsed.name);
    return direct === null ? null : { ...direct, ...marker };
  }
  return {
    name: pypi.normalize(parsed.name),
    version: exactVersion(parsed.specifier),
    range: parsed.specifier,
    integrity: [],
    source: 'registry',
    location: null,
    ...marker,
  };
}

/** Longer ones are shown as far as they go. */
const LONG = 400;

export function markerOf(marker: string | null): Pick<PackageFact, 'marker'> {
  return marker === null || marker === '' ? {} : { marker: marker.slice(0, LONG) };
}
