/** What the base tells about the head beyond what each says alone: it adds doubt, and removes nothing (T35, T38). */
import type { EntryChange, Sighting, Tree, Unknown } from '../model/index.ts';
import type { TreeEntries } from './entries.ts';
import { withFedAnew } from './fed/anew.ts';
import type { Together } from './lookup/together.ts';
import { stillNamed } from './still-named.ts';

export interface HeldSide {
  readonly entries: TreeEntries;
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
}

/** `found`, the head, with what it names only in the light of the base, and with the lines that may feed its old loads anew. */
export async function heldAgainst<T extends HeldSide & { readonly together: Together }>(
  changes: readonly EntryChange[],
  base: HeldSide | null,
  baseTree: Tree | null,
  found: T,
  headTree: Tree,
): Promise<T> {
  if (base === null || baseTree === null) return found;
  const before = { ...base, tree: baseTree };
  const kept = await stillNamed(changes, before, { ...found, tree: headTree });
  const sightings = [...found.sightings, ...kept];
  return { ...found, ...(await withFedAnew(changes, before, { ...found, sightings, tree: headTree })) };
}
