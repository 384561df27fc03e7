/**
 * What linking the same paths again need not work out again: a tree is linked once a round, and between two rounds few files are read anew;
 * and most changes add no path, so that base and head are such trees, too.
 */
import type { FileFacts } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import { createListing, type Listing } from '../lookup/listing.ts';
import { createModules } from '../lookup/modules.ts';

export interface LinkMemory {
  /** Of the files that are linked. */
  readonly linkedPaths: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  readonly listing: Listing;
  readonly modules: Modules;
  /** Files that the imports of a file load: they depend on its facts and on the paths of the tree alone. */
  readonly imports: WeakMap<FileFacts, readonly string[]>;
  /** Files that were read whole because they may call a loader of another: their number is limited over all rounds (T39). */
  readonly readForCalls: Set<string>;
}

/** `linked`: paths of the files that are linked, in every round; `all`: of the tree. `before`: of another tree, which serves where that has the same paths. */
export function createLinkMemory(
  linked: ReadonlySet<string>,
  all: ReadonlySet<string>,
  languages: Languages,
  before: LinkMemory | null = null,
): LinkMemory {
  // What was read for calls is counted for each tree.
  if (before !== null && isSame(before.linkedPaths, linked) && isSame(before.paths, all)) return { ...before, readForCalls: new Set() };
  const listing = createListing(all, linked, languages.modules);
  return {
    linkedPaths: linked,
    paths: all,
    listing,
    modules: createModules(listing, languages),
    imports: new WeakMap(),
    readForCalls: new Set(),
  };
}

function isSame(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  if (some.size !== others.size) return false;
  for (const path of some) if (!others.has(path)) return false;
  return true;
}
