/** Where a package of npm comes from, by the address beside its name (npm, "package.json: dependencies", "package-lock.json: resolved"). */
import { cleanLocation } from '../../base/address.ts';
import type { PackageSource } from '../../model/index.ts';
import { gitLocation } from '../git.ts';

const HOSTS: Readonly<Record<string, string>> = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' };

/** "owner/repo#ref", "github:owner/repo", "git+ssh://…#ref", "git@host:path"; null: no git address. */
export function readGitAddress(text: string): { readonly location: string | null; readonly reference: string | null } | null {
  const [place = '', reference = ''] = text.split('#');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]{1,100}\/[\w.-]{1,100})$/.exec(place);
  const host = HOSTS[short?.[1] ?? 'github'];
  const url = short?.[2] !== undefined && host !== undefined ? `https://${host}/${short[2]}` : place;
  const isGit = short !== null || /^(?:git(?:\+[a-z]{2,5})?:\/\/|git@)/.test(place) || /^https?:\/\/[^?#]{1,500}\.git$/.test(place);
  if (!isGit) return null;
  const isReference = /^[\w./:^~<>=-]{1,200}$/.test(reference);
  return { location: gitLocation(url, reference), reference: isReference ? reference : null };
}

/** Of an entry in a lockfile: where its archive was taken from. */
export function npmSourceOf(name: string, address: string): PackageSource {
  if (address.startsWith('file:')) return { source: 'path', location: null };
  // An archive at an address that ends in ".git" is none of a repository, unless a revision follows.
  const git = /^https?:/i.test(address) && !address.includes('.git#') ? null : readGitAddress(address);
  if (git !== null) return { source: 'git', location: git.location };
  const location = cleanLocation(address);
  return { source: location === null || isRegistryPath(name, location) ? 'registry' : 'url', location };
}

/** Registries serve archives under "<name>/-/<file>.tgz" or "download/<name>/…"; any other address is somebody's own URL. */
function isRegistryPath(name: string, location: string): boolean {
  const path = location.toLowerCase().replaceAll('%2f', '/');
  return path.includes('/-/') || path.includes(`/download/${name.toLowerCase()}/`);
}
