/** Components and what was found out about them → the Bom: sorted, with its edges. */
import type {
  Bom,
  BomComponent,
  Component,
  License,
  OpenSourceAnswer,
  OwnLicense,
  PackageTerms,
  Problem,
  SignatureSeen,
  Steering,
  Unknown,
  Verification,
} from '../model/index.ts';
import { isDescribed } from '../model/described.ts';
import { bomInParts, type LibraryPlaces } from '../model/parts.ts';
import { signatureVerifications } from '../verify/signatures-seen.ts';
import { linkLineage } from './lineage.ts';
import { comparePlaces, compareSightings, sortedBy } from './order.ts';
import { compareText } from '../base/order.ts';

export interface BomInput {
  /** What the Bom describes: repository name or folder, and its commit. */
  readonly subject: Bom['subject'];
  /** Those that are whole already are taken as they are. */
  readonly components: readonly (Component | BomComponent)[];
  readonly unknowns: readonly Unknown[];
  readonly licenseOf: (this: void, component: Component) => License;
  readonly verificationsOf: (this: void, component: Component) => readonly Verification[];
  /** Absent: there are none. */
  readonly signaturesOf?: (this: void, component: Component) => readonly SignatureSeen[];
  readonly problems: readonly Problem[];
  readonly steering?: readonly Steering[];
  readonly ownLicenses?: readonly OwnLicense[];
  readonly packageTerms?: readonly PackageTerms[];
  /** Asked of models. Absent: nobody asks. */
  readonly openSourceOf?: (this: void, model: BomComponent) => OpenSourceAnswer;
  readonly lock?: Bom['lock'];
  readonly lockClaims?: readonly Component[];
  /** Libraries that a change leaves alone, and how one is found out about; absent: everything is in `components`. */
  readonly untouched?: {
    readonly libraries: readonly LibraryPlaces[];
    readonly libraryAt: (this: void, places: LibraryPlaces) => Component;
  };
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

/** Whether a source said so, or was never heard. */
function lookedUp(license: License, { resolution, claims, ref }: Component): License {
  const isHeard = resolution.state === 'resolved' || claims.length > 0 || ref.type === 'generic';
  return isHeard || license.expression !== null ? license : { ...license, unknown: 'not looked up' };
}

/** Builds the Bom. Equal inputs give an equal Bom, whatever the order of components, sightings, problems and files in them. */
export function buildBom(input: BomInput): Bom {
  const components = sorted(described(input.components, input));
  const lockClaims = sorted(described(input.lockClaims ?? [], input));
  const bom: Bom = {
    subject: input.subject,
    components,
    unknowns: [...input.unknowns].sort((a, b) => comparePlaces(a.place, b.place) || compareText(JSON.stringify(a), JSON.stringify(b))),
    dependencies: linkLineage(components),
    problems: [...input.problems].sort(
      (a, b) =>
        comparePlaces(a, b) || compareText(a.code, b.code) || compareText(a.message, b.message) || compareText(a.blob ?? '', b.blob ?? ''),
    ),
    ...(input.steering === undefined || input.steering.length === 0 ? {} : { steering: input.steering }),
    ...(input.ownLicenses === undefined || input.ownLicenses.length === 0 ? {} : { ownLicenses: input.ownLicenses }),
    ...(input.packageTerms === undefined || input.packageTerms.length === 0 ? {} : { packageTerms: input.packageTerms }),
    ...(input.lock === undefined ? {} : { lock: input.lock }),
    ...(lockClaims.length === 0 ? {} : { lockClaims }),
    asOf: input.asOf,
  };
  const { untouched } = input;
  if (untouched === undefined || untouched.libraries.length === 0) return bom;
  return bomInParts(bom, { libraries: untouched.libraries, described: (some) => described(some.map(untouched.libraryAt), input) });
}

/** With what was found out about each. */
function described(components: BomInput['components'], input: BomInput): BomComponent[] {
  return components.map((component): BomComponent => {
    if (isDescribed(component)) return component;
    const license = lookedUp(input.licenseOf(component), component);
    const signatures = input.signaturesOf?.(component) ?? [];
    const verifications = [...input.verificationsOf(component), ...signatureVerifications(signatures, input.asOf)];
    const signed = signatures.length === 0 ? {} : { signatures };
    const whole: BomComponent = {
      ...inOrder(component),
      ...signed,
      license,
      verifications: sortedBy(verifications, (one) => `${one.topic} ${JSON.stringify(one)}`),
    };
    const { openSourceOf } = input;
    return openSourceOf === undefined || component.kind !== 'model' ? whole : { ...whole, openSource: openSourceOf(whole) };
  });
}

function sorted(components: BomComponent[]): BomComponent[] {
  return components.sort((a, b) => compareText(a.key, b.key) || compareText(a.kind, b.kind));
}

/** The same component with every list in one order: producers differ in the order in which they meet things. */
function inOrder(component: Component): Component {
  const { hub } = component;
  return {
    ...component,
    sightings: [...component.sightings].sort(compareSightings),
    hashes: sortedBy(component.hashes, (hash) => `${hash.algorithm} ${hash.value}`),
    claims: sortedBy(component.claims, (claim) => JSON.stringify([claim.from, claim.text, claim.name, claim.link])),
    hub: hub && {
      ...hub,
      files: sortedBy(hub.files, (file) => file.path).map((file) => ({
        ...file,
        hashes: sortedBy(file.hashes, (hash) => `${hash.algorithm} ${hash.value}`),
      })),
      licenses: sortedBy(hub.licenses, (claim) => JSON.stringify([claim.from, claim.text, claim.name, claim.link])),
      baseModels: sortedBy(hub.baseModels, (base) => `${base.id} ${base.relation}`),
      datasets: [...hub.datasets].sort(compareText),
    },
  };
}
