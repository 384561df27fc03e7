/** action/pin-lost: a workflow ran an action at a commit, and runs it by a tag or branch now. */
import { pinLostRule } from './support/pin-lost.ts';

export const actionPinLost = pinLostRule(
  'action/pin-lost',
  'action',
  {
    title: 'A workflow does not name the commit of an action any more',
    motivation:
      'Whoever pinned an action by its commit decided that nobody changes what the pipeline runs but a change of the workflow. A tag or a branch in its place gives that up, and looks like an update.',
    decides:
      'An action or a reusable workflow of another repository, or an image of docker://, that the base names by a full commit or a digest, and that the same file, or the one that it was moved to, now names by something else. What was never pinned is action/unpinned. It counts in tests and examples too.',
    remedy: 'Name the full commit of the new version, with its tag as a comment:\nuses: actions/checkout@<40 hex> # v4.2.2',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  'it was pinned to a commit, and now whoever can move its tag or branch changes what your pipeline runs',
);
