/** What pnpm-lock.yaml holds: entries, and what asks for them. */
import type { LineBlock } from '../blocks/read-blocks.ts';
import { inBlock, innerOf, blockText } from '../blocks/values.ts';
import type { Budget } from '../lockfile.ts';
import type { Requests } from '../npm/reach.ts';
import { referredKeys, type NamedKey, readKey, withoutPeers } from './names.ts';

/** One of "packages". */
export interface PnpmEntry extends NamedKey {
  readonly block: LineBlock;
  /** Null: of a form that is not known. */
  readonly fields: readonly LineBlock[] | null;
  /** As others name it among what they need. */
  readonly label: string;
}

export interface PnpmLock {
  /** By their keys: as "packages" has them. */
  readonly packages: ReadonlyMap<string, PnpmEntry>;
  readonly roots: readonly Requests[];
  readonly graph: ReadonlyMap<string, Requests>;
  /** Key → the other names that it is installed under, and whether its own is among those that are used. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Dependencies that a folder stands for. */
  readonly folders: readonly { readonly name: string; readonly path: string; readonly line: number }[];
  /** The first reference to an entry that is not there. */
  readonly missing: LineBlock | null;
}

/** Of one document. */
export function entriesIn(document: readonly LineBlock[], budget: Budget): PnpmLock {
  const edge = (key: string): LineBlock | undefined => document.findLast((one) => one.key === key);
  const packages = new Map((innerOf(edge('packages')) ?? []).map((block) => [block.key, entryOf(block)]));
  const names = new Map<string, Set<string>>();
  const folders: { name: string; path: string; line: number }[] = [];
  let missing: LineBlock | null = null;

  function asked(holder: LineBlock | undefined, list: string): readonly string[] {
    return (innerOf(inBlock(holder, list)) ?? []).flatMap((dependency) => {
      const reference = blockText(dependency) ?? blockText(inBlock(dependency, 'version')) ?? '';
      if (reference.startsWith('link:')) folders.push({ name: dependency.key, path: reference, line: dependency.line });
      const keys = budget.spend() ? referredKeys(dependency.key, reference) : [];
      const key = keys.find((one) => packages.has(one));
      if (key === undefined) {
        if (keys.length > 0) missing ??= dependency;
        return [];
      }
      const known = names.get(key) ?? new Set();
      names.set(key, known.add(dependency.key));
      return [key];
    });
  }
  const askedBy = (holder: LineBlock | undefined): Requests => ({
    runtime: asked(holder, 'dependencies'),
    optional: asked(holder, 'optionalDependencies'),
    development: asked(holder, 'devDependencies'),
  });

  const graph = new Map<string, Requests>();
  // From version 9 on edges stand apart, once for each set of peers that a package is installed with.
  const snapshots = edge('snapshots');
  const holders = snapshots === undefined ? [...packages.values()].map(({ block }) => block) : (innerOf(snapshots) ?? []);
  for (const holder of holders) {
    const key = packages.has(holder.key) ? holder.key : withoutPeers(holder.key);
    if (!packages.has(key)) missing ??= holder;
    const known = graph.get(key);
    const one = askedBy(holder);
    graph.set(
      key,
      known === undefined ? one : { ...known, runtime: [...known.runtime, ...one.runtime], optional: [...known.optional, ...one.optional] },
    );
  }
  const importers = edge('importers');
  const edgeHolder: LineBlock = { key: '', value: '', line: 1, inner: document };
  const roots = (importers === undefined ? [edgeHolder] : (innerOf(importers) ?? [])).map(askedBy);
  return { packages, roots, graph, names, folders, missing };
}

/** An entry of a repository or an archive says name and version in fields of their own. */
function entryOf(block: LineBlock): PnpmEntry {
  const said = readKey(block.key);
  const fields = innerOf(block);
  const own = (key: string): string | null => blockText(fields?.findLast((one) => one.key === key));
  const name = own('name') ?? said?.name ?? null;
  const version = own('version') ?? said?.version ?? null;
  const label = version === null ? (name ?? '') : `${name ?? ''}@${version}`;
  return { block, fields, name, version, address: said?.address ?? null, label };
}
