/** A tree as another one with some paths changed: what is asked of it is answered by what lies beneath, but for those paths. */
import { compareText } from '../../base/order.ts';
import { isCrowded, meantName, type Listing } from './listing.ts';
import type { FactIndex } from './fact-index.ts';

/** `changed`: paths of which `over` speaks, also by having none of them any more. */
export function layeredListing(under: Listing, changed: ReadonlySet<string>, over: Listing): Listing {
  const listing: Listing = {
    has: (path) => (changed.has(path) ? over : under).has(path),
    isRead: (path) => (changed.has(path) ? over : under).isRead(path),
    mayHaveNamed: (name) => under.mayHaveNamed(name) || over.mayHaveNamed(name),
    modulesNamed: (name) => merged(under.modulesNamed(name), changed, over.modulesNamed(name)),
    mayHaveModule: (name) => under.mayHaveModule(name) || over.mayHaveModule(name),
    packagesIn: (folder) => merged(under.packagesIn(folder), changed, over.packagesIn(folder)),
    filesNamed: (name) => merged(under.filesNamed(name), changed, over.filesNamed(name)),
    manifestsIn: (folder) => merged(under.manifestsIn(folder), changed, over.manifestsIn(folder)),
    crowded() {
      const names = new Set([...under.crowded(), ...[...changed].map(meantName)]);
      return [...names].filter((name) => isCrowded(name, listing));
    },
    below: (folder) => merged(under.below(folder), changed, over.below(folder)),
  };
  return listing;
}

export function layeredStated(under: FactIndex, changed: ReadonlySet<string>, over: FactIndex): FactIndex {
  return {
    facts: (path) => (changed.has(path) ? over : under).facts(path),
    marked: (mark, name) => merged(under.marked(mark, name), changed, over.marked(mark, name)),
    files() {
      const kept = [...under.files()].filter(([path]) => !changed.has(path));
      return new Map([...kept, ...over.files()].sort(([a], [b]) => compareText(a, b)));
    },
  };
}

function merged(under: readonly string[], changed: ReadonlySet<string>, over: readonly string[]): readonly string[] {
  const kept = under.some((path) => changed.has(path)) ? under.filter((path) => !changed.has(path)) : under;
  return over.length === 0 ? kept : [...kept, ...over].sort(compareText);
}
