/** What a change makes of the policy files: which differ, what is wrong with them, and what they allow that was not allowed (T23, T40). */
import { addedEntries, entryAt } from './entry-at.ts';
import type { Mistake } from '../base/errors.ts';
import type { PolicyChange, PolicyMistake, PolicyReview, Tree, TreeEntry } from '../model/index.ts';
import type { Layered } from '../policy/layer-tighten.ts';
import type { PolicyReach } from '../policy/extended.ts';
import { looserThan } from '../policy/looser.ts';
import { rules } from '../policy/rules/index.ts';
import { POLICY_PATHS, type PolicyInTree, policyIn } from './policy-in-tree.ts';

/** The trees of one check; `policyFrom` holds the policy in force. */
export interface PolicyTrees {
  readonly policyFrom: Tree;
  readonly base: Tree | null;
  readonly head: Tree;
  /** True: the change goes into another branch than the policy's, so that it cannot mend that policy. */
  readonly elsewhere?: boolean;
  /** Reads what policy files of these trees rest on, with the credentials of their repository. */
  readonly reach?: PolicyReach;
}

/** One layer that a file of the tree may be. */
export interface Layer {
  /** Where its file is looked for: the first that is there counts. */
  readonly paths: readonly string[];
  /** The effective policy with this file in that place, or with none. */
  readonly effective: (found: PolicyInTree | null) => Layered;
  /** T26: everybody reads it, and not everybody may read the layer above. */
  readonly discreet?: boolean;
  /** Reads what its file rests on; absent: as the trees. */
  readonly reach?: PolicyReach;
}

export interface LayerReview {
  readonly review: PolicyReview;
  /** What counts in the head. */
  readonly proposed: PolicyInTree | null;
  /** Which file counts, its bytes, or a key that it names differs. */
  readonly moved: boolean;
}

/** All layers, and what no layer reads. Throws InputError POLICY_INVALID when a policy file of either side cannot be read at all. */
export async function reviewLayers(
  { base, head, reach }: Pick<PolicyTrees, 'base' | 'head' | 'reach'>,
  layers: readonly Layer[],
): Promise<{ readonly review: PolicyReview; readonly layers: readonly LayerReview[] }> {
  if (base === null) return { review: { changes: [], mistakes: [] }, layers: [] };
  const each: LayerReview[] = [];
  for (const one of layers) each.push(await reviewLayer(base, head, one, one.reach ?? reach));
  const changes = new Map(each.flatMap(({ review }) => review.changes).map((one) => [one.path, one]));
  const mistakes = [...each.flatMap(({ review }) => review.mistakes), ...(await misnamed(base, head, layers))];
  const unique = new Map(mistakes.map((one) => [JSON.stringify([one.path, one.line, one.column, one.message]), one]));
  return { review: { changes: [...changes.values()], mistakes: [...unique.values()] }, layers: each };
}

async function reviewLayer(base: Tree, head: Tree, layer: Layer, reach: PolicyReach | undefined): Promise<LayerReview> {
  const [now, proposed] = [await policyIn(base, layer.paths, reach), await policyIn(head, layer.paths, reach)];
  const paths = new Set([...layer.paths, ...(now?.paths ?? []), ...(proposed?.paths ?? [])]);
  const differs = await differing(base, head, paths);
  const moved = now?.path !== proposed?.path || [...(now?.paths ?? []), ...(proposed?.paths ?? [])].some((path) => differs(path) !== null);
  const changes: PolicyChange[] = [...paths].flatMap((path) => {
    const type = differs(path);
    if (type !== null) return [{ path, type }];
    // What stood behind another file until now, and counts from the merge on.
    return path === proposed?.path && path !== now?.path ? [{ path, type: 'added' as const }] : [];
  });
  const hidden = await behind(head, layer, proposed, differs, reach);
  const mistakes = [...(moved ? (proposed?.mistakes ?? []) : []), ...hidden];
  const told = moved && mistakes.length === 0 ? consequences(layer, now, proposed) : {};
  const shownAt = changes.find(({ path }) => path === (proposed ?? now)?.path) ?? changes[0];
  return { review: { changes: changes.map((one) => (one === shownAt ? { ...one, ...told } : one)), mistakes }, proposed, moved };
}

