/** What linking the same paths again need not work out again: a tree is linked once a round, and between two rounds few files are read anew. */
import type { FileFacts } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import { createModules } from '../lookup/modules.ts';

export interface LinkMemory {
  readonly modules: Modules;
  /** Files that the imports of a file load: they depend on its facts and on the paths of the tree alone. */
  readonly imports: WeakMap<FileFacts, readonly string[]>;
  /** Files that were read whole because they may call a loader of another: their number is limited over all rounds (T39). */
  readonly readForCalls: Set<string>;
}

/** `paths`: of the files that are linked, in every round. */
export function createLinkMemory(paths: Iterable<string>, languages: Languages): LinkMemory {
  return { modules: createModules(paths, languages), imports: new WeakMap(), readForCalls: new Set() };
}
