/** Which policy judges (T6, T23): a file of the base commit, never of the head; or, said aloud, a file of the operator's own. */
import { InputError, type Mistake } from './errors.ts';
import type { Note, Tree } from './model.ts';
import { baseline } from './policy/baseline.ts';
import { effectivePolicy, layered } from './policy/layers.ts';
import { loadPolicy, MAX_POLICY_BYTES, type ReadBeside, withKeys } from './policy/load.ts';
import type { Policy } from './policy/policy.ts';
import { rules } from './policy/rules/index.ts';

/** Where a policy file is looked for, in this order. */
export const POLICY_PATHS = ['.github/weighbridge.yml', '.github/weighbridge.yaml', 'weighbridge.yml'] as const;

export interface ChosenPolicy {
  readonly policy: Policy;
  /** The file as read; null for the built-in baseline. */
  readonly text: string | null;
  /** Paths whose change is a change of policy. */
  readonly paths: readonly string[];
  readonly notes: readonly Note[];
}

/** `argument`: null = look in the usual places; "disk:PATH" = the operator's file; else a path that must exist in `tree`. */
export async function policyFor(argument: string | null, tree: Tree, readDisk: (path: string) => Promise<string>): Promise<ChosenPolicy> {
  if (argument?.startsWith('disk:') === true) {
    const path = argument.slice('disk:'.length);
    const text = await readDisk(path);
    const note: Note = {
      code: 'policy-from-disk',
      text: `Judged with the policy file ${path} from the disk, not with one of the base commit.`,
    };
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const file = await withKeys(loadPolicy(text, path, rules), async (key) => new TextEncoder().encode(await readDisk(`${folder}${key}`)));
    return { policy: effectivePolicy([file], rules), text, paths: [...POLICY_PATHS], notes: [note] };
  }
  const file = await policyFile(tree, argument === null ? POLICY_PATHS : [argument]);
  if (file === null) {
    if (argument !== null) {
      throw new InputError(
        'POLICY_MISSING',
        `${tree.label} has no ${argument}`,
        `Give a path inside that commit, or disk:${argument} for a file of your own.`,
      );
    }
    return {
      policy: baseline(rules),
      text: null,
      paths: [...POLICY_PATHS],
      notes: [{ code: 'policy-built-in', text: 'No policy file: judged with the built-in baseline. "weighbridge init" writes one.' }],
    };
  }
  const loaded = await withKeys(loadPolicy(file.bytes, file.path, rules), besideIn(tree));
  return {
    policy: { ...effectivePolicy([loaded], rules), label: file.label },
    text: file.text,
    // Who exchanges a key exchanges a signer.
    paths: [...new Set([...POLICY_PATHS, file.path, ...loaded.keys.keys()])],
    notes: [],
  };
}

interface PolicyText {
  readonly path: string;
  /** "<path> at <tree>". */
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

async function policyFile(tree: Tree, paths: readonly string[]): Promise<PolicyText | null> {
  const { entries } = await tree.list();
  const entry = paths.flatMap((path) => entries.find((candidate) => candidate.path === path) ?? [])[0];
  if (entry === undefined) return null;
  const read = await tree.read(entry, MAX_POLICY_BYTES + 1);
  // A policy that is there and cannot be read fails closed (T4): nothing is judged with a laxer one.
  if (read.state !== 'ok')
    throw new InputError('POLICY_INVALID', `${entry.path} in ${tree.label} cannot be read: ${read.detail}`, 'Nothing was judged.');
  const text = new TextDecoder('utf-8', { fatal: false }).decode(read.bytes);
  return { path: entry.path, label: `${entry.path} at ${tree.label}`, bytes: read.bytes, text };
}

/** The organization's file. `path` is what messages name, `label` what reports print. */
export interface OwnerPolicy {
  readonly bytes: Uint8Array;
  readonly path: string;
  readonly label: string;
  /** Public keys that it names, from its own repository and commit (T24). */
  readonly beside: ReadBeside;
}

export interface LayeredPolicy extends ChosenPolicy {
  /** What the repository's own file asks for and may not have (T24). */
  readonly refused: readonly Mistake[];
}

/** The organization's policy, and the file of `tree` (the repository's default branch), which may only tighten it. Throws InputError POLICY_INVALID. */
export async function policyUnder(owner: OwnerPolicy, tree: Tree): Promise<LayeredPolicy> {
  const top = await withKeys(loadPolicy(owner.bytes, owner.path, rules, owner.label), owner.beside);
  const own = await policyFile(tree, POLICY_PATHS);
  const below = own === null ? null : await withKeys(loadPolicy(own.bytes, own.path, rules, own.label), besideIn(tree));
  const { policy, refused } = layered(below === null ? [top] : [top, below], rules);
  const paths = [...new Set([...POLICY_PATHS, ...(below?.keys.keys() ?? [])])];
  return { policy, text: own?.text ?? null, paths, notes: [], refused };
}

export const MAX_KEY_BYTES = 64 * 1024;

/** Files of the very tree that the policy stands in, by path from its top; links are not followed. */
function besideIn(tree: Tree): ReadBeside {
  return async (path) => {
    const entry = (await tree.list()).entries.find((one) => one.path === path);
    if (entry === undefined || entry.kind === 'submodule' || entry.kind === 'symlink') return { problem: `${tree.label} has no such file` };
    const read = await tree.read(entry, MAX_KEY_BYTES);
    if (read.state !== 'ok') return { problem: read.detail };
    return read.truncated ? { problem: `it is larger than ${MAX_KEY_BYTES} bytes` } : read.bytes;
  };
}

/** A policy file of another repository, named by commit; `beside` reads the keys that it names from there. Throws InputError POLICY_INVALID. */
export async function policyFromElsewhere(bytes: Uint8Array, label: string, beside: ReadBeside): Promise<ChosenPolicy> {
  return {
    policy: { ...effectivePolicy([await withKeys(loadPolicy(bytes, label, rules), beside)], rules), label },
    text: new TextDecoder('utf-8', { fatal: false }).decode(bytes),
    paths: [...POLICY_PATHS],
    notes: [],
  };
}
