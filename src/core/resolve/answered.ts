/** What hosts say of a model or dataset → the component: whoever is trusted most counts. Pure. */
import type { Host } from '../hosts/host.ts';
import { believed, heldAgainstHost, type TreeHosts } from '../hosts/of-tree.ts';
import { hostSubject } from '../hosts/subject.ts';
import type { Statement } from '../hosts/trust.ts';
import type { Component, Evidence } from '../model/index.ts';

/** A component before anybody said what it is. */
export type Unanswered = Omit<Component, 'resolution'>;

/** What the thing's own host says. */
export function askHost(host: Host, asked: Unanswered, evidence: Evidence): Statement {
  const result = host.facts(hostSubject(asked), evidence);
  return { host, result: result ?? { state: 'unresolved', reason: 'not-asked', detail: 'nobody was asked', facts: null } };
}

export function answered(asked: Unanswered, first: Statement, hosts: TreeHosts, evidence: Evidence): Component {
  const { result, locked } = believed(hostSubject(asked), first, hosts, evidence);
  const base = locked === undefined ? asked : { ...asked, locked };
  if (result.state === 'unresolved')
    return { ...base, hub: result.facts, resolution: { state: 'unresolved', reason: result.reason, detail: result.detail } };
  const { facts } = result;
  // What a host says about another repository is no statement about the one that the code names.
  const own = facts.redirectedTo === null;
  const resolved: Component = {
    ...base,
    version: own ? facts.commit : null,
    hub: facts,
    claims: own ? facts.licenses : [],
    resolution: { state: 'resolved' },
  };
  return heldAgainstHost(resolved, hosts, evidence);
}
