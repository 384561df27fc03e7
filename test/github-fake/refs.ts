/** Refs as git keeps them in files (gitrepository-layout(5)); what is not a plain file with a plain name is left to git. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PLAIN = /^refs\/(?:[\w-]{1,100}\/){1,6}[\w-]{1,100}$/;

/** Id that a full ref holds; null: there is none; undefined: ask git, which also knows packed and symbolic ones. */
export function readRef(gitDirectory: string, ref: string): string | null | undefined {
  if (!PLAIN.test(ref)) return undefined;
  const path = join(gitDirectory, ref);
  if (!existsSync(path)) return existsSync(join(gitDirectory, 'packed-refs')) || !existsSync(join(gitDirectory, 'refs')) ? undefined : null;
  const text = readFileSync(path, 'utf8').trim();
  return /^[0-9a-f]{40}$/.test(text) ? text : undefined;
}

/** Under the lock that git takes itself. False: ask git, which says what is wrong. */
export function writeRef(gitDirectory: string, ref: string, id: string): boolean {
  if (!PLAIN.test(ref)) return false;
  const path = join(gitDirectory, ref);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.lock`, `${id}\n`, { flag: 'wx' });
    renameSync(`${path}.lock`, path);
    return true;
  } catch {
    return false;
  }
}
