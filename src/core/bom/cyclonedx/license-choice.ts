/**
 * What is declared and what was concluded, side by side. CycloneDX 1.6 takes either a list of licenses or one expression, and no mix: where the two
 * do not fit into one list the conclusion stands there, and what is declared becomes a property. 1.7 takes both. Texts are evidence, each with its hash.
 */
import type { BomComponent, LicenseFile } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { sortedBy } from '../order.ts';
import type { LicenseEntry, LicenseEvidence, Property, SpecVersion } from './document.ts';
import { licensesOf, statedLicenses } from './licenses.ts';
import { property } from './properties.ts';

export function licenseChoiceOf(component: BomComponent, specVersion: SpecVersion): readonly LicenseEntry[] {
  const { license } = component;
  if (!isConcludedHere(component)) {
    const known = licensesOf(license);
    return known.length > 0 ? known : statedLicenses(component);
  }
  return besideDeclared(declaredOf(component), licensesOf({ ...license, conflicting: true }), specVersion);
}

/** Both, where the version of the standard has a place for both; else what was concluded. */
export function besideDeclared(
  declared: readonly LicenseEntry[],
  concluded: readonly LicenseEntry[],
  specVersion: SpecVersion,
): readonly LicenseEntry[] {
  const both = [...declared, ...concluded];
  return concluded.length === 0 || specVersion !== '1.6' || both.every((entry) => 'license' in entry) ? both : concluded;
}

/** What is declared, where the choice has no place for it. */
export function declaredProperties(component: BomComponent, specVersion: SpecVersion): Property[] {
  return isConcludedHere(component) ? declaredProperty(declaredExpression(component), licenseChoiceOf(component, specVersion)) : [];
}

export function declaredProperty(declared: string | null, choice: readonly LicenseEntry[]): Property[] {
  const isThere = choice.some((entry) => ('license' in entry ? entry.license : entry).acknowledgement === 'declared');
  return declared === null || isThere ? [] : [property('license-declared', declared)];
}

/** A text was read and recognized, or the owner of the policy said so: then what stands there is more than what is declared. */
function isConcludedHere({ claims, license }: BomComponent): boolean {
  return (
    license.declared !== undefined || claims.some(({ file }) => file !== undefined && file.about !== 'code' && file.licenses.length > 0)
  );
}

function declaredExpression({ license }: BomComponent): string | null {
  return license.declared === undefined ? license.expression : license.declared;
}

function declaredOf(component: BomComponent): readonly LicenseEntry[] {
  const expression = declaredExpression(component);
  return licensesOf({ expression, name: null, classes: [], unknown: null, conflicting: false, url: null });
}

/** One for each text that was read, of the code too, sorted by path: what it was recognized as, where it lies, and its bytes. */
export function licenseEvidenceOf({ claims }: BomComponent): readonly LicenseEvidence[] {
  const files = claims.flatMap(({ file }) => (file === undefined || file.sha256 === null ? [] : [file]));
  return sortedBy(files, ({ path }) => path).flatMap((file) => textEvidence(file));
}

function textEvidence(file: LicenseFile): LicenseEvidence[] {
  const ids = file.licenses.flatMap(([id]) => id ?? []);
  const names = ids.length > 0 ? ids : [`unrecognized text ${file.path}`];
  const properties = [
    property('license-file', file.path),
    ...(file.sha256 === null ? [] : [property('license-text-sha256', file.sha256)]),
    property('license-file-about', file.about),
    ...(file.confidence === null ? [] : [property('license-confidence', String(file.confidence))]),
    ...(file.why === null ? [] : [property('license-unrecognized', file.why)]),
  ];
  return names.map((name) => {
    const [entry] = licensesOf({ expression: name, name: null, classes: [], unknown: null, conflicting: true, url: null });
    const license = entry !== undefined && 'license' in entry && 'id' in entry.license ? { id: entry.license.id } : { name: visible(name) };
    return { license: { ...license, properties } };
  });
}
