/** Policy files of one tree: which one counts there, what it says, and what keeps it from being used (T23, T40). */
import { InputError } from '../base/errors.ts';
import type { PolicyMistake, Tree, TreeEntry } from '../model/index.ts';
import { type PolicyReach, withExtended } from '../policy/extended.ts';
import { extendedWords } from '../policy/extends-schema.ts';
import { inOrder, MAX_POLICY_BYTES, type PolicyFile, type ReadBeside, readKeys, readPolicy } from '../policy/load.ts';
import { rules } from '../policy/rules/index.ts';
import { entryAt } from './entry-at.ts';

/** Where a policy file is looked for, in this order. */
export const POLICY_PATHS = ['.github/weighbridge.yml', '.github/weighbridge.yaml', 'weighbridge.yml'] as const;

export const MAX_KEY_BYTES = 64 * 1024;

export interface PolicyInTree {
  readonly path: string;
  /** "<path> at <tree>". */
  readonly label: string;
  readonly text: string;
  /** With its keys; null: it has mistakes. */
  readonly file: PolicyFile | null;
  readonly mistakes: readonly PolicyMistake[];
  /** What of a file with mistakes holds by itself. */
  readonly sound: PolicyFile | null;
  /** Paths of the files that it is computed from, itself included. */
  readonly paths: readonly string[];
}

/** The first of `paths` that is there, read. Null: none. Throws InputError POLICY_INVALID when it cannot be read at all. */
export async function policyIn(tree: Tree, paths: readonly string[], reach: PolicyReach = OUT_OF_REACH): Promise<PolicyInTree | null> {
  for (const path of paths) {
    const entry = await entryAt(tree, path);
    if (entry !== undefined) return readEntry(tree, entry, reach);
  }
  return null;
}

async function readEntry(tree: Tree, entry: TreeEntry, reach: PolicyReach): Promise<PolicyInTree> {
  const { path, kind } = entry;
  const label = `${path} at ${tree.label}`;
  if (kind !== 'file' && kind !== 'executable') {
    const message = `This is a ${kind === 'symlink' ? 'link' : 'submodule'}: a policy is a plain file.`;
    return { path, label, text: '', file: null, mistakes: [{ path, line: 1, column: 1, message }], sound: null, paths: [path] };
  }
  const read = await tree.read(entry, MAX_POLICY_BYTES + 1);
  // A policy that is there and cannot be read fails closed (T4): nothing is judged with a laxer one.
  if (read.state !== 'ok')
    throw new InputError('POLICY_INVALID', `${path} in ${tree.label} cannot be read: ${read.detail}`, 'Nothing was judged.');
  const policy = readPolicy(read.bytes, path, rules, label);
  const { keys, mistakes: ofKeys } = await readKeys(path, policy.named, besideIn(tree));
  const rests = policy.file === null ? null : await withExtended(policy.file, reach, rules);
  const mistakes = [...policy.mistakes, ...ofKeys, ...(rests?.mistakes ?? [])];
  return {
    path,
    label,
    text: new TextDecoder('utf-8', { fatal: false }).decode(read.bytes),
    file: rests === null || mistakes.length > 0 ? null : { ...rests.file, keys },
    mistakes: inOrder(mistakes),
    // Without the keys that are wrong its signers mean something else; salvage leaves all of them out.
    sound: policy.sound ?? rests?.file ?? null,
    paths: [path, ...policy.named.map((one) => one.path)],
  };
}

/** Where nobody reads other repositories a policy that rests on one judges nothing (T4). */
export const OUT_OF_REACH: PolicyReach = {
  owner: null,
  read(from) {
    const hint = 'Name the repository with "--repo OWNER/NAME", and set GITHUB_TOKEN where it is not public. Nothing was judged.';
    throw new InputError('POLICY_INVALID', `The policy extends ${extendedWords(from)}, which is not read here`, hint);
  },
};

/** Files of the very tree that the policy stands in, by path from its top; links are not followed. */
export function besideIn(tree: Tree): ReadBeside {
  return async (path) => {
    const entry = await entryAt(tree, path);
    if (entry === undefined) return { problem: 'there is no such file' };
    if (entry.kind === 'submodule' || entry.kind === 'symlink') return { problem: 'it is a link, not a file' };
    const read = await tree.read(entry, MAX_KEY_BYTES);
    // That it could not be read now is no mistake of the policy (T40): nothing is judged.
    if (read.state !== 'ok')
      throw new InputError('POLICY_INVALID', `${path} in ${tree.label} cannot be read: ${read.detail}`, 'Nothing was judged.');
    return read.truncated ? { problem: `it is larger than ${MAX_KEY_BYTES} bytes` } : read.bytes;
  };
}
