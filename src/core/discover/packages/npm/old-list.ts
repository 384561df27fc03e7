/** "dependencies" of a package-lock: nested as they are installed (lock versions 1 and 2; npm 6 reads no other list). */
import type { KeyPlaces } from '../../../base/json/places.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { SteeringFact } from '../../../model/index.ts';
import { folderFacts } from '../folder.ts';
import type { Budget, LockedPackage } from '../lockfile.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';
import { holdsBundled } from './bundled.ts';
import { npmEntry, npmLabel } from './lock-entry.ts';
import { isFolder, readSpec } from './spec.ts';

interface Open {
  readonly table: Table | null;
  readonly path: readonly string[];
  /** Whether a hash holds what lies inside of the package around it. */
  readonly isHeld: boolean;
  readonly around: Open | null;
}

export function* oldPackages(data: Table, places: KeyPlaces, budget: Budget): Generator<LockedPackage | SteeringFact> {
  const labels = new Map<Table, string | null>();
  // A list that grows while it is walked, instead of recursion: the nesting is the author's.
  const open: Open[] = [{ table: asTable(field(data, 'dependencies')), path: ['dependencies'], isHeld: false, around: null }];
  for (const next of open) {
    for (const [key, value] of entries(next.table)) {
      const entry = asTable(value);
      const path = [...next.path, key];
      const inner: Open = {
        table: asTable(field(entry, 'dependencies')),
        path: [...path, 'dependencies'],
        isHeld: holdsBundled(entry, next.isHeld),
        around: next,
      };
      const version = asText(field(entry, 'version')) ?? '';
      const at = places.at(path) ?? { line: 1, column: 1 };
      if (version.startsWith('file:') && isFolder(version)) yield* folderFacts(npm, key, version, at);
      else {
        const needs = entries(field(entry, 'requires')).flatMap(([name]) => foundFrom(inner, name, labels, budget) ?? []);
        yield npmEntry({ ...real(key, entry), as: key, at, isHeld: next.isHeld, needs });
      }
      if (inner.table !== null) open.push(inner);
    }
  }
}

/** An alias says its package in the place of a version: "npm:real@1.0.0". */
function real(key: string, entry: Table | null): { readonly name: string; readonly entry: Table | null } {
  const version = asText(field(entry, 'version')) ?? '';
  const alias = version.startsWith('npm:') ? readSpec(key, version) : null;
  return alias === null || entry === null ? { name: key, entry } : { name: alias.name, entry: { ...entry, version: alias.version } };
}

/** In its own list, and in each one around it. `labels`: of entries that were met. */
function foundFrom(inner: Open, name: string, labels: Map<Table, string | null>, budget: Budget): string | null {
  for (let at: Open | null = inner; at !== null && budget.spend(); at = at.around) {
    const found = asTable(field(at.table, name));
    if (found === null) continue;
    const known = labels.get(found);
    const label = known === undefined ? labelOf(name, found) : known;
    labels.set(found, label);
    return label;
  }
  return null;
}

/** Null: a folder of the tree. */
function labelOf(name: string, found: Table): string | null {
  const version = asText(field(found, 'version')) ?? '';
  if (version.startsWith('file:') && isFolder(version)) return null;
  const { name: named, entry } = real(name, found);
  return npmLabel(named, entry);
}
