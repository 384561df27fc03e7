/**
 * The distribution protocol of OCI, which registries of images and that of Ollama speak: what can be asked, and what an answer holds. Every name
 * is checked by a strict pattern before it becomes part of a path (T19). Source: OCI distribution specification 1.1, "Pull", "Listing referrers".
 */
import type { Answer, AnswerState, Evidence, Question } from '../model/index.ts';
import { isManifestDigest } from '../ref/parse.ts';
import { type ServedManifest, MANIFEST_TYPES, MAX_MANIFEST_BYTES, readManifest } from '../verify/oci/manifest.ts';
import { answeredBody } from './bodies.ts';

/** One name in one registry. */
export interface ManifestAsked {
  /** Id of the host whose question it is. */
  readonly host: string;
  /** Its registry, as references name it: "docker.io". */
  readonly server: string;
  /** "library/python". */
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** Of registry and path together (OCI distribution specification, "Pulling manifests": many clients take no more). */
const MAX_NAME = 255;

/** "a/b-c": parts of lower-case letters and digits, joined by ".", "_", "__" or any number of "-"; at most 255 characters with the registry. */
export function isRepositoryPath(path: string, server: string): boolean {
  return (
    server.length + 1 + path.length <= MAX_NAME &&
    path.split('/').every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-{1,100})[a-z0-9]+)*$/.test(part))
  );
}

export function isTag(text: string): boolean {
  return /^[A-Za-z0-9_][\w.-]{0,127}$/.test(text);
}

/** Host and port, as a name of an image has them. */
export function isServer(text: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)*[a-z0-9](?:[a-z0-9-]{0,62})(?::\d{1,5})?$/.test(text) && text.length <= 260;
}

/** `reference`: a tag or a digest that was checked. */
export function manifestQuestion(asked: ManifestAsked, reference: string = asked.reference): Question {
  return { ...ask(asked, `manifests/${reference}`, MAX_MANIFEST_BYTES), accept: Object.keys(MANIFEST_TYPES).join(', ') };
}

/** `digest`: "sha256:<hex>". */
export function blobQuestion(asked: ManifestAsked, digest: string, maxBytes: number): Question {
  return { ...ask(asked, `blobs/${digest}`, maxBytes), form: 'bytes', accept: 'application/octet-stream, */*;q=0.5' };
}

/** The first page of what refers to a manifest; where there are more, the answer says so and is none. */
export function referrersQuestion(asked: ManifestAsked, digest: string, artifactType: string): Question {
  const question = ask(asked, `referrers/${digest}`, MAX_MANIFEST_BYTES);
  return { ...question, query: { artifactType }, accept: 'application/vnd.oci.image.index.v1+json' };
}

function ask({ host, server, repository }: ManifestAsked, rest: string, maxBytes: number): Question {
  const path = `${repository}/${rest}`;
  return { key: `${host}/${server}/${path}`, host, server, path: `/v2/${path}`, query: {}, maxBytes };
}

export type ManifestSeen =
  | { readonly state: 'seen'; readonly manifest: ServedManifest; readonly bytes: Uint8Array; readonly digest: string }
  | { readonly state: 'ask'; readonly question: Question }
  | Unseen;

/** `status`: of the answer; null where nobody answered, or it cannot be used. */
export interface Unseen {
  readonly state: 'unseen';
  readonly reason: AnswerState;
  readonly detail: string;
  readonly status: number | null;
}

/**
 * What is served under a tag or digest. The digest is that of the bytes that came, never what a header says; where one was asked for, it is the
 * same, or the answer is none.
 */
export function manifestIn(evidence: Evidence, question: Question): ManifestSeen {
  const answer = evidence.answer(question.key);
  if (answer === undefined) return { state: 'ask', question };
  const bytes = answeredBody(evidence, answer);
  if (bytes === null || answer.digest === null) return unseen(answer);
  const asked = /\/manifests\/([^/]+)$/.exec(question.key)?.[1] ?? '';
  if (isManifestDigest(asked) && asked !== answer.digest) return unusable('the registry serves another manifest under this digest');
  const read = readManifest(bytes);
  return read.ok ? { state: 'seen', manifest: read.manifest, bytes, digest: answer.digest } : unusable(read.why);
}

export type BlobSeen =
  | { readonly state: 'seen'; readonly bytes: Uint8Array }
  | { readonly state: 'ask'; readonly question: Question }
  | Unseen;

/** A blob is its digest; other bytes under it are no answer. */
export function blobIn(evidence: Evidence, question: Question, digest: string): BlobSeen {
  const answer = evidence.answer(question.key);
  if (answer === undefined) return { state: 'ask', question };
  const bytes = answeredBody(evidence, answer);
  if (bytes === null) return unseen(answer);
  return answer.digest === digest ? { state: 'seen', bytes } : unusable('the registry serves other bytes under this digest');
}

function unseen({ state, detail, status }: Answer): Unseen {
  return { state: 'unseen', reason: state === 'ok' ? 'invalid' : state, detail, status };
}

function unusable(detail: string): Unseen {
  return { state: 'unseen', reason: 'invalid', detail, status: null };
}
