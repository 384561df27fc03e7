/** Asking the ecosystem of a package. What the list does not know has no rules of its own, and is compared as it is written. */
import { isPackageType, normalizePackageName, type PackageType } from '../ref/package-types.ts';
import type { Ecosystem, Frameworks } from './ecosystem.ts';
import { furtherFrameworks } from './further-frameworks.ts';
import { ecosystems } from './index.ts';
import { isLooseRange, takesVersion } from './loose-ranges.ts';

/** Null for a type of reference that names no package of an ecosystem in the list. */
export function ecosystemOf(type: string): Ecosystem | null {
  return ecosystems.find(({ id }) => id === type) ?? null;
}

/** The AI frameworks of a package type; undefined: nobody knows any. */
export function frameworksOf(type: string): Frameworks | undefined {
  return ecosystemOf(type)?.frameworks ?? (isPackageType(type) ? furtherFrameworks[type] : undefined);
}

/** Whether a package is an AI framework or library. */
export function isFramework(type: string, name: string): boolean {
  const frameworks = frameworksOf(type);
  if (frameworks === undefined || !isPackageType(type)) return false;
  const wanted = normalizePackageName(type, name);
  return frameworks.names.has(wanted) || frameworks.families.some((prefix) => wanted.startsWith(prefix));
}

/** One spelling for every version that installers take for the same one. */
export function canonicalVersion(type: string, version: string): string {
  return ecosystemOf(type)?.parse(version) ?? version;
}

/** Whether a range that a manifest asks for takes this version. */
export function isInRange(type: string, version: string, range: string): boolean {
  const ecosystem = ecosystemOf(type);
  if (ecosystem !== null) return ecosystem.satisfies(version, range);
  return isPackageType(type) && takesVersion(version, range, BARE[type] ?? '=');
}

/** Whether it can be told which versions a range of a manifest takes. */
export function isRangeOf(type: string, range: string): boolean {
  return ecosystemOf(type)?.isRange(range) ?? (isPackageType(type) && isLooseRange(range));
}

/** What a version without a sign accepts, where that is more than itself. */
const BARE: Readonly<Partial<Record<PackageType, '^' | '>='>>> = { nuget: '>=', swift: '^' };
