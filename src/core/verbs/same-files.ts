/** Layers of a model that are the file itself, against the files of a model on a hub: equal digests are equal bytes, and nothing is downloaded. */
import type { ImageAnswer } from '../hosts/index.ts';
import { WITHOUT_LOCK } from '../hosts/of-tree.ts';
import type { Topic } from '../model/index.ts';
import { investigate } from '../resolve/investigate.ts';
import type { Ports } from '../ports/index.ts';
import { formatRef } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { resolve } from '../resolve/resolve.ts';
import { operatorLoad } from './operator-load.ts';

/** One layer with weights. */
export interface SameFile {
  readonly digest: string;
  /** The file of the hub that has these bytes; null: it has none. */
  readonly file: string | null;
}

export interface SameFiles {
  /** The model on the hub, at the commit that it was compared at; null: the hub did not tell. */
  readonly reference: string | null;
  readonly layers: readonly SameFile[];
  /** Why it is not the same; null when every layer with weights is a file of that commit. */
  readonly fault: string | null;
}

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'files']);

/** `ref`: a model of the Hugging Face Hub, with or without a revision. */
export async function sameFilesOn(ref: Ref, { model }: Extract<ImageAnswer, { state: 'served' }>, ports: Ports): Promise<SameFiles> {
  const weights = (model?.files ?? []).filter(({ role }) => role === 'weights' || role === 'adapter');
  const said = (fault: string): SameFiles => ({ reference: null, layers: [], fault });
  if (weights.length === 0) return said('it holds no weights that could be compared');
  // Of an archive the digest says nothing about the file in it.
  if (weights.some(({ raw }) => !raw)) return said('its weights lie in an archive, whose digest is no digest of a file');
  const asked = operatorLoad(ref, 'verify package');
  await investigate({ sides: [{ sightings: [asked], hosts: WITHOUT_LOCK }], wanted: TOPICS }, ports);
  const [component] = resolve([asked], ports.evidence);
  const hub = component?.hub ?? null;
  // What the hub says of another repository, or contradicts itself about, is no word on this one.
  if (hub?.commit == null || hub.redirectedTo !== null || hub.digestsConsistent !== true)
    return said(component?.resolution.state === 'unresolved' ? component.resolution.detail : 'the hub gave no usable list of its files');
  const files = new Map<string, string>(
    hub.files.flatMap(({ path, hashes }) =>
      hashes.flatMap(({ algorithm, value }) => (algorithm === 'sha256' ? [[`sha256:${value}`, path] as const] : [])),
    ),
  );
  const layers = weights.map(({ digest }) => ({ digest, file: files.get(digest) ?? null }));
  const reference = formatRef({ ...ref, version: hub.commit });
  return { reference, layers, fault: layers.every(({ file }) => file !== null) ? null : `it has weights that are no file of ${reference}` };
}
