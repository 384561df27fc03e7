/** While the policy in force cannot be used only the change that mends it is judged (T40); every other one is told who can mend it, and how. */
import { InputError } from '../base/errors.ts';
import type { Note, PolicyMistake, Tree } from '../model/index.ts';
import { invalidPolicy } from '../policy/load.ts';
import type { LayerReview, PolicyTrees } from './policy-review.ts';

/** The policy in force has mistakes. */
export function unusablePolicy(
  { label, mistakes }: { readonly label: string; readonly mistakes: readonly PolicyMistake[] },
  trees: Pick<PolicyTrees, 'base'>,
): InputError {
  return trees.base === null ? invalidPolicy(label, mistakes) : invalidPolicy(label, mistakes, HOW);
}

const HOW =
  'Nothing was judged. Somebody who may change that branch has to mend it: a pull request into it that corrects these lines is judged without this file, and can pass; until it is merged, no other is judged. "weighbridge policy validate" shows what is left to correct.';

/** A policy that is named is not there. */
export function missingPolicy({ label }: Tree, path: string): InputError {
  return new InputError(
    'POLICY_MISSING',
    `${label} has no ${path}`,
    `Give a path inside that commit, or disk:${path} for a file of your own.`,
  );
}

/**
 * What the report of a mending change says. Throws `broken` where this change mends nothing: it leaves the policy as it is, or goes into another
 * branch. A change with mistakes of its own is judged too, and they refuse it. `needed`: without the file nothing can be judged either.
 */
export function mendingNote(trees: PolicyTrees, layer: LayerReview | null, broken: InputError, judgedBy: string, needed: boolean): Note {
  if (layer === null || !layer.moved || trees.elsewhere === true || (needed && layer.proposed === null)) throw broken;
  const [first] = broken.mistakes;
  const more = broken.mistakes.length > 1 ? ` and ${broken.mistakes.length - 1} more` : '';
  const where = first === undefined ? '' : ` (${first.where ?? ''}: ${first.message}${more})`;
  const does =
    layer.proposed === null
      ? 'This change removes it'
      : layer.proposed.mistakes.length === 0
        ? 'This change mends it'
        : 'This change does not mend it yet';
  const text = `${broken.message.replace(/\.$/, '')}${where}. ${does}: it was judged by the ${judgedBy}.`;
  return { code: 'policy-broken', text };
}
