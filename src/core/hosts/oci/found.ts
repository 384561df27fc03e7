/**
 * What a registry keeps beside an image that may prove who made it: the tags of cosign (`sha256-<hex>.sig` and `.att`), and bundles that refer to
 * it (OCI distribution 1.1, "Listing referrers" and its fallback tag). Nothing is proven here. Sources: cosign, specs/SIGNATURE_SPEC.md and
 * BUNDLE_SPEC.md.
 */
import type { AnswerState, Evidence, Question } from '../../model/index.ts';
import { DSSE_ENVELOPE, SIMPLE_SIGNING } from '../../verify/oci/cosign.ts';
import type { BlobDescriptor, ServedManifest } from '../../verify/oci/manifest.ts';
import { isManifestDigest } from '../../ref/parse.ts';
import { blobIn, blobQuestion, type ManifestAsked, manifestIn, manifestQuestion, referrersQuestion, type Unseen } from '../distribution.ts';

/** A manifest of which the digest is known. */
export interface KnownImage {
  readonly asked: ManifestAsked;
  readonly bytes: Uint8Array;
  /** "sha256:<hex>". */
  readonly digest: string;
}

export type Form = 'signature' | 'attestation' | 'bundle';

/** Something that was found, as far as it could be read. `place`: the tag or digest that it stands under, for people. */
export type FoundBeside = { readonly place: string; readonly form: Form } & (
  | { readonly state: 'read'; readonly annotations: BlobDescriptor['annotations']; readonly content: Uint8Array }
  /** It is there, and is not what it says. */
  | { readonly state: 'wrong'; readonly detail: string }
  | { readonly state: 'unread'; readonly reason: AnswerState; readonly detail: string }
);

export interface Looked {
  readonly found: readonly FoundBeside[];
  /** What must be asked before more can be said. */
  readonly questions: readonly Question[];
}

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const BUNDLES = /^application\/vnd\.dev\.sigstore\.bundle[.+]/;
/** T32: of one image, of each form. */
const MAX_LOOKED = 20;
const MAX_BYTES: Readonly<Record<Form, number>> = { signature: 64 * 1024, attestation: 16 * 1024 * 1024, bundle: 16 * 1024 * 1024 };

export function lookBeside(image: KnownImage, evidence: Evidence, forms: ReadonlySet<Form>): Looked {
  const looks = [
    forms.has('signature') ? ofTag(image, 'signature', '.sig', SIMPLE_SIGNING, evidence) : NOTHING,
    forms.has('attestation') ? ofTag(image, 'attestation', '.att', DSSE_ENVELOPE, evidence) : NOTHING,
    forms.has('bundle') ? ofReferrers(image, evidence) : NOTHING,
  ];
  return { found: looks.flatMap(({ found }) => found), questions: looks.flatMap(({ questions }) => questions) };
}

const NOTHING: Looked = { found: [], questions: [] };
/** The registry answers, and has none; what its page for that looks like says nothing. */
function isAbsent({ status }: Unseen): boolean {
  return status === 404;
}

/** What registries answer that do not know this list (OCI distribution 1.1 asks for 404). */
const WITHOUT_LIST: ReadonlySet<number | null> = new Set([400, 404, 405, 501]);

function ofTag(image: KnownImage, form: Form, suffix: string, mediaType: string, evidence: Evidence): Looked {
  const place = `${tagOf(image)}${suffix}`;
  const seen = manifestIn(evidence, manifestQuestion(image.asked, place));
  if (seen.state === 'ask') return { found: [], questions: [seen.question] };
  if (seen.state === 'unseen') return isAbsent(seen) ? NOTHING : unread(place, form, seen);
  const layers = seen.manifest.kind === 'image' ? seen.manifest.layers.filter((layer) => layer.mediaType === mediaType) : [];
  if (layers.length === 0) return { found: [{ place, form, state: 'wrong', detail: 'nothing in it is of this kind' }], questions: [] };
  return limited(place, form, layers, (layer) => ofLayer(image, place, form, layer, evidence));
}

