/**
 * Which policy judges (T6, T23): a file of the branch that is merged into, never of the change; or, said aloud, a file of the operator's own.
 * And what the change makes of it: a policy is read before it is in force (T40).
 */
import { InputError } from '../base/errors.ts';
import type { Note, PolicyReview, Tree } from '../model/index.ts';
import { baseline } from '../policy/baseline.ts';
import { type PolicyReach, withExtended } from '../policy/extended.ts';
import { membershipIn, type RepositoryTraits, traitsAsked } from '../policy/groups.ts';
import type { Layered } from '../policy/layer-tighten.ts';
import { inGroups, layer, salvagedLayer, type Who } from '../policy/layers.ts';
import { invalidPolicy, type ReadBeside, readKeys, readPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { rules } from '../policy/rules/index.ts';
import type { OwnerPolicy } from './owner-policy.ts';
import { policyBasis } from './policy-host.ts';
import { mendingNote, missingPolicy, unusablePolicy } from './policy-mending.ts';
import { OUT_OF_REACH, POLICY_PATHS, type PolicyInTree, policyIn } from './policy-in-tree.ts';
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
  const beside: ReadBeside = async (key) => new TextEncoder().encode(await readDisk(`${folder}${key}`));
  const chosen = await policyFromDisk(text, path, beside, trees);
  const note = `Judged with the policy file ${path} from the disk, not with one of the base commit.`;
  return { ...chosen, notes: [{ code: 'policy-from-disk', text: note }] };
}

/** The operator's own file decides alone. Throws InputError POLICY_INVALID. */
async function policyFromDisk(text: string, path: string, beside: ReadBeside, trees: PolicyTrees): Promise<ChosenPolicy> {
  const top = await ownerFile({
    bytes: new TextEncoder().encode(text),
    path,
    label: path,
    beside,
    ...(trees.reach === undefined ? {} : { reach: trees.reach }),
  });
  if (top.file === null) throw invalidPolicy(path, top.mistakes);
  const { review } = await reviewLayers(trees, [ownLayer(baseline(rules), 'owner', POLICY_PATHS)]);
  return { policy: layer(baseline(rules), top.file, rules, 'owner').policy, text, review, notes: [] };
}

export interface Under {
  /** The check is of the organization's policy repository itself: its file is the one at this path. */
  readonly home: string | null;
  /** T26: everybody reads the report, and not everybody may read the organization's policy. */
  readonly discreet: boolean;
  /** What groups ask of the repository that is judged; absent: nobody can tell, so what groups of the organization's policy tighten holds (T25). */
  readonly repository?: (asked: ReadonlySet<keyof RepositoryTraits>) => Promise<RepositoryTraits>;
}

export interface LayeredPolicy extends ChosenPolicy {
  /** What the repository's own file asks for and may not have (T24). */
  readonly refused: Layered['refused'];
}

/**
 * The organization's policy (an error: why there is none any more) with its groups, and the repository's file, which may only tighten it. Throws
 * InputError POLICY_INVALID, POLICY_MISSING when either cannot be used and the change does not mend it.
 */
export async function policyUnder(owner: OwnerPolicy | InputError, trees: PolicyTrees, under: Under): Promise<LayeredPolicy> {
  const bare = baseline(rules);
  const { home } = under;
  const top = owner instanceof InputError ? owner : await ownerFile(owner);
  const all = top instanceof InputError ? bare : withLayer(bare, top, 'owner').policy;
  const asked = traitsAsked(all.groups);
  const traits = asked.size === 0 || under.repository === undefined ? UNTOLD : await under.repository(asked);
  const above = inGroups(all, traits, rules).policy;
  const beneath = {
    ...under,
    own: POLICY_PATHS.filter((path) => path !== home),
    ...(owner instanceof InputError || owner.reach === undefined ? {} : { reach: owner.reach }),
  };
  const said = untoldNotes(all, traits);
  if (top instanceof InputError || top.mistakes.length > 0) {
    const broken = top instanceof InputError ? top : unusablePolicy(top, trees);
    const { layers } = await reviewLayers(trees, home === null ? [] : [homeLayer(home, beneath.reach)]);
    said.unshift(mendingNote(trees, layers[0] ?? null, broken, above.label, true));
  }
  const chosen = await ownPolicy(above, 'tenant', trees, null, beneath);
  return { ...chosen, notes: [...said, ...chosen.notes, ...refusedNotes(chosen, under)] };
}

