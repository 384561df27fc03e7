/** Downloads exactly what a lock says, and nothing else: the engine of `weighbridge pull`. */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { EffectError } from '../../base/errors.ts';
import { PUBLIC_HUB } from '../../base/public-hub.ts';
import { PUBLIC_CDN_ORIGINS } from './cdn.ts';
import { takeFolder } from './exclusive.ts';
import { extraFiles, unfinishedFiles } from './extra.ts';
import { openRoot } from './folder.ts';
import { obtain, type Site, standing, type Unfit } from './obtain.ts';
import { checkRoom } from './space.ts';
import { pulledFolder } from '../../lock/pulled-folder.ts';
import { type PlacedEntry, type Plan, plan } from './targets.ts';
import type { Patience, PulledFile, PullEntry, PullOptions, PullResult, PullTarget } from './types.ts';

const PATIENCE: Patience = {
  stallMs: 30_000,
  fruitless: 5,
  tries: 100,
  maxWaitMs: 5 * 60_000,
  sleep: async (ms, signal) => {
    await sleepFor(ms, undefined, { signal });
  },
  random: Math.random,
};

/** The files of one entry, directly into `to`. Throws as `pullLock` does. */
export function pullEntry(entry: PullEntry, options: PullOptions): Promise<PullResult> {
  return pull([{ entry, folder: '' }], options);
}

/**
 * Each entry into its own folder below `to`: "org/name", or "datasets/org/name".
 * What a server or a single place does wrong is the result of that file. Throws InputError USAGE or PATH_OUTSIDE for a lock that may not
 * touch the disk, NOT_A_FOLDER; EffectError DISK (full, read-only, not permitted, another pull at work), ABORTED.
 * Whenever it ends, by a kill as well, a file under its final name is complete and verified.
 */
export function pullLock(entries: readonly PullEntry[], options: PullOptions): Promise<PullResult> {
  return pull(
    entries.map((entry) => ({ entry, folder: pulledFolder(entry.hubRef.kind, entry.hubRef.id) })),
    options,
  );
}

async function pull(placed: readonly PlacedEntry[], options: PullOptions): Promise<PullResult> {
  const planned = plan(placed, options.hub.hubUrl, options.only);
  const halt = new AbortController();
  const stop = options.signal === null ? halt.signal : AbortSignal.any([options.signal, halt.signal]);
  try {
    stop.throwIfAborted();
    const root = await openRoot(options.to, options.within);
    const release = await takeFolder(root);
    try {
      return await fill(root, planned, siteOf(root, options, stop), options, halt);
    } finally {
      await release();
    }
  } catch (error) {
    // Whatever fell over because of it, the person who stopped it knows why.
    if (options.signal?.aborted === true)
      throw new EffectError('ABORTED', 'stopped', 'What has come is kept: the next pull continues it.', { cause: error });
    throw error;
  }
}

function siteOf(root: string, { hub, replace, fetch, patience, maxBytes, onProgress }: PullOptions, stop: AbortSignal): Site {
  const all = { ...PATIENCE, ...patience };
  let left = maxBytes ?? Number.POSITIVE_INFINITY;
  return {
    root,
    replace,
    patience: all,
    lane: {
      hubOrigin: new URL(hub.hubUrl).origin,
      cdnOrigins: hub.cdnOrigins ?? (hub.hubUrl === PUBLIC_HUB ? PUBLIC_CDN_ORIGINS : []),
      token: hub.token,
      fetch,
      stallMs: all.stallMs,
      stop,
      spend: (bytes) => (left -= bytes) >= 0,
      progress: ({ path, file }, held) => onProgress?.({ path, held, size: file.size }),
    },
  };
}

async function fill(root: string, { wanted, known }: Plan, site: Site, options: PullOptions, halt: AbortController): Promise<PullResult> {
  const files: PulledFile[] = [];
  const missing: PullTarget[] = [];
  await inLanes(wanted, options.concurrency, halt, async (target) => {
    const found = await standing(target, site);
    if (found.state === 'missing') missing.push(target);
    else files.push(settled(target, found));
  });
  missing.sort(byPath);
  await checkRoom(root, options.to, missing, options.maxBytes);
  const present = new Map(files.filter(({ state }) => state === 'present').map(({ sha256, path }) => [sha256, path]));
  // Files with the same bytes share one part: one after the other.
  const groups = Map.groupBy(missing, ({ file }) => file.sha256);
  await inLanes([...groups.values()], options.concurrency, halt, async (group) => {
    for (const target of group) {
      const done = await obtain(target, site, present.get(target.file.sha256) ?? null);
      files.push(done);
      if (done.state !== 'failed') present.set(done.sha256, done.path);
    }
  });
  files.sort(byPath);
  return { files, extra: await extraFiles(root, known), unfinished: await unfinishedFiles(root) };
}

function settled({ path, file: { sha256, size } }: PullTarget, found: { readonly state: 'present' } | Unfit): PulledFile {
  return { path, sha256, size, received: 0, ...found };
}

/** The first error stops all lanes, and is thrown when the last one has ended: nobody writes after the folder is free again. */
async function inLanes<T>(items: readonly T[], lanes: number, halt: AbortController, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  async function lane(): Promise<void> {
    while (next < items.length && errors.length === 0) {
      const item = items[next++];
      if (item === undefined) return;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
        halt.abort();
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(lanes, items.length, 32)) }, lane));
  if (errors.length > 0) throw errors[0];
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
