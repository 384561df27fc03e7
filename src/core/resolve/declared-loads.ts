/** What one lock declares of one load: the loads of each reference that it lists, or that the code names something else. */
import type { TreeHosts } from '../hosts/of-tree.ts';
import { feedOf } from '../lock/declared.ts';
import { declarationIndex } from '../lock/declared-for.ts';
import { type Declaration, type Lock, LOCK_FILE } from '../lock/lock.ts';
import type { DeclaredAt, LoadSighting, SaidOfLoad, ServiceSighting, Sighting, Unknown } from '../model/index.ts';
import { asPull, asRead } from '../model/sighting.ts';
import { displayName, identityOf } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { parseRef } from '../ref/parse.ts';

export interface Declarable {
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
  readonly hosts: TreeHosts;
}

/** How far a declared load can stand, as the policy says. */
export type UpTo = 'named' | 'pinned';

interface Speaker {
  /** Null: nothing is declared of it. */
  loadsOf(this: void, unknown: Unknown): (DeclaredAt & { readonly loads: readonly Sighting[] }) | null;
  /** The sighting, with a word where its name is not what is declared. */
  held(this: void, sighting: Sighting): Sighting;
  /** What lies at its address, where that is declared; null: nothing is. */
  statedAt(this: void, sighting: Sighting): { readonly about: string; readonly sighting: Sighting } | null;
}

/** Of one tree; a load that is listed beyond stays unknown (T39). */
const MAX_LOADS = 10_000;

export function speakerFor(treeLock: TreeHosts['lock'], lock: Lock, upTo: UpTo): Speaker {
  const index = declarationIndex(lock);
  const refs = new Map<string, readonly Ref[]>();
  let left = MAX_LOADS;

  function refsOf(about: string, { may }: Extract<Declaration, { kind: 'load' }>): readonly Ref[] {
    const known = refs.get(about) ?? may.map(parseRef);
    refs.set(about, known);
    return known;
  }

  function at(about: string): DeclaredAt {
    return { about, place: { path: LOCK_FILE, ...treeLock.placeOf(about, 'declarations') } };
  }

  function loadsOf(unknown: Unknown): ReturnType<Speaker['loadsOf']> {
    const about = aboutOf(unknown);
    const declaration = about === null ? undefined : lock.declarations.get(about);
    if (about === null || declaration === undefined) return null;
    const said = at(about);
    const loads =
      declaration.kind === 'load'
        ? refsOf(about, declaration).flatMap((ref) =>
            fitsKind(unknown.kind, ref) ? [named(unknown, ref, { ...said, says: 'names', upTo })] : [],
          )
        : [named(unknown, addressRef(about), { ...said, says: 'names', upTo: 'named', stated: declaration })];
    left -= loads.length;
    return loads.length === 0 || left < 0 ? null : { ...said, loads };
  }

  function aboutOf({ why, text, place, limited, kind }: Unknown): string | null {
    // It stands for all that nobody looked at.
    if (limited === true) return null;
    if (why === 'impossible') return kind === 'service' ? null : index.forAddress(text);
    const feed = feedOf(text);
    return feed === null ? null : index.forLoad(place.path, feed);
  }

  function held(sighting: Sighting): Sighting {
    const read = asRead(sighting);
    if (read?.how !== 'environment' || read.type === 'run' || read.via === undefined) return sighting;
    const about = index.forLoad(read.place.path, { kind: 'environment', name: read.via });
    const declaration = about === null ? undefined : lock.declarations.get(about);
    if (about === null || declaration?.kind !== 'load') return sighting;
    const listed = refsOf(about, declaration).filter((ref) => fitsKind(read.kind, ref));
    const isListed = listed.length === 0 || listed.some((ref) => identityOf(ref) === identityOf(read.ref));
    return isListed ? sighting : { ...read, declared: { ...at(about), says: 'excludes' } };
  }

  function statedAt(sighting: Sighting): ReturnType<Speaker['statedAt']> {
    const pull = asPull(sighting);
    const address = pull?.address ?? (pull?.ref.type === 'url' ? displayName(pull.ref) : null);
    const about = address === null ? null : index.forAddress(address);
    const declaration = about === null ? undefined : lock.declarations.get(about);
    if (pull === null || about === null || declaration?.kind !== 'address') return null;
    return { about, sighting: { ...pull, declared: { ...at(about), says: 'names', upTo: 'named', stated: declaration } } };
  }

  return { loadsOf, held, statedAt };
}

/** Whether a load of this kind can be given this: a variable can feed loads of several kinds, each with references of its own. */
export function fitsKind(kind: Unknown['kind'], { type, repo }: Ref): boolean {
  if (kind === 'service' || type === 'service') return kind === type;
  return type === 'url' || (kind === 'dataset') === (repo === 'datasets');
}

function addressRef(address: string): Ref {
  const slash = address.lastIndexOf('/');
  return { type: 'generic', repo: null, namespace: address.slice(0, slash), name: address.slice(slash + 1), version: null };
}

/** The load as if its name stood in the code, with all that was left open there. */
function named(unknown: Unknown, ref: Ref, declared: SaidOfLoad): LoadSighting | ServiceSighting {
  const { detector, kind, api, place, scope, endpoint, remoteCode, part, readAt = [], doubts, revision, codeRevision } = unknown;
  const seen = {
    detector,
    ref: { ...ref, version: null },
    requested: ref.version,
    api,
    place,
    scope,
    how: 'constant',
    readAt: [...readAt, declared.place],
    ...(doubts === undefined ? {} : { doubts }),
    declared,
  } as const;
  if (kind === 'service') return { type: 'service', kind, ...seen };
  // What the code says of the revision counts; the declaration says it where the code does not.
  const asked = revision === undefined || revision.text === null ? null : revision;
  return {
    type: 'load',
    kind,
    ...seen,
    ...(asked === null ? {} : { requested: asked.text }),
    revisionHow: asked?.how ?? 'literal',
    ...(codeRevision === undefined ? {} : { codeRevision }),
    endpoint,
    remoteCode,
    ...(part === undefined ? {} : { part }),
    pin: null,
  };
}
