/** What background work may cost (T32), and the times of the queue, in one place. The limits of one pull request are with the evaluation. */

export const SWEEP = {
  cron: '*/15 * * * *',
  /** Between two of them, as `cron` has it. */
  minutes: 15,
  /** Repositories of one installation whose open pull requests are listed in one sweep: with 4 sweeps an hour at most
   * 800 requests for their first pages, of the 1,500 that are 30 % of the smallest quota. */
  repositories: 200,
  /** 100 pull requests each. */
  pagesPerRepository: 5,
  /** Repositories of one installation whose rules and bases are read in one sweep: a token and three requests for each base, so at most some 640 requests
   * an hour, which are left of the 1,500. */
  gates: 40,
  /** Packages of a verdict are asked about again after this long: malice that is told of an hour ago is news. */
  maliceMinutes: 60,
  /** Pull requests of one installation whose packages are asked about in one sweep, those that waited longest first. */
  malicePulls: 500,
  /** Pull requests of one installation that are judged again in one sweep, because a waiver ended. */
  endedPulls: 500,
  /** Deliveries are listed newest first, 100 on a page. */
  deliveryPages: 10,
  deliveryHours: 72,
  redeliveries: 200,
  /** GitHub does not redeliver by itself; what failed this often is no accident. */
  attempts: 4,
  installationPages: 20,
  repositoryPages: 100,
} as const;

/** Tries after the first one; with the pauses below the last comes after about half an hour. */
export const RETRIES = 8;

export const QUEUE = {
  retryDelay: 5,
  retryDelayMax: 600,
  /** A worker that died is noticed after this, plus `SUPERVISE_SECONDS`. */
  heartbeatSeconds: 30,
  expireInSeconds: 900,
  /** For what is due later, and for what nobody told. */
  pollMs: 1000,
} as const;

export const SUPERVISE_SECONDS = 15;

/** How far ahead a job may be put, whatever a server asks for. */
export const LONGEST_WAIT_MS = 3_600_000;
