/** The contract of a rule: judges one state; run on base and on head with the same policy, evidence and moment. */
import type { z } from 'zod';
import type { Bom, Change, Finding, OwnLicenseChange, PolicyChange, PolicyMistake, Topic } from '../model/index.ts';
import type { LibraryPlaces } from '../model/parts.ts';
import type { Policy } from './policy.ts';
import type { RuleTerms } from './rule-terms.ts';

export interface Context {
  readonly policy: Policy;
  readonly bom: Bom;
  /** Empty when the base itself is judged. */
  readonly changes: readonly Change[];
  /** The base, while head is judged; absent: there is none, or it is itself judged. */
  readonly before?: Bom | null;
  /** Head and base of a change are judged, both with true: nobody followed the lineage of what the change leaves alone. Absent: one tree alone. */
  readonly ofChange?: boolean;
  readonly policyChanges: readonly PolicyChange[];
  /** Absent: no license of the product's own packages is another one than before. */
  readonly ownLicenseChanges?: readonly OwnLicenseChange[];
  /** Absent: no policy file is new or different here, or none has a mistake. */
  readonly policyMistakes?: readonly PolicyMistake[];
  readonly now: Date;
}

type Asked = Pick<Finding, 'requested' | 'subject' | 'unresolved' | 'limited'>;

/** What a rule's judge returns: a finding before level and id are given by judge.ts. What it does not say of `Asked` follows from its version. */
export type Draft = Omit<Finding, 'id' | 'level' | keyof Asked> &
  Partial<Asked> & {
    /** verification/incomplete only: the topics that got no answer. It blocks when a rule at level block needs one of them (T4). */
    readonly topics?: readonly Topic[];
    /** It warns where its rule blocks: what it asks for nobody can give. */
    readonly warns?: boolean;
    /** It blocks whatever level the policy gives the rule; only drafts of rules that say `raises`. */
    readonly raised?: boolean;
  };

export interface Rule<O = unknown> extends RuleTerms {
  readonly options: z.ZodType<O>;
  /**
   * Whether place labels leave it as it is. They relax license, service, floating, unresolved, and provenance from "named" upwards (T42);
   * a function where that depends on the finding.
   */
  readonly everywhere: boolean | ((finding: Pick<Finding, 'gap'>) => boolean);
  /** True: what it found about one revision says nothing about another; the same finding about another one is new. */
  readonly perRevision?: boolean;
  /** True: it is about a file, and the same wherever that lies; a moved file is no news (T38). */
  readonly moves?: boolean;
  /**
   * True: what it found may change while the code asks for the same moving revision, so a waiver for that names the id, which stands for what was
   * found (T28). "always": also while it asks for the same version, of which nobody knows the bytes.
   */
  readonly drifts?: boolean | 'always';
  /** True: while it only warns, it leaves to model/offered what is only offered for choice, unless the policy judges catalogs. */
  readonly passesOffers?: true;
  /**
   * What it reads of the libraries that a change leaves alone (design, section 2, "Rules say what they read"). `none`: it says nothing of them, and
   * needs none to speak of others. `each`: one at a time. `terms`: so, too, and whether it speaks of one follows from the license that entries state,
   * whether only developers install it, in which folder, and what the policy says of it by name. Absent: all of them beside each other.
   */
  readonly libraries?: 'none' | 'each' | 'terms';
  /** Of a rule that reads `each`: whether it may have something to say of a library, by its places alone. Absent: it may of all. */
  speaksOf?(options: O): (library: LibraryPlaces) => boolean;
  /** What must be looked up for it. */
  readonly topics: readonly Topic[];
  judge(context: Context, options: O): readonly Draft[];
  /** T24: the stricter of what the layer above demands and what a layer below asks for. Without it a lower layer cannot change the options. */
  tighten?(above: O, below: O): O;
}
