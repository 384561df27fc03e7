/** What an entry of a lock needs, as entries of the same lock. */
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';

/** What a lock has of each name. */
export interface LockedVersions {
  readonly ecosystem: Ecosystem;
  /** By name in normal form. */
  readonly entries: ReadonlyMap<string, Entries>;
  /** What was answered before: very many entries ask for the same. */
  readonly answers: Map<string, readonly string[]>;
}

interface Entries {
  readonly normal: string;
  /** Null: an entry without a version. */
  readonly versions: (string | null)[];
  /** Edges to all of them. */
  readonly all: string[];
}

interface Named {
  readonly name: string | null;
  readonly version: string | null;
}

/** More versions of one name are seldom met; of more than these the first are taken. */
const MAX_FORKS = 20;

export function lockedVersions(ecosystem: Ecosystem, packages: Iterable<Named>): LockedVersions {
  const entries = new Map<string, Entries>();
  for (const { name, version } of packages) {
    if (name === null) continue;
    const normal = ecosystem.normalize(name);
    const known = entries.get(normal);
    if (known === undefined) entries.set(normal, { normal, versions: [version], all: [edgeTo(normal, version)] });
    else if (known.versions.length < MAX_FORKS && !known.versions.includes(version)) {
      known.versions.push(version);
      known.all.push(edgeTo(normal, version));
    }
  }
  return { ecosystem, entries, answers: new Map() };
}

function edgeTo(normal: string, version: string | null): string {
  return version === null ? normal : `${normal}@${version}`;
}

/** `asked`: an exact version, a range, or null. What no entry has gives none; a range that fits none gives all of that name. */
export function edgesTo(name: string, asked: string | null, { ecosystem, entries, answers }: LockedVersions): readonly string[] {
  // Nearly all names are written in normal form, and have one version, so that no range says anything.
  const found = entries.get(name) ?? entries.get(ecosystem.normalize(name));
  if (found === undefined) return [];
  if (found.versions.length < 2 || asked === null) return found.all;
  const key = `${found.normal} ${asked}`;
  const edges = answers.get(key) ?? fitting(found, asked, ecosystem);
  answers.set(key, edges);
  return edges;
}

function fitting({ normal, versions, all }: Entries, asked: string, ecosystem: Ecosystem): readonly string[] {
  // A version that is written as it is asked for is no other one.
  if (versions.includes(asked)) return [edgeTo(normal, asked)];
  const taken = versions.filter((version) => version !== null && ecosystem.satisfies(version, asked));
  return taken.length === 0 ? all : taken.map((version) => edgeTo(normal, version));
}
