/** A dossier as plain JSON and back, so that it can be judged where its trees cannot be read any more. */
import type { Bom, BomComponent, Topic } from '../model/index.ts';
import type { AskedFor, Dossier } from './dossier.ts';
import { pathsMentioned } from './mentioned.ts';

/** Positions in `components`: what both Boms hold alike is one object, before and after. */
type PackedBom = Omit<Bom, 'components'> & { readonly components: readonly number[] };

export interface PackedDossier extends Pick<Dossier, 'sides' | 'ownLicenseChanges' | 'coverage' | 'relabeled' | 'notes' | 'malice'> {
  readonly components: readonly BomComponent[];
  readonly head: PackedBom;
  readonly base: PackedBom | null;
  /** Of each path that a place names: what is known of it, as a sum of `FLAGS`. */
  readonly paths: readonly (readonly [path: string, flags: number])[];
  /** Of changed files: the lines that the change wrote; null: all. */
  readonly lines: readonly (readonly [path: string, lines: readonly number[] | null])[];
  readonly asked: Omit<AskedFor, 'topics' | 'disputed' | 'moved'> & {
    readonly topics: readonly Topic[];
    readonly disputed: readonly string[];
    readonly moved: readonly string[];
  };
}

const CHANGED = 1;
const IN_BASE = 2;
const IN_HEAD = 4;
const READ = 8;
/** Of what nobody wrote down: nothing counts as untouched, as in `ALL_CHANGED`. */
const UNKNOWN = CHANGED + IN_BASE + IN_HEAD + READ;

/** Reads the changed files that places name. */
export async function packDossier(dossier: Dossier): Promise<PackedDossier> {
  const { head, base, difference, writtenLines, asked, sides, ownLicenseChanges, coverage, relabeled, notes, malice } = dossier;
  const positions = new Map<BomComponent, number>();
  const packed = (bom: Bom): PackedBom => ({
    ...bom,
    components: bom.components.map((one) => {
      const position = positions.get(one) ?? positions.size;
      positions.set(one, position);
      return position;
    }),
  });
  const [packedHead, packedBase] = [packed(head), base === null ? null : packed(base)];
  const paths = pathsMentioned(head, base, ownLicenseChanges).map((path) => {
    const { isChanged, isInBase, isInHead, isRead } = difference;
    const flags =
      (isChanged(path) ? CHANGED : 0) + (isInBase(path) ? IN_BASE : 0) + (isInHead(path) ? IN_HEAD : 0) + (isRead(path) ? READ : 0);
    return [path, flags] as const;
  });
  const lines: [string, number[] | null][] = [];
  for (const [path, flags] of paths) {
    if (base === null || (flags & CHANGED) === 0 || (flags & IN_HEAD) === 0) continue;
    const written = await writtenLines(path);
    lines.push([path, written === null ? null : [...written]]);
  }
  const { topics, disputed, moved, ...rest } = asked;
  return {
    components: [...positions.keys()],
    head: packedHead,
    base: packedBase,
    paths,
    lines,
    asked: { ...rest, topics: [...topics], disputed: [...disputed], moved: [...moved] },
    sides,
    ownLicenseChanges,
    coverage,
    relabeled,
    notes,
    malice,
  };
}

/** `packed`: of our own making, and of the same release of this program. */
export function unpackDossier(packed: PackedDossier): Dossier {
  const { components, head, base, paths, lines, asked, ...rest } = packed;
  const bomOf = (bom: PackedBom): Bom => ({ ...bom, components: bom.components.flatMap((position) => components[position] ?? []) });
  const known = new Map(paths);
  const written = new Map(lines.map(([path, some]) => [path, some === null ? null : new Set(some)]));
  const has = (flag: number) => (path: string) => ((known.get(path) ?? UNKNOWN) & flag) !== 0;
  return {
    ...rest,
    head: bomOf(head),
    base: base === null ? null : bomOf(base),
    difference: { isChanged: has(CHANGED), isInBase: has(IN_BASE), isInHead: has(IN_HEAD), isRead: has(READ) },
    writtenLines: async (path) => Promise.resolve(written.get(path) ?? null),
    asked: {
      ...asked,
      topics: new Set(asked.topics),
      disputed: new Set(asked.disputed),
      moved: new Set(asked.moved),
    },
  };
}
