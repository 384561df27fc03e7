/** Which declaration of a lock speaks of a load. One look for each folder above it, however many there are. */
import { type LoadFeed, parseDeclared } from './declared.ts';
import type { Lock } from './lock.ts';

export interface DeclarationIndex {
  /** What the declaration is about that speaks of a load in this file with this feed: that of the file itself, else of the innermost folder. */
  forLoad(this: void, path: string, feed: LoadFeed): string | null;
  forAddress(this: void, address: string): string | null;
}

export function declarationIndex(lock: Lock | null): DeclarationIndex {
  const loads = new Map<string, Map<string, string>>();
  const addresses = new Set<string>();
  for (const about of lock?.declarations.keys() ?? []) {
    const declared = parseDeclared(about);
    if (declared.kind === 'address') {
      addresses.add(about);
      continue;
    }
    const key = keyOf(declared.feed);
    const paths = loads.get(key);
    if (paths === undefined) loads.set(key, new Map([[declared.path, about]]));
    else paths.set(declared.path, about);
  }
  return {
    forLoad: (path, feed) => nearest(path, loads.get(keyOf(feed)) ?? new Map()),
    forAddress: (address) => (addresses.has(address) ? address : null),
  };
}

function keyOf(feed: LoadFeed): string {
  return JSON.stringify(feed.kind === 'environment' ? [feed.kind, feed.name] : [feed.kind, feed.text]);
}

function nearest(path: string, abouts: ReadonlyMap<string, string>): string | null {
  if (abouts.size === 0) return null;
  let found = abouts.get(path);
  for (let end = path.lastIndexOf('/'); found === undefined && end > 0; end = path.lastIndexOf('/', end - 1))
    found = abouts.get(path.slice(0, end + 1));
  return found ?? null;
}
