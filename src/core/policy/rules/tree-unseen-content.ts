/** tree/unseen-content: something in the tree that nobody could read (T15, T4). */
import { z } from 'zod';
import type { ProblemCode } from '../../model.ts';
import type { Rule } from '../rule.ts';
import { problemDraft } from './support/problem.ts';

const RULE = 'tree/unseen-content';

type Code = Exclude<ProblemCode, 'ambiguous-path'>;

/** What to do, and what it means that it was not read. */
const WORDS: Readonly<Record<Code, readonly [string, string]>> = {
  submodule: ['Have the content of the submodule checked in its own repository', 'what the submodule brings in was not seen'],
  'annex-key': ['Put the content behind the git-annex key where it can be read', 'the content behind the key was not seen'],
  'pointer-not-lfs': [
    'Let .gitattributes put this path under Git LFS, or commit the content',
    'this looks like a pointer, but git will not replace it by the weights',
  ],
  'too-large': ['Split the file, or keep it out of the repository', 'the file is larger than what is read, so what it names is unknown'],
  unsupported: ['Commit it in a form that can be read', 'what it brings in is unknown'],
  missing: ['Fetch the missing content and run the check again', 'the content is not in this clone'],
  unreadable: ['Make the file readable', 'the file could not be opened'],
  unrecognized: [
    'Commit the file as its tool wrote it, or give it another name',
    'it is named as a model, and no format of models is known that looks like this',
  ],
  syntax: ['Correct the file', 'it cannot be parsed, so what it names is unknown'],
  truncated: ['Make the file complete', 'only its start was read, so what follows is unknown'],
  timeout: ['Simplify the file', 'reading it took too long, so what it names is unknown'],
  'not-utf8': ['Save the file as UTF-8', 'its text cannot be read, so what it names is unknown'],
  budget: [
    'Split the change, or check again once the repository was read as a whole',
    'the check had read as much as it reads for one pull request, so what this names is unknown',
  ],
  limit: ['Split the file', 'it holds more than what is read, so the rest is unknown'],
};
const codes = Object.keys(WORDS) as Code[];

const options = z.object({
  ignore: z
    .array(z.enum(codes))
    .max(codes.length)
    .default([])
    .describe('Kinds of problems that are not reported, for example "syntax" in a repository of deliberately broken files.'),
});

export const treeUnseenContent: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'Content that was not seen',
    motivation:
      'Whoever wants to bring in something unseen puts it where the check cannot look: a submodule, a file that is too large, a lockfile of another kind. What was not read must not count as clean.',
    decides:
      'Every problem of reading the tree: submodules, git-annex keys, files over the limit, known kinds of lockfiles that cannot be read, broken or missing content. Only what the change adds or touches counts as new: a problem is the same as long as path and content are. It blocks everywhere.',
    remedy:
      'Make the content readable, or, when you have looked at it yourself, waive this finding until the content changes again. Kinds that a repository holds on purpose can be left out:\nrules:\n  tree/unseen-content: { level: block, ignore: [syntax] }',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options,
  level: 'block',
  everywhere: true,
  topics: [],
  judge: ({ bom }, { ignore }) =>
    bom.problems.flatMap((problem) => {
      const { code } = problem;
      if (code === 'ambiguous-path' || ignore.includes(code)) return [];
      const [title, reason] = WORDS[code];
      return [problemDraft(RULE, problem, title, reason)];
    }),
  // A layer below may look at more, never at less (T24).
  tighten: (above, below) => ({ ignore: above.ignore.filter((code) => below.ignore.includes(code)) }),
};
