/** One file: from whatever is there to a complete, verified file in its place, or to the reason why not. */
import { constants, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backoff } from '../net/retry.ts';
import { type Failure, failed } from './answer.ts';
import { onDisk } from './disk-error.ts';
import { look, openPullFolder } from './folder.ts';
import { digestOf, openPart, type PartialFile, partPath } from './part.ts';
import { type Lane, transfer } from './transfer.ts';
import type { Patience, PulledFile, PullTarget } from './types.ts';

/** A try that brings so many bytes was worth it. */
const FRUIT = 1024 * 1024;

export interface Site {
  readonly root: string;
  readonly replace: boolean;
  readonly lane: Lane;
  readonly patience: Patience;
}

export type Unfit = { readonly state: 'failed'; readonly failure: 'differs' | 'blocked'; readonly detail: string };
export type FileStanding = { readonly state: 'present' } | { readonly state: 'missing' } | Unfit;

/** What has the place of a file now. Never trusts a time stamp: bytes are hashed again. Throws EffectError DISK. */
export async function standing(
  target: PullTarget,
  { root, replace, lane }: Pick<Site, 'root' | 'replace' | 'lane'>,
): Promise<FileStanding> {
  return onDisk(target.path, async () => {
    const barrier = await openPullFolder(root, target.path, false);
    if (barrier !== null)
      return {
        state: 'failed',
        failure: 'blocked',
        detail: `"${barrier.at}" is ${barrier.what === 'link' ? 'a symbolic link' : 'no folder'}`,
      };
    const place = join(root, target.path);
    const info = await look(place);
    if (info === null) return { state: 'missing' };
    // Never written through, never taken away: what a link or a folder is there for is somebody's business.
    if (!info.isFile())
      return {
        state: 'failed',
        failure: 'blocked',
        detail: info.isSymbolicLink() ? 'a symbolic link has its place' : 'something that is not a file has its place',
      };
    if ((await digestOf(place, target.file.size, lane.stop)) === target.file.sha256) return { state: 'present' };
    if (replace) return { state: 'missing' };
    return { state: 'failed', failure: 'differs', detail: 'another file has its place, and was left alone' };
  });
}

/**
 * `twin`: the path of a file of this pull with the same bytes, in place and verified; null: there is none yet.
 * Throws EffectError DISK and what `stop` throws; everything that a server does is a result.
 */
export async function obtain(target: PullTarget, site: Site, twin: string | null): Promise<PulledFile> {
  let received = 0;
  const lane: Lane = {
    ...site.lane,
    spend: (bytes) => {
      received += bytes;
      return site.lane.spend(bytes);
    },
  };
  const { sha256, size } = target.file;
  const base = { path: target.path, sha256, size };
  if (twin !== null) await copyTwin(join(site.root, twin), partPath(site.root, sha256), target.path);
  const part = await openPart(site.root, target.file, lane.stop);
  try {
    const found = part.held();
    lane.progress(target, found);
    const failure = await complete(target, part, { ...site, lane });
    if (failure !== null) return { ...base, received, state: 'failed', failure: failure.failure, detail: failure.detail };
    const blocked = await intoPlace(target, part, site);
    if (blocked !== null) return { ...base, received, state: 'failed', ...blocked };
    if (twin !== null && received === 0) return { ...base, received, state: 'copied' };
    return { ...base, received, state: found > 0 && received < size ? 'resumed' : 'downloaded' };
  } finally {
    await part.close();
  }
}

/** Shares the blocks where the file system can. Onto nothing that is there: it might be a link. */
async function copyTwin(from: string, to: string, shown: string): Promise<void> {
  await onDisk(shown, async () => {
    await rm(to, { force: true });
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  });
}

/** Tries until size and digest are right; null when they are. */
async function complete(target: PullTarget, part: PartialFile, { lane, patience }: Site): Promise<Failure | null> {
  let fruitless = 0;
  // Bytes of another run or another try may be wrong ones: then all come once more.
  let mixed = part.held() > 0;
  let second = true;
  for (let attempt = 1; ; attempt++) {
    const before = part.held();
    const failure = before === target.file.size ? null : await transfer(target, part, lane);
    if (failure === null) {
      if (part.digest() === target.file.sha256) return null;
      if (!mixed || !second) {
        await part.remove();
        return failed('wrong-bytes', 'the bytes that came have another sha256 than the lock says');
      }
      await part.restart();
      mixed = false;
      second = false;
      continue;
    }
    if (failure.fresh && part.held() > 0) await part.restart();
    if (!failure.again) return giveUp(part, failure);
    mixed = part.held() > 0;
    fruitless = part.held() - before >= FRUIT ? 0 : fruitless + 1;
    const given = fruitless >= patience.fruitless || attempt >= patience.tries;
    // Never earlier than the server asks for, and with jitter on top.
    const pause = backoff(Math.max(1, fruitless), patience.random) + (failure.wait ?? 0);
    if (given || (failure.wait ?? 0) > patience.maxWaitMs)
      return giveUp(part, { ...failure, detail: `${failure.detail}; tried ${attempt} times` });
    await patience.sleep(pause, lane.stop);
  }
}

/** A beginning without a byte is none. */
async function giveUp(part: PartialFile, failure: Failure): Promise<Failure> {
  if (part.held() === 0) await part.remove();
  return failure;
}

/** Looks once more: the folder was walked before the bytes came. */
async function intoPlace(
  target: PullTarget,
  part: PartialFile,
  site: Site,
): Promise<{ failure: 'differs' | 'blocked'; detail: string } | null> {
  const now = await standing(target, site);
  if (now.state === 'failed') return { failure: now.failure, detail: now.detail };
  const barrier = await onDisk(target.path, () => openPullFolder(site.root, target.path, true));
  if (barrier !== null) return { failure: 'blocked', detail: `"${barrier.at}" is not a folder` };
  await part.place(join(site.root, target.path));
  return null;
}
