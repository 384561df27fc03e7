/** Sizes that tests make small. Source: GitHub's documentation, pages "Checks", "Git trees", "Contents", "Compare", "Rate limits". */
export interface Limits {
  treeEntries: number;
  pullFiles: number;
  compareFiles: number;
  compareCommits: number;
  pullCommits: number;
  /** Bytes: up to here contents are given in JSON, … */
  contentsInline: number;
  /** … up to here raw, above not at all. */
  contentsRaw: number;
  blob: number;
  directoryEntries: number;
  commentLength: number;
  /** Seconds that an installation token lives. */
  tokenSeconds: number;
  /** Requests per hour and credential. */
  requestsPerHour: number;
  /** Writes of comments, reviews, check runs per minute and credential. GitHub: 80. Infinity, the default: not counted. */
  contentPerMinute: number;
  /** Points per minute and credential: a read costs 1, a write 5. GitHub: 900. Infinity, the default: not counted. */
  pointsPerMinute: number;
  /** Requests of one credential at the same time. */
  concurrent: number;
  /** Milliseconds that a webhook's receiver has. GitHub: 10,000; here a loaded machine loses none. */
  deliveryMs: number;
  /** After each change so many reads of a pull request answer `mergeable: null`. */
  undecidedReads: number;
}

export const GITHUB_LIMITS: Limits = {
  treeEntries: 100_000,
  pullFiles: 3000,
  compareFiles: 300,
  compareCommits: 250,
  pullCommits: 250,
  contentsInline: 1 << 20,
  contentsRaw: 100 << 20,
  blob: 100 << 20,
  directoryEntries: 1000,
  commentLength: 65_536,
  tokenSeconds: 3600,
  requestsPerHour: 5000,
  contentPerMinute: Number.POSITIVE_INFINITY,
  pointsPerMinute: Number.POSITIVE_INFINITY,
  concurrent: 100,
  deliveryMs: 300_000,
  undecidedReads: 0,
};
