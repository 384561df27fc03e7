/** action/unpinned: a workflow runs an action by a name that moves. */
import { unpinnedRule } from './support/unpinned.ts';

export const actionUnpinned = unpinnedRule(
  'action/unpinned',
  'action',
  {
    title: 'A workflow runs an action by a tag or branch, not by a commit',
    motivation:
      'An action sees the secrets of the pipeline and writes what you ship. Its tags move: whoever gets hold of its repository runs code of theirs in yours, without a change in your history.',
    decides:
      'An action or a reusable workflow of another repository whose "@" names no full commit (40 or 64 hex digits), and an image of docker://, of a job container or of a service without a digest. Actions of the tree itself are not meant. Images of AI are image/unpinned.',
    remedy: 'Name the full commit, with its tag as a comment, so that bots keep both up to date:\nuses: actions/checkout@<40 hex> # v4.2.2',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  'whoever can move its tag or branch changes what your pipeline runs',
);
