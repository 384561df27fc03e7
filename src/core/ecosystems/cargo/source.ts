/** Where a crate comes from, by the `source` beside its name (Cargo, "Package ID specifications"). */
import { cleanLocation } from '../../base/address.ts';
import type { PackageSource } from '../../model/index.ts';
import { gitLocation } from '../git.ts';

/** "registry+https://…", "sparse+https://…/", "git+https://…?branch=x#commit". */
export function cargoSourceOf(_name: string, address: string): PackageSource {
  const [, kind = '', place = ''] = /^(registry|sparse|git)\+(.*)$/s.exec(address.slice(0, 4_000)) ?? [];
  if (kind === 'registry' || kind === 'sparse') return { source: 'registry', location: cleanLocation(place) };
  // Cargo writes the resolved commit as the fragment.
  if (kind === 'git') return { source: 'git', location: gitLocation(place.replace(/[?#].*$/s, ''), place.split('#')[1] ?? null) };
  return address.startsWith('path+') ? { source: 'path', location: null } : { source: 'url', location: cleanLocation(address) };
}
