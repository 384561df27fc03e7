/** What a place asks for: a moving name, a commit, or something that only looks like one (T7). */
import type { BomComponent, How, Sighting } from '../../../model/index.ts';
import { isBinding } from '../../../base/stated-digest.ts';
import { asPull } from '../../../model/sighting.ts';
import { isFullCommit, isManifestDigest, isShortCommit } from '../../../ref/parse.ts';

/** `overridable`: the environment, a caller or a computation decides; that is a matter of rungs, not of pinning the place. */
export type RevisionKind = 'moving' | 'commit' | 'digest' | 'short-commit' | 'pull-request' | 'overridable' | 'none-needed';

/** Somebody else may give another revision. */
const OPEN: ReadonlySet<How> = new Set(['environment', 'parameter', 'elsewhere', 'unresolved']);

export function revisionKind(component: BomComponent, sighting: Sighting): RevisionKind {
  // Weights in the tree are their own version.
  // What DVC tracks has its MD5 beside it, and a declared address its SHA-256.
  const pull = asPull(sighting);
  if (pull === null || (pull.declared?.says === 'names' && pull.declared.stated !== undefined)) return 'none-needed';
  // Other bytes than those are told by whoever compares them.
  if (pull.digest !== undefined && isBinding(pull.digest)) return 'digest';
  if (pull.requested === null) return pull.revisionHow === 'literal' ? 'moving' : 'overridable';
  if (OPEN.has(pull.revisionHow)) return 'overridable';
  return textKind(component, pull.requested);
}

/** What the requested text is, whoever may override it. */
export function textKind(component: BomComponent, requested: string): Exclude<RevisionKind, 'overridable' | 'none-needed'> {
  if (/^refs\/(?:pr|pull)\//.test(requested)) return 'pull-request';
  if (isFullCommit(requested)) return 'commit';
  if (isManifestDigest(requested)) return 'digest';
  return isShortened(component, requested) ? 'short-commit' : 'moving';
}

/**
 * "20240801" is a date that somebody tagged, or the start of a commit: the hub's answer tells. Without one, only digits are taken as a
 * name, because a shortened commit without any letter is rare.
 */
function isShortened(component: BomComponent, requested: string): boolean {
  if (!isShortCommit(requested)) return false;
  const commit = component.hub?.commit ?? null;
  return commit === null ? /[a-f]/i.test(requested) : commit.toLowerCase().startsWith(requested.toLowerCase());
}
