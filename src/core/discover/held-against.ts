/** What the base tells about the head beyond what each says alone: it adds doubt, and removes nothing (T35, T38). */
import type { Sighting, Tree, TreeEntry, Unknown } from '../model/index.ts';
import { withFedAnew } from './fed/anew.ts';
import type { Together } from './lookup/together.ts';
import { stillNamed } from './still-named.ts';

export interface HeldSide {
  readonly entries: readonly TreeEntry[];
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
}

/** `found`, the head, with what it names only in the light of the base, and with the lines that may feed its old loads anew. */
export async function heldAgainst<T extends HeldSide & { readonly together: Together }>(
  base: HeldSide | null,
  baseTree: Tree | null,
  found: T,
  headTree: Tree,
): Promise<T> {
  if (base === null || baseTree === null) return found;
  const before = { ...base, tree: baseTree };
  const kept = await stillNamed(before, { ...found, tree: headTree });
  const sightings = [...found.sightings, ...kept];
  return { ...found, ...(await withFedAnew(before, { ...found, sightings, tree: headTree })) };
}
