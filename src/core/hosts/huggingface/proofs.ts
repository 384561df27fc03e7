/** What the hub's answers prove about a model or dataset. */
import type { AnswerState, Component, Evidence, From, HubFacts, Verification, VerificationTopic } from '../../model/index.ts';
import { isFullCommit } from '../../ref/parse.ts';
import { hostSubject } from '../subject.ts';
import { revisionQuestion, subjectOf } from './questions.ts';
import { reachabilityOf } from './reachability.ts';

/** Who says it, and when. */
interface Witness {
  readonly by: From | 'tree';
  readonly asOf: string | null;
}

type Reason = NonNullable<Verification['reason']>;

const TREE: Witness = { by: 'tree', asOf: null };

export function onHub(component: Component, asOf: string, evidence: Evidence): readonly Verification[] {
  const hub = witness(component, asOf, evidence);
  const { resolution, hub: facts } = component;
  if (resolution.state === 'unresolved') return unresolved(component, resolution.reason as Reason, resolution.detail, hub);
  if (facts === null) return [];
  const source =
    facts.redirectedTo === null
      ? said('source', 'passed', 'the hub has this repository', hub)
      : said('source', 'failed', `the hub answers for ${facts.redirectedTo} instead`, hub);
  return [
    source,
    revision(component, facts, hub),
    reachability(component, facts, hub, evidence),
    digests(facts, hub),
    ...unread(component, facts, hub),
    ...inLock(component, hub),
    ...unreadLicense(component, hub),
  ];
}

function unresolved(component: Component, reason: Reason, detail: string, hub: Witness): Verification[] {
  if (reason === 'redirect') return [said('source', 'failed', `the hub sends to ${detail} instead`, hub)];
  if (reason === 'not-found') return [said('source', 'failed', detail, hub)];
  if (reason === 'no-revision')
    return [said('source', 'passed', 'the hub has this repository', hub), said('revision', 'failed', detail, hub)];
  const topics: readonly VerificationTopic[] = asksForCommit(component)
    ? ['source', 'revision', 'reachability', 'digests']
    : ['source', 'digests'];
  return topics.map((topic) => unavailable(topic, reason, detail, hub));
}

function revision({ requested }: Component, { commit }: HubFacts, hub: Witness): Verification {
  if (requested === null) return said('revision', 'not-applicable', 'no revision is asked for: it floats', TREE);
  if (!isFullCommit(requested)) return said('revision', 'not-applicable', `"${requested}" can move`, TREE);
  // T7: immutable is only the commit that the source itself confirms.
  if (commit?.toLowerCase() === requested.toLowerCase()) return said('revision', 'passed', 'the hub has this commit', hub);
  return said('revision', 'failed', `the hub answers with the commit ${commit ?? 'of nothing'}`, hub);
}

function reachability(component: Component, facts: HubFacts, hub: Witness, evidence: Evidence): Verification {
  const { reachable, reachableDetail: detail } = facts;
  switch (reachable) {
    case 'yes':
      return said('reachability', 'passed', detail, hub);
    case 'no':
      return said('reachability', 'failed', detail, hub);
    case 'not-asked':
      return said('reachability', 'not-applicable', 'no commit is asked for', TREE);
    case 'unknown':
      return unavailable('reachability', reasonOf(component, facts, evidence), detail, hub);
  }
}

function reasonOf(component: Component, { commit }: HubFacts, evidence: Evidence): AnswerState {
  const subject = subjectOf(component);
  if (subject === null || commit === null) return 'invalid';
  const reach = reachabilityOf(subject, commit, evidence);
  return reach.state === 'unknown' ? reach.reason : 'budget';
}

function digests({ digestsConsistent: consistent }: HubFacts, hub: Witness): Verification {
  if (consistent === null) return unavailable('digests', 'invalid', 'the hub gave no digests that can be compared', hub);
  if (consistent)
    return said(
      'digests',
      'passed',
      'every weights digest that the hub reports belongs to this commit; no weight byte was hashed here',
      hub,
    );
  return said('digests', 'failed', 'a digest that the hub reports does not belong to the commit that it reports', hub);
}

/** What else the load pulls is not known in full (T36): that is not "nothing else". */
function unread(component: Component, facts: HubFacts, hub: Witness): Verification[] {
  const { runsCode } = hostSubject(component);
  const [first] = (facts.unread ?? []).filter(({ what }) => what === 'base' || runsCode);
  return first === undefined ? [] : [unavailable('revision', first.reason, `what else it loads is not known: ${first.detail}`, hub)];
}

/** T8: what a change writes into the lock counts from then on, so the hub must have said it. */
function inLock({ locked }: Component, hub: Witness): Verification[] {
  const open = locked?.unconfirmed;
  if (open === undefined) return [];
  return [unavailable('digests', open.reason, `the hub did not confirm what the lock says of ${open.path}: ${open.detail}`, hub)];
}

/** A license text that is there and could not be had: what it says may be anything (T4, T11). */
function unreadLicense({ claims }: Component, hub: Witness): Verification[] {
  const file = claims.map((claim) => claim.file).find((one) => one?.unread !== undefined && one.unread !== 'too-large');
  return file?.unread === undefined ? [] : [unavailable('license', file.unread, `${file.path} was not read: ${file.why}`, hub)];
}

function asksForCommit({ requested }: Component): boolean {
  return requested !== null && isFullCommit(requested);
}

function witness(component: Component, asOf: string, evidence: Evidence): Witness {
  const subject = subjectOf(component);
  const answer = subject === null ? undefined : evidence.answer(revisionQuestion(subject).key);
  return answer === undefined ? { by: 'hub', asOf } : { by: answer.from, asOf: answer.asOf };
}

function said(
  topic: VerificationTopic,
  outcome: 'passed' | 'failed' | 'not-applicable',
  detail: string,
  { by, asOf }: Witness,
): Verification {
  return { topic, outcome, reason: null, detail, by, asOf };
}

function unavailable(topic: VerificationTopic, reason: Reason, detail: string, { by, asOf }: Witness): Verification {
  return { topic, outcome: 'unavailable', reason, detail, by, asOf };
}
