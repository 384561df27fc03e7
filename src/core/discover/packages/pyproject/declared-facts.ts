/** The dependencies that a manifest declares as facts at their lines. */
import type { At, Fact, PackageFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { withoutSecrets } from '../package-fact.ts';
import { neverHolds, neverInstalled } from '../python/never.ts';
import { type Path, pathKey, type Positions } from '../toml/positions.ts';
import type { Declared, DeclaredPackage } from './declared.ts';

interface Manifest {
  readonly positions: Positions;
  /** The Pythons that it allows, as it says them. */
  readonly requires: string | null;
  /** The package from each place that it may be taken from; none: it is of this project. */
  readonly fromSources: (this: void, found: DeclaredPackage) => readonly DeclaredPackage[];
}

export function declaredFacts(declared: readonly Declared[], { positions, requires, fromSources }: Manifest): readonly Fact[] {
  const isNever = neverHolds(requires);
  return declared.flatMap((one): readonly Fact[] => {
    const at = nearest(positions, one.path);
    const found = one.package;
    if (found === null) return [problemFact('syntax', 'not a dependency specifier (PEP 508)', at)];
    const { marker } = found;
    if (marker !== undefined && isNever(marker)) return [neverInstalled(found.name, marker, at)];
    return fromSources(found).map((each) => toFact(each, one, at));
  });
}

function toFact(found: DeclaredPackage, { group, ecosystem = 'pypi' }: Declared, { line, column }: At): PackageFact {
  return withoutSecrets({ kind: 'package', ecosystem, ...found, group, license: null, from: 'manifest', line, column });
}

/** The position of the path, or of the table around it. */
function nearest(positions: Positions, path: Path): At {
  for (let length = path.length; length > 0; length--) {
    const at = positions.get(pathKey(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  return { line: 1, column: 1 };
}
