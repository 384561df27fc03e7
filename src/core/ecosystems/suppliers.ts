/** Where the bytes of a package come from, as places that can be compared: a registry, a server, a repository, somebody's folder on a server. */
import type { PackageFact } from '../model/index.ts';
import { repositoryKey } from './git.ts';
import { withoutAlias } from './one-server.ts';

/** Equal places are equal texts. Empty: the entry does not say. */
export function suppliersOf(one: PackageFact): readonly string[] {
  const { source, location, name, servers = [] } = one;
  if (source === 'path') return [];
  if (source === 'git') return [repositoryKey(one) ?? 'git'];
  if (source === 'url') return location === null ? servers : [folderOf(location)];
  if (location === null && servers.length === 0) return servers;
  return [...new Set([...(location === null ? [] : [registryOf(location, name)]), ...servers].map(withoutAlias))];
}

/** The registry that an archive lies in, or the address of an index: one server may hold several registries. */
function registryOf(location: string, name: string): string {
  const lower = location.toLowerCase().replaceAll('%2f', '/');
  const ends = [`/${name.toLowerCase()}/-/`, `/download/${name.toLowerCase()}/`].map((text) => lower.indexOf(text));
  const end = ends.find((at) => at >= 0) ?? (/\.(?:tgz|tar\.gz|whl|zip)$/.test(lower) ? originLength(lower) : lower.length);
  return lower.slice(0, end).replace(/\/+$/, '');
}

/** The server, and where its paths are deep their first two parts: on servers that host everybody they say whose it is. */
function folderOf(location: string): string {
  const lower = location.toLowerCase();
  const parts = lower.slice(originLength(lower) + 1).split('/');
  return [lower.slice(0, originLength(lower)), ...(parts.length >= 4 ? parts.slice(0, 2) : [])].join('/');
}

function originLength(location: string): number {
  const end = location.indexOf('/', location.indexOf('://') + 3);
  return end < 0 ? location.length : end;
}

/** The server of such a place; a repository's by its host. */
export function serverOf(place: string): string {
  return place.includes('://') ? place.slice(0, originLength(place)) : (place.split('/')[0] ?? place);
}
