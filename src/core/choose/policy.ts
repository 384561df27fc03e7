/**
 * Which policy judges (T6, T23): a file of the branch that is merged into, never of the change; or, said aloud, a file of the operator's own.
 * And what the change makes of it: a policy is read before it is in force (T40).
 */
import { InputError } from '../base/errors.ts';
import type { Note, PolicyReview, Tree } from '../model/index.ts';
import { baseline } from '../policy/baseline.ts';
import type { Layered } from '../policy/layer-tighten.ts';
import { layer, salvagedLayer, type Who } from '../policy/layers.ts';
import { loadWithKeys, type ReadBeside, readKeys, readPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { rules } from '../policy/rules/index.ts';
import { mendingNote, missingPolicy, unusablePolicy } from './policy-mending.ts';
import { POLICY_PATHS, type PolicyInTree, policyIn } from './policy-in-tree.ts';
import { type Layer, type PolicyTrees, reviewLayers } from './policy-review.ts';

export interface ChosenPolicy {
  readonly policy: Policy;
  /** The file that judges, as read; null: none of the repository does. */
  readonly text: string | null;
  /** What the change makes of the policy files. */
  readonly review: PolicyReview;
  readonly notes: readonly Note[];
}

/** As `policyOn`, for a tree alone: nothing changes. */
export function policyFor(argument: string | null, tree: Tree, readDisk: (path: string) => Promise<string>): Promise<ChosenPolicy> {
  return policyOn(argument, { policyFrom: tree, base: null, head: tree }, readDisk);
}

/**
 * `argument`: null = look in the usual places; "disk:PATH" = the operator's file; else a path that must exist in `policyFrom`.
 * Throws InputError POLICY_INVALID, POLICY_MISSING when that policy cannot be used and the change does not mend it.
 */
export async function policyOn(
  argument: string | null,
  trees: PolicyTrees,
  readDisk: (path: string) => Promise<string>,
): Promise<ChosenPolicy> {
  if (argument?.startsWith('disk:') !== true) return ownPolicy(baseline(rules), 'owner', trees, argument);
  const path = argument.slice('disk:'.length);
  const text = await readDisk(path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const chosen = await policyFromElsewhere(text, path, async (key) => new TextEncoder().encode(await readDisk(`${folder}${key}`)), trees);
  const note = `Judged with the policy file ${path} from the disk, not with one of the base commit.`;
  return { ...chosen, notes: [{ code: 'policy-from-disk', text: note }] };
}

/** A policy file of another repository, or of the operator's disk; `beside` reads the keys that it names from there. Throws InputError POLICY_INVALID. */
export async function policyFromElsewhere(
  source: Uint8Array | string,
  label: string,
  beside: ReadBeside,
  trees: PolicyTrees,
): Promise<ChosenPolicy> {
  const file = await loadWithKeys(source, label, rules, beside);
  const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: false }).decode(source);
  const { review } = await reviewLayers(trees, [ownLayer(baseline(rules), 'owner', POLICY_PATHS)]);
  return { policy: layer(baseline(rules), file, rules, 'owner').policy, text, review, notes: [] };
}

/** The organization's file. `path` is what messages name, `label` what reports print. */
export interface OwnerPolicy {
  readonly bytes: Uint8Array;
  readonly path: string;
  readonly label: string;
  /** Public keys that it names, from its own repository and commit (T24). */
  readonly beside: ReadBeside;
}

export interface Under {
  /** The check is of the organization's policy repository itself: its file is the one at this path. */
  readonly home: string | null;
  /** T26: everybody reads the report, and not everybody may read the organization's policy. */
  readonly discreet: boolean;
}

export interface LayeredPolicy extends ChosenPolicy {
  /** What the repository's own file asks for and may not have (T24). */
  readonly refused: Layered['refused'];
}

/**
 * The organization's policy (an error: why there is none any more), and the repository's file, which may only tighten it. Throws InputError
 * POLICY_INVALID, POLICY_MISSING when either cannot be used and the change does not mend it.
 */
