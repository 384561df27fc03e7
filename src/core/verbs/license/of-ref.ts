/** A reference → what its hub or registry says of its license and of what it was made from: the same questions that a check asks. */
import { InputError } from '../../base/errors.ts';
import { WITHOUT_LOCK } from '../../hosts/of-tree.ts';
import { concludeLicense } from '../../license/conclude.ts';
import { graphOf } from '../../license/lineage/of-component.ts';
import { publishesParameters } from '../../license/open-source.ts';
import type { Component, Kind, License, Topic } from '../../model/index.ts';
import { unresolvedWords } from '../../model/unresolved.ts';
import { investigate } from '../../pipeline.ts';
import type { Ports } from '../../ports/index.ts';
import { displayName, formatRef } from '../../ref/format.ts';
import type { Ref } from '../../ref/index.ts';
import { followedIn } from '../../resolve/followed.ts';
import { withLineage } from '../../resolve/lineage.ts';
import { resolve } from '../../resolve/resolve.ts';
import { publicGoodRoot } from '../../verify/sigstore/public-good.ts';
import { operatorLoad } from '../operator-load.ts';
import { verifyPackage } from '../verify-package.ts';
import type { LicenseQuestion } from './judge-stated.ts';

const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'revision', 'license', 'lineage', 'files']);
const NO_DISAGREEMENTS: LicenseQuestion['disagreements'] = new Map();

/** What is asked about by a reference: nobody else knows the licenses of what they serve. */
export function hasLicenseSource({ type, version }: Ref): boolean {
  return type === 'hf' || ((type === 'npm' || type === 'pypi') && version !== null);
}

/** Throws InputError USAGE for what nobody can be asked about. */
export async function licenseQuestionOf(ref: Ref, ports: Ports): Promise<LicenseQuestion> {
  if (!hasLicenseSource(ref))
    throw new InputError(
      'USAGE',
      `Nobody is asked about the license of ${formatRef(ref)}`,
      'Write hf:org/name, hf:datasets/org/name, npm:name@1.2.3 or pypi:name@1.2.3; or give the license itself, with --kind.',
    );
  return ref.type === 'hf' ? ofHub(ref, ports) : ofPackage(ref, ports);
}

async function ofHub(ref: Ref, ports: Ports): Promise<LicenseQuestion> {
  const asked = operatorLoad(ref, 'license');
  const side = { sightings: [asked], hosts: WITHOUT_LOCK };
  await investigate([side], TOPICS, ports, [], true);
  const [component] = withLineage(resolve([asked], ports.evidence), followedIn([side], TOPICS), WITHOUT_LOCK, ports.evidence);
  if (component === undefined) throw new Error('one sighting is one component');
  const license = heardLicense(component);
  const graph = graphOf({ ...component, license, verifications: [] });
  return {
    graph,
    disagreements: license.conflicting ? new Map([[graph.root, `together they say ${license.expression}`]]) : NO_DISAGREEMENTS,
    gated: component.hub?.gated ?? null,
    parametersPublic: publishesParameters(component.hub),
  };
}

/** Nobody answered: that says more than that nothing is stated. */
function heardLicense({ claims, resolution }: Component): License {
  const license = concludeLicense(claims);
  return resolution.state === 'unresolved' && license.expression === null ? { ...license, unknown: unresolvedWords(resolution) } : license;
}

async function ofPackage(ref: Ref, ports: Ports): Promise<LicenseQuestion> {
  const trust = { root: () => ports.trustRoot ?? publicGoodRoot(), keys: [] };
  const { answer } = await verifyPackage(ref, null, trust, ports);
  const stated = answer?.state === 'answered' ? answer.facts.license : null;
  const { expression, unknown } = concludeLicense(stated === null ? [] : [{ from: 'package', text: stated, name: null, link: null }]);
  const why = answer === null || answer.state === 'answered' ? unknown : answer.detail;
  return { ...questionAbout({ name: displayName(ref), kind: 'library', expression, unknown: why }), disagreements: NO_DISAGREEMENTS };
}

/** One license, and nothing else known. */
export function questionAbout(stated: {
  readonly name: string;
  readonly kind: Kind;
  readonly expression: string | null;
  readonly unknown: string | null;
}): LicenseQuestion {
  const node = { ...stated, modalities: [], released: null, evidence: 'stated', missing: null } as const;
  return {
    graph: { root: stated.name, nodes: new Map([[stated.name, node]]), edges: [], cut: false, declared: false },
    disagreements: NO_DISAGREEMENTS,
    gated: null,
    parametersPublic: null,
  };
}
