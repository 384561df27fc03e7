/** The answer about one repository at one revision. Pure. */
import type { AnswerState, Evidence } from '../../model/index.ts';
import { type HubSubject, revisionQuestion } from './questions.ts';
import { redirectTarget } from './redirect.ts';
import { parsed, type RevisionAnswer, revisionSchema } from './schema.ts';

export type HubListing =
  | { readonly state: 'not-asked' }
  | { readonly state: 'ok'; readonly data: RevisionAnswer }
  /** For reason "redirect" the detail is the id or address that the hub names, and nothing else. */
  | { readonly state: 'failed'; readonly reason: Exclude<AnswerState, 'ok'>; readonly detail: string };

export function listingOf(subject: HubSubject, evidence: Evidence): HubListing {
  const answer = evidence.answer(revisionQuestion(subject).key);
  if (answer === undefined) return { state: 'not-asked' };
  if (answer.state === 'redirect') return { state: 'failed', reason: 'redirect', detail: redirectTarget(answer.location, subject) };
  if (answer.state !== 'ok') return { state: 'failed', reason: answer.state, detail: answer.detail };
  const data = parsed(evidence, answer.key, revisionSchema);
  if (data === null)
    return { state: 'failed', reason: 'invalid', detail: 'the hub answered something that is not a description of a repository' };
  return { state: 'ok', data };
}