export async function policyUnder(owner: OwnerPolicy | InputError, trees: PolicyTrees, { home, discreet }: Under): Promise<LayeredPolicy> {
  const bare = baseline(rules);
  const own = POLICY_PATHS.filter((path) => path !== home);
  const top = owner instanceof InputError ? owner : await topOf(owner);
  if (!(top instanceof InputError) && top.mistakes.length === 0)
    return ownPolicy(withLayer(bare, top, 'owner').policy, 'tenant', trees, null, { own, home, discreet });
  const broken = top instanceof InputError ? top : unusablePolicy(top, trees);
  const above = top instanceof InputError ? bare : withLayer(bare, top, 'owner').policy;
  const { layers } = await reviewLayers(trees, home === null ? [] : [ownLayer(bare, 'owner', [home])]);
  const note = mendingNote(trees, layers[0] ?? null, broken, above.label, true);
  const chosen = await ownPolicy(above, 'tenant', trees, null, { own, home, discreet });
  return { ...chosen, notes: [note, ...chosen.notes] };
}

async function topOf({ bytes, path, label, beside }: OwnerPolicy): Promise<Pick<PolicyInTree, 'file' | 'sound' | 'mistakes' | 'label'>> {
  const read = readPolicy(bytes, path, rules, label);
  const { keys, mistakes } = await readKeys(path, read.named, beside);
  const usable = read.file !== null && mistakes.length === 0;
  return {
    label,
    file: usable ? { ...read.file, keys } : null,
    sound: read.sound ?? read.file,
    mistakes: [...read.mistakes, ...mistakes],
  };
}

interface Beneath extends Under {
  readonly own: readonly string[];
}

/** The repository's own file, over the baseline or below an organization's. `argument`: the one path at which it must be. */
async function ownPolicy(above: Policy, who: Who, trees: PolicyTrees, argument: string | null, beneath?: Beneath): Promise<LayeredPolicy> {
  const paths = argument === null ? (beneath?.own ?? POLICY_PATHS) : [argument];
  const mine = ownLayer(above, who, paths, beneath?.discreet);
  const others = [
    // What is policy for others is shown, too: for the organization, for whoever names no path.
    ...(beneath?.home == null ? [] : [ownLayer(baseline(rules), 'owner', [beneath.home])]),
    ...(argument === null
      ? []
      : [
          ownLayer(
            baseline(rules),
            'owner',
            POLICY_PATHS.filter((path) => path !== argument),
          ),
        ]),
  ];
  const found = await policyIn(trees.policyFrom, paths);
  const { review, layers } = await reviewLayers(trees, [mine, ...others]);
  const state = { ...mine.effective(found), text: found?.text ?? null, review };
  if (found === null && argument === null) return { ...state, notes: who === 'owner' ? [BUILT_IN] : [] };
  if (found !== null && found.mistakes.length === 0) return { ...state, notes: [] };
  const broken = found === null ? missingPolicy(trees.policyFrom, argument ?? '') : unusablePolicy(found, trees);
  return { ...state, notes: [mendingNote(trees, layers[0] ?? null, broken, state.policy.label, argument !== null)] };
}

const BUILT_IN = {
  code: 'policy-built-in',
  text: 'No policy file: judged with the built-in baseline. "weighbridge init" writes one.',
} as const satisfies Note;

function ownLayer(above: Policy, who: Who, paths: readonly string[], discreet = false): Layer {
  return { paths, effective: (found) => withLayer(above, found, who), discreet };
}

/** T40: of a file with mistakes only what it validly tightens counts. */
function withLayer(above: Policy, found: Pick<PolicyInTree, 'file' | 'sound'> | null, who: Who): Layered {
  if (found?.file != null) return layer(above, found.file, rules, who);
  return { policy: found?.sound == null ? above : salvagedLayer(above, found.sound, rules, who), refused: [] };
}
