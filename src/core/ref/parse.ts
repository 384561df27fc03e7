/** Reading references: one grammar, everywhere (docs/references.md). */
import { PackageURL } from 'packageurl-js';
import { InputError } from '../base/errors.ts';
import type { Ref, RefType } from './index.ts';
import { isPackageType, normalizePackageName } from './package-types.ts';
import { hasRepositories, REF_TYPES, normalizeImageName, refTypeOfPurl, splitPath } from './types.ts';

const MAX_LENGTH = 512;
const HINT =
  'Write it like hf:org/name@<40 hex>, hf:datasets/org/name, npm:name@1.2.3, pypi:name, gh:owner/repo@tag, service:openai/gpt-4o or a purl.';

/** As people type it: a name without a type means the hub ("org/name", "org/name@v2"). Throws InputError REF_INVALID. */
export function parseTyped(text: string): Ref {
  return parseRef(isHubId(text.split('@')[0] ?? '') ? `hf:${text}` : text);
}

/** Hub ids: one or two parts (huggingface_hub `validate_repo_id`): word characters, "-", "."; no "--", no "..", at most 96. */
export function isHubId(text: string): boolean {
  return (
    text.length <= 193 &&
    /^[A-Za-z0-9_][\w.-]{0,95}(?:\/[A-Za-z0-9_][\w.-]{0,95})?$/.test(text) &&
    !text.includes('--') &&
    !text.includes('..') &&
    !text.endsWith('.git') &&
    !/[.-](?:\/|$)/.test(text)
  );
}

/** A full commit: 40 (SHA-1) or 64 (SHA-256) hex digits. */
export function isFullCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}

/** The digest of a manifest, as registries write it: whoever serves it cannot move it. */
export function isManifestDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** Any digest behind "@" of an image (OCI image specification, "Digests"). It cannot be moved; whether anybody can be asked about it, its algorithm tells. */
export function isImageDigest(text: string): boolean {
  return /^[a-z][a-z0-9]{0,20}(?:[-_+.][a-z][a-z0-9]{0,20}){0,3}:[0-9a-f]{32,128}$/i.test(text);
}

/** The whole address of a file: scheme, server, path; nothing that may be secret or means a part of it. */
export function isFileAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/\s@?#]+\/[^\s?#]*[^/\s?#]$/.test(text);
}

/** Hex that is not a full commit: ambiguous, and never immutable (T7). */
export function isShortCommit(text: string): boolean {
  return /^[0-9a-f]{7,63}$/i.test(text) && /\d/.test(text) && !isFullCommit(text);
}

/** Parses one reference. Throws InputError REF_INVALID with what is wrong and an example. */
export function parseRef(text: string): Ref {
  if (text.length > MAX_LENGTH) throw invalid(`${text.slice(0, 60)}…`, `is longer than ${MAX_LENGTH} characters`);
  if (/[\s\p{C}]/u.test(text)) throw invalid(text, 'contains white space or control characters');
  if (text.startsWith('pkg:')) return fromPurl(text);
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  if (!isType(type)) throw invalid(text, colon < 0 ? 'has no type before a colon' : `has the unknown type "${type}"`);
  const ref = split(type, rest);
  check(text, ref);
  return ref;
}

/** Whether the text begins as references do, whatever follows: "hf:…", "pkg:…". */
export function isReference(text: string): boolean {
  const type = text.slice(0, Math.max(text.indexOf(':'), 0));
  return type === 'pkg' || isType(type);
}

function isType(text: string): text is RefType {
  return (REF_TYPES as readonly string[]).includes(text);
}

function split(type: RefType, rest: string): Ref {
  const { path, version, datasets } = splitPath(type, rest);
  // What a provider calls a model may have parts: "openrouter/anthropic/claude-3.5-sonnet".
  const slash = type === 'service' ? path.indexOf('/') : path.lastIndexOf('/');
  return {
    type,
    repo: hasRepositories(type) ? (datasets ? 'datasets' : 'models') : null,
    namespace: slash < 0 ? null : path.slice(0, slash),
    name: path.slice(slash + 1),
    version,
  };
}

