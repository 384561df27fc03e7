/** What an entry of a lock says, in the words of a host. */
import type { LockEntry } from '../../lock/lock.ts';
import type { HostFile, HubFacts, LineageRelation } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { parseRef } from '../../ref/parse.ts';

export function entryFacts(entry: LockEntry): HubFacts {
  // The lock does not keep how a base is used: with this file it is loaded together with it (T9).
  const relation: LineageRelation = entry.files.has('adapter_config.json') ? 'adapter' : 'base';
  return {
    commit: entry.commit,
    reachable: 'yes',
    reachableDetail: 'as the lock of the base commit has it',
    redirectedTo: null,
    gated: false,
    files: [...entry.files].map(([path, { sha256, size }]) => ({ path, size, hashes: [{ algorithm: 'sha256', value: sha256 }] })),
    digestsConsistent: true,
    licenses: entry.license === null ? [] : [{ from: 'lock', text: entry.license, name: null, link: null }],
    baseModels: entry.baseModels.map((reference) => ({ id: displayName(parseRef(reference)), relation })),
    datasets: [],
    pipelineTag: null,
    libraryName: null,
    architecture: null,
    ...(entry.hubId === null ? {} : { repositoryId: entry.hubId }),
    // Nor does it keep which code of other repositories a configuration names.
    ...(entry.files.has('config.json') ? { autoMap: null } : {}),
  };
}

export function entryFiles({ files }: LockEntry): HostFile[] {
  return [...files].map(([path, { sha256, size }]) => ({ path, size, state: 'known', sha256, hashed: false }));
}
