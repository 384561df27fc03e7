/** A tree → what is in it, by reading everything. */
import { pathLimit } from '../base/path-limits.ts';
import { hiddenByAttributes } from '../discover/attributes/hidden.ts';
import { labelBy } from '../discover/declared-scopes.ts';
import { listedEntries } from '../discover/entries.ts';
import { languages } from '../discover/languages/index.ts';
import type { LinkedFile } from '../discover/link/file.ts';
import { link, type LinkResult } from '../discover/link/index.ts';
import { createLinkMemory, type LinkMemory } from '../discover/link/memory.ts';
import { throughLinks, type ThroughLinks } from '../discover/links/through.ts';
import { vouching } from '../hosts/of-tree.ts';
import type { DeclaredScope, FileFacts, Problem, Tree, TreeEntry } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { assemble } from './assemble.ts';
import type { Discovery } from './discovery.ts';

/** Following a name through modules: deeper chains of re-exports are reported as unresolved. Real code has chains of five. */
const LINK_ROUNDS = 32;

export interface WholeDiscovery extends Discovery {
  readonly listed: readonly TreeEntry[];
  /** For another tree, which mostly has the same paths. */
  readonly memory: LinkMemory;
  readonly read: Read;
}

/** What was read and linked, for who keeps it. */
export interface Read {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly links: ThroughLinks;
  readonly problems: readonly Problem[];
  readonly link: LinkResult;
  readonly results: ReadonlyMap<string, LinkedFile>;
}

/** `base`: what was found in the base; null: there is none. `records`: whether somebody keeps what each file's result rests on. */
export async function discoverWhole(
  tree: Tree,
  ports: Ports,
  base: WholeDiscovery | null = null,
  labels: readonly DeclaredScope[] = [],
  records = false,
): Promise<WholeDiscovery> {
  const listing = await tree.list();
  // What lies beyond is told by the listing's own problems (T39).
  const listed = listing.entries.filter(({ path }) => pathLimit(path) === null);
  const links = await throughLinks(listed, (entry, limit) => tree.read(entry, limit));
  const used = [...listed, ...links.linked];
  const usedByPath = new Map(used.map((entry) => [entry.path, entry]));
  const targets = new Map(links.linked.map(({ path, target = path }) => [path, target]));
  const surface = await ports.extract(tree, used, 'surface');
  let files = surface;
  const paths = new Set(usedByPath.keys());
  const memory = createLinkMemory(new Set(files.keys()), paths, languages, base?.memory);
  const options = { paths, targets, label: labelBy(labels), memory, records };
  let linked = link(files, options);
  for (let round = 0; round < LINK_ROUNDS && linked.wants.length > 0; round++) {
    const wanted = linked.wants.flatMap((path) => usedByPath.get(path) ?? []);
    files = new Map([...files, ...(await ports.extract(tree, wanted, 'full'))]);
    linked = link(files, options);
  }
  // A file that only an earlier round asked for counts as read on the surface: the result must depend on the tree alone, not on the rounds.
  const results = new Map(linked.byFile);
  const read = new Map(files);
  for (const [path, file] of surface) {
    if (read.get(path)?.depth !== 'full' || linked.side.lookup.asked.has(path)) continue;
    read.set(path, file);
    results.set(path, linked.side.link(path, file));
  }
  const problems = [...listing.problems, ...links.problems, ...hiddenByAttributes({ files, entries: used })];
  const entries = listedEntries(listed);
  const discovery = await assemble(
    {
      tree,
      entries,
      linked: links.linked,
      results: results.values(),
      problems: [...problems, ...linked.limits],
      attributes: files,
      together: linked.together,
      // What was merged, or what its owner works on, vouches.
      base: base === null ? null : vouching(base.hosts),
      isChanged: (path) => base?.entries.get(path)?.id !== entries.get(path)?.id,
    },
    ports,
    labels,
  );
  return { ...discovery, listed, memory, read: { files: read, links, problems, link: linked, results } };
}