function check(text: string, ref: Ref): void {
  if (ref.name === '' || ref.namespace === '') throw invalid(text, 'has an empty part');
  if (ref.version === '') throw invalid(text, 'ends in "@" without a version');
  const path = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
  if ((ref.type === 'hf' || ref.type === 'modelscope') && !isHubId(path))
    throw invalid(text, 'is not a hub id (one or two parts of letters, digits, "-", "_", ".")');
  if (ref.type === 'hf' && ref.version !== null && isShortCommit(ref.version))
    throw invalid(text, 'has a shortened commit; only full commits are immutable');
  if (ref.type === 'gh' && (!/^[\w.-]+\/[\w.-]+(?:\/\S*[^/\s])?$/.test(path) || path.includes('//')))
    throw invalid(text, 'is not owner/repository');
  if (ref.type === 'url' && !isFileAddress(path))
    throw invalid(text, 'is not the address of a file: url:https://host/path, without a login or a query');
  if (ref.type === 'catalog' && !/^[\w.+-]{1,100}(?:\/[\w.+-]{1,100}){0,7}$/.test(path))
    throw invalid(text, 'is no library and a name in its catalog: catalog:library/name');
  if (ref.type === 'service' && ref.namespace === null) throw invalid(text, 'has no provider: service:provider/model');
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) throw invalid(text, 'has "." or ".." as a part');
}

function fromPurl(text: string): Ref {
  let purl: PackageURL;
  try {
    purl = PackageURL.fromString(text);
  } catch (error) {
    throw invalid(text, `is not a purl: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const type = refTypeOfPurl(purl.type ?? '');
  if (type === undefined) throw invalid(text, `has the purl type "${purl.type}", which is not supported`);
  const namespace = purl.namespace ?? null;
  const version = purl.version ?? null;
  let ref: Ref;
  if (type === 'hf') {
    const datasets = namespace === 'datasets' || namespace?.startsWith('datasets/') === true;
    const owner = datasets ? (namespace ?? '').slice('datasets/'.length) : namespace;
    ref = { type, repo: datasets ? 'datasets' : 'models', namespace: owner === '' ? null : owner, name: purl.name, version };
  } else if (type === 'oci') {
    const repository = normalizeImageName(purl.qualifiers?.['repository_url'] ?? purl.name);
    const slash = repository.lastIndexOf('/');
    ref = { type, repo: null, namespace: slash < 0 ? null : repository.slice(0, slash), name: repository.slice(slash + 1), version };
  } else if (type === 'gh' && purl.subpath != null) {
    const slash = purl.subpath.lastIndexOf('/');
    const folder = slash < 0 ? '' : `/${purl.subpath.slice(0, slash)}`;
    ref = { type, repo: null, namespace: `${namespace}/${purl.name}${folder}`, name: purl.subpath.slice(slash + 1), version };
  } else if (type === 'generic' && isFileAddress(purl.qualifiers?.['download_url'] ?? '')) {
    const { download_url: address = '', checksum = null } = purl.qualifiers ?? {};
    ref = { ...split('url', address), version: checksum };
  } else {
    const name = isPackageType(type) ? normalizePackageName(type, purl.name) : purl.name;
    ref = { type, repo: null, namespace, name, version };
  }
  check(text, ref);
  return ref;
}

function invalid(text: string, why: string): InputError {
  return new InputError('REF_INVALID', `The reference "${text}" ${why}.`, HINT);
}

/** A model on the Hugging Face Hub, by a name that is possible there. */
export function isHubModel({ type, repo, namespace, name }: Ref): boolean {
  return type === 'hf' && repo === 'models' && isHubId(namespace === null ? name : `${namespace}/${name}`);
}
