/** What an entry of a lock needs, as entries of the same lock. */
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';

/** The versions that a lock has of each name. */
export interface LockedVersions {
  readonly ecosystem: Ecosystem;
  /** By name in normal form; null: an entry without a version. */
  readonly versions: ReadonlyMap<string, readonly (string | null)[]>;
  /** What was answered before: very many entries ask for the same. */
  readonly answers: Map<string, readonly string[]>;
}

interface Named {
  readonly name: string | null;
  readonly version: string | null;
}

export function lockedVersions(ecosystem: Ecosystem, packages: Iterable<Named>): LockedVersions {
  const versions = new Map<string, (string | null)[]>();
  for (const { name, version } of packages) {
    if (name === null) continue;
    const normal = ecosystem.normalize(name);
    const known = versions.get(normal);
    if (known === undefined) versions.set(normal, [version]);
    else if (known.length < MAX_FORKS && !known.includes(version)) known.push(version);
  }
  return { ecosystem, versions, answers: new Map() };
}

/** More versions of one name are seldom met; of more than these the first are taken. */
const MAX_FORKS = 20;

/** `asked`: an exact version, a range, or null. What no entry has gives none; a range that fits none gives all of that name. */
export function edgesTo(name: string, asked: string | null, locked: LockedVersions): readonly string[] {
  const normal = locked.ecosystem.normalize(name);
  const versions = locked.versions.get(normal);
  if (versions === undefined) return [];
  const key = `${normal} ${asked ?? ''}`;
  const edges = locked.answers.get(key) ?? resolved(normal, asked, versions, locked.ecosystem);
  locked.answers.set(key, edges);
  return edges;
}

function resolved(normal: string, asked: string | null, versions: readonly (string | null)[], ecosystem: Ecosystem): readonly string[] {
  // Nearly all packages have one version in a lock, and then no range says anything.
  if (versions.length < 2 || asked === null) return versions.map(named);
  // A version that is written as it is asked for is no other one.
  if (versions.includes(asked)) return [named(asked)];
  const fitting = versions.filter((version) => version !== null && ecosystem.satisfies(version, asked));
  return (fitting.length === 0 ? versions : fitting).map(named);

  function named(version: string | null): string {
    return version === null ? normal : `${normal}@${version}`;
  }
}
