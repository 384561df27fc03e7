/** What GitHub's refusals mean for us: a closed union of codes, in our own words. What the server says is not repeated: others may have written it. */

export type GitHubCode =
  /** 401: the token or the key is not accepted. */
  | 'unauthorized'
  /** 403 without a limit: a permission that the installation has not granted, or access that was taken away. */
  | 'forbidden'
  /** 404, 410, 451: not there, or not ours to see. */
  | 'missing'
  /** 409: the repository is empty, or somebody else was faster. */
  | 'conflict'
  /** 422 and other 4xx: GitHub does not take what was sent. */
  | 'rejected'
  /** 5xx, no answer, or one that broke off. */
  | 'unavailable'
  /** An answer that is not what the API promises, or content that is not what its id says. */
  | 'invalid'
  /** More than what is read for one pull request (T32). */
  | 'limit'
  /** A newer head, or a shutdown, made the work useless. */
  | 'aborted'
  | 'rate-limited';

export class GitHubError extends Error {
  override readonly name: string = 'GitHubError';
  readonly code: GitHubCode;
  readonly status: number | null;
  constructor(code: GitHubCode, message: string, status: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/** A primary or secondary limit: nobody sleeps, the job is put off until `retryAt`. */
export class RateLimited extends GitHubError {
  override readonly name = 'RateLimited';
  readonly retryAt: Date;
  constructor(message: string, retryAt: Date, status: number | null, options?: ErrorOptions) {
    super('rate-limited', message, status, options);
    this.retryAt = retryAt;
  }
}

export function isGitHubError(error: unknown, ...codes: readonly GitHubCode[]): error is GitHubError {
  return error instanceof GitHubError && (codes.length === 0 || codes.includes(error.code));
}
