/** What Weighbridge asks the Hugging Face Hub: one listing per repository and revision, and for commits where they are reachable from. */
import type { Question, Topic } from '../../model/index.ts';
import type { Asker, State } from '../host.ts';
import { listingOf } from './listing.ts';
import { type HubSubject, revisionQuestion, subjectOf } from './questions.ts';
import { reachabilityOf } from './reachability.ts';

const LISTING_TOPICS: readonly Topic[] = ['existence', 'revision', 'reachability', 'files', 'license', 'lineage'];

export const huggingFaceAsker: Asker = {
  id: 'huggingface',
  needs(state: State, wanted: ReadonlySet<Topic>): Question[] {
    if (!LISTING_TOPICS.some((topic) => wanted.has(topic))) return [];
    const subjects = new Map<string, HubSubject>();
    for (const sighting of state.sightings) {
      const subject = subjectOf(sighting);
      if (subject !== null) subjects.set(revisionQuestion(subject).key, subject);
    }
    const questions = [...subjects.values()].flatMap((subject) => questionsOf(subject, state, wanted));
    return [...new Map(questions.map((question) => [question.key, question])).values()];
  },
};

function questionsOf(subject: HubSubject, { evidence }: State, wanted: ReadonlySet<Topic>): Question[] {
  const listing = listingOf(subject, evidence);
  if (listing.state === 'not-asked') return [revisionQuestion(subject)];
  if (listing.state === 'failed' || !wanted.has('reachability')) return [];
  const reach = reachabilityOf(subject, listing.data.sha, evidence);
  return reach.state === 'ask' ? [reach.question] : [];
}
