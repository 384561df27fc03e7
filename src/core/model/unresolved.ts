/** Why a component could not be resolved, for those who act on one component: an answer is another thing than none. */
import type { Component, UnresolvedReason } from './component.ts';

type Unresolved = Extract<Component['resolution'], { readonly state: 'unresolved' }>;

/** The hub said so, or nobody had to be asked: trying again changes nothing. */
const ANSWERED: ReadonlySet<UnresolvedReason> = new Set([
  'not-found',
  'no-revision',
  'redirect',
  'no-source',
  'unsupported-source',
  'not-asked',
  'named-only',
  'invalid-name',
]);

/** "not found: …"; "the hub did not answer for it: …" where nobody looked. */
export function unresolvedWords({ reason, detail }: Unresolved): string {
  if (reason === 'not-found') return `not found: ${detail}`;
  return ANSWERED.has(reason) ? detail : `the hub did not answer for it: ${detail}`;
}
