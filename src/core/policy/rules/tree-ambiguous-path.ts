/** tree/ambiguous-path: paths that mean different files on different machines (T15). */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { problemDraft } from './support/problem.ts';

export const treeAmbiguousPath: Rule<Record<string, never>> = {
  id: 'tree/ambiguous-path',
  about: {
    title: 'A path that means different files on different machines',
    motivation: 'Two paths that are equal on one file system overwrite each other on another: what was reviewed is then not what is built.',
    decides:
      'Two paths that are equal after Unicode normalization and case folding, parts that look like ".git", backslashes, and links that leave the tree. It blocks everywhere.',
    remedy: 'Rename one of the files.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.problems
      .filter(({ code }) => code === 'ambiguous-path')
      .map((problem) =>
        problemDraft(
          'tree/ambiguous-path',
          problem,
          'Give the file a path that is the same everywhere',
          'on another machine this path is another file, so what was checked may not be what is built',
        ),
      ),
};
