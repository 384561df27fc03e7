/** Is a commit reachable from a branch or tag of this repository (T7)? The hub also serves commits of forks and pull requests under its name. */
import type { AnswerState, Evidence, Question } from '../../model/index.ts';
import { isFullCommit } from '../../ref/parse.ts';
import { commitsQuestion, type HubSubject, isPullRequest, isRevision, MAX_PAGES, refsQuestion } from './questions.ts';
import { commitsSchema, parsed, type RefsAnswer, refsSchema } from './schema.ts';

export type Reachability =
  | { readonly state: 'yes' | 'no' | 'not-asked'; readonly detail: string }
  | { readonly state: 'unknown'; readonly detail: string; readonly reason: Exclude<AnswerState, 'ok'> }
  | { readonly state: 'ask'; readonly question: Question };

/** `commit`: what the hub answered for the subject's revision, in lower case. */
export function reachabilityOf(subject: HubSubject, commit: string, evidence: Evidence): Reachability {
  if (isPullRequest(subject.revision)) return { state: 'no', detail: 'a pull request that anybody may open, no branch or tag' };
  // A branch or tag is reachable from itself: asking would prove nothing.
  if (!isFullCommit(subject.revision) && !isShortened(subject.revision, commit)) return { state: 'not-asked', detail: '' };
  const refs = refsQuestion(subject);
  const answer = evidence.answer(refs.key);
  if (answer === undefined) return { state: 'ask', question: refs };
  const known = parsed(evidence, refs.key, refsSchema);
  if (known === null) {
    if (answer.state === 'ok') return { state: 'unknown', reason: 'invalid', detail: 'the list of branches is not readable' };
    return { state: 'unknown', reason: answer.state, detail: `the list of branches was not given: ${answer.detail}` };
  }
  const tip = [...known.branches, ...known.tags].find(({ targetCommit }) => targetCommit === commit);
  if (tip !== undefined) return { state: 'yes', detail: `tip of ${tip.name.slice(0, 100)}` };
  return walk(subject, commit, known, evidence);
}

/** "20240801" may be a tag, or the start of a commit: the answer tells. A shortened commit hides whose it is, as a full one does. */
function isShortened(revision: string, commit: string): boolean {
  return /^[0-9a-f]{4,63}$/i.test(revision) && commit.startsWith(revision.toLowerCase());
}

/** The history of every branch and tag, page by page, main first. "No" needs all of it; whatever is missing makes it "unknown". */
function walk(subject: HubSubject, commit: string, refs: RefsAnswer, evidence: Evidence): Reachability {
  const seen = new Set<string>();
  let missing: Extract<Reachability, { state: 'unknown' }> | null = null;
  let pages = 0;
  for (const { name, targetCommit } of inOrder(refs)) {
    // Its tip was met in a history that was walked to the end: so was all that lies behind it.
    if (seen.has(targetCommit)) continue;
    if (!isRevision(name)) {
      missing ??= unknown('refused', 'a branch or tag has a name that is not asked for');
      continue;
    }
    const own = new Set<string>();
    let ended = false;
    for (let page = 0; !ended; page++) {
      if (pages++ >= MAX_PAGES) return unknown('budget', `not in the first ${MAX_PAGES} pages of history; the rest was not walked`);
      const question = commitsQuestion(subject, name, page);
      const answer = evidence.answer(question.key);
      if (answer === undefined) return { state: 'ask', question };
      const commits = parsed(evidence, question.key, commitsSchema);
      if (commits === null) {
        missing ??=
          answer.state === 'ok'
            ? unknown('invalid', `the history of ${name} is not readable`)
            : unknown(answer.state, `the history of ${name} was not given: ${answer.detail}`);
        break;
      }
      if (commits.some(({ id }) => id === commit)) return { state: 'yes', detail: `in the history of ${name}` };
      const before = own.size;
      for (const { id } of commits) own.add(id);
      // An empty page is the end: a short one may only be a smaller page size than we asked for.
      ended = commits.length === 0;
      if (!ended && own.size === before) {
        missing ??= unknown('invalid', `the history of ${name} repeats itself`);
        break;
      }
    }
    // A broken walk proves nothing about what lies behind its tip.
    if (ended) for (const id of own) seen.add(id);
  }
  return missing ?? { state: 'no', detail: 'in the history of no branch or tag of this repository' };
}

function unknown(reason: Exclude<AnswerState, 'ok'>, detail: string): Extract<Reachability, { state: 'unknown' }> {
  return { state: 'unknown', reason, detail };
}

function inOrder({ branches, tags }: RefsAnswer): RefsAnswer['branches'] {
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  const main = branches.filter(({ name }) => name === 'main');
  return [...main, ...branches.filter(({ name }) => name !== 'main').sort(byName), ...[...tags].sort(byName)];
}
