/** A reference → what its hub or registry says of its license and of what it was made from: all that a check would know of it. */
import { InputError } from '../../base/errors.ts';
import { WITHOUT_LOCK } from '../../hosts/of-tree.ts';
import { concludeLicense } from '../../license/conclude.ts';
import { graphOf } from '../../license/lineage/of-component.ts';
import { publishesParameters } from '../../license/open-source.ts';
import type { BomComponent, License, LicenseClaim, Topic } from '../../model/index.ts';
import { isUnheard, unresolvedWords } from '../../model/unresolved.ts';
import { survey } from '../../pipeline.ts';
import type { Ports } from '../../ports/index.ts';
import { displayName, formatRef } from '../../ref/format.ts';
import type { Ref } from '../../ref/index.ts';
import { statedNameOf } from '../../ref/stated-name.ts';
import { operatorLoad, operatorPackage } from '../operator-load.ts';
import type { LicenseQuestion } from './judge-stated.ts';
import { disagreementIn } from './stated.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'license', 'lineage', 'files', 'registry']);

export interface HeardQuestion {
  readonly question: LicenseQuestion;
  /** "acme/base: HTTP 503": whoever did not answer, so that what is concluded may be another thing once they do. */
  readonly unheard: readonly string[];
}

/** What is asked about by a reference: nobody else knows the licenses of what they serve. */
export function hasLicenseSource({ type, version }: Ref): boolean {
  return type === 'hf' || ((type === 'npm' || type === 'pypi') && version !== null);
}

/** Throws InputError USAGE for what nobody can be asked about. */
export async function licenseQuestionOf(ref: Ref, ports: Ports): Promise<HeardQuestion> {
  if (!hasLicenseSource(ref))
    throw new InputError(
      'USAGE',
      `Nobody is asked about the license of ${formatRef(ref)}`,
      'Write hf:org/name, hf:datasets/org/name, npm:name@1.2.3 or pypi:name@1.2.3; or give the license itself, with --kind.',
    );
  const asked = ref.type === 'hf' ? operatorLoad(ref, 'license') : operatorPackage(ref, [], 'license');
  const alone = { sightings: [asked], hosts: WITHOUT_LOCK, unknowns: [], problems: [], steering: [], ownLicenses: [] };
  const subject = { name: displayName(ref), version: ref.version };
  const { components } = await survey(alone, subject, TOPICS, ports, { asksAll: true });
  const [component] = components;
  if (component === undefined) throw new Error('one sighting is one component');
  return { question: questionOf(component), unheard: unheardAbout(component) };
}

function questionOf(component: BomComponent): LicenseQuestion {
  const graph = graphOf({ ...component, license: heardLicense(component) });
  const stated: readonly (readonly [string, readonly LicenseClaim[]])[] = [
    ...(component.lineage?.ancestors ?? []).map(({ ref, claims }) => [ref, claims] as const),
    [graph.root, component.claims],
  ];
  const disagreements = new Map<string, string>();
  for (const [id, claims] of stated) {
    const words = disagreementIn(claims);
    if (words !== null) disagreements.set(id, words);
  }
  return { graph, disagreements, gated: component.hub?.gated ?? null, parametersPublic: publishesParameters(component.hub) };
}

/** Nobody answered: that says more than that nothing is stated. */
function heardLicense({ license, resolution, registry, kind, claims }: BomComponent): License {
  if (license.expression !== null) return license;
  if (resolution.state === 'unresolved') return { ...license, unknown: unresolvedWords(resolution) };
  if (kind !== 'library' || registry?.state === 'answered') return { ...license, unknown: concludeLicense(claims).unknown };
  return { ...license, unknown: registry?.detail ?? 'its registry was not asked' };
}

function unheardAbout({ name, resolution, registry, claims, lineage, hub }: BomComponent): string[] {
  const all: (readonly [string, { readonly reason: string; readonly detail: string } | null])[] = [
    [name, resolution.state === 'unresolved' ? resolution : null],
    [name, registry?.state === 'unverifiable' ? registry : null],
    ...claims.map(
      ({ file }) => [name, file?.unread === undefined ? null : { reason: file.unread, detail: `${file.path}: ${file.why}` }] as const,
    ),
    ...(hub?.unread ?? []).map((one) => [name, one] as const),
    ...(lineage?.ancestors ?? []).map(({ ref, unresolved }) => [statedNameOf(ref), unresolved] as const),
  ];
  // What is no answer of the hub at all is the page of a proxy, or of a hub in trouble.
  const missing = all.flatMap(([of, why]) =>
    why !== null && (isUnheard(why.reason) || why.reason === 'invalid') ? [`${of}: ${why.detail}`] : [],
  );
  return [...new Set(missing)];
}
