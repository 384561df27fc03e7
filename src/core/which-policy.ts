/** Which policy judges (T6, T23): a file of the base commit, never of the head; or, said aloud, a file of the operator's own. */
import { InputError } from './errors.ts';
import type { Note, Tree } from './model.ts';
import { baseline } from './policy/baseline.ts';
import { effectivePolicy } from './policy/layers.ts';
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
  const { entries } = await tree.list();
  const wanted: readonly string[] = argument === null ? POLICY_PATHS : [argument];
  const entry = wanted.flatMap((path) => entries.find((candidate) => candidate.path === path) ?? [])[0];
  if (entry === undefined) {
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
  const read = await tree.read(entry, MAX_POLICY_BYTES + 1);
  // A policy that is there and cannot be read fails closed (T4): nothing is judged with a laxer one.
  if (read.state !== 'ok')
    throw new InputError('POLICY_INVALID', `${entry.path} in ${tree.label} cannot be read: ${read.detail}`, 'Nothing was judged.');
  const text = new TextDecoder('utf-8', { fatal: false }).decode(read.bytes);
  const file = await withKeys(loadPolicy(read.bytes, entry.path, rules), besideIn(tree));
  return {
    policy: {
      ...effectivePolicy([file], rules),
      label: `${entry.path} at ${tree.label}`,
    },
    text,
    // Who exchanges a key exchanges a signer.
    paths: [...new Set([...POLICY_PATHS, entry.path, ...file.keys.keys()])],
    notes: [],
  };
}

const MAX_KEY_BYTES = 64 * 1024;

/** Files of the very tree that the policy stands in, by path from its top; links are not followed. */
export function besideIn(tree: Tree): ReadBeside {
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
