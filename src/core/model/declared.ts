/** What people state in the lock about loads that reading cannot name (design section 4). */
import type { Place } from './base.ts';

/** One declaration, where it speaks of a load. */
export interface DeclaredAt {
  /** What it is about, as the lock has it: "app/llm.py: environment MODEL_ID". */
  readonly about: string;
  /** Where it stands. */
  readonly place: Place;
}

/** What somebody states about bytes that no host serves. Nobody verified any of it. */
export interface Stated {
  readonly sha256: string;
  /** SPDX expression; null: not known. */
  readonly license: string | null;
  readonly supplier: string | null;
  /** References without revision: what it was made from. */
  readonly base: readonly string[];
  readonly signer: string | null;
}

/**
 * `names`: the load has its name from the declaration, and stands at most at `upTo`; `stated`: of an address. `excludes`: the declaration lists
 * what feeds this load may give, and what the code names is not among it.
 */
export type SaidOfLoad =
  | (DeclaredAt & { readonly says: 'names'; readonly upTo: 'named' | 'pinned'; readonly stated?: Stated })
  | (DeclaredAt & { readonly says: 'excludes' });
