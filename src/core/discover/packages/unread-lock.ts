/** Lockfiles that are known but cannot be read yet (T15): what they hold must not pass in silence. */
import { baseName } from '../../base/base-name.ts';
import type { Detector } from '../detector.ts';
import { noGrammar, problemFact } from '../text-input.ts';

/** Each by a name of it in small letters, and a pattern where it has more than that one. */
const KNOWN: readonly { readonly shown: string; readonly pattern?: RegExp }[] = [
  { shown: 'poetry.lock' },
  { shown: 'pdm.lock' },
  { shown: 'pixi.lock' },
  { shown: 'Pipfile.lock' },
  { shown: 'pylock.toml', pattern: /^pylock\.(?:[^.]+\.)?toml$/ },
  { shown: 'conda-lock.yml', pattern: /(?:^|\.)conda-lock\.ya?ml$/ },
  { shown: 'yarn.lock' },
  { shown: 'pnpm-lock.yaml' },
  { shown: 'bun.lock' },
  { shown: 'bun.lockb' },
  { shown: 'deno.lock' },
];

type Kind = (typeof KNOWN)[number];

function isOf({ shown, pattern }: Kind, path: string): boolean {
  const name = baseName(path).toLowerCase();
  return pattern?.test(name) ?? name === shown.toLowerCase();
}

/** By its name, a lockfile: no settings, whatever form it has. */
export function isLockName(path: string): boolean {
  return KNOWN.some((kind) => isOf(kind, path));
}

/** `readers`: the lockfiles that are read. A kind that gets a reader is not named here any more, without an edit of the list. */
export function unreadLock(readers: readonly Detector[]): Detector {
  const isReadBy = (path: string): boolean => readers.some((reader) => reader.wants(path, null));
  const unread = KNOWN.filter(({ shown }) => !isReadBy(shown));
  const names = unread.map(({ shown }) => shown);
  return {
    id: 'unread-lock',
    version: 1,
    about: {
      title: 'Lockfiles that are not read yet',
      motivation:
        'A lockfile decides what is installed. When its kind cannot be read, the AI SBOM lacks what it locks, and nobody must take that for a clean result.',
      decides: `By file name: ${names.join(', ')}. Each becomes a problem of the tree at line 1; the content is not looked at.`,
      remedy: 'Commit a lock that is read in its place: of Bun that is bun.lock, which "bun install --save-text-lockfile" writes.',
      serves: 'CRA Annex I Part II (1)',
    },
    only: 'packages',
    reads: 'head',
    limit: 64 * 1024,
    wants: (path) => unread.some((kind) => isOf(kind, path)) && !isReadBy(path),
    grammar: noGrammar,
    facts: () => [
      problemFact('unsupported', 'a lockfile of a kind that is not read yet; its packages are unknown', { line: 1, column: 1 }),
    ],
  };
}
