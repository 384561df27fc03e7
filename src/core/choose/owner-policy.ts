/** The policy of an organization, as somebody has read its file. */
import type { PolicyReach } from '../policy/extended.ts';
import type { ReadBeside } from '../policy/load.ts';

/** The organization's file. `path` is what messages name, `label` what reports print. */
export interface OwnerPolicy {
  readonly bytes: Uint8Array;
  readonly path: string;
  readonly label: string;
  /** Public keys that it names, from its own repository and commit (T24). */
  readonly beside: ReadBeside;
  /** Reads what it rests on, with the credentials of its repository; absent: nobody does. */
  readonly reach?: PolicyReach;
}
