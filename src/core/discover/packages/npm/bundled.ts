/** npm packages that lie inside the archive of the package that bundles them: nothing is fetched for them, and its hash holds their bytes. */
import { sortedIntegrity } from '../integrity.ts';
import { asTable, asText, field, type Table } from '../toml/table.ts';

/** An entry with an address of its own is fetched from there, whatever it says of itself. */
export function isBundled(entry: Table | null): boolean {
  const says = field(entry, 'inBundle') === true || field(entry, 'bundled') === true;
  return says && (asText(field(entry, 'resolved')) ?? '') === '';
}

/** Whether a hash holds what lies inside of this entry. `isHeld`: whether one holds the entry itself where it is bundled. */
export function holdsBundled(entry: Table | null, isHeld: boolean): boolean {
  return isBundled(entry) ? isHeld : sortedIntegrity(integrityOf(entry)).length > 0;
}

/** As written. */
export function integrityOf(entry: Table | null): readonly string[] {
  // Nothing is cut off: what stands far behind counts for the installer, too (T35).
  return (asText(field(entry, 'integrity')) ?? '').split(/\s+/);
}

/** For the folders of "packages": whether the package around a folder, or one further out, holds it by its hash. Each is looked up once. */
export function bundlersIn(packages: Table): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const inner: string[] = [];
    let at = folder;
    let held = known.get(at);
    while (held === undefined) {
      inner.push(at);
      const around = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')));
      const entry = around === '' ? null : asTable(field(packages, around));
      if (isBundled(entry)) {
        at = around;
        held = known.get(at);
      } else held = holdsBundled(entry, false);
    }
    for (const one of inner) known.set(one, held);
    return held;
  };
}
