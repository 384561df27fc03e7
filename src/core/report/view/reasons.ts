/** Why something could not be looked up, in a few words. */
import type { AnswerState, BomComponent, Component } from '../../model/index.ts';

type Reason = AnswerState | 'not-asked';

const WORDS: Readonly<Record<Reason, string>> = {
  ok: 'no answer',
  redirect: 'renamed on the hub',
  'not-found': 'not found',
  'no-revision': 'no such revision',
  unauthorized: 'token missing or refused',
  forbidden: 'no access',
  gated: 'gated, needs a token with access',
  'rate-limited': 'rate limit of the hub',
  'server-error': 'error of the hub',
  unreachable: 'hub not reachable',
  timeout: 'hub too slow',
  'too-large': 'answer too large',
  invalid: 'answer not understood',
  refused: 'address not allowed',
  offline: 'offline',
  'not-asked': 'its host was not asked',
  budget: 'limit of questions reached',
};

/** States in which nobody looked, so that nothing is proven either way (T4). What is missing, or renamed, is an answer. */
function isNoAnswer(state: string): state is Reason {
  return state in WORDS && state !== 'ok' && state !== 'not-found' && state !== 'no-revision' && state !== 'redirect';
}

/** "offline", "gated, needs a token with access"; null when everything about it was answered. */
export function notLookedUp(component: BomComponent): string | null {
  const reason = unresolvedReason(component);
  if (reason !== null && isNoAnswer(reason)) return WORDS[reason];
  const missing = component.verifications.find((one) => one.outcome === 'unavailable' || one.outcome === 'error');
  if (missing === undefined) return null;
  const { topic, reason: why } = missing;
  if (topic === 'installed') return 'what is installed cannot be read';
  const words = why !== null && isNoAnswer(why) ? WORDS[why] : 'no answer';
  if (topic !== 'advisories' && topic !== 'vulnerabilities') return ofHost(component, words);
  return words.includes('hub') ? words.replace('hub', 'database of advisories') : `advisories: ${words}`;
}

/** Libraries come from a registry; about actions GitHub is asked. */
function ofHost({ kind }: Component, words: string): string {
  if (kind === 'action') return words.replace(/(?:the )?hub/, 'GitHub');
  return kind === 'library' ? words.replace('hub', 'registry') : words;
}

function unresolvedReason(component: Component): string | null {
  return component.resolution.state === 'unresolved' ? component.resolution.reason : null;
}