/** T26: what is refused tells what the layer above says. */
function refusedNotes({ refused }: LayeredPolicy, { discreet }: Under): Note[] {
  const [first] = refused;
  if (first === undefined) return [];
  const what = discreet ? '' : ` (${first.where ?? ''}: ${first.message}${refused.length > 1 ? ` and ${refused.length - 1} more` : ''})`;
  const places = refused.length === 1 ? '1 place' : `${refused.length} places`;
  const text = `The repository's own policy asks for less than the organization's in ${places}, which stays in force${what}.`;
  return [{ code: 'policy-refused', text }];
}

const UNTOLD: RepositoryTraits = { id: null, name: null, topics: null, properties: null };

/** T25: what nobody could tell is said, and only what is stricter counts. */
function untoldNotes({ groups }: Policy, traits: RepositoryTraits): Note[] {
  const count = groups.filter((group) => membershipIn(group, traits) === 'unknown').length;
  if (count === 0) return [];
  const text = `Whether this repository belongs to ${count === 1 ? 'a group' : `${count} groups`} of the organization's policy could not be read here: what is stricter there holds.`;
  return [{ code: 'policy-groups', text }];
}

/** Reads all that the policy is computed from, and says by a digest whether it is what it was. Throws where there is no answer. */
export function basisOfPolicy(owner: OwnerPolicy): Promise<string> {
  return policyBasis(owner, ownerFile);
}

type OwnerFile = Pick<PolicyInTree, 'file' | 'sound' | 'mistakes' | 'label'>;

/** One policy judges hundreds of pull requests in a row: it is read for the first of them. */
const filesRead = new WeakMap<OwnerPolicy, Promise<OwnerFile>>();

/** The file with its keys and all that it rests on; null where it has mistakes. */
export function ownerFile(owner: OwnerPolicy): Promise<OwnerFile> {
  const known = filesRead.get(owner);
  if (known !== undefined) return known;
  const started = readOwnerFile(owner);
  filesRead.set(owner, started);
  // Where there was no answer, the next one asks again.
  started.catch(() => filesRead.delete(owner));
  return started;
}

async function readOwnerFile({ bytes, path, label, beside, reach }: OwnerPolicy): Promise<OwnerFile> {
  const own = readPolicy(bytes, path, rules, label);
  const { keys, mistakes: ofKeys } = await readKeys(path, own.named, beside);
  const rests = own.file === null ? null : await withExtended({ ...own.file, layer: 'organization' }, reach ?? OUT_OF_REACH, rules);
  const mistakes = [...own.mistakes, ...ofKeys, ...(rests?.mistakes ?? [])];
  return {
    label,
    file: rests !== null && mistakes.length === 0 ? { ...rests.file, keys } : null,
    sound: own.sound ?? rests?.file ?? null,
    mistakes,
  };
}

interface Beneath extends Under {
  readonly own: readonly string[];
  /** Of the organization's policy. */
  readonly reach?: PolicyReach;
}

/** The repository's own file, over the baseline or below an organization's. `argument`: the one path at which it must be. */
async function ownPolicy(above: Policy, who: Who, trees: PolicyTrees, argument: string | null, beneath?: Beneath): Promise<LayeredPolicy> {
  const paths = argument === null ? (beneath?.own ?? POLICY_PATHS) : [argument];
  const mine = ownLayer(above, who, paths, beneath?.discreet);
  const others = [
    // What is policy for others is shown, too: for the organization, for whoever names no path.
    ...(beneath?.home == null ? [] : [homeLayer(beneath.home, beneath.reach)]),
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
  const found = await policyIn(trees.policyFrom, paths, trees.reach);
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

/** The organization's own file in its own repository. */
function homeLayer(path: string, reach: PolicyReach | undefined): Layer {
  return { ...ownLayer(baseline(rules), 'owner', [path]), ...(reach === undefined ? {} : { reach }) };
}

function ownLayer(above: Policy, who: Who, paths: readonly string[], discreet = false): Layer {
  return { paths, effective: (found) => withLayer(above, found, who), discreet };
}

/** T40: of a file with mistakes only what it validly tightens counts. */
function withLayer(above: Policy, found: Pick<PolicyInTree, 'file' | 'sound'> | null, who: Who): Layered {
  if (found?.file != null) return layer(above, found.file, rules, who);
  return { policy: found?.sound == null ? above : salvagedLayer(above, found.sound, rules, who), refused: [] };
}
