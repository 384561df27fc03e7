/** Several files of one folder, all or none: nothing that is there and says something else is overwritten unless the operator says so. */
import { lstat, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EffectError, InputError } from '../base/errors.ts';
import { isMissing } from './trees/checkout.ts';
import { reason } from './trees/disk.ts';
import { writeReport } from './write-file.ts';

const NAMED = 5;

/**
 * `files`: by path below `folder`, which is the operator's. Returns how many were written; equal ones are left alone. Throws InputError
 * PATH_OUTSIDE (also where something else stands under a name), EffectError DISK.
 */
export async function writeBundle(
  cwd: string,
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  force: boolean,
): Promise<number> {
  const states = await Promise.all(
    [...files].map(async ([path, content]) => ({ path, content, state: await stateOf(resolve(cwd, folder, path), content) })),
  );
  const others = states.filter(({ state }) => state === 'other').map(({ path }) => path);
  if (others.length > 0 && !force)
    throw new InputError(
      'PATH_OUTSIDE',
      `${others.slice(0, NAMED).join(', ')}${others.length > NAMED ? ` and ${others.length - NAMED} more` : ''} in ${folder}: something else is there, and nothing was written`,
      'Name another folder, or add --force to replace them.',
    );
  const missing = states.filter(({ state }) => state !== 'equal');
  for (const { path, content } of missing) await writeReport(cwd, join(folder, path), content);
  return missing.length;
}

async function stateOf(file: string, content: string | Uint8Array): Promise<'absent' | 'equal' | 'other'> {
  const status = await lstat(file).catch((error: unknown) => {
    // What cannot be looked at may be something else: then nothing is written at all.
    if (isMissing(error)) return null;
    throw new EffectError('DISK', `${file} cannot be looked at (${reason(error)})`, 'Nothing was written. Name another folder.');
  });
  if (status === null) return 'absent';
  const bytes = Buffer.from(content);
  // A link, a pipe or a device is not opened; writing refuses it.
  return status.isFile() && status.size === bytes.length && (await readFile(file)).equals(bytes) ? 'equal' : 'other';
}
