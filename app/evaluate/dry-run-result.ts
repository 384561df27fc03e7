/** What a dry run of a policy came to. */

/** Each is named "acme/product#12". */
export interface Moving {
  readonly pull: string;
  /** What its check says, and would say. */
  readonly was: string;
  readonly wouldBe: string;
  /** The first of what is said otherwise; null: nothing new is. */
  readonly reason: string | null;
}

export interface Lacking {
  readonly pull: string;
  readonly why: string;
}

export interface DryRun {
  readonly kind: 'made';
  readonly same: number;
  /** The check would say something else, though it may let the same pull requests pass. */
  readonly changes: readonly Moving[];
  /** The policy asks for what was never gathered, or nothing is kept. */
  readonly lacking: number;
  /** Those of them whose name is known. */
  readonly lackingNamed: readonly Lacking[];
  /** Over the limits. */
  readonly untried: number;
}

/** What is shown of it; none: why it was not made. */
export type ShownDryRun =
  | (DryRun & {
      /** False: everybody reads it, so that it is counts alone (T26). */
      readonly named: boolean;
    })
  | { readonly kind: 'none'; readonly why: string };
