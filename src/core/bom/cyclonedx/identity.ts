/** What a component is called in a document: only what is known, nothing invented. */
import { PackageURL } from 'packageurl-js';
import type { BomComponent } from '../../model/index.ts';
import { purlOf } from '../../ref/format.ts';
import { isFullCommit } from '../../ref/parse.ts';
import { visible } from '../../base/visible-text.ts';

/** CycloneDX: at most 1,024 characters. */
const MAX_VERSION = 1024;

interface Identity {
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
}

/**
 * Group, name, version and purl. The version is what the code states, else what the hub confirms for a load that states none;
 * how sure that is stands in `evidence.identity`. A range is no version.
 */
export function identityFields(component: BomComponent): Identity {
  const { ref } = component;
  const namedByRef = ref.type !== 'generic' && ref.name !== '' && nameIsKnown(component);
  const purl = packageUrl(component);
  const stated = versionOf(component);
  const version = stated === null ? null : visible(stated);
  return {
    ...(namedByRef && ref.namespace !== null ? { group: visible(ref.namespace) } : {}),
    name: visible(namedByRef ? ref.name : component.name),
    ...(version === null || version.length > MAX_VERSION ? {} : { version }),
    ...(purl === null ? {} : { purl }),
  };
}

/** False where the code computes the name, or it is no possible name: then there is nothing that a purl could point to. */
function nameIsKnown({ resolution }: BomComponent): boolean {
  if (resolution.state === 'resolved') return true;
  const { reason } = resolution;
  return reason !== 'dynamic' && reason !== 'invalid-name' && reason !== 'no-source';
}

/**
 * A purl names something that exists under that name. So there is none when the hub denies the name or gives another one, and none for a
 * folder of the tree. Weights in the tree have no name anywhere else; their purl is bound to their bytes (purl-spec, type generic, checksum).
 */
function packageUrl(component: BomComponent): string | null {
  const { ref, resolution, hub } = component;
  if (ref.type === 'generic') return weightsUrl(component);
  if (component.sightings.some((one) => one.package?.source === 'path')) return null;
  if (!nameIsKnown(component) || (hub !== null && hub.redirectedTo !== null)) return null;
  if (resolution.state === 'unresolved' && UNCONFIRMED.has(resolution.reason)) return null;
  return wellFormed(withSource(purlOf({ ...ref, version: versionOf(component) }), component));
}

const UNCONFIRMED: ReadonlySet<string> = new Set(['not-found', 'no-revision', 'redirect', 'unsupported-source', 'named-only']);

/** What the code asks for, where it is one version; a commit in capitals is the same commit. */
function versionOf({ kind, version, requested, sightings }: BomComponent): string | null {
  if (kind === 'library' || sightings.some(({ revisionHow }) => revisionHow === 'unresolved')) return version;
  return requested ?? version;
}

/** A package from git or from an address is not the registry's (purl-spec, qualifiers vcs_url and download_url). */
function withSource(purl: string | null, { sightings, requested }: BomComponent): string | null {
  const found = sightings.flatMap(({ package: one }) => (one === null || one.source === 'registry' ? [] : [one]))[0];
  if (found === undefined || purl === null) return purl;
  // Without an address there is nothing that would tell it from the registry's package.
  if (found.location === null) return null;
  const url = PackageURL.fromString(purl);
  const commit = requested !== null && isFullCommit(requested) ? `@${requested}` : '';
  const at = found.location.includes('@', found.location.indexOf('://') + 3) ? '' : commit;
  const source: Record<string, string> =
    found.source === 'git' ? { vcs_url: `git+${found.location.replace(/^git\+/, '')}${at}` } : { download_url: found.location };
  return new PackageURL(url.type, url.namespace, url.name, url.version, { ...url.qualifiers, ...source }, undefined).toString();
}

function weightsUrl({ name, hashes }: BomComponent): string | null {
  const digest = hashes.find((hash) => hash.algorithm === 'sha256');
  const file = name.split('/').at(-1) ?? '';
  if (digest === undefined || file === '' || !name.isWellFormed()) return null;
  try {
    return new PackageURL('generic', undefined, file, undefined, { checksum: `sha256:${digest.value}` }, undefined).toString();
  } catch {
    return null;
  }
}

/** A purl is ASCII; anything else would be somebody's trick with a name. */
function wellFormed(purl: string | null): string | null {
  return purl !== null && /^[\x21-\x7e]+$/.test(purl) ? purl : null;
}
