/** A tree and its lock → the lock as it should be. The stages of the pipeline, up to what is known; nothing is judged. */
import type { KeyObject } from 'node:crypto';
import { InputError } from '../base/errors.ts';
import { hostFiles } from '../hosts/index.ts';
import { hostSubject } from '../hosts/subject.ts';
import { type MadeLock, makeLock } from '../lock/make-lock.ts';
import { usableLock } from '../lock/tree-lock.ts';
import { writeLock } from '../lock/write.ts';
import type { Problem, Topic, Tree } from '../model/index.ts';
import { discoverWhole } from '../survey/whole.ts';
import { survey } from '../pipeline.ts';
import type { Ports, Subject } from '../ports/index.ts';
import { formatRef } from '../ref/format.ts';
import { parseTyped } from '../ref/parse.ts';
import { declaredIn } from '../resolve/declared.ts';

const TOPICS: ReadonlySet<Topic> = new Set([
  'existence',
  'revision',
  'reachability',
  'files',
  'license',
  'lineage',
  'small-files',
  'signature',
]);

export interface LockedTree extends MadeLock {
  readonly text: string;
  /** What stands in the tree now; null = no lock. */
  readonly before: MadeLock['lock'] | null;
  /** What could not be read: loads in it are in no lock. */
  readonly problems: readonly Problem[];
}

/** `keys`: to verify signatures with, as the policy names them. `references`: only these are written anew ("org/name", "hf:org/name"); empty = by `update` alone. Throws InputError LOCK_INVALID, REF_INVALID, USAGE. */
export async function lockTree(
  tree: Tree,
  subject: Subject,
  options: { readonly references: readonly string[]; readonly update: boolean; readonly keys: readonly KeyObject[] },
  ports: Ports,
): Promise<LockedTree> {
  ports.progress('reading files');
  const discovery = declaredIn(await discoverWhole(tree, ports), 'named');
  const before = usableLock(discovery.hosts.lock);
  const { components, unknowns, problems } = await survey(discovery, subject, TOPICS, ports, { keys: options.keys });
  const known = new Set(components.map((component) => formatRef({ ...component.ref, version: null })));
  const references = options.references.map((text) => formatRef({ ...parseTyped(text), version: null }));
  const stranger = references.find((reference) => !known.has(reference));
  if (stranger !== undefined)
    throw new InputError('USAGE', `No place in this tree loads ${stranger}`, 'See "weighbridge scan". A lock holds what the code loads.');
  const update = references.length > 0 ? new Set(references) : options.update ? 'all' : 'none';
  const made = makeLock({
    components,
    unknowns,
    filesOf: (component) => hostFiles(hostSubject(component), ports.evidence) ?? [],
    previous: before,
    update,
  });
  return { ...made, text: writeLock(made.lock), before, problems };
}
