/** One lock, read twice. */
import { detectors } from '../../../src/core/index.ts';
import type { Kind } from './kinds.ts';
import type { Stated } from './stated.ts';

export interface Compared {
  readonly file: string;
  readonly kind: Kind;
  readonly form: string;
  readonly theirs: number;
  readonly ours: number;
  /** With name, version, hashes and whether it comes from git. */
  readonly same: number;
  /** Of those, how many at the same line. */
  readonly sameLine: number;
  /** Of those whose address is compared, how many with the same one. */
  readonly sourced: number;
  readonly sameSource: number;
  /** Why they could not be compared. */
  readonly failed: string | null;
  readonly differences: readonly { readonly side: string; readonly entry: string }[];
}

export function compared(kind: Kind, bytes: Uint8Array, file: string): Compared {
  const source = new TextDecoder().decode(bytes);
  const match = kind.form.exec(source.slice(0, 1_000_000));
  const form = match?.slice(1).find((one) => one !== undefined) ?? '';
  const none = { file, kind, form, theirs: 0, ours: 0, same: 0, sameLine: 0, sourced: 0, sameSource: 0 };
  let theirs: ReadonlyMap<string, Places>;
  try {
    theirs = keyed(kind.oracle(source));
  } catch (error) {
    return { ...none, failed: `${file}: ${String(error).split('\n')[0] ?? ''}`, differences: [] };
  }
  const ours = keyed(readHere(kind, bytes, file));
  const same = [...ours.keys()].filter((key) => theirs.has(key));
  const moved = same.filter((key) => !isWithin(ours.get(key)?.lines, theirs.get(key)?.lines));
  const sourced = same.filter((key) => (theirs.get(key)?.sources.size ?? 0) > 0);
  const elsewhere = sourced.filter((key) => !isWithin(ours.get(key)?.sources, theirs.get(key)?.sources));
  const tell = (side: string, entries: readonly string[]) => entries.map((entry) => ({ side, entry }));
  return {
    ...none,
    theirs: theirs.size,
    ours: ours.size,
    same: same.length,
    sameLine: same.length - moved.length,
    sourced: sourced.length,
    sameSource: sourced.length - elsewhere.length,
    failed: null,
    differences: [
      ...tell(
        'missing here',
        [...theirs.keys()].filter((key) => !ours.has(key)),
      ),
      ...tell(
        'only here',
        [...ours.keys()].filter((key) => !theirs.has(key)),
      ),
      ...tell(
        'another line',
        moved.map((key) => `${key} ${[...(ours.get(key)?.lines ?? [])].join()} ${[...(theirs.get(key)?.lines ?? [])].join()}`),
      ),
      ...tell(
        'another source',
        elsewhere.map((key) => `${key} ${[...(ours.get(key)?.sources ?? [])].join()} ${[...(theirs.get(key)?.sources ?? [])].join()}`),
      ),
    ],
  };
}

interface Places {
  readonly lines: ReadonlySet<number>;
  readonly sources: ReadonlySet<string>;
}

/** What is said several times, as for each platform, counts once, with all of its lines. */
function keyed(stated: readonly Stated[]): ReadonlyMap<string, Places> {
  const found = new Map<string, { lines: Set<number>; sources: Set<string> }>();
  for (const { name, version, hashes, git, line, source } of stated) {
    const key = JSON.stringify([name, git ? null : version, [...new Set(hashes)].sort(), git ? 'git' : '']);
    const places = found.get(key) ?? { lines: new Set(), sources: new Set() };
    places.lines.add(line);
    if (source !== undefined && source !== '') places.sources.add(source);
    found.set(key, places);
  }
  return found;
}

function isWithin<T>(some: ReadonlySet<T> = new Set(), all: ReadonlySet<T> = new Set()): boolean {
  return [...some].every((one) => all.has(one));
}

function readHere(kind: Kind, bytes: Uint8Array, file: string): readonly Stated[] {
  const path = file.slice(0, file.lastIndexOf('@'));
  const reader = detectors.find((one) => one.only === 'packages' && one.wants(path, bytes.length));
  const facts = reader?.facts({ bytes, size: bytes.length, depth: 'full' }, {}) ?? [];
  return facts.flatMap((fact): Stated[] => {
    // What lies inside another archive has no place of its own; what has one in the tree is no package of a registry.
    if (fact.kind !== 'package' || (fact.source === 'path' && fact.location !== null)) return [];
    const { name, version, integrity, range, line } = fact;
    const exact = kind.id === 'requirements' && version === null ? (/^={2,3}([^*,]+)$/.exec(range ?? '')?.[1]?.trim() ?? null) : version;
    return [{ name, version: exact, hashes: integrity, git: fact.source === 'git', line, source: fact.location ?? '' }];
  });
}
