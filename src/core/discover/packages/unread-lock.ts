/** Lockfiles that are known but cannot be read yet (T15): what they hold must not pass in silence. */
import type { Detector } from '../detector.ts';
import { baseName } from '../../base/base-name.ts';
import { noGrammar, problemFact } from '../text-input.ts';

const NAMES = new Set([
  'poetry.lock',
  'pdm.lock',
  'pixi.lock',
  'pipfile.lock',
  'pylock.toml',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
]);
const PATTERNS = [/^pylock\.[^.]+\.toml$/, /(?:^|\.)conda-lock\.ya?ml$/];

export const unreadLockDetector: Detector = {
  id: 'unread-lock',
  version: 1,
  about: {
    title: 'Lockfiles that are not read yet',
    motivation:
      'A lockfile decides what is installed. When its kind cannot be read, the AI SBOM lacks what it locks, and nobody must take that for a clean result.',
    decides:
      'By file name: poetry.lock, pdm.lock, pixi.lock, Pipfile.lock, pylock.toml, conda-lock.yml, yarn.lock, pnpm-lock.yaml, bun.lock, bun.lockb and deno.lock. Each becomes a problem of the tree at line 1; the content is not looked at.',
    remedy:
      'Commit a lock that is read as well: uv.lock, package-lock.json, or requirements.txt with hashes, for example "poetry export -o requirements.txt".',
    serves: 'CRA Annex I Part II (1)',
  },
  reads: 'head',
  limit: 64 * 1024,
  wants(path) {
    const name = baseName(path).toLowerCase();
    return NAMES.has(name) || PATTERNS.some((pattern) => pattern.test(name));
  },
  grammar: noGrammar,
  facts: () => [problemFact('unsupported', 'a lockfile of a kind that is not read yet; its packages are unknown', { line: 1, column: 1 })],
};
