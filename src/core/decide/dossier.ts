/** What was found out about a change, and what was asked for: all that a policy is applied to. Gathered once, it can be judged by many policies (T3). */
import type { Bom, Coverage, MaliceHeard, Note, OwnLicenseChange, Side, Topic } from '../model/index.ts';
import type { Difference } from '../policy/difference.ts';

/** What a policy made us ask. Another policy is answered from the same dossier only where it asks for no more (lacking.ts). */
export interface AskedFor {
  readonly topics: ReadonlySet<Topic>;
  /** Folders that the policy says do not ship, as it writes them: places carry their labels. */
  readonly scopes: string;
  readonly declared: string;
  /** SHA-256 of the public keys that signatures were verified with, sorted. */
  readonly keys: readonly string[];
  /** Registries were asked about every package, and not only about those that the change touches. */
  readonly everyPackage: boolean;
  /** Libraries of which the license before the change was asked, too. */
  readonly disputed: ReadonlySet<string>;
  /** Libraries whose advisories were asked for because a statement of the policy may have lapsed. */
  readonly moved: ReadonlySet<string>;
}

export interface Dossier {
  /** The licenses are what claims alone say: the word of a policy's owner is part of the decision. */
  readonly head: Bom;
  /** Null: there was nothing to compare with. */
  readonly base: Bom | null;
  readonly sides: { readonly base: Side | null; readonly head: Side };
  readonly ownLicenseChanges: readonly OwnLicenseChange[];
  readonly difference: Difference;
  /** Lines of the head's file that the change wrote; null: all of them, or not known. */
  readonly writtenLines: (this: void, path: string) => Promise<ReadonlySet<number> | null>;
  readonly coverage: Coverage;
  /** Places whose label each entry of `scopes` changes, in its order. */
  readonly relabeled: readonly number[];
  /** How trees were chosen and read. */
  readonly notes: readonly Note[];
  readonly malice: readonly MaliceHeard[];
  readonly asked: AskedFor;
}
