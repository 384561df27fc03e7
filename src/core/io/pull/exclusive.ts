/**
 * One pull at a time for one folder. Each pull puts a file of its own name down first and looks for others afterwards: of two that begin
 * in the same moment at least one sees the other, and nobody ever has to take away a file that might be somebody's fresh one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, readdir, readlink, rmdir, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EffectError, InputError } from '../../base/errors.ts';
import { reason } from '../trees/disk.ts';
import { onDisk } from './disk-error.ts';
import { look, openPullFolder } from './folder.ts';
import { PARTIAL_FOLDER } from './names.ts';

/** Everything is in the name, so that the file is there with its content or not at all: process, start moment, machine, chance. */
const NAME = /^pull-(\d{1,10})-(\d{1,20})-([0-9a-f]{16})-[0-9a-f]{16}\.lock$/;
const BEAT_MS = 30_000;
/** On a machine whose processes cannot be seen: no sign of life for so long. */
const SILENT_MS = 5 * 60_000;
const TRIES = 4;

/**
 * Throws EffectError DISK while another pull fills the folder, and InputError PATH_OUTSIDE where the folder of unfinished files is a link.
 * The answer gives the folder free again, and takes the folder of unfinished files away once it is empty.
 */
export async function takeFolder(root: string): Promise<() => Promise<void>> {
  const folder = join(root, PARTIAL_FOLDER);
  const machine = await machineId();
  const mine = `pull-${process.pid}-${await startOf(process.pid)}-${machine}-${randomBytes(8).toString('hex')}.lock`;
  for (let attempt = 1; ; attempt++) {
    await onDisk(PARTIAL_FOLDER, () => putDown(root, mine));
    const other = await firstOther(folder, mine, machine);
    if (other === null) break;
    await unlink(join(folder, mine));
    if (attempt === TRIES) throw busy(other);
    // Two may have given way to each other.
    await sleep(Math.random() * 50 * attempt);
  }
  const beat = setInterval(() => {
    const now = new Date();
    // Taken away by somebody who cleaned up: the next beat tries again, and the pull goes on.
    utimes(join(folder, mine), now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await unlink(join(folder, mine)).catch(() => undefined);
    // Not empty: unfinished files wait there, or the next pull has come.
    await rmdir(folder).catch(() => undefined);
  };
}

async function putDown(root: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const barrier = await openPullFolder(root, `${PARTIAL_FOLDER}/${name}`, true);
    if (barrier !== null)
      throw new InputError('PATH_OUTSIDE', `${PARTIAL_FOLDER} is not a folder of its own`, `Delete ${join(root, PARTIAL_FOLDER)}.`);
    try {
      return await writeFile(join(root, PARTIAL_FOLDER, name), '', { flag: 'wx' });
    } catch (error) {
      // A pull that ended in this moment took the empty folder away.
      if (reason(error) !== 'ENOENT' || attempt === TRIES) throw error;
    }
  }
}

function busy(name: string): EffectError {
  const pid = NAME.exec(name)?.[1] ?? '?';
  return new EffectError(
    'DISK',
    `another pull fills this folder (process ${pid})`,
    `Wait for it. If there is none, delete ${PARTIAL_FOLDER}/${name} and pull again.`,
  );
}

/** The name of another pull that is alive; those of dead ones are taken away. */
async function firstOther(folder: string, mine: string, machine: string): Promise<string | null> {
  for (const name of (await readdir(folder)).sort()) {
    const match = NAME.exec(name);
    if (match === null || name === mine) continue;
    const [, pid = '', start = '', where = ''] = match;
    const alive = where === machine ? await runs(Number(pid), start) : await beats(join(folder, name));
    if (alive) return name;
    await unlink(join(folder, name)).catch(() => undefined);
  }
  return null;
}

async function runs(pid: number, start: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's, but it runs.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = await startOf(pid);
  // The number was given to another process since then.
  return now === '0' || start === '0' || now === start;
}

async function beats(path: string): Promise<boolean> {
  const info = await look(path);
  return info !== null && Date.now() - info.mtimeMs < SILENT_MS;
}

/** Ticks between boot and the start of a process (proc(5), field 22 of stat); "0" where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The second field is the program's name in parentheses, and may hold anything.
  const start = text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return /^\d{1,20}$/.test(start) ? start : '0';
}

/** Host, boot and process namespace: where process numbers mean the same. */
async function machineId(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  const processes = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()}\n${boot}\n${processes}`).digest('hex').slice(0, 16);
}
