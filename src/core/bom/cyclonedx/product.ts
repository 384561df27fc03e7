/** What the document is about: the product, with the license that it states of itself, as a whole and package by package. */
import type { Bom, PackageTerms } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import type { Acknowledgement, CdxComponent, LicenseEntry, LicenseEvidence, SpecVersion } from './document.ts';
import { besideDeclared, declaredProperty } from './license-choice.ts';
import { licensesOf } from './licenses.ts';
import { property } from './properties.ts';
import type { BomRefs } from './refs.ts';

/** Packages that state a license of their own stand below the product, named after their folders; one that takes over what holds around it does not. */
export function productOf({ subject, packageTerms = [] }: Bom, refs: BomRefs, specVersion: SpecVersion): CdxComponent {
  const whole = packageTerms.find(({ folder }) => folder === '');
  const packages = packageTerms.filter(({ folder }) => folder !== '').map((one) => packageOf(one, specVersion));
  // The schema demands distinct entries, and two folders may look alike once what hides in their names is shown.
  const distinct = new Map(packages.map((one) => [JSON.stringify(one), one]));
  return {
    type: 'application',
    'bom-ref': refs.root,
    name: visible(subject.name),
    ...(subject.version === null ? {} : { version: visible(subject.version).slice(0, 1024) }),
    ...(whole === undefined ? {} : licensed(whole, specVersion)),
    ...(distinct.size === 0 ? {} : { components: [...distinct.values()] }),
  };
}

function packageOf(terms: PackageTerms, specVersion: SpecVersion): CdxComponent {
  return { type: 'library', name: visible(terms.folder), ...licensed(terms, specVersion) };
}

function licensed(terms: PackageTerms, specVersion: SpecVersion): Pick<CdxComponent, 'licenses' | 'evidence' | 'properties'> {
  const declared = entriesOf(terms.declared, 'declared');
  const licenses = besideDeclared(declared, entriesOf(terms.concluded, 'concluded'), specVersion);
  const texts = terms.texts.map(textEvidence);
  const properties = [
    ...declaredProperty(terms.declared, licenses),
    ...[...new Set(terms.unknown)].map((text) => property('license-unknown', text)),
  ];
  return {
    ...(licenses.length === 0 ? {} : { licenses }),
    ...(texts.length === 0 ? {} : { evidence: { licenses: texts } }),
    ...(properties.length === 0 ? {} : { properties }),
  };
}

function entriesOf(expression: string | null, acknowledgement: Acknowledgement): readonly LicenseEntry[] {
  // No SPDX id stands for it, and a name is what the standard has for that.
  if (expression === 'proprietary') return [{ license: { name: expression, acknowledgement } }];
  return licensesOf({ expression, name: null, classes: [], unknown: null, conflicting: acknowledgement === 'concluded', url: null });
}

function textEvidence({ path, sha256, expression }: PackageTerms['texts'][number]): LicenseEvidence {
  const [entry] = entriesOf(expression, 'concluded');
  const name = expression ?? `unrecognized text ${path}`;
  const known = entry !== undefined && 'license' in entry && 'id' in entry.license ? { id: entry.license.id } : { name: visible(name) };
  return { license: { ...known, properties: [property('license-file', path), property('license-text-sha256', sha256)] } };
}
