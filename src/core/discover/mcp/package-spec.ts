/** What `npx` and `uvx` are given: a package of an index with its version, or a repository. */
import { packageRef } from '../../ecosystems/purl.ts';
import { readGitAddress } from '../../ecosystems/npm/source.ts';
import { npm } from '../../ecosystems/npm/index.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import { commitOf, gitLocation } from '../../ecosystems/git.ts';
import { isFullCommit } from '../../ref/parse.ts';
import type { Ref } from '../../ref/index.ts';

export interface Spec {
  readonly ref: Ref;
  /** Version, range, tag of the registry, or commit; null: none. */
  readonly version: string | null;
}

const NPM = /^((?:@[\w.~-]{1,100}\/)?[a-z0-9~_][\w.~-]{0,213})(?:@([\w.^~<>=*|+ -]{1,80}))?$/i;
const PYPI = /^([A-Za-z0-9][\w.-]{0,100})(?:\[[\w,. -]{0,200}\])?[ ]{0,4}(?:(===?|@|[<>~!]=?)[ ]{0,4}([\w.!+*,<>=~ -]{1,80}))?$/;
const PYPI_GIT =
  /^(?:[A-Za-z0-9][\w.-]{0,100}(?:\[[\w,. -]{0,200}\])?[ ]{0,4}@[ ]{0,4})?(git\+[a-z]{2,6}:\/\/[^\s#]{1,400})(?:#.{0,200})?$/;

/** "@scope/name@1.2.3", "name@latest", "github:owner/repo#<commit>"; null: a path, or no package. */
export function npmSpec(text: string): Spec | null {
  const [, name, version] = NPM.exec(text) ?? [];
  if (name !== undefined && npm.isName(name))
    return { ref: packageRef({ ecosystem: 'npm', name, source: 'registry', location: null }), version: version ?? null };
  const git = /^(?:\.|\/|~|file:)/.test(text) ? null : readGitAddress(text);
  return git === null ? null : ofGit(git.location, git.reference);
}

/** "name", "name==1.0", "name[extra]@1.0", "git+https://github.com/owner/repo@v1"; null: a path, or no package. */
export function pypiSpec(text: string): Spec | null {
  const git = PYPI_GIT.exec(text)?.[1];
  if (git !== undefined) {
    const at = git.indexOf('@', git.lastIndexOf('/'));
    const reference = at < 0 ? null : git.slice(at + 1);
    return ofGit(gitLocation(at < 0 ? git : git.slice(0, at), reference), reference);
  }
  const [, name, sign, version] = PYPI.exec(text) ?? [];
  if (name === undefined || !pypi.isName(name) || /\.(?:py|whl|gz|zip|sh)$/.test(name)) return null;
  const isExact = sign === undefined || sign === '@' || sign.startsWith('==');
  const asked = version === undefined ? null : isExact ? version : `${sign}${version}`;
  return { ref: packageRef({ ecosystem: 'pypi', name, source: 'registry', location: null }), version: asked };
}

function ofGit(location: string | null, reference: string | null): Spec | null {
  if (location === null) return null;
  const source = { source: 'git', location } as const;
  const ref = packageRef({ ecosystem: 'npm', name: '', ...source });
  const isPlain = reference !== null && /^[\w./-]{1,100}$/.test(reference);
  return { ref, version: commitOf(source) ?? (isPlain && !isFullCommit(reference) ? reference : null) };
}
