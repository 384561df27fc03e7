/** One commit of a repository of GitHub → whether it is of that repository (T7): the same as `check` asks about an action that a change adds. */
import { hostOf } from '../hosts/index.ts';
import { WITHOUT_LOCK } from '../hosts/of-tree.ts';
import type { RunSighting, Topic, Verification } from '../model/index.ts';
import { investigate } from '../resolve/investigate.ts';
import type { Ports } from '../ports/index.ts';
import type { Ref } from '../ref/index.ts';
import { resolve } from '../resolve/resolve.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['action-commit']);

/** `ref`: a repository of GitHub with a full commit. Null: nothing valid could be asked. */
export async function verifyAction(ref: Ref, trust: SignatureTrust, ports: Ports): Promise<Verification | null> {
  const asked: RunSighting = {
    type: 'run',
    detector: 'operator',
    kind: 'action',
    ref: { ...ref, version: null },
    requested: ref.version,
    how: 'literal',
    api: 'verify package',
    place: { path: '', line: 1, column: 1 },
    scope: 'product',
    anew: true,
  };
  await investigate({ sides: [{ sightings: [asked], hosts: WITHOUT_LOCK }], wanted: TOPICS }, ports);
  const [component] = resolve([asked], ports.evidence);
  if (component === undefined) throw new Error('one sighting is one component');
  return hostOf(ref)?.proofs(component, { evidence: ports.evidence, trust, now: ports.now }).verifications[0] ?? null;
}
