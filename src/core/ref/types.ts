/** The types of references, the purl types that are the same things, and where a text of each type ends in a version. */
import { isPackageType, normalizePackageName, PACKAGE_TYPES } from './package-types.ts';

/** Every type, in the order of messages: the one list. */
export const REF_TYPES = [
  'hf',
  'modelscope',
  'gh',
  'url',
  'oci',
  'ollama',
  'catalog',
  'service',
  'mcp',
  'generic',
  ...PACKAGE_TYPES,
] as const;

export type RefType = (typeof REF_TYPES)[number];

/** Reference type → purl type, where the purl registry has one. */
const PURL_TYPES: ReadonlyMap<RefType, string> = new Map<RefType, string>([
  ['hf', 'huggingface'],
  ['gh', 'github'],
  ['oci', 'oci'],
  ['generic', 'generic'],
  ...PACKAGE_TYPES.map((type) => [type, type] as const),
]);

const BY_PURL_TYPE: ReadonlyMap<string, RefType> = new Map([...PURL_TYPES].map(([type, purl]) => [purl, type]));

/** Null for things that the purl registry has no type for. */
export function purlTypeOf(type: RefType): string | null {
  return PURL_TYPES.get(type) ?? null;
}

/** The reference type of a purl type: "huggingface" → "hf". */
export function refTypeOfPurl(purlType: string): RefType | undefined {
  return BY_PURL_TYPE.get(purlType);
}

/** Path, version and repository of what stands behind the colon, in normal form; nothing is checked. */
export function splitPath(
  type: RefType,
  rest: string,
): { readonly path: string; readonly version: string | null; readonly datasets: boolean } {
  const at = versionAt(type, rest);
  const version = at < 0 ? null : rest.slice(at + 1);
  const whole = at < 0 ? rest : rest.slice(0, at);
  const datasets = hasRepositories(type) && whole.startsWith('datasets/');
  const path = datasets ? whole.slice('datasets/'.length) : whole;
  if (type === 'oci') return { path: normalizeImageName(path), version, datasets };
  // Its earlier name: a policy that denies it must not fall silent.
  if (type === 'service') return { path: path.replace(/^mistralai\//, 'mistral/'), version, datasets };
  return { path: isPackageType(type) ? normalizePackageName(type, path) : path, version, datasets };
}

/** Docker Hub is where an image comes from whose name has no registry: "docker.io/library/python" is "python". */
export function normalizeImageName(path: string): string {
  return path.replace(/^(?:(?:index\.|registry-1\.)?docker\.io\/)(?:library\/)?/i, '');
}

/**
 * Where the version starts: at the first "@" that is not a leading scope sign; for oci a digest "sha256:…" may follow a tag; "@cf/…" is a part of
 * a name. Addresses may hold any "@": of theirs only a digest is a version.
 */
function versionAt(type: RefType, rest: string): number {
  if (type === 'url') return rest.search(DIGEST_BEHIND);
  return type === 'service' ? rest.search(/(?<!\/)@/) : rest.indexOf('@', type === 'npm' && rest.startsWith('@') ? 1 : 0);
}

const DIGEST_BEHIND = /@(?:(?:sha256|sha384|sha512|sha1|md5):[0-9a-f]{1,128})?$/;

/** Hubs with models and datasets of one name. */
export function hasRepositories(type: RefType): boolean {
  return type === 'hf' || type === 'modelscope';
}
