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

/** Nobody was asked, nobody was reached, or who was reached could not answer now: a later run may hear it. */
const NOBODY_ANSWERED: ReadonlySet<string> = new Set([
  'offline',
  'off',
  'unreachable',
  'timeout',
  'server-error',
  'rate-limited',
  'budget',
]);

/** Whether this says that nobody answered, for those who then can say nothing (exit code 2): what is refused, gone or wrong is an answer. */
export function isUnheard(reason: string): boolean {
  return NOBODY_ANSWERED.has(reason);
}

/** "not found: …"; "the hub did not answer for it: …" where nobody looked. */
export function unresolvedWords({ reason, detail }: Unresolved): string {
  if (reason === 'not-found') return `not found: ${detail}`;
  return ANSWERED.has(reason) ? detail : `the hub did not answer for it: ${detail}`;
}
