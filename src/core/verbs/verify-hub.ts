/** One model on a hub → signed by whom, and what that covers; without its weights (design section 4). */
import { proofsOf, WITHOUT_LOCK } from '../hosts/of-tree.ts';
import type { Component, Evidence, SignatureSeen, Topic } from '../model/index.ts';
import { investigate } from '../resolve/investigate.ts';
import type { Ports } from '../ports/index.ts';
import type { Ref } from '../ref/index.ts';
import { resolve } from '../resolve/resolve.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';
import { operatorLoad } from './operator-load.ts';

export interface HubVerdict {
  readonly component: Component;
  readonly signatures: readonly SignatureSeen[];
  /** What came from the hub in this run. */
  readonly traffic: { readonly answers: number; readonly bytes: number };
  /** Bytes of all files of the commit, as the hub lists them. */
  readonly size: number;
}

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'reachability', 'files', 'signature']);

/** `ref`: a model of the Hugging Face Hub, with or without a revision. */
export async function verifyHub(ref: Ref, trust: SignatureTrust, ports: Ports): Promise<HubVerdict> {
  const asked = operatorLoad(ref, 'verify hub');
  await investigate({ sides: [{ sightings: [asked], hosts: WITHOUT_LOCK }], wanted: TOPICS }, ports);
  const [component] = resolve([asked], ports.evidence);
  if (component === undefined) throw new Error('one sighting is one component');
  return {
    component,
    signatures: proofsOf(component, WITHOUT_LOCK, { evidence: ports.evidence, trust, now: ports.now }).signatures,
    traffic: trafficOf(ports.evidence),
    size: (component.hub?.files ?? []).reduce((sum, { size }) => sum + size, 0),
  };
}

function trafficOf(evidence: Evidence): HubVerdict['traffic'] {
  const bodies = [...evidence.answers.values()].filter(({ from }) => from === 'hub');
  return {
    answers: bodies.length,
    bytes: bodies.reduce((sum, { digest }) => sum + (digest === null ? 0 : (evidence.body(digest)?.length ?? 0)), 0),
  };
}
