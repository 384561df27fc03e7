/** An organization's policy as a change would leave it: that of the merge result, before it is in force (T40). */
import { InputError } from '../base/errors.ts';
import type { Tree } from '../model/index.ts';
import type { PolicyReach } from '../policy/extended.ts';
import { MAX_POLICY_BYTES } from '../policy/load.ts';
import { entryAt } from './entry-at.ts';
import type { OwnerPolicy } from './owner-policy.ts';
import { besideIn } from './policy-in-tree.ts';

/** Keys come from the same tree (T24). Null: the change leaves no such file. Throws InputError POLICY_INVALID where it cannot be read. */
export async function proposedPolicy(tree: Tree, path: string, reach: PolicyReach | undefined): Promise<OwnerPolicy | null> {
  const entry = await entryAt(tree, path);
  if (entry === undefined) return null;
  const label = `${path} as proposed`;
  const isFile = entry.kind === 'file' || entry.kind === 'executable';
  const content = isFile ? await tree.read(entry, MAX_POLICY_BYTES + 1) : null;
  if (content?.state !== 'ok') throw new InputError('POLICY_INVALID', `${label} cannot be read`, 'A policy is a plain file.');
  return { bytes: content.bytes, path, label, beside: besideIn(tree), ...(reach === undefined ? {} : { reach }) };
}
