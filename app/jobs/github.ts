/** What installations and the sweep ask of GitHub. The adapter is app/clients.ts; tests give their own. */
import type { Installation, StoredRepository } from '../store/installations.ts';

export interface HookDelivery {
  /** Of this attempt: redelivery goes by it. */
  readonly attempt: number | bigint;
  /** The X-GitHub-Delivery, the same for each attempt. */
  readonly guid: string;
  readonly deliveredAt: Date;
  readonly delivered: boolean;
}

export interface OpenPullRequest {
  readonly number: number;
  readonly head: string;
  readonly base: string;
}

export interface SweepGitHub {
  /** Newest first, one page after the other. Stops when the caller stops. */
  readonly deliveries: () => AsyncIterable<readonly HookDelivery[]>;
  readonly redeliver: (attempt: number | bigint) => Promise<void>;
  readonly installations: () => AsyncIterable<readonly Installation[]>;
  /** null: it is not installed any more. */
  readonly installation: (id: number) => Promise<Installation | null>;
  readonly repositories: (installation: number) => AsyncIterable<readonly StoredRepository[]>;
  /** Login of a person; null: nobody has this number. */
  readonly login: (installation: number, person: number) => Promise<string | null>;
  readonly openPullRequests: (installation: number, repository: StoredRepository) => AsyncIterable<readonly OpenPullRequest[]>;
}
