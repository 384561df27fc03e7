/** The rungs of the ladder (design section 4), and what may keep something from the next one. */

/** Lowest first. "attested" needs verified attestations, which nothing produces yet. */
export const RUNGS = ['unknown', 'named', 'pinned', 'signed', 'attested'] as const;
export type Rung = (typeof RUNGS)[number];

/**
 * Short stable code of what is missing; "none" on the highest rung that can be reached today.
 * unknown: "no-source", "source-not-found", "invalid-name"; and "callable" and "kind" where the hub does not have the name. pinned: "unsigned" and those after it; a base that is not signed
 * is "adapter-base" too. All others are reasons to stand at "named".
 */
export type Gap =
  | 'no-source'
  | 'source-not-found'
  | 'invalid-name'
  | 'unsupported-source'
  | 'other-endpoint'
  | 'endpoint-override'
  | 'redirected'
  | 'hash-mismatch'
  | 'foreign-commit'
  | 'commit-differs'
  | 'folder-too'
  | 'env-override'
  | 'parameter-override'
  | 'code-override'
  | 'declared'
  | 'dynamic-revision'
  | 'pull-request-ref'
  | 'short-commit'
  | 'floating'
  | 'adapter-base'
  | 'not-pulled'
  | 'remote-code'
  | 'code-floating'
  | 'open-arguments'
  | 'callable'
  | 'kind'
  | 'not-checked'
  | 'no-ladder'
  | 'unsigned'
  | 'signature-invalid'
  | 'signer'
  | 'unsigned-files'
  | 'signature-unverified'
  | 'none';

export interface Standing {
  readonly rung: Rung;
  readonly gap: Gap;
}

/** Negative when `a` is the lower rung. */
export function compareRungs(a: Rung, b: Rung): number {
  return RUNGS.indexOf(a) - RUNGS.indexOf(b);
}

/** Nothing is missing as far as this one question goes; the lowest answer counts. */
export const TOP: Standing = { rung: 'signed', gap: 'none' };
export function pinned(gap: Gap): Standing {
  return { rung: 'pinned', gap };
}
export function named(gap: Gap): Standing {
  return { rung: 'named', gap };
}
export function unknown(gap: Gap): Standing {
  return { rung: 'unknown', gap };
}
