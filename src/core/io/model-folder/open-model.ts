/** A model on this disk: a folder, or a single file. */
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { ModelEntry, ModelFiles } from '../../verify/oms/model-files.ts';
import { createDigester, type Digester, type DigesterOptions } from '../digest/digester.ts';
import { hashEntries } from './hash.ts';
import { walkModel } from './walk.ts';

export interface ModelOptions extends DigesterOptions {
  /** Threads of a process that opens many models; without them, this one has its own. */
  readonly digester?: Digester;
}

/** Throws InputError NOT_A_MODEL when there is neither a folder nor a file. */
export function openModel(path: string, options: ModelOptions = {}): ModelFiles {
  const { real, isFolder } = look(path);
  const digester = options.digester ?? createDigester(options);
  const root = isFolder ? real : dirname(real);
  const name = isFolder ? basename(real) : basename(resolve(path));
  return {
    name: name === '' ? 'model' : name,
    kind: isFolder ? 'folder' : 'file',
    inside: (other) => (isFolder ? insideOf(root, other) : null),
    list: (wish) => (isFolder ? walkModel(root, wish) : Promise.resolve([singleFile(real, name)])),
    digest: (entries, wish) => hashEntries(digester, root, entries, wish),
    close: () => (options.digester === undefined ? digester.close() : Promise.resolve()),
  };
}

function look(path: string): { real: string; isFolder: boolean } {
  try {
    const real = realpathSync.native(path);
    const info = statSync(real);
    if (info.isDirectory() || info.isFile()) return { real, isFolder: info.isDirectory() };
  } catch {
    // Said below.
  }
  throw new InputError('NOT_A_MODEL', `${path} is neither a folder nor a file`, 'Name the folder of the model, or its only file.');
}

function singleFile(real: string, name: string): ModelEntry {
  const target = basename(real);
  return { path: name, size: statSync(real).size, ...(target === name ? {} : { target }) };
}

/** Folders on the way may be links; the last part is taken as it is, for it may be a file that is not there yet. */
function insideOf(root: string, other: string): string | null {
  const absolute = resolve(other);
  let parent = dirname(absolute);
  try {
    parent = realpathSync.native(parent);
  } catch {
    // It is not there: then its name decides.
  }
  const path = relative(root, join(parent, basename(absolute)));
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path ? null : path.split(sep).join('/');
}
