/** Properties: what CycloneDX has no field for, in one namespace. Names are those of this file. */
import type { BomComponent, LicenseClaim, Verification } from '../../model/index.ts';
import { asPull, asRead, serverNamedAt, weightsOf } from '../../model/sighting.ts';
import { visible } from '../../base/visible-text.ts';
import { distinct } from '../order.ts';
import type { Property } from './document.ts';

const NAMESPACE = 'weighbridge:';

export function property(name: string, value: string): Property {
  return { name: `${NAMESPACE}${name}`, value: visible(value) };
}

/** One property for each distinct value; a repeated name is how CycloneDX writes a list. */
function each(name: string, values: Iterable<string | null>): Property[] {
  return distinct([...values].filter((value) => value !== null)).map((value) => property(name, value));
}

/** Scope, how resolved, what was requested, what is not known and why, what was verified by whom. Names in fixed order, values sorted. */
export function propertiesOf(component: BomComponent): Property[] {
  const { sightings, hub, resolution, license, verifications } = component;
  const weights = sightings.flatMap((one) => weightsOf(one) ?? []);
  const claims = license.conflicting || license.expression === null || license.stated !== undefined ? component.claims : [];
  return [
    // CycloneDX has no type for such a server.
    ...(component.kind === 'mcp-server' ? [property('kind', component.kind)] : []),
    ...each(
      'scope',
      sightings.map((one) => one.scope),
    ),
    ...each(
      'resolved-how',
      sightings.map((one) => (asRead(one)?.declared?.says === 'names' ? 'declared' : (asRead(one)?.how ?? 'literal'))),
    ),
    ...(sightings.length > 0 && sightings.every((one) => asRead(one)?.catalog === true) ? [property('offered', 'true')] : []),
    ...each('requested', [component.requested, ...sightings.map((one) => one.requested)]),
    ...each(
      'revision-how',
      sightings.filter((one) => one.requested !== null).map((one) => asPull(one)?.revisionHow ?? 'literal'),
    ),
    ...each(
      'stated-digest',
      sightings.map((one) => asPull(one)?.digest ?? null),
    ),
    ...each('endpoint', sightings.map(serverNamedAt)),
    ...(sightings.some((one) => asPull(one)?.remoteCode === true) ? [property('remote-code', 'true')] : []),
    ...(resolution.state === 'unresolved'
      ? [property('unresolved', resolution.reason), ...each('unresolved-detail', [resolution.detail])]
      : []),
    ...(component.retirement === undefined
      ? []
      : [property('retires', component.retirement.on), property('retires-source', component.retirement.source)]),
    ...each('redirected-to', [hub?.redirectedTo ?? null]),
    ...(hub?.gated === true ? [property('gated', 'true')] : []),
    ...(hub === null || hub.reachable === 'not-asked' ? [] : [property('commit-reachable', hub.reachable)]),
    ...each('library-name', [hub?.libraryName ?? null]),
    ...each(
      'weights-format',
      weights.map((one) => one.format),
    ),
    ...(weights.some((one) => one.runsCode) ? [property('weights-run-code', 'true')] : []),
    ...each('license-name', [license.expression === null ? null : license.name]),
    ...each('license-class', license.classes),
    ...each('license-unknown', [license.expression === null ? license.unknown : null]),
    ...(license.conflicting ? [property('license-conflict', 'true')] : []),
    ...each('license-stated-by', [license.stated?.origin ?? null]),
    ...each('license-claim', claims.map(claimText)),
    // AI Act, Article 53(2): an answer from the license and from what is published, and no claim that the exemption holds.
    ...(component.openSource === undefined
      ? []
      : [property('free-and-open-source', `${component.openSource.answer}: ${component.openSource.reason}`)]),
    // What is known of vulnerabilities stays out of an SBOM, also that nothing is.
    ...verifications
      .filter(({ topic }) => topic !== 'advisories' && topic !== 'vulnerabilities')
      .map((one) => property(`verification:${one.topic}`, verificationText(one))),
  ];
}

function claimText({ from, text, name, file }: LicenseClaim): string {
  if (file !== undefined) return `${from}: ${file.path}: ${text === '' ? (file.why ?? '') : text}`;
  return `${from}: ${text}${name === null ? '' : ` (${name})`}`;
}

/** "passed, by hub"; "unavailable: rate-limited, by hub". */
function verificationText({ outcome, reason, by }: Verification): string {
  return `${outcome}${reason === null ? '' : `: ${reason}`}, by ${by}`;
}