/** What a tree has under one of these paths that the other has not, or has otherwise. */
async function differing(base: Tree, head: Tree, paths: ReadonlySet<string>): Promise<(path: string) => PolicyChange['type'] | null> {
  const byPath = async (tree: Tree): Promise<ReadonlyMap<string, TreeEntry>> => {
    const found = new Map<string, TreeEntry>();
    for (const path of paths) {
      const entry = await entryAt(tree, path);
      if (entry !== undefined) found.set(path, entry);
    }
    return found;
  };
  const [before, after] = [await byPath(base), await byPath(head)];
  return (path) => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old?.id === now?.id && isLink(old) === isLink(now)) return null;
    return old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  };
}

function isLink(entry: TreeEntry | undefined): boolean {
  return entry?.kind === 'symlink' || entry?.kind === 'submodule';
}

/** Files of the change that another one stands before: a mistake in them waits for the day when that one goes. */
async function behind(
  head: Tree,
  { paths }: Layer,
  proposed: PolicyInTree | null,
  differs: (path: string) => PolicyChange['type'] | null,
  reach: PolicyReach | undefined,
): Promise<PolicyMistake[]> {
  const found: PolicyMistake[] = [];
  for (const path of paths) {
    if (path === proposed?.path || differs(path) === null) continue;
    found.push(...((await policyIn(head, [path], reach))?.mistakes ?? []));
  }
  return found;
}

/** What the file that counts from the merge on allows, and what it asks for in vain. */
function consequences(
  { effective, discreet = false }: Layer,
  now: PolicyInTree | null,
  proposed: PolicyInTree | null,
): Pick<PolicyChange, 'looser' | 'refused'> {
  const before = effective(now);
  const after = effective(proposed);
  const old = new Set(before.refused.map(({ message }) => message));
  const looser = looserThan(before.policy, after.policy, rules);
  const refused = after.refused.filter(({ message }) => !old.has(message)).map(sentence);
  return { ...said('looser', looser, discreet), ...said('refused', refused, discreet) };
}

function said<K extends 'looser' | 'refused'>(
  key: K,
  lines: readonly string[],
  discreet: boolean,
): { readonly [P in K]?: readonly string[] } {
  if (lines.length === 0) return {};
  const told = discreet ? [`${lines.length} ${lines.length === 1 ? 'value' : 'values'}`] : lines;
  return { [key]: told } as { readonly [P in K]?: readonly string[] };
}

function sentence({ message, where }: Mistake): string {
  return `${where === null ? '' : `${where} `}${message.replace(/\.$/, '')}`;
}

/** Names that look like a policy's and are none: what stands there would be in force for nobody. */
const NEARLY = new Set<string>([...POLICY_PATHS, 'weighbridge.yaml']);
const LONGEST = Math.max(...[...NEARLY].map(({ length }) => length));

/** Files of the change whose name differs from a policy's in letters only. */
async function misnamed(base: Tree, head: Tree, layers: readonly Layer[]): Promise<PolicyMistake[]> {
  const known = new Set(layers.flatMap(({ paths }) => paths));
  const close = ({ path }: TreeEntry): boolean =>
    path.length <= LONGEST && /weighbridge\.ya?ml$/i.test(path) && !known.has(path) && NEARLY.has(path.toLowerCase());
  const added = await addedEntries(base, head);
  return added.filter(close).map(({ path }) => ({
    path,
    line: 1,
    column: 1,
    message: `A policy under this name is never read: call it ${POLICY_PATHS[0]} (or ${POLICY_PATHS.slice(1).join(', ')}).`,
  }));
}
