/** An image by its reference → what its registry serves under it, and who signed that: what a check asks of a new one, and `verify package` of any. */
import type { AnswerState, Evidence, Question } from '../../model/index.ts';
import { isManifestDigest } from '../../ref/parse.ts';
import type { BlobDescriptor } from '../../verify/oci/manifest.ts';
import { type ManifestAsked, manifestIn, manifestQuestion } from '../distribution.ts';
import type { ProofContext } from '../host.ts';
import { modelIn, type RegistryModel, modelTexts } from '../registry-model.ts';
import { type Form, lookBeside } from './found.ts';
import { type ImageSignature, signaturesOf } from './signed.ts';

export interface ServedImage {
  readonly state: 'served';
  /** "sha256:<hex>" of the manifest that came. */
  readonly digest: string;
  /** The reference is that digest: nobody can move it. */
  readonly pinned: boolean;
  readonly kind: 'image' | 'index';
  readonly artifactType: string | null;
  /** Null of an index. */
  readonly config: BlobDescriptor | null;
  /** Of an index the manifests that it lists. */
  readonly layers: readonly BlobDescriptor[];
  /** Null: nothing says that it holds a model. */
  readonly model: RegistryModel | null;
  readonly texts: ReturnType<typeof modelTexts>;
  readonly signatures: readonly ImageSignature[];
}

export type ImageAnswer = ServedImage | { readonly state: 'unserved'; readonly reason: AnswerState; readonly detail: string };

export const ALL_FORMS: ReadonlySet<Form> = new Set(['signature', 'attestation', 'bundle']);

/** The manifest, then what stands beside it. */
export function questionsOfImage(asked: ManifestAsked, evidence: Evidence, forms: ReadonlySet<Form>): readonly Question[] {
  const seen = manifestIn(evidence, manifestQuestion(asked));
  if (seen.state === 'ask') return [seen.question];
  return seen.state === 'seen' ? lookBeside({ asked, ...seen }, evidence, forms).questions : [];
}

/** Null: it has not been asked. */
export function answerOfImage(asked: ManifestAsked, context: ProofContext, forms: ReadonlySet<Form>): ImageAnswer | null {
  const { evidence } = context;
  const seen = manifestIn(evidence, manifestQuestion(asked));
  if (seen.state === 'ask') return null;
  // Whatever its page for that looks like.
  if (seen.state === 'unseen') return { state: 'unserved', reason: seen.status === 404 ? 'not-found' : seen.reason, detail: seen.detail };
  const { manifest, digest } = seen;
  return {
    state: 'served',
    digest,
    pinned: isManifestDigest(asked.reference),
    kind: manifest.kind,
    artifactType: manifest.artifactType,
    config: manifest.kind === 'image' ? manifest.config : null,
    layers: manifest.kind === 'image' ? manifest.layers : manifest.manifests,
    model: modelIn(manifest),
    texts: manifest.kind === 'image' ? modelTexts(asked, manifest, evidence) : { licenses: [], architecture: null },
    signatures: signaturesOf({ asked, ...seen }, context, forms),
  };
}
