/** GitHub: whose commit an action is. Models on it are named, and nobody is asked about them. */
import type { Component, Evidence, Question, Topic, Verification } from '../../model/index.ts';
import { type Host, type HostResult, type HostSubject, NO_RELATIONS } from '../host.ts';
import { hostSubject } from '../subject.ts';
import { ownedBy } from './owned.ts';
import { commitAsked, listQuestion } from './questions.ts';
import { gitHubService } from './service.ts';

const NAMED: HostResult = { state: 'unresolved', reason: 'unsupported-source', detail: 'this source is not looked up yet', facts: null };

export const gitHub: Host = {
  id: 'github',
  about: {
    title: 'Actions, releases and models of GitHub repositories',
    motivation:
      'GitHub serves the commits of every fork under the name of the repository that was forked. A workflow that is pinned to such a commit runs the code of a stranger.',
    decides:
      'Actions and reusable workflows that a change adds, or pins to another full commit, where a rule wants it (action/foreign-commit). The commit must be the tip of a tag, in the history of the default branch, or the tip or in the history of another branch or tag. A repository that was renamed is told, and not followed. What the token of the operator may not read is not verifiable from here; without one GitHub answers about public repositories, 60 times an hour. By hand (weighbridge verify package) a release is asked about too: which digests its files have, what GitHub sealed, and which workflow built them; bundles that GitHub keeps elsewhere are fetched without the token, from places that are known (WEIGHBRIDGE_GITHUB_STORAGE names another one). Models that lie in a repository or its releases are named; nothing is asked about them.',
    remedy: 'Name the full commit of a release of the action:\nuses: actions/checkout@<40 hex> # v4.2.2',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['gh'],
  service: gitHubService,
  vouches: { existence: false, revision: true, bytes: false },
  needs,
  facts: () => NAMED,
  files: () => null,
  relations: () => NO_RELATIONS,
  proofs: (component, { evidence, now }) => ({ verifications: verified(component, evidence, now.toISOString()), signatures: [] }),
};

function needs(subjects: readonly HostSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  if (!wanted.has('action-commit')) return [];
  const all = subjects.flatMap((subject) => {
    const asked = commitAsked(subject);
    const owned = asked === null ? null : ownedBy(asked, evidence);
    return owned?.state === 'ask' ? owned.questions : [];
  });
  return [...new Map(all.map((question) => [question.key, question])).values()];
}

function verified(component: Component, evidence: Evidence, now: string): Verification[] {
  const asked = component.kind === 'action' ? commitAsked(hostSubject(component)) : null;
  if (asked === null) return [];
  const first = evidence.answer(listQuestion(asked, 'tags', 1).key);
  // No active rule wanted it.
  if (first === undefined) return [];
  const said = { topic: 'action-commit', reason: null, by: first.from, asOf: first.asOf } as const;
  const owned = ownedBy(asked, evidence);
  switch (owned.state) {
    case 'yes':
      return [{ ...said, outcome: 'passed', detail: owned.detail }];
    case 'no':
      return [{ ...said, outcome: 'failed', detail: owned.detail }];
    case 'renamed':
      return [{ ...said, topic: 'source', outcome: 'failed', detail: owned.detail }];
    case 'unverifiable':
      return [{ ...said, outcome: 'not-applicable', detail: owned.detail }];
    case 'unknown':
      return [{ ...said, outcome: 'unavailable', reason: owned.reason, detail: owned.detail, asOf: first.asOf }];
    case 'ask':
      return [{ ...said, outcome: 'unavailable', reason: 'budget', detail: 'not everything was asked', asOf: now }];
  }
}
