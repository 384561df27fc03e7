/** Components and the lock: each gets its entry; an entry that the base has unchanged stands in where nobody else could be asked (T8). */
import type { Bom, Component, HubFacts, LineageRelation, Locked } from '../model/index.ts';
import { displayName, formatRef } from '../ref/format.ts';
import { isFullCommit, parseRef } from '../ref/parse.ts';
import { LOCK_FILE, type LockEntry } from './lock.ts';
import { type LockStanding, standingOf } from './standing.ts';
import type { TreeLock } from './tree-lock.ts';

export type Trust = ReadonlyMap<string, LockStanding>;

export function trustOf(base: TreeLock | null, head: TreeLock): Trust {
  return standingOf(base?.lock ?? null, head.lock);
}

export function withLock(
  components: readonly Component[],
  { lock, placeOf }: TreeLock,
  trust: Trust,
): { readonly components: readonly Component[]; readonly lock: Bom['lock'] | undefined } {
  if (lock === null) return { components, lock: undefined };
  const used = new Set<string>();
  const joined = components.map((component) => {
    const found = entryFor(component, trust);
    if (found === null) return component;
    const [reference, { entry, from, before }] = found;
    used.add(reference);
    const vouches = from === 'lock-base' && couldNotAsk(component, entry) && asksFor(component, entry);
    const locked: Locked = {
      reference,
      requested: entry.requested,
      commit: entry.commit,
      repositoryId: entry.hubId,
      signer: entry.signer?.signer ?? null,
      files: [...entry.files].map(([path, file]) => ({ path, ...file })),
      from,
      ...(before === null || from === 'lock-base' ? {} : { before: { repositoryId: before.hubId, signer: before.signer?.signer ?? null } }),
      vouches,
      place: { path: LOCK_FILE, ...placeOf(reference) },
    };
    if (!vouches) return { ...component, locked };
    // Only where the commit is reachable from could not be asked: all else that the hub said stays as it said it.
    const { hub } = component;
    const told = hub?.commit == null ? null : { ...hub, reachable: REACHABLE.reachable, reachableDetail: REACHABLE.reachableDetail };
    return told === null ? { ...component, ...vouched(entry), locked } : { ...component, hub: told, locked };
  });
  const unused = [...lock.entries.keys()]
    .filter((reference) => !used.has(reference))
    .map((reference) => ({ reference, place: { path: LOCK_FILE, ...placeOf(reference) } }));
  return { components: joined, lock: { path: LOCK_FILE, unused } };
}

/** The entry that speaks about what this component asks for; else the one of the same model, to say that it does not. */
function entryFor(component: Component, trust: Trust): readonly [string, LockStanding] | null {
  if (component.ref.type !== 'hf') return null;
  const plain = formatRef({ ...component.ref, version: null });
  const { requested } = component;
  const keys = [plain, ...(requested === null || isFullCommit(requested) ? [] : [`${plain}@${requested}`])];
  const all = keys.flatMap((key): (readonly [string, LockStanding])[] => {
    const standing = trust.get(key);
    return standing === undefined ? [] : [[key, standing]];
  });
  return all.find(([, { entry }]) => asksFor(component, entry) || entry.requested === requested) ?? all[0] ?? null;
}

/** Only a full commit in the code pins (design section 4): a lock does not pin what floats. */
function asksFor({ requested }: Component, { commit }: LockEntry): boolean {
  return requested !== null && isFullCommit(requested) && requested.toLowerCase() === commit;
}

const NO_ANSWER: ReadonlySet<string> = new Set([
  'rate-limited',
  'server-error',
  'unreachable',
  'timeout',
  'offline',
  'budget',
  'unauthorized',
  'gated',
]);

/** The hub said nothing, or nothing but what the entry says too. What it did say, whatever that is, is never overruled by a lock. */
function couldNotAsk({ resolution, hub }: Component, entry: LockEntry): boolean {
  if (resolution.state === 'unresolved') return NO_ANSWER.has(resolution.reason);
  return hub?.reachable === 'unknown' && hub.digestsConsistent === true && agrees(hub, entry);
}

function agrees({ commit, redirectedTo, repositoryId, files }: HubFacts, entry: LockEntry): boolean {
  if (commit?.toLowerCase() !== entry.commit || redirectedTo !== null || files.length !== entry.files.size) return false;
  if (repositoryId !== undefined && entry.hubId !== null && repositoryId !== entry.hubId) return false;
  return files.every(({ path, size, hashes }) => {
    const locked = entry.files.get(path);
    const sha256 = hashes.find(({ algorithm }) => algorithm === 'sha256')?.value;
    return locked?.size === size && (sha256 === undefined || sha256 === locked.sha256);
  });
}

const REACHABLE = { reachable: 'yes', reachableDetail: 'as the lock of the base commit has it' } as const;

function vouched(entry: LockEntry): Pick<Component, 'version' | 'resolution' | 'claims' | 'hub'> {
  // The lock does not keep how a base is used: with this file it is loaded together with it (T9).
  const relation: LineageRelation = entry.files.has('adapter_config.json') ? 'adapter' : 'base';
  const hub: HubFacts = {
    commit: entry.commit,
    ...REACHABLE,
    redirectedTo: null,
    gated: false,
    files: [...entry.files].map(([path, { sha256, size }]) => ({ path, size, hashes: [{ algorithm: 'sha256', value: sha256 }] })),
    digestsConsistent: true,
    licenses: [],
    baseModels: entry.baseModels.map((reference) => ({ id: displayName(parseRef(reference)), relation })),
    datasets: [],
    pipelineTag: null,
    libraryName: null,
    architecture: null,
    // Nor which code of other repositories its configuration names.
    ...(entry.files.has('config.json') ? { autoMap: null } : {}),
  };
  return {
    version: entry.commit,
    resolution: { state: 'resolved' },
    claims: entry.license === null ? [] : [{ from: 'lock', text: entry.license, name: null, link: null }],
    hub,
  };
}
