/** Which lockfiles stand for which manifests, by their names. */
import { baseName } from '../base/base-name.ts';

interface Pairing {
  readonly manifest: string;
  /** Any of them, whether or not it is read. */
  readonly locks: readonly string[];
}

const PAIRINGS: readonly Pairing[] = [
  {
    manifest: 'package.json',
    locks: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
  },
  { manifest: 'pyproject.toml', locks: ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml'] },
  { manifest: 'Pipfile', locks: ['Pipfile.lock'] },
  { manifest: 'Cargo.toml', locks: ['Cargo.lock'] },
];

/** What a file is of a pair of manifest and lock; null: neither. Two files are of one pair where their pairs are equal. */
export function pairOf(path: string): { readonly pair: string; readonly is: 'manifest' | 'lock' } | null {
  const name = baseName(path);
  for (const { manifest, locks } of PAIRINGS) {
    if (name === manifest) return { pair: manifest, is: 'manifest' };
    if (locks.includes(name)) return { pair: manifest, is: 'lock' };
  }
  return null;
}

/** Locks that stand beside no manifest of a pair, or whose names vary. */
const FURTHER = /(?:^|\/)(?:(?:pixi|deno)\.lock|go\.sum|pylock\.[^/]{1,100}\.toml|[^/]{0,100}conda-lock\.ya?ml|[^/]{1,100}\.py\.lock)$/;

/** Whether a file of this name is the exact list of what an installer takes. */
export function isLockPath(path: string): boolean {
  return pairOf(path)?.is === 'lock' || FURTHER.test(path);
}

/** A lock that is no text: it is known by its name, and no reader is planned for it (T15). */
export function isNeverRead(path: string): boolean {
  return baseName(path) === 'bun.lockb';
}
