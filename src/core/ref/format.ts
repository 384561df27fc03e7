/** Writing references: the canonical text, the identity that survives versions, the name for people. */
import { PackageURL } from 'packageurl-js';
import type { Ref } from './index.ts';
import { purlTypeOf } from './types.ts';

/** `hf:datasets/org/name@rev`, `npm:@scope/name@1.2.3`: the text that parseRef reads back to an equal Ref. */
export function formatRef(ref: Ref): string {
  const path = displayName(ref);
  const prefix = ref.repo === 'datasets' ? 'datasets/' : '';
  return `${ref.type}:${prefix}${path}${ref.version === null ? '' : `@${ref.version}`}`;
}

/** The purl without version where a purl type exists, else the reference without version. */
export function identityOf(ref: Ref): string {
  return purlOf({ ...ref, version: null }) ?? formatRef({ ...ref, version: null });
}

/** One file: at an address, or of a repository on GitHub. Many of them stand in one table. */
export function isFileRef({ type, namespace }: Ref): boolean {
  return type === 'url' || (type === 'gh' && namespace?.includes('/') === true);
}

/** "org/name", "gpt2", "@scope/pkg", "https://host/path/model.pth". */
export function displayName(ref: Ref): string {
  return ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
}

/** Where a package is fetched from instead of the default of its type (purl-spec, qualifiers). */
export interface FetchedFrom {
  readonly vcs_url?: string;
  readonly download_url?: string;
}

/**
 * The purl (purl-spec), or null for types that the purl registry does not have, and for a thing of no registry of which nobody says where it
 * comes from. Datasets carry the namespace segment "datasets", as the hub's own URLs do.
 */
export function purlOf(ref: Ref, from: FetchedFrom = {}): string | null {
  if (ref.type === 'url') return build('generic', undefined, ref.name, undefined, { download_url: displayName(ref), ...checksumOf(ref) });
  const type = purlTypeOf(ref.type);
  if (type === null || (ref.type === 'generic' && Object.keys(from).length === 0)) return null;
  const version = ref.version ?? undefined;
  if (ref.type === 'oci') {
    const repository = withRegistry(displayName(ref).toLowerCase());
    return build('oci', undefined, ref.name.toLowerCase(), version, { repository_url: repository, ...from });
  }
  const [owner = '', repository = '', ...file] = ref.type === 'gh' ? displayName(ref).split('/') : [];
  if (file.length > 0) return build(type, owner, repository, version, { ...from }, file.join('/'));
  const plain = Object.keys(from).length === 0 ? plainPurl(ref) : null;
  if (plain !== null) return plain;
  const namespace = [...(ref.repo === 'datasets' ? ['datasets'] : []), ...(ref.namespace === null ? [] : [ref.namespace])].join('/');
  return build(type, namespace, ref.name, version, { ...from });
}

/** Where an image is fetched from: without a registry in its name, from Docker Hub. */
function withRegistry(path: string): string {
  const [first = '', ...rest] = path.split('/');
  if (rest.length === 0) return `docker.io/library/${path}`;
  return /[.:]|^localhost$/.test(first) ? path : `docker.io/${path}`;
}

/** The digest of a file, as the type generic has it (purl-spec, qualifiers). */
function checksumOf({ version }: Ref): { readonly checksum?: string } {
  return version === null ? {} : { checksum: version };
}

/** Of packages whose name and version no rule of their type would alter: nearly all entries of a lockfile. Null: a rule might. */
function plainPurl({ type, namespace, name, version }: Ref): string | null {
  if ((type !== 'npm' && type !== 'pypi') || !isPlain(name) || (version !== null && !isPlain(version))) return null;
  const at = version === null ? '' : `@${version}`;
  if (namespace === null) return `pkg:${type}/${name}${at}`;
  const scope = namespace.startsWith('@') && isPlain(namespace.slice(1)) ? namespace.slice(1) : null;
  return scope === null || type !== 'npm' ? null : `pkg:npm/%40${scope}/${name}${at}`;
}

function isPlain(text: string): boolean {
  return /^[a-z0-9.-]+$/.test(text);
}

function build(
  type: string,
  namespace: string | undefined,
  name: string,
  version: string | undefined,
  qualifiers: Record<string, string>,
  subpath?: string,
): string | null {
  try {
    return new PackageURL(type, namespace === '' ? undefined : namespace, name, version, qualifiers, subpath).toString();
  } catch {
    // packageurl-js refuses names that a type forbids; such a name still has its reference as identity.
    return null;
  }
}
