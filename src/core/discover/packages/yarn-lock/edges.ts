/** Which entries of yarn.lock need which: by what they ask for, and what each entry stands for. */
import type { LineBlock } from '../blocks/read-blocks.ts';
import { inBlock, innerOf, blockText } from '../blocks/values.ts';
import type { Budget } from '../lockfile.ts';
import { readDescriptor } from './descriptors.ts';

/** An entry, as others ask for it. */
export interface YarnEntry {
  /** As it stands in the file: "name@range". */
  readonly descriptors: readonly string[];
  /** "name@version"; null: a member of the workspace, or a folder. */
  readonly label: string | null;
  readonly block: LineBlock;
}

export interface Edges {
  needsOf(block: LineBlock): readonly string[];
  /** The first that asks for a package of which there is no entry. */
  missing(): LineBlock | null;
}

export function edgesAmong(entries: readonly YarnEntry[], budget: Budget): Edges {
  const labels = new Map<string, string | null>();
  const byName = new Map<string, Set<string | null>>();
  for (const { descriptors, label } of entries)
    for (const descriptor of descriptors) {
      labels.set(descriptor, label);
      const name = readDescriptor(descriptor)?.name ?? descriptor;
      byName.set(name, (byName.get(name) ?? new Set()).add(label));
    }
  let missing: LineBlock | null = null;

  function labelOf(dependency: LineBlock): string | null {
    const range = blockText(dependency) ?? '';
    // Yarn 2 and 3 leave out the protocol of a registry.
    const exact = [`${dependency.key}@${range}`, `${dependency.key}@npm:${range}`].find((one) => labels.has(one));
    if (exact !== undefined) return labels.get(exact) ?? null;
    // "resolutions" of the manifest answer with another range than was asked for.
    const named = byName.get(dependency.key);
    if (named === undefined) missing ??= dependency;
    const [only = null, ...others] = named ?? [];
    return others.length === 0 ? only : null;
  }
  return {
    needsOf: (block) =>
      ['dependencies', 'optionalDependencies'].flatMap((list) =>
        (innerOf(inBlock(block, list)) ?? []).flatMap((dependency) => (budget.spend() ? (labelOf(dependency) ?? []) : [])),
      ),
    missing: () => missing,
  };
}
