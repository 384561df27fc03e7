/** tree/unread: something in the tree that nobody could read (T15, T4, T33). */
import { z } from 'zod';
import type { Bom, Problem, ProblemCode } from '../../model/index.ts';
import { isLockPath, isNeverRead } from '../../ecosystems/locks.ts';
import { LOCK_FILE } from '../../lock/lock.ts';
import type { Policy } from '../policy.ts';
import type { Rule } from '../rule.ts';
import { demandsMore } from './support/demands.ts';
import { packageLocks } from './support/package-locks.ts';
import { problemDraft } from './support/problem.ts';
import { replacesImage } from './support/replaced-image.ts';

const RULE = 'tree/unread';

type Code = Exclude<ProblemCode, 'ambiguous-path' | `hidden-${string}`>;

/** What to do, and what it means that it was not read. */
const WORDS: Readonly<Record<Code, readonly [string, string]>> = {
  submodule: ['Have the content of the submodule checked in its own repository', 'what the submodule brings in was not seen'],
  'annex-key': ['Put the content behind the git-annex key where it can be read', 'the content behind the key was not seen'],
  'pointer-not-lfs': [
    'Let .gitattributes put this path under Git LFS, or commit the content',
    'this looks like a pointer, but git will not replace it by the weights',
  ],
  'too-large': ['Split the file, or keep it out of the repository', 'the file is larger than what is read, so what it names is unknown'],
  unsupported: ['Commit it in a form that is read, too (for example requirements.txt)', 'what it brings in is unknown'],
  missing: ['Fetch the missing content and run the check again', 'the content is not in this clone'],
  unreadable: ['Make the file readable', 'the file could not be opened'],
  unrecognized: [
    'Commit the file as its tool wrote it, or give it another name',
    'it is named as a model, and no format of models is known that looks like this',
  ],
  misnamed: ['Give the file a name that ends in .py', 'it is run as Python, and what is called otherwise is not read as Python'],
  syntax: ['Correct the file', 'it cannot be parsed, so what it names is unknown'],
  truncated: ['Make the file complete', 'only its start was read, so what follows is unknown'],
  timeout: ['Simplify the file', 'reading it took too long, so what it names is unknown'],
  'not-utf8': ['Save the file as UTF-8', 'its text cannot be read, so what it names is unknown'],
  telling: [
    'Name it in a kind of file that is read, or waive this finding',
    'files of this kind are not read yet, so which version of it is used, and where it comes from, is unknown',
  ],
  installed: [
    'Take the folder of installed packages out of the repository',
    'a program loads what lies there in place of what a lock holds, and nobody held it against a lock or a registry',
  ],
  budget: [
    'Split the change, or check again once the repository was read as a whole',
    'the check had read as much as it reads for one pull request, so what this names is unknown',
  ],
  limit: ['Split the file', 'it holds more than what is read, so the rest is unknown'],
};
const codes = Object.keys(WORDS) as Code[];

/** Nobody could look, whatever the file is: that is never green (T4). */
const NOT_LOOKED: ReadonlySet<ProblemCode> = new Set(['missing', 'unreadable', 'timeout', 'budget']);
/**
 * Of a lock: it was not read whole, or can be read in two ways. Whoever writes it chooses a form that is refused here and that an installer takes,
 * so what is installed was not seen (T4, T33).
 */
const NOT_WHOLE: ReadonlySet<ProblemCode> = new Set([
  'too-large',
  'limit',
  'truncated',
  'syntax',
  'not-utf8',
  'unsupported',
  'pointer-not-lfs',
]);
/** What to do about a lock; of limits and pointers the general words say it. */
const LOCK_WORDS: Readonly<Partial<Record<ProblemCode, readonly [string, string]>>> = {
  syntax: ['Let the package manager write the lockfile anew', 'it cannot be read whole, and an installer may read it in another way'],
  'not-utf8': ['Let the package manager write the lockfile anew', 'its text cannot be read, and an installer may read it in another way'],
  unsupported: ['Let the package manager write the lockfile in a form that is read', 'what an installer takes from it is unknown'],
};
const NEVER_READ_WORDS = ['Commit bun.lock, its form as text, in its place', 'what it brings in is unknown'] as const;
const IMAGE_WORDS = [
  'Give the image behind FROM a default in the Dockerfile',
  'which image it is built on nobody can tell from here, so what that brings in is unknown',
] as const;
/** What the id says is another repository, or content that is elsewhere: a changed one is new (T15). */
const ELSEWHERE: ReadonlySet<ProblemCode> = new Set(['submodule', 'annex-key']);

const options = z.object({
  ignore: z
    .array(z.enum(codes))
    .max(codes.length)
    .default([])
    .describe('Kinds of problems that are not reported, for example "syntax" in a repository of deliberately broken files.'),
});

