/** Whether a record speaks of a package: by its ecosystem, to the letter, and its name, as the ecosystem takes it. */
import { isPackageType, normalizePackageName } from '../ref/package-types.ts';
import type { AdvisoryPackage } from './packages.ts';

export function isNameOf({ type, ecosystem, name }: Omit<AdvisoryPackage, 'version'>): (ecosystem: string, name: string) => boolean {
  const normal = (text: string): string => (isPackageType(type) ? normalizePackageName(type, text) : text.toLowerCase());
  const wanted = normal(name);
  return (otherEcosystem, otherName) => otherEcosystem === ecosystem && normal(otherName) === wanted;
}
