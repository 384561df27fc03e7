/** What an entry of a lock says, in the words of a host. */
import type { LockEntry } from '../../lock/lock.ts';
import type { HostFile, HubFacts, LineageRelation } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { parseRef } from '../../ref/parse.ts';
import type { Relations } from '../host.ts';

export function entryFacts(entry: LockEntry): HubFacts {
  const relation = relationIn(entry);
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

/** `before`: what the base recorded, so that nobody makes an ancestor forgotten by editing the lock (T8). */
export function entryRelations(entry: LockEntry, before: LockEntry | null): Relations {
  const relation = relationIn(entry);
  const references = new Set([...entry.baseModels, ...(before?.baseModels ?? [])]);
  return {
    all: [...references].map((reference) => ({ ref: { ...parseRef(reference), version: null }, relation, by: 'lock' })),
    more: false,
  };
}

/** The lock does not keep how a base is used: with this file it is loaded together with it (T9). */
function relationIn({ files }: LockEntry): LineageRelation {
  return files.has('adapter_config.json') ? 'adapter' : 'base';
}

export function entryFiles({ files }: LockEntry): HostFile[] {
  return [...files].map(([path, { sha256, size }]) => ({ path, size, state: 'known', sha256, hashed: false }));
}
