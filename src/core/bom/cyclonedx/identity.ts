/** What a component is called in a document: only what is known, nothing invented. */
import { PackageURL } from 'packageurl-js';
import type { BomComponent } from '../../model/index.ts';
import { asPull } from '../../model/sighting.ts';
import { foreignPackage } from '../../ecosystems/git.ts';
import { packagePurl } from '../../ecosystems/purl.ts';
import { displayName, isFileRef, purlOf } from '../../ref/format.ts';
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
  return reason !== 'invalid-name' && reason !== 'no-source';
}

/**
 * A purl names something that exists under that name. So there is none when the hub denies the name or gives another one, and none for a
 * package of a folder. One from git or from an address says so. Weights in the tree have no name anywhere else; their purl is bound to their bytes (purl-spec, type generic, checksum).
 */
function packageUrl(component: BomComponent): string | null {
  const { ref, resolution, hub } = component;
  const foreign = foreignPackage(component.sightings);
  if (ref.type === 'generic' && foreign === null) return weightsUrl(component);
  // An address says where something lies, whether or not anybody was asked.
  if (isFileRef(ref)) return fileUrl(component);
  if (!nameIsKnown(component) || (hub !== null && hub.redirectedTo !== null)) return null;
  if (resolution.state === 'unresolved' && UNCONFIRMED.has(resolution.reason)) return null;
  const named = { ...ref, version: versionOf(component) };
  return wellFormed(foreign === null ? purlOf(named) : packagePurl(named, foreign));
}

const UNCONFIRMED: ReadonlySet<string> = new Set(['not-found', 'no-revision', 'redirect', 'unsupported-source', 'named-only']);

/** What the code asks for, where it is one version; a commit in capitals is the same commit. */
function versionOf({ kind, ref, version, requested, sightings }: BomComponent): string | null {
  // The address of a file has its tag in it, and a digest stands among the hashes.
  if (isFileRef(ref)) return requested !== null && isFullCommit(requested) ? requested : null;
  if (kind === 'library' || kind === 'mcp-server' || sightings.some((one) => asPull(one)?.revisionHow === 'unresolved')) return version;
  return requested ?? version;
}

/** Where the file is fetched from, with the digest that the tree states. */
function fileUrl({ ref, hashes, sightings }: BomComponent): string | null {
  const address = ref.type === 'url' ? displayName(ref) : sightings.map((one) => asPull(one)?.address).find((one) => one !== undefined);
  return address === undefined ? null : wellFormed(generic(ref.name, { download_url: address, ...checksumIn(hashes) }));
}

function weightsUrl({ name, hashes }: BomComponent): string | null {
  const checksum = checksumIn(hashes);
  const file = name.split('/').at(-1) ?? '';
  return checksum === null || file === '' || !name.isWellFormed() ? null : generic(file, checksum);
}

function checksumIn(hashes: BomComponent['hashes']): { readonly checksum: string } | null {
  const digest = hashes.find((hash) => hash.algorithm === 'sha256');
  return digest === undefined ? null : { checksum: `sha256:${digest.value}` };
}

function generic(name: string, qualifiers: Record<string, string>): string | null {
  try {
    return new PackageURL('generic', undefined, name, undefined, qualifiers, undefined).toString();
  } catch {
    return null;
  }
}

/** A purl is ASCII; anything else would be somebody's trick with a name. */
function wellFormed(purl: string | null): string | null {
  return purl !== null && /^[\x21-\x7e]+$/.test(purl) ? purl : null;
}