export const treeUnread: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'Content that was not read',
    motivation:
      'Something that is meant to go unseen is put where the check cannot look: a submodule, a file that is too large, a lockfile of another kind. What was not read must not count as clean.',
    decides:
      'Every problem of reading the tree. What it does about it:\n' +
      '- a lockfile of a kind that is never read (bun.lockb), a manifest of a kind, form or size that is not read, a submodule, content kept by git-annex: warns\n' +
      '- code, notebooks, Dockerfiles, YAML, DVC files and weights that were not read whole (too large, not UTF-8, broken syntax, a limit, a file that Python runs under a name of something else): warns; blocks where model/provenance demands a rung above "named", as a load may stand there\n' +
      '- in a changed file of any other kind that is not read yet: a literal that looks like a model of a hub, a hosted model or weights, beside a word that tells (a library, a provider, "model"): warns. An id of a hosted model that such code only compares, prices or lists, and one in a test, is one line of the report. A name that another changed file of the base has is no new one, so a move is none. Such a file with nothing that tells was read, and names nothing; one that tells stays unread, which alone is one line of the report\n' +
      '- an image behind FROM that has no value in its Dockerfile: warns where what is written speaks of AI, or where a change puts it in the place of an image of AI; any other is one line of the report\n' +
      '- files of installed packages that the tree itself has (node_modules, site-packages, __pypackages__; not in tests, docs and examples), where a change brings them: warns, once for each folder\n' +
      '- a lockfile of a kind that is read, or a list that holds packages by hashes (requirements of pip), in base or in head, and that was not read whole (broken, cut or unmerged text, other text than UTF-8, too deep, a key or an entry that stands twice, an entry or a form that is not known, more than is read): blocks\n' +
      '- weighbridge.lock that cannot be used, and content that could not be looked at (missing in this clone, not readable, parsing that did not end, the limit of one run): blocks\n' +
      'A problem that stands in base and head is an older one, whatever the file holds now; but a changed submodule, and changed bytes where it blocks, are new. One entry of a lockfile or list of a form that is not known, and that the base has as well, is an older one.',
    remedy:
      'Make the content readable, or, when you have looked at it yourself, waive this finding. Kinds that a repository holds on purpose can be left out, where they do not block:\nrules:\n  tree/unread: { level: warn, ignore: [syntax] }',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  perRevision: true,
  moves: true,
  raises: true,
  topics: [],
  judge: ({ bom, before, policy }, { ignore }) => {
    const isHeld = (path: string): boolean => [bom, before ?? null].some((one) => holdsByHash(one, path));
    return bom.problems.flatMap((problem) => {
      const { code, blob } = problem;
      if (!isUnread(code) || (problem.quiet === true && !replacesImage(problem, before ?? null, bom))) return [];
      const raised = blocksAnyway(problem, policy, isHeld);
      if (ignore.includes(code) && !raised) return [];
      const [title, reason] = problem.mayBe === 'image' ? IMAGE_WORDS : wordsOf(code, problem.path, isHeld);
      // One entry that a repository's own tool writes, and that nobody here knows, is refused once: every later change would be, too.
      const isBound = (raised && problem.ofEntry !== true) || ELSEWHERE.has(code);
      return [{ ...problemDraft(RULE, problem, title, reason, isBound ? blob : null), raised }];
    });
  },
  // A layer below may look at more, never at less (T24).
  tighten: (above, below) => ({ ignore: above.ignore.filter((code) => below.ignore.includes(code)) }),
};

function isUnread(code: ProblemCode): code is Code {
  return Object.hasOwn(WORDS, code);
}

function wordsOf(code: Code, path: string, isHeld: (path: string) => boolean): readonly [string, string] {
  if (!isLockPath(path) && !isHeld(path)) return WORDS[code];
  return code === 'unsupported' && isNeverRead(path) ? NEVER_READ_WORDS : (LOCK_WORDS[code] ?? WORDS[code]);
}

/** A kind that nobody reads is told, not red (T15); whoever exchanges a lock for one removes what was read. */
function isLockNotWhole(code: ProblemCode, path: string, isHeld: (path: string) => boolean): boolean {
  return NOT_WHOLE.has(code) && (isLockPath(path) ? !(code === 'unsupported' && isNeverRead(path)) : isHeld(path));
}

/** A list under any name that holds packages by their hashes is a lock, as pip's requirements with hashes are; also where head has none left to read. */
function holdsByHash(bom: Bom | null, path: string): boolean {
  const lock = bom === null ? undefined : packageLocks(bom).get(path);
  return lock !== undefined && [...lock.entries.values()].some((entries) => entries.some(({ integrity }) => integrity.length > 0));
}

function blocksAnyway({ code, path, takenBy = path, mayNameModel }: Problem, policy: Policy, isHeld: (path: string) => boolean): boolean {
  return (
    path === LOCK_FILE ||
    NOT_LOOKED.has(code) ||
    isLockNotWhole(code, path, (one) => isHeld(one) || isHeld(takenBy)) ||
    (mayNameModel === true && demandsMore(policy, 'model'))
  );
}
