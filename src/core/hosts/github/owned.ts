/** Is a commit of this repository (T7)? GitHub serves the commits of all its forks under its name. */
import type { Answer, AnswerState, Evidence, Question } from '../../model/index.ts';
import { type CommitAsked, historyQuestion, isRefName, listQuestion, MAX_HISTORIES, MAX_LIST_PAGES } from './questions.ts';
import { answerTo, historySchema, isNotThere, listSchema } from './schema.ts';

export type Owned =
  | { readonly state: 'yes' | 'no' | 'renamed'; readonly detail: string }
  /** Nobody can tell from here: there is a credential, and it may not read the repository. */
  | { readonly state: 'unverifiable'; readonly detail: string }
  | { readonly state: 'unknown'; readonly detail: string; readonly reason: Exclude<AnswerState, 'ok'> }
  | { readonly state: 'ask'; readonly questions: readonly Question[] };

type Settled = Exclude<Owned, { state: 'ask' }>;
type Named = { readonly name: string; readonly commit: string };

/** Tips of tags first, which is what most actions are pinned to; then the default branch, tips of branches, and the histories of all of them. */
export function ownedBy(asked: CommitAsked, evidence: Evidence): Owned {
  const tags = listed(asked, 'tags', evidence);
  if (!('all' in tags)) return tags;
  const main = inHistory(asked, 'HEAD', evidence);
  if (main.state !== 'no') return main;
  const branches = listed(asked, 'branches', evidence);
  if (!('all' in branches)) return branches;
  return inHistories(asked, [...branches.all, ...tags.all], evidence);
}

/** All branches or all tags; "yes" as soon as one of them is the commit. */
function listed(asked: CommitAsked, list: 'tags' | 'branches', evidence: Evidence): Owned | { readonly all: readonly Named[] } {
  const all: Named[] = [];
  for (let page = 1; page <= MAX_LIST_PAGES; page++) {
    const question = listQuestion(asked, list, page);
    const answer = evidence.answer(question.key);
    if (answer === undefined) return { state: 'ask', questions: [question] };
    const names = answerTo(evidence, question.key, listSchema);
    if (names === null) return unanswered(answer, `the list of ${list}`);
    const tip = names.find(({ commit }) => commit.sha === asked.commit);
    if (tip !== undefined) return { state: 'yes', detail: `tip of ${tip.name.slice(0, 100)}` };
    // A short page may only be a smaller page size than we asked for.
    if (names.length === 0) return { all };
    all.push(...names.map(({ name, commit }) => ({ name, commit: commit.sha })));
  }
  return { state: 'unknown', reason: 'budget', detail: `none of the first ${MAX_LIST_PAGES} pages of ${list}; the rest was not looked at` };
}

/** "No" needs the history of every branch and tag; whatever is missing makes it "unknown". */
function inHistories(asked: CommitAsked, names: readonly Named[], evidence: Evidence): Owned {
  // Of one tip all names have one history.
  const tips = [...new Map(names.map((one) => [one.commit, one])).values()];
  let missing: Settled | null = null;
  const questions: Question[] = [];
  for (const { name } of tips.slice(0, MAX_HISTORIES)) {
    const found = isRefName(name)
      ? inHistory(asked, name, evidence)
      : unknown('refused', 'a branch or tag has a name that is not asked for');
    if (found.state === 'yes') return found;
    if (found.state === 'ask') questions.push(...found.questions);
    else if (found.state !== 'no') missing ??= found;
  }
  if (questions.length > 0) return { state: 'ask', questions };
  if (missing !== null) return missing;
  if (tips.length > MAX_HISTORIES)
    return unknown(
      'budget',
      `not in the history of ${MAX_HISTORIES} branches and tags; the other ${tips.length - MAX_HISTORIES} were not looked at`,
    );
  return { state: 'no', detail: 'in the history of no branch or tag of this repository' };
}

function inHistory(asked: CommitAsked, of: string, evidence: Evidence): Owned {
  const question = historyQuestion(asked, of);
  const answer = evidence.answer(question.key);
  if (answer === undefined) return { state: 'ask', questions: [question] };
  // The repository itself was listed before: the commit is not there, or has nothing in common with it.
  if (isNotThere(answer)) return { state: 'no', detail: '' };
  const history = answerTo(evidence, question.key, historySchema);
  if (history === null) return unanswered(answer, 'the history');
  const isBehind = history.status === 'identical' || history.status === 'behind';
  return isBehind
    ? { state: 'yes', detail: `in the history of ${of === 'HEAD' ? 'the default branch' : of}` }
    : { state: 'no', detail: '' };
}

function unanswered({ state, detail }: Answer, what: string): Settled {
  switch (state) {
    case 'ok':
      return unknown('invalid', `${what} is not readable`);
    case 'redirect':
      return { state: 'renamed', detail: 'GitHub has this repository under another name' };
    case 'not-found':
      return { state: 'unverifiable', detail: 'not verifiable from here: the token may not read this repository' };
    default:
      // Whoever did not look has found nothing, which is no pass (T4).
      return unknown(state, `${what} was not given: ${detail}`);
  }
}

function unknown(reason: Exclude<AnswerState, 'ok'>, detail: string): Settled {
  return { state: 'unknown', reason, detail };
}
