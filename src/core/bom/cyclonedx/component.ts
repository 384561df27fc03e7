/** One component of the Bom → one component of the document. */
import type { Bom, BomComponent, Kind, Sighting } from '../../model/index.ts';
import { asPull, serverNamedAt, packageOf } from '../../model/sighting.ts';
import { displayName } from '../../ref/format.ts';
import { repositoryOf } from '../../ecosystems/git.ts';
import { hubPage, safeAddress } from './address.ts';
import { ancestorsOf } from './ancestors.ts';
import type { CdxComponent, ExternalReference, SpecVersion } from './document.ts';
import { occurrencesOf } from './evidence.ts';
import { filesOf, hashesOf } from './hashes.ts';
import { identityFields } from './identity.ts';
import { identityEvidenceOf } from './identity-evidence.ts';
import { declaredProperties, licenseChoiceOf, licenseEvidenceOf } from './license-choice.ts';
import { licenseReferences } from './licenses.ts';
import { dataOf, modelCardOf } from './model-card.ts';
import { sortedBy } from '../order.ts';
import { propertiesOf } from './properties.ts';
import type { BomRefs } from './refs.ts';

/** Everything but what runs elsewhere. Fields in fixed order; a field without content is left out. */
export function componentOf(component: BomComponent, bom: Bom, refs: BomRefs, specVersion: SpecVersion): CdxComponent {
  const page = pageOf(component);
  const scope = scopeOf(component);
  const modelCard = modelCardOf(component, bom, refs);
  return {
    type: typeOf(component),
    'bom-ref': refs.of(component),
    ...identityFields(component),
    ...publishedAs(component),
    ...(scope === null ? {} : { scope }),
    ...filled('hashes', hashesOf(component.hashes)),
    ...filled('licenses', licenseChoiceOf(component, specVersion)),
    ...wrapped('pedigree', 'ancestors', ancestorsOf(component)),
    ...filled('externalReferences', referencesOf(component, page)),
    ...filled('components', filesOf(component)),
    ...evidenceOf(component),
    ...(modelCard === null ? {} : { modelCard }),
    ...filled('data', dataOf(component, page)),
    ...filled('properties', [...propertiesOf(component), ...declaredProperties(component, specVersion)]),
  };
}

/** What the registry of a library says of it; where that says nothing, what the package says of itself. */
function publishedAs({ registry, metadata }: BomComponent): Pick<CdxComponent, 'supplier' | 'description'> {
  const facts = registry?.state === 'answered' ? registry.facts : null;
  const supplier = facts?.supplier ?? metadata?.supplier ?? null;
  const description = facts?.description ?? metadata?.description ?? null;
  return { ...(supplier === null ? {} : { supplier: { name: supplier } }), ...(description === null ? {} : { description }) };
}

function filled<K extends string, T>(key: K, list: readonly T[]): { readonly [P in K]?: readonly T[] } {
  return (list.length === 0 ? {} : { [key]: list }) as { readonly [P in K]?: readonly T[] };
}

function wrapped<K extends string, L extends string, T>(
  key: K,
  inner: L,
  list: readonly T[],
): { readonly [P in K]?: { readonly [Q in L]: readonly T[] } } {
  return (list.length === 0 ? {} : { [key]: { [inner]: list } }) as { readonly [P in K]?: { readonly [Q in L]: readonly T[] } };
}

function evidenceOf(component: BomComponent): Pick<CdxComponent, 'evidence'> {
  if (component.sightings.length === 0) return {};
  return {
    evidence: {
      ...filled('identity', identityEvidenceOf(component)),
      ...filled('occurrences', occurrencesOf(component)),
      ...filled('licenses', licenseEvidenceOf(component)),
    },
  };
}

const TYPES = {
  model: 'machine-learning-model',
  dataset: 'data',
  library: 'library',
  image: 'container',
  'mcp-server': 'application',
  action: 'application',
  service: 'application',
} as const satisfies Record<Kind, CdxComponent['type']>;

function typeOf({ kind, framework }: BomComponent): CdxComponent['type'] {
  return kind === 'library' && framework ? 'framework' : TYPES[kind];
}

/** CycloneDX: "excluded" is for tests, pipelines and other uses that do not run in the product; "optional" may be absent from it. */
function scopeOf({ kind, sightings }: BomComponent): NonNullable<CdxComponent['scope']> | null {
  if (sightings.length === 0) return null;
  if (kind === 'action') return 'excluded';
  const inProduct = sightings.filter(({ scope }) => scope === 'product');
  const groups = inProduct.map((one) => packageOf(one)?.group ?? 'runtime');
  if (groups.includes('runtime')) return 'required';
  return groups.includes('optional') ? 'optional' : 'excluded';
}

/** The hub's page, only for a source that the hub confirmed and that every place loads from that hub: an endpoint set in the tree is another source (T9). */
function pageOf({ ref, hub, sightings, version, resolution }: BomComponent): string | null {
  if (hub === null || hub.redirectedTo !== null || resolution.state === 'unresolved') return null;
  return sightings.some((one) => serverNamedAt(one) !== null) ? null : hubPage(ref, version);
}

/** Where a file is fetched from that its address names. */
function addressOf(sighting: Sighting): string | null {
  return asPull(sighting)?.address ?? (sighting.ref.type === 'url' ? displayName(sighting.ref) : null);
}

function referencesOf({ license, sightings }: BomComponent, page: string | null): ExternalReference[] {
  const packages = sightings.flatMap((one) => packageOf(one) ?? []);
  const at = (isGit: boolean): string[] =>
    packages.filter(({ source }) => (source === 'git') === isGit).flatMap((one) => safeAddress(repositoryOf(one)) ?? []);
  const files = sightings.flatMap((one) => safeAddress(addressOf(one)) ?? []);
  const distributions = [...new Set([...(page === null ? [] : [page]), ...at(false), ...files])];
  const references: ExternalReference[] = [
    ...distributions.map((url) => ({ type: 'distribution', url }) as const),
    ...[...new Set(at(true))].map((url) => ({ type: 'vcs', url }) as const),
    ...licenseReferences(license),
  ];
  return sortedBy(references, ({ type, url }) => `${type} ${url}`);
}
