/** Kinds of locks, each with the parser that ours is held against, and the form that a file has. */
import { bunLock, denoLock, packageLock, pipfileLock } from './json-locks.ts';
import { goMod, goSum, requirements } from './other-locks.ts';
import type { Oracle } from './stated.ts';
import { cargoLock, pdmLock, poetryLock, pylock, uvLock } from './toml-locks.ts';
import { condaLock, pixiLock, pnpmLock, yarnLock } from './yaml-locks.ts';

export interface Kind {
  readonly id: string;
  readonly names: RegExp;
  readonly oracle: Oracle;
  /** Who parses beside us. */
  readonly by: string;
  /** The first group is the version of the form. */
  readonly form: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    id: 'package-lock',
    names: /^(?:package-lock|npm-shrinkwrap)\.json$/,
    oracle: packageLock,
    by: 'JSON.parse',
    form: /"lockfileVersion":\s*(\d+)/,
  },
  { id: 'pnpm-lock', names: /^pnpm-lock\.yaml$/, oracle: pnpmLock, by: 'yaml', form: /^lockfileVersion: '?(\d+)/m },
  {
    id: 'yarn-lock',
    names: /^yarn\.lock$/,
    oracle: yarnLock,
    by: '@yarnpkg/parsers',
    form: /^(?:__metadata:\n {2}version: (\d+)|# yarn lockfile v(1))/m,
  },
  { id: 'bun-lock', names: /^bun\.lock$/, oracle: bunLock, by: 'jsonc-parser', form: /"lockfileVersion": (\d+)/ },
  { id: 'deno-lock', names: /^deno\.lock$/, oracle: denoLock, by: 'JSON.parse', form: /"version": "(\d+)"/ },
  { id: 'poetry-lock', names: /^poetry\.lock$/, oracle: poetryLock, by: 'tomllib', form: /^lock-version = "(\d+)/m },
  { id: 'pdm-lock', names: /^pdm\.lock$/, oracle: pdmLock, by: 'tomllib', form: /^lock_version = "(\d+)/m },
  { id: 'uv-lock', names: /^uv\.lock$/, oracle: uvLock, by: 'tomllib', form: /^version = (\d+)/m },
  { id: 'pipfile-lock', names: /^Pipfile\.lock$/, oracle: pipfileLock, by: 'JSON.parse', form: /"pipfile-spec": (\d+)/ },
  { id: 'pylock', names: /^pylock(?:\.[^./]+)?\.toml$/, oracle: pylock, by: 'tomllib', form: /^lock-version = "(\d+)/m },
  { id: 'pixi-lock', names: /^pixi\.lock$/, oracle: pixiLock, by: 'yaml', form: /^version: (\d+)/m },
  { id: 'conda-lock', names: /^(?:[^/]*\.)?conda-lock\.yml$/, oracle: condaLock, by: 'yaml', form: /^version: (\d+)/m },
  { id: 'cargo-lock', names: /^Cargo\.lock$/, oracle: cargoLock, by: 'tomllib', form: /^version = (\d+)/m },
  { id: 'go-sum', names: /^go\.sum$/, oracle: goSum, by: 'its fields', form: /^()/ },
  { id: 'go-mod', names: /^go\.mod$/, oracle: goMod, by: 'go mod edit -json', form: /^()/ },
  { id: 'requirements', names: /^requirements[\w-]*\.txt$/, oracle: requirements, by: 'pip', form: /^()/ },
];

export function kindOf(path: string): Kind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return KINDS.find(({ names }) => names.test(name)) ?? null;
}
