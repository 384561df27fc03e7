/** Base and head → what is in both, and what differs: by what the change reaches where the base is kept, else by reading both whole. */
import { committedPackages } from '../discover/committed-packages.ts';
import { labelBy } from '../discover/declared-scopes.ts';
import { changesBetween, type TreeChange } from '../discover/entries.ts';
import { heldAgainst } from '../discover/held-against.ts';
import type { KeptTree, KeptTrees } from '../discover/link/kept.ts';
import { Unbounded } from '../discover/lookup/unbounded.ts';
import { toldByChange } from '../discover/telling/touched.ts';
import { attributeFiles } from '../discover/lookup/index.ts';
import { vouching } from '../hosts/of-tree.ts';
import type { DeclaredScope, Tree, Problem } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { assemble } from './assemble.ts';
import { keptChangeOf, readChange } from './changed.ts';
import type { Discovery } from './discovery.ts';
import { wholeTreeOf } from './keep.ts';
import { keptEntries } from './layered-entries.ts';
import { discoverWhole } from './whole.ts';

export interface SidesInput {
  readonly base: Tree | null;
  readonly head: Tree;
  readonly labels: readonly DeclaredScope[];
  /** Where trees are kept between runs; null: nowhere. */
  readonly kept: KeptTrees | null;
}

export interface Sides {
  readonly base: Discovery | null;
  readonly head: Discovery;
  readonly change: TreeChange;
  /** Paths of head that were looked through, and that name nothing. */
  readonly silent: ReadonlySet<string>;
  /** Paths of head that are read, and in which the change hides names. */
  readonly hiding: ReadonlySet<string>;
}

/** The sides as reading tells them, each held against the other. */
export async function discoverSides(input: SidesInput, ports: Ports): Promise<Sides> {
  try {
    const followed = await followChange(input, ports);
    if (followed !== null) return await hold(input, followed, ports);
  } catch (error) {
    // Where the reach of a change cannot be bounded, everything is read.
    if (!(error instanceof Unbounded)) throw error;
    ports.log(`everything is read, and not only what the change reaches: ${error.message}`);
  }
  return hold(input, await readBoth(input, ports), ports);
}

type Read = Omit<Sides, 'silent' | 'hiding'>;

async function readBoth({ base, head, labels, kept }: SidesInput, ports: Ports): Promise<Read> {
  // The checkout is the head's.
  const before = base === null ? null : await discoverWhole(base, withoutCheckout(ports), null, labels, kept !== null);
  const whole = base === null || before === null || kept === null ? null : wholeTreeOf(base, before);
  if (whole !== null) kept?.keep(labelsKey(labels), whole);
  const now = await discoverWhole(head, ports, before, labels);
  return {
    base: before === null ? null : { ...before, hosts: vouching(before.hosts) },
    head: now,
    change: {
      entries: changesBetween(before?.listed ?? [], now.listed),
      linked: changesBetween(before?.linked ?? [], now.linked),
    },
  };
}

/** null: nothing is kept. */
async function followChange({ base, head, labels, kept }: SidesInput, ports: Ports): Promise<Read | null> {
  const found = base === null || kept === null ? null : kept.open(labelsKey(labels));
  if (base === null || kept === null || found === null) return null;
  const old = await movedOn(found, base, kept, ports, labels);
  // Read once: both sides hold the same objects of what the change does not reach.
  const all = old.results();
  const before = await assemble(
    {
      tree: base,
      entries: keptEntries(old),
      linked: old.linked,
      results: all.map(([, result]) => result),
      problems: old.problems,
      attributes: attributeFiles(old.stated),
      together: NOT_ASKED,
      base: null,
      isChanged: () => true,
    },
    withoutCheckout(ports),
    labels,
  );
  const merged: Discovery = { ...before, hosts: vouching(before.hosts) };
  const now = await readChange(old, head, ports, labels);
  const changed = new Set(now.change.entries.map(({ path }) => path));
  const rest = all.flatMap(([path, result]) => (now.result.linked.has(path) ? [] : [result]));
  const after = await assemble(
    {
      tree: head,
      entries: now.entries,
      linked: now.linked,
      results: [...rest, ...[...now.result.linked.values()].flatMap((one) => one ?? [])],
      problems: now.problems,
      attributes: now.attributes,
      together: now.result.after.lookup.together,
      base: merged.hosts,
      isChanged: (path) => changed.has(path),
    },
    ports,
    labels,
  );
  return { base: merged, head: after, change: now.change };
}

/** The kept tree, as the base of this run. */
async function movedOn(found: KeptTree, base: Tree, kept: KeptTrees, ports: Ports, labels: readonly DeclaredScope[]): Promise<KeptTree> {
  if (found.id === base.commit || found.id === base.treeId) return found;
  const moved = kept.advance(found, keptChangeOf(await readChange(found, base, withoutCheckout(ports), labels)));
  if (moved === null) throw new Unbounded('what was read before could not be brought up to date');
  return moved;
}

async function hold(input: SidesInput, { base, head, change }: Read, ports: Ports): Promise<Sides> {
  const label = labelBy(input.labels);
  const old = base === null || input.base === null ? null : { ...base, tree: input.base };
  const told = await toldByChange(
    change,
    old,
    { ...head, tree: input.head },
    (tree, entries) => ports.extract(tree, entries, 'changed'),
    label,
  );
  const before = base === null ? null : { ...base, problems: [...base.problems, ...notNamed(told.base, base)] };
  const installed = committedPackages(change, label);
  const found = { ...head, problems: [...head.problems, ...notNamed(told.head, head), ...installed] };
  return {
    base: before,
    head: await heldAgainst(change.entries, before, input.base, found, input.head),
    change,
    silent: told.silent,
    hiding: told.hiding,
  };
}

/** The name of what looks like a hosted model; "": it looks like something else. */
function hostedSaid({ code, message }: Problem): string {
  return code === 'telling' ? (/^(.{1,200}): looks like a hosted model$/.exec(message)?.[1] ?? '') : '';
}

/** What a file seems to name on a line of which a component was read is that component; a name that a component has is told by it. */
function notNamed(problems: readonly Problem[], { sightings }: Pick<Discovery, 'sightings'>): readonly Problem[] {
  if (problems.length === 0) return problems;
  const named = new Set(sightings.map(({ place }) => `${place.line} ${place.path}`));
  const names = new Set(sightings.flatMap(({ ref, requested }) => [ref.name, `${ref.name}:${requested ?? 'latest'}`]));
  return problems
    .filter(({ line, path }) => !named.has(`${line} ${path}`))
    .map((problem) => (names.has(hostedSaid(problem)) ? { ...problem, quiet: true } : problem));
}

const NOT_ASKED: Discovery['together'] = {
  mayMeet: beyond,
  startersOf: beyond,
  around: beyond,
  isForeign: beyond,
};

function beyond(): never {
  throw new Error('who runs together is asked of the head alone');
}

/** Labels of a policy change what linking says: a kept tree serves under the same ones. */
function labelsKey(labels: readonly DeclaredScope[]): string {
  return JSON.stringify(labels.map(({ pattern, as }) => [pattern, as]));
}

function withoutCheckout(ports: Ports): Ports {
  const { checkout: _, ...rest } = ports;
  return rest;
}
