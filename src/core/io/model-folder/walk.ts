/** Every file of a model, by name and kind; nothing is opened, no link is followed out (T15). */
import { type BigIntStats, type Dirent, lstatSync, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { EffectError, InputError } from '../../base/errors.ts';
import type { ListOptions, ModelEntry } from '../../verify/oms/model-files.ts';
import { decodePath } from '../../base/path-bytes.ts';
import { diskPath, reason } from '../trees/disk.ts';

/** More than any model has; a folder that is filled while it is read must end. */
const MAX_FILES = 1_000_000;

/** `root` is absolute and real. Throws EffectError DISK for the root itself, InputError MODEL_UNUSABLE past the limit. */
export async function walkModel(root: string, { allowSymlinks, skipped }: ListOptions): Promise<ModelEntry[]> {
  const entries: ModelEntry[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const children = await childrenOf(root, folder);
    if (typeof children === 'string') {
      if (folder === '') throw new EffectError('DISK', `The folder ${root} cannot be opened (${children}).`, 'Check its permissions.');
      entries.push({ path: folder, size: 0, problem: `a folder that cannot be opened (${children})` });
      continue;
    }
    for (const child of children) {
      const name = decodePath(child.name);
      const path = folder === '' ? name : `${folder}/${name}`;
      if (child.isDirectory() && name.isWellFormed()) {
        if (!skipped(path)) folders.push(path);
      } else entries.push(entryOf(root, path, allowSymlinks));
      if (entries.length > MAX_FILES)
        throw new InputError('MODEL_UNUSABLE', `There are more than ${MAX_FILES} files`, 'Name the folder of one model.');
    }
  }
  return entries;
}

async function childrenOf(root: string, folder: string): Promise<Dirent<Buffer>[] | string> {
  try {
    return await readdir(folder === '' ? root : diskPath(root, folder), { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    return reason(error);
  }
}

function entryOf(root: string, path: string, allowSymlinks: boolean): ModelEntry {
  // Two systems would read such a name as two names, and a statement cannot hold it.
  if (!path.isWellFormed()) return problem(path, 'its name is not UTF-8');
  let info: BigIntStats;
  try {
    info = lstatSync(diskPath(root, path), { bigint: true });
  } catch (error) {
    return problem(path, `it cannot be looked at (${reason(error)})`);
  }
  if (info.isFile()) return { path, size: Number(info.size) };
  if (info.isSymbolicLink()) return allowSymlinks ? linked(root, path) : problem(path, 'a symbolic link; links are not followed');
  return problem(path, 'a special file (pipe, socket or device); it was not opened');
}

/** The target counts when it is a regular file inside the model. */
function linked(root: string, path: string): ModelEntry {
  try {
    const real = realpathSync.native(diskPath(root, path), 'buffer');
    const prefix = Buffer.from(root.endsWith(sep) ? root : root + sep);
    if (!real.subarray(0, prefix.length).equals(prefix)) return problem(path, 'a symbolic link that leads out of the model');
    const info = statSync(real);
    if (info.isDirectory()) return problem(path, 'a symbolic link to a folder, whose files no program would check');
    if (!info.isFile()) return problem(path, 'a symbolic link to a special file');
    return { path, size: info.size, target: decodePath(real.subarray(prefix.length)) };
  } catch (error) {
    const code = reason(error);
    return problem(path, code === 'ELOOP' ? 'a symbolic link that leads to itself' : `a symbolic link that leads nowhere (${code})`);
  }
}

function problem(path: string, what: string): ModelEntry {
  return { path, size: 0, problem: what };
}
