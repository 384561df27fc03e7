/** A waiver, as policies have it. */

/** Waives the findings of one rule about what it names, while the code asks for just that (T28). */
export interface Waiver {
  /** The id that the report printed, "wb-k3f7q2ma4x2p": a comment that is checked. It can only narrow; null: not given. */
  readonly id: string | null;
  /** See waiver-target.ts; null: the feeds alone say it. */
  readonly component: string | null;
  /** For loads without a name: all that feeds the name (T38). Null: it is for what has one. */
  readonly feeds: readonly string[] | null;
  readonly rule: string;
  /** "owner/name" of where it holds; null: not said. */
  readonly repositories: readonly string[] | null;
  /** Why it does not hold in the repository that is judged; null: it does. `elsewhere`: it is for others. */
  readonly outside: 'elsewhere' | 'nowhere' | null;
  readonly reason: string;
  readonly approver: string;
  /** Last valid day, "2027-01-31" (UTC). */
  readonly expires: string;
  /** The commit or version that was looked at, where what the code asks for may move (T28); absent: what the code asks for is all. */
  readonly version?: string;
}

/** What the policy says about waivers themselves: how far ahead one may end, what nobody waives, who may give one by a comment. */
export interface WaivingLimits {
  /** Days from now; null: not said. */
  readonly longest: number | null;
  /** Rules. */
  readonly never: readonly string[];
  /** T28: who wrote the change may waive it by a comment, too. */
  readonly byAuthor: boolean;
}
