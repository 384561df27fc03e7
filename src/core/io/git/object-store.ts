/**
 * A private, empty repository whose objects are those of the repository under test (as alternates). Everything that reads or
 * merges objects runs in it, so that the configuration next to the objects is never read (T14): no merge driver, no filter, no
 * promisor remote that would fetch; and what a merge writes never lands in the user's own object store.
 */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EffectError } from '../../base/errors.ts';
import type { GitLocation } from './locate.ts';
import type { GitCall } from './run.ts';

export interface ObjectStore {
  /** How to call git in it. */
  readonly call: GitCall;
  /** Folder of the borrowed objects. */
  readonly borrowed: string;
  close(): Promise<void>;
}

/** Throws EffectError DISK. */
export async function openObjectStore({ objects, shallow, isSha256 }: GitLocation): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-git-')).catch((error: unknown) => {
    throw new EffectError('DISK', `No temporary folder can be made in ${tmpdir()}`, 'Check the folder and the space on the disk.', {
      cause: error,
    });
  });
  const extension = isSha256 ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  await Promise.all([
    mkdir(join(folder, 'objects')),
    mkdir(join(folder, 'refs')),
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(folder, 'config'), `[core]\n\trepositoryFormatVersion = ${isSha256 ? 1 : 0}\n\tbare = true\n${extension}`),
    // Where history was cut off: without it git looks for parents that a shallow clone does not have.
    copyFile(shallow, join(folder, 'shallow')).catch(() => undefined),
  ]);
  const environment = {
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(objects),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
  };
  return {
    call: { gitDirectory: folder, cwd: folder, environment },
    borrowed: objects,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The variable is a list: a path with a separator in it must be quoted as git(1) says. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
