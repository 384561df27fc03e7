/** A tree as another one with some paths changed: what is asked of it is answered by what lies beneath, but for those paths. */
import { compareText } from '../../base/order.ts';
import type { Listing } from './listing.ts';
import type { ModuleRules } from '../languages/language.ts';
import { packageHolders } from './listing.ts';
import type { FactIndex } from './fact-index.ts';
import { Unbounded } from './unbounded.ts';

/** `changed`: paths of which `over` speaks, also by having none of them any more. */
export function layeredListing(under: Listing, changed: ReadonlySet<string>, over: Listing, rules: readonly ModuleRules[]): Listing {
  return {
    has: (path) => (changed.has(path) ? over : under).has(path),
    isRead: (path) => (changed.has(path) ? over : under).isRead(path),
    mayHaveNamed: (name) => under.mayHaveNamed(name) || over.mayHaveNamed(name),
    modulesNamed: (name) => merged(under.modulesNamed(name), changed, over.modulesNamed(name)),
    holdsPackage: (folder) => over.holdsPackage(folder) || (under.holdsPackage(folder) && stillHolds(folder)),
    below: (folder) => merged(under.below(folder), changed, over.below(folder)),
  };

  function stillHolds(folder: string): boolean {
    const hasLost = [...changed].some((path) => under.isRead(path) && !over.isRead(path) && packageHolders(path, rules).includes(folder));
    if (!hasLost) return true;
    throw new Unbounded('a package is gone from a folder that others may be found in');
  }
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
