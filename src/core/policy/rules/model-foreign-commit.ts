/** model/foreign-commit: something that looks pinned and is not (T7). */
import { z } from 'zod';
import type { BomComponent, Sighting } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';
import { textKind } from './support/revision.ts';

type Gap = 'foreign-commit' | 'commit-differs' | 'pull-request-ref' | 'short-commit';

const REASONS: Readonly<Record<Gap, string>> = {
  'foreign-commit': 'the commit is on no branch or tag of this repository: anybody could have put it there',
  'commit-differs': 'the hub answers with another commit than the one that is asked for',
  'pull-request-ref': 'a pull request on the hub can be opened and changed by anybody',
  'short-commit': 'a shortened commit is a guess: another commit or a branch can take its place',
};

export const modelForeignCommit: Rule<Record<string, never>> = {
  id: 'model/foreign-commit',
  about: {
    title: 'A revision that looks pinned and is not',
    motivation:
      'Hubs serve commits of pull requests and forks under the name of the repository that they were sent to. A commit id proves what the bytes are, not that the owner ever accepted them.',
    decides:
      'A full commit must be reachable from a branch or tag of the repository, and be the commit that the hub answers with. Refs of pull requests (refs/pr/…) and shortened commits are findings as well. It blocks in tests and examples too. When the hub cannot tell whether the commit is reachable, verification/incomplete says so.',
    remedy: 'Use a full commit from the history of the main branch; the hub lists them under "Files and versions".',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: ['revision', 'reachability'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) =>
      [...Map.groupBy(component.sightings, (sighting) => gapOf(component, sighting))].flatMap(([gap, group]) =>
        gap === null
          ? []
          : byScope(group).map(([scope, sightings]) =>
              draftOf('model/foreign-commit', component, scope, sightings, {
                gap,
                reason: REASONS[gap],
                title: `Use a commit of ${short(component.name)} that its owner published`,
                cause: `commit ${component.identity}`,
                weight: gap === 'short-commit' ? 1 : 2,
              }),
            ),
      ),
    ),
};

function gapOf(component: BomComponent, { requested, detector }: Sighting): Gap | null {
  // What DVC tracks has its MD5 there, which only looks like a commit.
  if (detector === 'dvc') return null;
  // A default is what is loaded unless somebody sets the variable, so it counts here whoever may override it.
  if (requested === null) return null;
  const kind = textKind(component, requested);
  if (kind === 'pull-request') return 'pull-request-ref';
  if (kind === 'short-commit') return 'short-commit';
  const { hub } = component;
  if (kind !== 'commit' || hub === null) return null;
  if (hub.reachable === 'no') return 'foreign-commit';
  return hub.commit !== null && hub.commit.toLowerCase() !== requested.toLowerCase() ? 'commit-differs' : null;
}
