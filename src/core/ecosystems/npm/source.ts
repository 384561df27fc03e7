/** Where a package of npm comes from, by the address beside its name (npm, "package.json: dependencies", "package-lock.json: resolved"). */
import { cleanLocation } from '../../base/address.ts';
import type { PackageSource } from '../../model/index.ts';
import { gitLocation } from '../git.ts';
import { archiveAt } from './archive.ts';

const HOSTS: Readonly<Record<string, string>> = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' };

/** "owner/repo#ref", "github:owner/repo", "git+ssh://…#ref", "git@host:path"; null: no git address. */
export function readGitAddress(text: string): { readonly location: string | null; readonly reference: string | null } | null {
  const [place = '', reference = ''] = text.split('#');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]{1,100}\/[\w.-]{1,100})$/.exec(place);
  const host = HOSTS[short?.[1] ?? 'github'];
  const url = short?.[2] !== undefined && host !== undefined ? `https://${host}/${short[2]}` : place;
  const isGit =
    short !== null || /^(?:git(?:\+[a-z]{2,5})?:\/\/|ssh:\/\/|git@)/.test(place) || /^https?:\/\/[^?#]{1,500}\.git$/.test(place);
  if (!isGit) return null;
  const isReference = /^[\w./:^~<>=-]{1,200}$/.test(reference);
  return { location: gitLocation(url, reference), reference: isReference ? reference : null };
}

/** Of an entry in a lockfile: where its archive was taken from. */
export function npmSourceOf(_name: string, address: string): PackageSource {
  if (address.startsWith('file:')) return { source: 'path', location: null };
  const hosted = readHostedArchive(address);
  if (hosted !== null) return { source: 'git', location: hosted };
  // An archive at an address that ends in ".git" is none of a repository, unless a revision follows.
  const git = /^https?:/i.test(address) && !address.includes('.git#') ? null : readGitAddress(address);
  if (git !== null) return { source: 'git', location: git.location };
  const location = cleanLocation(address);
  // An address that cannot be read is none of a registry (T35); a bare file name is that of a mirror.
  if (location === null) return { source: /^\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(address) ? 'url' : 'registry', location };
  return { source: archiveAt(location) === null ? 'url' : 'registry', location };
}

/** What package managers fetch for "github:owner/repo" and its like: the commit stands in the path, or in a query that is not kept. */
const HOSTED: readonly (readonly [host: string, place: RegExp])[] = [
  ['github.com', /^https:\/\/codeload\.github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:legacy\.)?tar\.gz\/([^?#]{1,200})/],
  ['gitlab.com', /^https:\/\/gitlab\.com\/([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5})\/-\/archive\/([^?#/]{1,200})\//],
  ['gitlab.com', /^https:\/\/gitlab\.com\/([\w.-]{1,100}\/[\w.-]{1,100})\/repository\/archive\.tar\.gz\?(?:ref|sha)=([^&#]{1,200})/],
  ['gitlab.com', /^https:\/\/gitlab\.com\/api\/v4\/projects\/([\w.%-]{1,300})\/repository\/archive\.tar\.gz\?(?:ref|sha)=([^&#]{1,200})/],
  ['bitbucket.org', /^https:\/\/bitbucket\.org\/([\w.-]{1,100}\/[\w.-]{1,100})\/get\/([^?#]{1,200})\.tar\.gz/],
];

/** Null: no archive of a repository at one of the known hosts. */
function readHostedArchive(address: string): string | null {
  for (const [host, place] of HOSTED) {
    const [, repository, reference = ''] = place.exec(address) ?? [];
    if (repository !== undefined) return gitLocation(`https://${host}/${repository.replaceAll(/%2f/gi, '/')}`, reference);
  }
  return null;
}
