/** What evaluating is given once, at start-up. */
import type { Parsers } from '../../src/core/index.ts';
import type { BlobLimits } from '../github/blobs.ts';
import type { Clients } from '../github/client.ts';
import type { ListingMemory } from '../github/listing-memory.ts';
import type { PolicyPatience } from '../github/policy-memory.ts';
import type { Hubs, Stores } from './ports.ts';

export interface AppIdentity {
  /** Numeric id: comments and checks are ours only with it. */
  readonly id: number;
  /** Asked of GitHub when it is needed first: a start does not depend on it. */
  readonly slug: () => Promise<string>;
}

export interface Deps {
  readonly clients: Clients;
  readonly stores: Stores;
  readonly hubs: Hubs;
  readonly app: AppIdentity;
  /** What one evaluation reads at most: PULL_REQUEST_LIMITS (T32). */
  readonly limits: BlobLimits;
  /** One for all evaluations of the process; absent: each lists for itself. */
  readonly listings?: ListingMemory;
  /** How long what GitHub says about policies is taken for true without being asked: POLICY_PATIENCE. */
  readonly policyPatience: PolicyPatience;
  /** One pool for all evaluations of the process. */
  readonly parsers: Parsers;
  readonly now: () => Date;
  /** All repositories of an installation that are not archived; absent: nobody can tell, so that nothing is said of others than the one at hand. */
  readonly targets?: (installationId: number) => Promise<readonly Target[]>;
  /** "https://…/docs/rules/", or null: rules are not links. */
  readonly rulesUrl: string | null;
  /** The button "Pin models" is shown. */
  readonly offerPin: boolean;
}

/** A repository as events name it. The numeric id is what counts; the name is how it is asked for. */
export interface Target {
  readonly installationId: number;
  /** Login of the account that installed the App. */
  readonly account: string;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}
