/** A package in references and purls: by its name, and by where it comes from when that is no registry. */
import type { PackageFact, PackageSource } from '../model/index.ts';
import { purlOf } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { commitOf, repositoryOf } from './git.ts';
import { ecosystemOf } from './look-up.ts';

/** The reference without version. An address without a name is known by the repository or file that lies there. */
export function packageRef({ ecosystem, name, ...source }: Pick<PackageFact, 'ecosystem' | 'name' | keyof PackageSource>): Ref {
  if (name === '') return addressRef(source);
  return refOf(ecosystem, ecosystemOf(ecosystem)?.normalize(name) ?? name);
}

/** The name of a repository is none of a package of the index: nobody but who fetches it knows which package it holds. */
function addressRef(source: PackageSource): Ref {
  const url = repositoryOf(source);
  const [, host = '', path = ''] = /^[a-z0-9+.-]+:\/\/([^/]*)\/?(.*)$/i.exec(url ?? '') ?? [];
  const trimmed = path.replace(/\/+$/, '').replace(/\.git$/, '');
  if (trimmed === '') return refOf('generic', host === '' ? 'unnamed package' : host);
  const isGitHub = source.source === 'git' && host === 'github.com' && /^[\w.-]+\/[\w.-]+$/.test(trimmed);
  return isGitHub ? refOf('gh', trimmed) : refOf('generic', `${host}/${trimmed}`);
}

function refOf(type: Ref['type'], path: string): Ref {
  const slash = path.lastIndexOf('/');
  return { type, repo: null, namespace: slash < 0 ? null : path.slice(0, slash), name: path.slice(slash + 1), version: null };
}

/**
 * The purl of a package from there: never the registry's for one that comes from a repository or an address. Null where nothing would tell it
 * from the registry's: a path, or an address that cannot be kept. A repository is written as SPDX writes download locations: the tool that
 * fetches, "+", the address, "@" and the commit, branch or tag.
 */
export function packagePurl(ref: Ref, found: PackageSource & Pick<PackageFact, 'range'>): string | null {
  const { source, location, range } = found;
  if (source === 'registry') return purlOf(ref);
  if (source === 'path' || location === null) return null;
  if (source === 'url') return purlOf(ref, { download_url: location });
  const fetched = /^(?:git|hg|svn|bzr)\+/.test(location) ? location : `git+${location}`;
  const branch = commitOf(found) === null && range !== null && /^[\w./-]+$/.test(range) ? `@${range}` : '';
  return purlOf(ref, { vcs_url: `${fetched}${branch}` });
}