function ofReferrers(image: KnownImage, evidence: Evidence): Looked {
  const question = referrersQuestion(image.asked, image.digest, BUNDLE);
  const answer = evidence.answer(question.key);
  if (answer === undefined) return { found: [], questions: [question] };
  const place = 'referrers';
  // A registry without this list keeps it under a tag, and one that has the list answers an empty one.
  const isMissing = WITHOUT_LIST.has(answer.status);
  const seen = manifestIn(evidence, isMissing ? manifestQuestion(image.asked, tagOf(image)) : question);
  if (seen.state === 'ask') return { found: [], questions: [seen.question] };
  if (seen.state === 'unseen') return isAbsent(seen) ? NOTHING : unread(place, 'bundle', seen);
  if (seen.manifest.kind !== 'index') return unread(place, 'bundle', { reason: 'invalid', detail: 'the list of referrers is none' });
  const listed = seen.manifest.manifests.filter(({ artifactType }) => artifactType === null || BUNDLES.test(artifactType));
  return limited(place, 'bundle', listed, (one) => ofReferrer(image, one, evidence));
}

/** Listed is only who claims to refer to the image; what the manifest itself names as its subject counts. */
function ofReferrer(image: KnownImage, { digest }: BlobDescriptor, evidence: Evidence): Looked {
  const place = digest;
  if (!isManifestDigest(digest)) return unread(place, 'bundle', NOT_READ);
  const seen = manifestIn(evidence, manifestQuestion(image.asked, digest));
  if (seen.state === 'ask') return { found: [], questions: [seen.question] };
  if (seen.state === 'unseen') return unread(place, 'bundle', seen);
  const { manifest } = seen;
  if (manifest.kind !== 'image' || !BUNDLES.test(typeOf(manifest))) return NOTHING;
  const wrong = (detail: string): Looked => ({ found: [{ place, form: 'bundle', state: 'wrong', detail }], questions: [] });
  if (manifest.subject?.digest !== image.digest) return wrong('it refers to another image');
  const [layer] = manifest.layers;
  if (layer === undefined || manifest.layers.length > 1) return wrong('it does not hold exactly one bundle');
  return ofLayer(image, place, 'bundle', layer, evidence);
}

/** OCI image specification, "Guidelines for artifact usage": without a type of its own that of its config counts. */
function typeOf(manifest: Extract<ServedManifest, { kind: 'image' }>): string {
  return manifest.artifactType ?? manifest.config.mediaType;
}

function ofLayer(image: KnownImage, place: string, form: Form, { digest, size, annotations }: BlobDescriptor, evidence: Evidence): Looked {
  if (!isManifestDigest(digest)) return unread(place, form, NOT_READ);
  const limit = MAX_BYTES[form];
  if (size > limit) return unread(place, form, { reason: 'too-large', detail: `more than ${limit} bytes` });
  const blob = blobIn(evidence, blobQuestion(image.asked, digest, limit), digest);
  if (blob.state === 'ask') return { found: [], questions: [blob.question] };
  if (blob.state === 'unseen') return unread(place, form, blob);
  return { found: [{ place, form, state: 'read', annotations, content: blob.bytes }], questions: [] };
}

const NOT_READ = { reason: 'invalid', detail: 'its digest is not a SHA-256' } as const;

/** Past the limit nobody knows, and that is no silence (T32). */
function limited(place: string, form: Form, all: readonly BlobDescriptor[], look: (one: BlobDescriptor) => Looked): Looked {
  const looks = all.slice(0, MAX_LOOKED).map(look);
  if (all.length > MAX_LOOKED) looks.push(unread(place, form, { reason: 'budget', detail: `more than ${MAX_LOOKED} of them` }));
  return { found: looks.flatMap(({ found }) => found), questions: looks.flatMap(({ questions }) => questions) };
}

function unread(place: string, form: Form, { reason, detail }: { readonly reason: AnswerState; readonly detail: string }): Looked {
  return { found: [{ place, form, state: 'unread', reason, detail }], questions: [] };
}

/** "sha256-<hex>" */
function tagOf({ digest }: KnownImage): string {
  return digest.replace(':', '-');
}
