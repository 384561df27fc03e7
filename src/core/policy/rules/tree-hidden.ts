/** tree/hidden: text that a reader wants, and that a checkout shows otherwise than the commit (T34, T15). */
import { z } from 'zod';
import type { ProblemCode } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { problemDraft } from './support/problem.ts';

const RULE = 'tree/hidden';

/** What to do, and why it matters. */
const WORDS = {
  'hidden-pointer': ['Commit the text itself, not a pointer', 'a checkout puts a text here that nobody has read'],
  'hidden-encoding': ['Store and check out the text as UTF-8', 'a checkout writes other characters than those that were read'],
  'hidden-filter': ['Take the filter away from text that is read', 'a checkout runs a program over the text that was read'],
  'hidden-link': [
    'Link to a file of this tree, or commit the file itself',
    'what is used under this name is not in the tree and was not read',
  ],
  'hidden-attributes': ['Write fewer and simpler patterns into .gitattributes', 'what a checkout does to the files below is unknown'],
} as const satisfies Partial<Record<ProblemCode, readonly [string, string]>>;

export const treeHidden: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A checkout shows another text than the one that was read',
    motivation:
      'What a checkout gives is what is judged. A pointer, an encoding, a filter or a link out of the tree puts another text in the place of the one that was reviewed: code that loads anything, and that nobody has seen.',
    decides:
      'On paths that some reader takes for text (code, notebooks, Dockerfiles, YAML, manifests, lockfiles): a pointer of Git LFS or git-annex instead of the text; a "working-tree-encoding" other than UTF-8; a "filter" other than Git LFS, also where a macro sets it, and also on systems that do not tell upper from lower case; ' +
      'a link that leaves the tree, leads to nothing, goes in circles or on beyond our limits, and more attributes than our limits. A dangling link whose name no reader wants is harmless. "text", "eol" and "ident" hide no text. ' +
      'The same path stays the same finding; changed bytes behind it are new. A filter is the same finding for all files of one line. It blocks everywhere, and no policy lowers it.',
    remedy:
      'Commit the text as UTF-8 and leave it out of filters:\n*.py -filter -working-tree-encoding\nWhen you have looked at the content yourself, waive this one finding.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'block',
  unlowerable: true,
  everywhere: true,
  perRevision: true,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.problems.flatMap((problem) => {
      if (!isHidden(problem.code)) return [];
      const [title, reason] = WORDS[problem.code];
      // Other bytes in a hidden place are something new that nobody has seen (T5).
      return [problemDraft(RULE, problem, title, reason, problem.code === 'hidden-filter' ? null : problem.blob)];
    }),
};

function isHidden(code: ProblemCode): code is keyof typeof WORDS {
  return Object.hasOwn(WORDS, code);
}
