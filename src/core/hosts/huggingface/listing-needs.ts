/** What is asked of every repository: one listing for each revision, and for commits where they are reachable from. */
import type { Evidence, Question, Topic } from '../../model/index.ts';
import { listingOf } from './listing.ts';
import { type HubSubject, revisionQuestion } from './questions.ts';
import { reachabilityOf } from './reachability.ts';

const LISTING_TOPICS: readonly Topic[] = ['existence', 'revision', 'reachability', 'files', 'license', 'lineage'];

export function listingNeeds(asked: readonly HubSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  if (!LISTING_TOPICS.some((topic) => wanted.has(topic))) return [];
  const subjects = new Map(asked.map((subject) => [revisionQuestion(subject).key, subject]));
  return [...subjects.values()].flatMap((subject) => questionsOf(subject, evidence, wanted));
}

function questionsOf(subject: HubSubject, evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  const listing = listingOf(subject, evidence);
  if (listing.state === 'not-asked') return [revisionQuestion(subject)];
  if (listing.state === 'failed' || !wanted.has('reachability')) return [];
  const reach = reachabilityOf(subject, listing.data.sha, evidence);
  return reach.state === 'ask' ? [reach.question] : [];
}
