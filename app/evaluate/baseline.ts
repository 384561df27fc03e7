/**
 * Reads a repository as a whole, once, at low priority: the facts of every file of a base commit, so that a pull request costs only what
 * it changes. No pull request waits for it (design, section 7).
 */
import {
  createEvidence,
  detectors,
  detectorsFor,
  detectorStamp,
  factKey,
  hubSettings,
  openPorts,
  type Ports,
  type Tree,
  type TreeEntry,
} from '../../src/core/index.ts';
import { type ArchivedFile, archivedFiles } from '../github/archive.ts';
import { type BlobReader, createBlobReader } from '../github/blobs.ts';
import { READ_ONLY } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { readApiCommit } from '../github/repository.ts';
import { listTree } from '../github/tree-listing.ts';
import type { Deps, Target } from './deps.ts';
import { storedFacts } from './stored-facts.ts';

export type BaselineOutcome =
  | { readonly state: 'done'; readonly files: number; readonly fetched: number }
  /** T32: the installation has used its share of the hour. */
  | { readonly state: 'later'; readonly at: Date };

export interface BaselineOptions {
  /** Where tarballs come from: "https://codeload.github.com", the server of a GitHub Enterprise. */
  readonly origins: readonly string[];
  readonly fetch?: typeof globalThis.fetch;
}

/** T32: baselines leave this much of the hourly quota to the pull requests. */
const SHARE = 0.3;
/** So few are fetched one by one: a tarball would cost more. */
const FEW = 20;
/** What the tarball left out (export-ignore) or changed (export-subst). */
const LEFT_OUT = { blobs: 1_000, bytes: 512 * 1024 * 1024 };
const BATCH_FILES = 200;
const BATCH_BYTES = 32 * 1024 * 1024;

/** Throws GitHubError. What was read until then is kept: the next try goes on from there. */
export async function buildBaseline(
  deps: Deps,
  target: Target,
  commit: string,
  { origins, fetch = globalThis.fetch }: BaselineOptions,
  signal: AbortSignal,
): Promise<BaselineOutcome> {
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: READ_ONLY }, signal);
  const { tree } = await readApiCommit(client, target, commit);
  const later = shareIsUsed(client);
  if (later !== null) return { state: 'later', at: later };
  const { entries } = await listTree(client, target, tree);
  const stamp = detectorStamp(detectors);
  const cache = storedFacts(deps.stores.facts, installationId, stamp);
  const opened = openPorts({
    detectors,
    cache,
    evidence: createEvidence(),
    hub: hubSettings({}, { hubUrl: null }),
    offline: true,
    now: deps.now(),
    parsers: deps.parsers,
    progress: () => signal.throwIfAborted(),
  });
  const blobs = createBlobReader(client, target, deps.stores.blobs(installationId), LEFT_OUT);
  try {
    const wanted = entries.filter(
      (entry) => (entry.kind === 'file' || entry.kind === 'executable') && detectorsFor(detectors, entry, 'surface').length > 0,
    );
    await cache.load?.(wanted.map(keyOf));
    const missing = new Map(wanted.filter((entry) => cache.get(keyOf(entry)) === undefined).map((entry) => [entry.path, entry]));
    const fetched = missing.size;
    if (missing.size > FEW) {
      const total = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
      await fromArchive(client, target, commit, missing, { total, origins, fetch, ports: opened.ports });
    }
    const rest = [...missing.values()];
    await opened.ports.extract(treeOf(rest, blobs), rest, 'surface');
    if (blobs.unread() === 0) await deps.stores.baselines.add(installationId, repositoryId, stamp, commit);
    return { state: 'done', files: wanted.length, fetched };
  } finally {
    await opened.close();
  }
}

/** When the quota begins anew, if what nobody waits for has used its share; null: it has not. */
export function shareIsUsed(client: Pick<GitHubClient, 'quota'>): Date | null {
  const quota = client.quota();
  return quota !== null && quota.remaining < quota.limit * (1 - SHARE) ? quota.reset : null;
}

interface Archive {
  readonly total: number;
  readonly origins: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  readonly ports: Ports;
}

/** Takes out of `missing` what the tarball had. In batches: neither all files nor all parsers at once. */
async function fromArchive(
  client: GitHubClient,
  target: Target,
  commit: string,
  missing: Map<string, TreeEntry>,
  archive: Archive,
): Promise<void> {
  const limit = Math.max(...detectors.map((detector) => detector.limit)) + 1;
  let batch = new Map<string, ArchivedFile>();
  let held = 0;
  const flush = async (): Promise<void> => {
    const files = batch;
    batch = new Map();
    held = 0;
    await archive.ports.extract(
      treeOfFiles(files),
      [...files.values()].map(({ entry }) => entry),
      'surface',
    );
    for (const path of files.keys()) missing.delete(path);
  };
  const { total, origins, fetch } = archive;
  for await (const file of archivedFiles(client, target, commit, new Map(missing), total, { origins, fetch, limit })) {
    batch.set(file.entry.path, file);
    held += file.head.length;
    if (batch.size >= BATCH_FILES || held >= BATCH_BYTES) await flush();
  }
  if (batch.size > 0) await flush();
}

function keyOf(entry: TreeEntry): string {
  return factKey(detectorsFor(detectors, entry, 'surface'), 'surface', entry.id);
}

function treeOf(entries: readonly TreeEntry[], blobs: BlobReader): Tree {
  return {
    ...NOWHERE,
    list: () => Promise.resolve({ entries, problems: [] }),
    read: (entry, limit) => blobs.read(entry, limit),
    digest: (entry) => blobs.digest(entry),
  };
}

function treeOfFiles(files: ReadonlyMap<string, ArchivedFile>): Tree {
  return {
    ...NOWHERE,
    list: () => Promise.resolve({ entries: [...files.values()].map(({ entry }) => entry), problems: [] }),
    read({ path }, limit) {
      const file = files.get(path);
      if (file === undefined) return Promise.resolve({ state: 'missing', detail: 'not in the tarball' });
      return Promise.resolve({ state: 'ok', bytes: file.head.slice(0, limit), size: file.size, truncated: file.size > limit });
    },
    digest({ path }) {
      const file = files.get(path);
      if (file === undefined) return Promise.resolve({ state: 'missing', detail: 'not in the tarball' });
      return Promise.resolve({ state: 'ok', sha256: file.sha256, size: file.size });
    },
  };
}

const NOWHERE = { label: 'baseline', commit: null, treeId: null, close: () => Promise.resolve() };
