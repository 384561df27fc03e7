/**
 * The lock of a tree as a host: it answers the same questions from its entries, and nobody is asked. It is two hosts, because its entries
 * weigh differently (T8): what the base already has was confirmed when it was merged; what a change writes is a claim of its author.
 */
import type { About, Component, Verification, VerificationTopic } from '../../model/index.ts';
import type { Host, HostSubject } from '../host.ts';
import { hostSubject } from '../subject.ts';
import { asksForEntry, entryFor, type Standings } from './entry.ts';
import { entryFacts, entryFiles, entryRelations } from './facts.ts';

const ABOUT: Readonly<Record<'lock-base' | 'lock-head', About>> = {
  'lock-base': {
    title: 'Entries of weighbridge.lock that the base already has',
    motivation: 'A check must be able to go on when a hub does not answer, and nothing that the author of a change writes may help it to.',
    decides:
      'An entry that is the same in base and head speaks for the commit that it names, where the code asks for that very commit and its host could not be asked, or said nothing that differs.',
    remedy: 'Commit the lock:\nweighbridge lock',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  'lock-head': {
    title: 'Entries of weighbridge.lock that a change writes',
    motivation: 'Whoever writes an entry could write any digest into it.',
    decides: 'It confirms nothing. Its host is asked for every file that a load may take, and what it says instead is a finding.',
    remedy: 'Let "weighbridge lock" write the entry, and check again when the hub answers.',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
};

/** Most trusted first. */
export function lockHosts(standings: Standings): readonly [Host, Host] {
  return [lockHost('lock-base', standings), lockHost('lock-head', standings)];
}

function lockHost(id: 'lock-base' | 'lock-head', standings: Standings): Host {
  const vouches = id === 'lock-base';
  const entryOf = (subject: HostSubject) => {
    const found = entryFor(subject, standings);
    return found?.from === id && asksForEntry(subject, found.entry) ? found.entry : null;
  };
  return {
    id,
    about: ABOUT[id],
    refs: ['hf'],
    vouches: { existence: vouches, revision: vouches, bytes: vouches },
    service: null,
    needs: () => [],
    facts(subject) {
      const entry = entryOf(subject);
      return entry === null ? null : { state: 'facts', facts: entryFacts(entry) };
    },
    files(subject) {
      const entry = entryOf(subject);
      return entry === null ? null : entryFiles(entry);
    },
    relations(subject) {
      // What an entry records of another revision still names what it came from: saying more than is certain permits nothing (T11).
      const found = entryFor(subject, standings);
      return found?.from === id ? entryRelations(found.entry, found.before) : null;
    },
    proofs: (component) => ({ verifications: vouches ? vouchedFor(component) : [], signatures: [] }),
  };
}

/** Each of these was confirmed when the entry was merged; today not all of it could be asked. */
function vouchedFor(component: Component): Verification[] {
  const topics: readonly VerificationTopic[] = ['source', 'revision', 'reachability', 'digests'];
  const detail = 'the lock of the base commit has it, unchanged; the hub could not be asked for all of it';
  const by = { by: 'lock-base', asOf: null } as const;
  const all = topics.map((topic): Verification => ({ topic, outcome: 'passed', reason: null, detail, ...by }));
  // T9: who trusts its code runs what its configuration names, and no lock records that.
  const open = component.hub?.autoMap === null && hostSubject(component).runsCode;
  if (!open) return all;
  const unknown = 'which code of other repositories it runs is not in the lock';
  return [...all, { topic: 'revision', outcome: 'unavailable', reason: 'unreachable', detail: unknown, ...by }];
}
