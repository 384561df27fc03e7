/**
 * Listings of trees by id, for all evaluations of the process: the tree of a base is the same for each pull request into it, and what a test merge
 * gave is often the next base. An id was proven when its tree was listed, so nothing here grows old.
 */
import type { TreeListing } from './tree-listing.ts';

export interface ListingMemory {
  /** `of`: whose tree it is; an id that one repository has says nothing about another (T27). */
  recall(
    of: { readonly installation: number; readonly repository: number },
    tree: string,
    list: () => Promise<TreeListing>,
  ): Promise<TreeListing>;
}

/** Entries of all listings together: some 40 MB. A larger tree is listed each time; the oldest go first. */
const MOST_ENTRIES = 200_000;

export function listingMemory(most = MOST_ENTRIES): ListingMemory {
  const known = new Map<string, TreeListing>();
  let held = 0;
  return {
    async recall({ installation, repository }, tree, list) {
      const key = `${installation} ${repository} ${tree}`;
      const found = known.get(key) ?? (await list());
      if (known.delete(key)) held -= found.entries.length;
      if (found.entries.length > most) return found;
      known.set(key, found);
      held += found.entries.length;
      for (const [oldest, { entries }] of known) {
        if (held <= most) break;
        known.delete(oldest);
        held -= entries.length;
      }
      return found;
    },
  };
}
