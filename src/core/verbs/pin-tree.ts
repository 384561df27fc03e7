/** A tree → the edits that pin what floats in it: the commit where each branch is now, at the place that loads it. Nothing is written. */
import type { Place, Problem, Topic, Tree, TreeEntry } from '../model/index.ts';
import { applyPins, editableText } from '../pin/apply.ts';
import { confirmPins } from '../pin/confirm.ts';
import { editedTree } from '../pin/edited-tree.ts';
import { type Hunk, hunksOf } from '../pin/hunks.ts';
import { loadsToPin } from '../pin/loads.ts';
import { OVERRIDABLE } from '../pin/place.ts';
import { planPins, sortedRefusals } from '../pin/plan.ts';
import { type PinFile, type Refused, refusedEdit } from '../pin/types.ts';
import { discoverWhole } from '../survey/whole.ts';
import { survey } from '../pipeline.ts';
import type { Ports, Subject } from '../ports/index.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'reachability', 'files']);
/** Of a file that is edited: the largest that a detector of loads reads. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface PinnedFile {
  readonly path: string;
  /** Content before and after; written back as UTF-8, they give the exact bytes. */
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
}

export interface PinnedTree {
  /** Sorted by path. */
  readonly files: readonly PinnedFile[];
  /** Loads that stay as they are, or that a commit does not bind; sorted by place. */
  readonly notPinned: readonly Refused[];
  /** What could not be read: loads in it were not seen. */
  readonly problems: readonly Problem[];
}

/** `within`: only files that are, or lie below, one of these paths; empty = all. */
export async function pinTree(tree: Tree, subject: Subject, within: readonly string[], ports: Ports): Promise<PinnedTree> {
  ports.progress('reading files');
  const discovery = await discoverWhole(tree, ports);
  const { components, unknowns, problems } = await survey(discovery, subject, TOPICS, ports);
  const inside = ({ path }: Pick<Place, 'path'>): boolean =>
    within.length === 0 || within.some((folder) => folder === '.' || path === folder || path.startsWith(`${folder}/`));
  const loads = loadsToPin(components).filter(({ sighting }) => inside(sighting.place));
  const plan = planPins(
    loads,
    unknowns.filter(({ place }) => inside(place)),
  );
  const refused = [...plan.refused];
  const edited = new Map<string, { readonly file: PinFile; readonly before: string; readonly after: string }>();
  for (const file of plan.files) {
    const before = await textOf(tree, discovery.entries.get(file.path));
    const applied = applyPins(before, file);
    if (applied.state === 'refused') refused.push(...applied.refused);
    else if (before !== null && applied.changed > 0) edited.set(file.path, { file, before, after: applied.text });
  }
  const unconfirmed = await confirm(tree, edited, ports);
  refused.push(...unconfirmed);
  // One edit that does not read as meant: nothing of that file is trusted.
  for (const { path } of unconfirmed) {
    const others = edited.get(path)?.file.edits ?? [];
    edited.delete(path);
    for (const edit of others)
      if (!unconfirmed.some((one) => one.path === path && one.line === edit.place.line && one.reference === edit.reference))
        refused.push(refusedEdit(edit, 'not-confirmed', 'another edit of this file did not read as it was meant'));
  }
  const weak = [...edited.values()].flatMap(({ file }) => file.edits.filter(({ overridable }) => overridable));
  return {
    files: [...edited].map(([path, { file, before, after }]) => ({ path, before, after, hunks: hunksOf(file.edits) })),
    notPinned: sortedRefusals([...refused, ...weak.map((edit) => refusedEdit(edit, 'revision-variable', OVERRIDABLE))]),
    problems: problems.filter(inside),
  };
}

/** Reads the edited files again, as `check` will, before anything is written. */
async function confirm(
  tree: Tree,
  edited: ReadonlyMap<string, { readonly file: PinFile; readonly after: string }>,
  ports: Ports,
): Promise<readonly Refused[]> {
  if (edited.size === 0) return [];
  ports.progress('reading the result');
  const after = editedTree(tree, new Map([...edited].map(([path, one]) => [path, one.after])));
  const { sightings } = await discoverWhole(after, ports);
  return [...edited.values()].flatMap(({ file }) => confirmPins(file, sightings));
}

/** null: not there, not UTF-8, or larger than any file with loads that is read. */
async function textOf(tree: Tree, entry: TreeEntry | undefined): Promise<string | null> {
  const read = entry === undefined ? null : await tree.read(entry, MAX_BYTES);
  return read?.state === 'ok' && !read.truncated ? editableText(read.bytes) : null;
}
