/** A repository's own part in the policy that judges it, as it can be kept. */
import type { RepositoryTraits } from '../../src/core/index.ts';
import type { PolicyFiles } from './policy-files.ts';

/** Enough to compute the policy of one repository again under another one of the organization. */
export interface OwnLayer {
  readonly files: PolicyFiles;
  /** What groups go by, as JSON can keep it; properties are absent where no group went by them. */
  readonly traits: Omit<RepositoryTraits, 'properties'> & { readonly properties?: KeptProperties };
  /** Its own file rests on files of other repositories, which are not among `files`. */
  readonly reaches: boolean;
}

/** Names with values; null: nobody could tell. */
export type KeptProperties = readonly (readonly [string, readonly string[]])[] | null;
