/** Sightings: places where a component is named. */
import type { Ref } from '../ref.ts';
import type { Kind, Place, Scope } from './base.ts';
import type { PackageFact, PinSite, WeightsFact } from './fact.ts';

/** How an identity was read: as written, through a constant, another module, a default, the environment; or not at all. */
export type How = 'literal' | 'constant' | 'imported' | 'parameter' | 'environment' | 'unresolved';

/** One place where a component is named. */
export interface Sighting {
  readonly detector: string;
  readonly kind: Kind;
  /** Identity as parsed, without version. */
  readonly ref: Ref;
  /** Revision, version or range as requested; null = none. */
  readonly requested: string | null;
  /** True when `requested` is an exact version (lock entry, `==`), not a range. */
  readonly exact: boolean;
  readonly how: How;
  /** How the revision was read; "literal" when there is none. */
  readonly revisionHow: How;
  readonly api: string;
  readonly place: Place;
  readonly scope: Scope;
  /** An endpoint set in the tree that this load uses (T9): the origin, without user-info, query, fragment. */
  readonly endpoint: string | null;
  readonly remoteCode: boolean;
  readonly pin: PinSite | null;
  readonly package: PackageFact | null;
  readonly weights: WeightsFact | null;
}
