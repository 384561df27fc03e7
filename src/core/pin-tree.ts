/** A tree → the edits that pin what floats in it: the commit where each branch is now, at the place that loads it. */
import type { BomComponent, Edit, Place, Problem, Sighting, Topic, Tree } from './model.ts';
import { compareText } from './order.ts';
import { applyHunks } from './pin/apply-hunks.ts';
import { discover, survey } from './pipeline.ts';
import { pinEdits, revisionKind } from './policy/rules/support/revision.ts';
import type { Ports, Subject } from './ports.ts';
import { type Hunk, hunksOf } from './report/view/edits.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'reachability', 'files']);
const MAX_BYTES = 4 * 1024 * 1024;

export interface PinnedFile {
  readonly path: string;
  readonly text: string;
  readonly hunks: readonly Hunk[];
}

export interface NotPinned {
  readonly place: Place;
  readonly name: string;
  readonly reason: string;
}

export interface PinPlan {
  /** Sorted by path. */
  readonly files: readonly PinnedFile[];
  readonly notPinned: readonly NotPinned[];
  /** What could not be read: loads in it were not seen. */
  readonly problems: readonly Problem[];
}

/** `within`: only files that are, or lie below, one of these paths; empty = all. Nothing is written. */
export async function pinTree(tree: Tree, subject: Subject, within: readonly string[], ports: Ports): Promise<PinPlan> {
  ports.progress('reading files');
  const discovery = await discover(tree, ports);
  const { components, problems } = await survey(discovery, subject, TOPICS, ports);
  const inside = ({ path }: Place): boolean =>
    within.length === 0 || within.some((folder) => folder === '.' || path === folder || path.startsWith(`${folder}/`));
  const edits: { readonly edit: Edit; readonly name: string; readonly place: Place }[] = [];
  const notPinned: NotPinned[] = [];
  for (const { component, sighting } of floating(components)) {
    const { place } = sighting;
    if (!inside(place)) continue;
    const [edit] = pinEdits(component, [sighting]);
    const reason = whyNot(component, sighting, edit);
    if (edit !== undefined && reason === null) edits.push({ edit, name: component.name, place });
    else notPinned.push({ place, name: component.name, reason: reason ?? 'no place for the commit was found' });
  }
  const files: PinnedFile[] = [];
  const entries = new Map((await tree.list()).entries.map((entry) => [entry.path, entry]));
  for (const [path, group] of Map.groupBy(edits, ({ edit }) => edit.path)) {
    const entry = entries.get(path);
    const read = entry === undefined ? null : await tree.read(entry, MAX_BYTES + 1);
    const text = read?.state === 'ok' && read.size <= MAX_BYTES ? decoded(read.bytes) : null;
    const applied = text === null ? null : applyHunks(text, hunksOf(group.map(({ edit }) => edit)));
    const done = new Set((applied?.done ?? []).map(({ line }) => line));
    for (const { edit, name, place } of group)
      if (!done.has(edit.site.line))
        notPinned.push({ place, name, reason: 'the line is not as it was read, or too long: write the commit by hand' });
    if (applied !== null && applied.done.length > 0) files.push({ path, text: applied.text, hunks: applied.done });
  }
  files.sort((a, b) => compareText(a.path, b.path));
  notPinned.sort((a, b) => compareText(a.place.path, b.place.path) || a.place.line - b.place.line);
  return { files, notPinned, problems: problems.filter(inside) };
}

function floating(components: readonly BomComponent[]): { component: BomComponent; sighting: Sighting }[] {
  return components
    .filter(({ kind }) => kind === 'model' || kind === 'dataset')
    .flatMap((component) =>
      component.sightings
        .filter((sighting) => {
          // A name that the code computes, or that no hub can have, floats like any other; weights in the tree do not.
          if (component.ref.type !== 'hf') return sighting.weights === null;
          const revision = revisionKind(component, sighting);
          return revision === 'moving' || revision === 'short-commit' || revision === 'overridable';
        })
        .map((sighting) => ({ component, sighting })),
    );
}

/** What cannot be placed exactly is left to a person. */
function whyNot(component: BomComponent, sighting: Sighting, edit: Edit | undefined): string | null {
  const { resolution, hub } = component;
  if (component.ref.type !== 'hf') return resolution.state === 'unresolved' ? resolution.detail : 'its source cannot be pinned';
  if (sighting.endpoint !== null) return 'another server answers for this load';
  if (revisionKind(component, sighting) === 'overridable')
    return 'its revision is not written here: the environment, a caller or a computation decides';
  // The commit of the default would be asked of every other name that a caller gives.
  if (sighting.how === 'parameter' || sighting.how === 'environment')
    return 'its name is not fixed here: a caller or the environment may give another one';
  if (resolution.state === 'unresolved') return `the hub did not answer for it: ${resolution.detail}`;
  if (hub?.redirectedTo != null) return `the hub answers for ${hub.redirectedTo}: write that name first`;
  if (hub?.commit == null) return 'the hub named no commit';
  if (edit === undefined) return 'this way of loading has no place for a commit that we know';
  // The strings of a notebook are JSON: an edit of its code is another edit of its file.
  return sighting.place.path.endsWith('.ipynb')
    ? `in a notebook: write ${edit.site.template.replace('{commit}', edit.commit)} by hand`
    : null;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
