/** action/foreign-commit: an action that looks pinned, at a commit that its owner never took (T7). */
import { z } from 'zod';
import type { BomComponent, Sighting } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';

type Gap = 'foreign-commit' | 'pull-request-ref' | 'renamed';

const SAYS: Readonly<Record<Gap, { readonly reason: string; readonly title: (name: string) => string }>> = {
  'foreign-commit': {
    reason: 'the commit is on no branch or tag of this repository: anybody who forks it could have made it',
    title: (name) => `Use a commit of ${name} that its owner published`,
  },
  'pull-request-ref': {
    reason: 'a pull request can be opened and changed by anybody',
    title: (name) => `Use a commit of ${name} that its owner published`,
  },
  renamed: {
    reason: 'GitHub sends the name to another repository, so nothing says that the commit is of the one that is named',
    title: (name) => `Write the new name of ${name}`,
  },
};

export const actionForeignCommit: Rule<Record<string, never>> = {
  id: 'action/foreign-commit',
  about: {
    title: 'An action at a commit that is not of its repository',
    motivation:
      'GitHub serves the commits of all forks under the name of the repository that they were forked from. A workflow that names such a commit runs the code of a stranger, and looks pinned.',
    decides:
      'Of actions and reusable workflows that a change adds, or pins to another commit: the full commit must be the tip of a tag, or in the history of a branch or tag of that repository, as the API of GitHub tells. A repository that answers under another name is a finding, and so is a ref of a pull request (refs/pull/…). It counts in tests and examples too. GitHub is asked with the token of the operator (GITHUB_TOKEN; the Action and the App have one), else without one, which it answers 60 times an hour. Where it does not answer, and in an offline run, verification/incomplete says so, and the check waits. A repository that the token may not read is not verifiable from here, and does not block.',
    remedy: 'Take the commit from the releases or the main branch of the action:\nuses: actions/checkout@<40 hex> # v4.2.2',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: ['action-commit'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components
      .filter(({ kind, ref }) => kind === 'action' && ref.type === 'gh')
      .flatMap((component) =>
        [...Map.groupBy(component.sightings, (sighting) => gapOf(component, sighting))].flatMap(([gap, group]) =>
          gap === null
            ? []
            : byScope(group).map(([scope, sightings]) =>
                draftOf('action/foreign-commit', component, scope, sightings, {
                  gap,
                  reason: SAYS[gap].reason,
                  title: SAYS[gap].title(short(component.name)),
                  cause: `commit ${component.identity}`,
                  weight: gap === 'renamed' ? 1 : 2,
                }),
              ),
        ),
      ),
};

function gapOf({ verifications }: BomComponent, { requested }: Sighting): Gap | null {
  if (requested?.startsWith('refs/pull/') === true) return 'pull-request-ref';
  const said = (topic: string): boolean => verifications.some((one) => one.topic === topic && one.outcome === 'failed');
  if (said('source')) return 'renamed';
  return said('action-commit') ? 'foreign-commit' : null;
}
