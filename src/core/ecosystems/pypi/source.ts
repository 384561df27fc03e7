/** Where a Python package comes from, by the address beside its name (pip, "VCS support"; PEP 440, "direct references"). */
import { cleanLocation } from '../../base/address.ts';
import type { PackageSource } from '../../model/index.ts';
import { gitLocation } from '../git.ts';

const VCS = /^(?:git|hg|svn|bzr)\+/;

/** Whether the address is that of a repository: "git+https://…@revision". */
export function isRepository(address: string): boolean {
  return VCS.test(address);
}

/** Of the address of a requirement; what follows "#" says nothing about where it is. */
export function pypiSourceOf(_name: string, address: string): PackageSource {
  const [target = ''] = address.split('#');
  if (isRepository(target)) {
    const reference = revisionOf(target);
    return { source: 'git', location: gitLocation(reference === null ? target : target.slice(0, -(reference.length + 1)), reference) };
  }
  return /^https?:\/\//i.test(target) ? { source: 'url', location: cleanLocation(target) } : { source: 'path', location: null };
}

/** The part after the last "@" of the path: branch, tag or commit. "@" before the path is user-info. */
export function revisionOf(address: string): string | null {
  const path = address.slice(address.indexOf('://') + 3);
  const slash = path.indexOf('/');
  const at = path.lastIndexOf('@');
  const reference = slash === -1 || at < slash ? '' : path.slice(at + 1);
  return /^[\w./-]{1,200}$/.test(reference) ? reference : null;
}
