/** Folders that a policy says do not ship, as far as nothing that ships uses them (T5, T42). Labels relax; use is stronger than a label. */
import type { FileFacts, Scope, Sighting } from '../model.ts';
import { createModules } from './link/modules.ts';
import { scopeOf } from './scope.ts';

/** `covers`: whether the label is for this path. */
export interface DeclaredScope {
  readonly path: string;
  readonly as: Exclude<Scope, 'product'>;
  covers(this: void, path: string): boolean;
}

export interface Labelled {
  readonly sightings: readonly Sighting[];
  /** How many sightings each label moved, in the order of the labels. */
  readonly moved: readonly number[];
}

/** The sightings under the labels of the policy; the first that covers a path counts. */
export function withDeclaredScopes(
  sightings: readonly Sighting[],
  files: ReadonlyMap<string, FileFacts>,
  labels: readonly DeclaredScope[],
): Labelled {
  const moved = labels.map(() => 0);
  const labelOf = (path: string): number => labels.findIndex(({ covers }) => covers(path));
  if (!sightings.some(({ scope, place }) => scope === 'product' && labelOf(place.path) >= 0)) return { sightings, moved };
  const used = usedByProduct(files, (path) => scopeOf(path) === 'product' && labelOf(path) < 0);
  const labelled = sightings.map((one) => {
    const index = one.scope === 'product' && !used.has(one.place.path) ? labelOf(one.place.path) : -1;
    const label = labels[index];
    if (label === undefined) return one;
    moved[index] = (moved[index] ?? 0) + 1;
    return { ...one, scope: label.as };
  });
  return { sightings: labelled, moved };
}

/** What is product whatever it is called, and all that it imports. */
function usedByProduct(files: ReadonlyMap<string, FileFacts>, isProduct: (path: string) => boolean): ReadonlySet<string> {
  const modules = createModules(files.keys());
  const seen = new Set([...files.keys()].filter(isProduct));
  const open = [...seen];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const fact of files.get(path)?.facts ?? []) {
      if (fact.kind !== 'import') continue;
      for (const target of modules.targets(path, fact)) {
        if (seen.has(target)) continue;
        seen.add(target);
        open.push(target);
      }
    }
  }
  return seen;
}
