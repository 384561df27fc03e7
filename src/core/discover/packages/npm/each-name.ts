/** A package that is installed under several names is as many packages to the code that imports them. */
import type { LockedPackage } from '../lockfile.ts';

/** Of one package: nobody has more. */
const MAX_NAMES = 20;

/** One for each name that is used; none is used, or its own is: one without "as". */
export function underEachName(found: LockedPackage, used: Iterable<string>): readonly LockedPackage[] {
  const names = [...used].slice(0, MAX_NAMES);
  const others = names.filter((name) => name !== found.name);
  const aliased = others.map((as): LockedPackage => ({ ...found, as }));
  return others.length > 0 && others.length === names.length ? aliased : [found, ...aliased];
}
