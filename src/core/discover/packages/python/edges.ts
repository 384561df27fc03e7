/** What an entry of a lock needs, as entries of the same lock. */
import { isInRange } from '../../../ecosystems/look-up.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { takesVersion } from '../../../ecosystems/loose-ranges.ts';
import { parseRequirement } from '../requirements/pep508.ts';

/** Name in normal form → the versions that the lock has of it; null: an entry without one. */
export type LockedVersions = ReadonlyMap<string, readonly (string | null)[]>;

export function lockedVersions(packages: Iterable<{ readonly name: string | null; readonly version: string | null }>): LockedVersions {
  const versions = new Map<string, (string | null)[]>();
  for (const { name, version } of packages) {
    if (name === null) continue;
    const known = versions.get(pypi.normalize(name));
    if (known === undefined) versions.set(pypi.normalize(name), [version]);
    else if (!known.includes(version)) known.push(version);
  }
  return versions;
}

/** Of two forks more are seldom met; of more than these the first are taken. */
const MAX_FORKS = 20;

/** `asked`: an exact version, a range of PEP 440 or of poetry, or null. What no entry has gives none; a range that fits none, all of that name. */
export function edgesTo(name: string, asked: string | null, locked: LockedVersions): readonly string[] {
  const normal = pypi.normalize(name);
  const versions = locked.get(normal)?.slice(0, MAX_FORKS) ?? [];
  // Nearly all packages have one version in a lock, and then no range says anything.
  if (versions.length < 2 || asked === null) return versions.map(named);
  // A version that is written as it is asked for is no other one.
  if (versions.includes(asked)) return [named(asked)];
  const fitting = versions.filter((version) => version !== null && isTaken(version, asked));
  return (fitting.length === 0 ? versions : fitting).map(named);

  function named(version: string | null): string {
    return version === null ? normal : `${normal}@${version}`;
  }
}
function isTaken(version: string, asked: string): boolean {
  return isInRange('pypi', version, asked) || takesVersion(version, asked, '=');
}

/** Of a list of PEP 508 texts; what is none gives nothing. `self`: a package with an extra names itself. */
export function edgesOfSpecifiers(texts: readonly string[], self: string, locked: LockedVersions): readonly string[] {
  const own = pypi.normalize(self);
  return texts.flatMap((text) => {
    const parsed = parseRequirement(text);
    return parsed === null || pypi.normalize(parsed.name) === own ? [] : edgesTo(parsed.name, parsed.specifier, locked);
  });
}
