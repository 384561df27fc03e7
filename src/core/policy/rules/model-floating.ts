/** model/floating: a model is loaded from a name that moves. */
import { floatingRule } from './support/floating.ts';

export const modelFloating = floatingRule(
  'model/floating',
  'model',
  {
    title: 'A model is loaded from a branch or tag, not from a commit',
    motivation:
      'A branch moves, and so does a tag. Whoever can push to the model repository changes what your product does, after your review and without a trace in your history.',
    decides:
      'A place that loads a model and names no revision, or names a branch or tag, floats. A full commit (40 or 64 hex digits) does not. Shortened commits and pull-request refs are model/foreign-commit; a revision that the environment or a caller sets is model/provenance. A lockfile does not pin a load: the code decides what is fetched.',
    remedy:
      'Name the commit where the model is loaded; the report shows the line:\nAutoModel.from_pretrained("acme/support-llama", revision="4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10")',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  'whoever can push to it changes what you ship',
);
