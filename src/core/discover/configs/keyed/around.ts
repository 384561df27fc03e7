/** What a map is read with: where it stands, and what its document says elsewhere. Types. */
import type { At } from '../../../model/index.ts';
import type { Neighbors } from './tree.ts';

export interface AroundMap {
  /** The keys above, in normal form, nearest first. */
  readonly owners: readonly string[];
  /** What the maps above say, nearest first. */
  readonly outer: readonly Neighbors[];
  /** Nothing else speaks in this document, or in this map. */
  readonly sole: boolean;
  /** Another reader tells of names in changed lines of such a file that this one leaves out: what it drops is not lost (T33). */
  readonly isLookedThrough: boolean;
  /** It is one of many of its kind. */
  readonly isListed: boolean;
  /** The text under a path of the document. */
  lookUp(path: string): string | null;
  /** What the document says of a server that it lists under this name. */
  entry(name: string): Neighbors | null;
  at(offset: number): At;
}
