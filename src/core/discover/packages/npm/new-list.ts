/** "packages" of a package-lock: by the folder that each is installed in (lock versions 2 and 3). */
import type { KeyPlaces } from '../../../base/json/places.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { SteeringFact } from '../../../model/index.ts';
import { folderFacts } from '../folder.ts';
import type { Budget, LockedPackage } from '../lockfile.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';
import { bundlersIn, isBundled } from './bundled.ts';
import { npmEntry, npmLabel } from './lock-entry.ts';

const MODULES = 'node_modules/';
/** What a package needs is installed where it finds it; a peer that nobody asked for may be missing. */
const LISTS = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;

export function* newPackages(packages: Table, places: KeyPlaces, budget: Budget): Generator<LockedPackage | SteeringFact> {
  const isHeld = bundlersIn(packages);
  const all = entries(packages);
  const labels = new Map(all.flatMap(([folder, value]) => labelOf(folder, asTable(value))));
  for (const [folder, value] of all) {
    const cut = folder.lastIndexOf(MODULES);
    const entry = asTable(value);
    // The project itself and its workspace members have no node_modules in their path.
    if (cut === -1) continue;
    const as = folder.slice(cut + MODULES.length);
    const at = places.at(['packages', folder]) ?? { line: 1, column: 1 };
    if (isLink(entry)) {
      yield* folderFacts(npm, as, asText(field(entry, 'resolved')) ?? '', at);
      continue;
    }
    const needs = LISTS.flatMap((list) => entries(field(entry, list)).flatMap(([name]) => foundFrom(labels, folder, name, budget) ?? []));
    yield npmEntry({ name: asText(field(entry, 'name')) ?? as, as, entry, at, isHeld: isBundled(entry) && isHeld(folder), needs });
  }
}

/** Points to a folder of the tree. npm asks for nothing but that something stands there (arborist, "shrinkwrap"): 1 is a link, too. */
function isLink(entry: Table | null): boolean {
  return Boolean(field(entry, 'link'));
}

/** Null: a link to a member of the workspace. */
function labelOf(folder: string, entry: Table | null): readonly (readonly [string, string | null])[] {
  const cut = folder.lastIndexOf(MODULES);
  if (entry === null || cut === -1) return [];
  return [[folder, isLink(entry) ? null : npmLabel(asText(field(entry, 'name')) ?? folder.slice(cut + MODULES.length), entry)]];
}

/** As Node.js looks for a package: in the node_modules of the folder, and of each one around it. Null: not there, or a member of the workspace. */
function foundFrom(labels: ReadonlyMap<string, string | null>, folder: string, name: string, budget: Budget): string | null {
  for (let at: string | null = folder; at !== null && budget.spend(); at = around(at)) {
    const found = labels.get(`${at === '' ? '' : `${at}/`}${MODULES}${name}`);
    if (found !== undefined) return found;
  }
  return null;
}

function around(folder: string): string | null {
  if (folder === '') return null;
  const cut = folder.lastIndexOf(`/${MODULES}`);
  if (cut > 0) return folder.slice(0, cut);
  return folder.startsWith(MODULES) ? '' : folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}
