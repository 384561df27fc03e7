/** Registries of images: what they serve under a name, and who signed it. */
import type { Component, Evidence, Question, SignatureSeen, Topic, Verification } from '../../model/index.ts';
import { type ManifestAsked, manifestQuestion } from '../distribution.ts';
import { type Host, type HostProofs, type HostSubject, NO_RELATIONS, NOT_ADDRESSED, type ProofContext } from '../host.ts';
import { modelFiles, modelProofs, modelResult } from '../registry-answers.ts';
import { modelNeeds } from '../registry-model.ts';
import { hostSubject } from '../subject.ts';
import type { Form } from './found.ts';
import { type ImageAnswer, answerOfImage, questionsOfImage } from './image.ts';
import { imageAsked } from './name.ts';
import { ociService } from './service.ts';
import { signaturesSeen } from './signed.ts';

/** Attestations prove no publisher: only who verifies by hand asks for them. */
const SIGNATURES: ReadonlySet<Form> = new Set(['signature', 'bundle']);

export const oci: Host = {
  id: 'oci',
  about: {
    title: 'Images and models in OCI registries',
    motivation:
      'An image for AI brings the framework, its libraries and often the model. Its tag can be pushed again; who may push, and who did, only the registry and a signature can tell.',
    decides:
      'A tag is resolved to the digest of its manifest, and the manifest is hashed here; a digest must be what the registry serves under this name. Layers are listed with what they hold (Docker Model Runner, ModelPack, KitOps), and a layer that is the file itself has the digest of that file. Signatures of cosign (its tags, and bundles that refer to the image) are verified and must name this very digest. Models that code loads are asked about like those of a hub; images only where a policy turns on image/provenance, and only those that a change newly runs. Docker Hub, GHCR, Quay, NGC, Microsoft, Google, AWS Public and GitLab are asked; others where the operator lists them (WEIGHBRIDGE_OCI_REGISTRIES), with his credentials (WEIGHBRIDGE_OCI_TOKENS). No layer of a file system and no weight is downloaded.',
    remedy: 'Name the digest; the tag may stay before it:\nFROM vllm/vllm-openai:v0.9.1@sha256:<64 hex>',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  refs: ['oci'],
  service: ociService,
  vouches: { existence: true, revision: true, bytes: true },
  needs,
  facts(subject, evidence) {
    if (subject.runs) return { state: 'unresolved', reason: 'not-asked', detail: 'an image is no model', facts: null };
    return modelResult(imageAsked(subject), evidence, 'an OCI registry', 'no registry can have this name, so nothing was asked');
  },
  files: (subject, evidence) => modelFiles(imageAsked(subject), evidence),
  relations: () => NO_RELATIONS,
  proofs,
};

function needs(subjects: readonly HostSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  const all = subjects.flatMap((subject): readonly Question[] => {
    const asked = imageAsked(subject);
    if (asked === null) return [];
    // Nothing is asked about images unless a rule wants to know, and then of new ones only.
    if (subject.runs) return subject.anew && wanted.has('image') ? questionsOfImage(asked, evidence, SIGNATURES) : [];
    return [...modelNeeds(asked, evidence, wanted), ...(wanted.has('signature') ? questionsOfImage(asked, evidence, SIGNATURES) : [])];
  });
  return [...new Map(all.map((question) => [question.key, question])).values()];
}

function proofs(component: Component, context: ProofContext): HostProofs {
  const subject = hostSubject(component);
  const asked = imageAsked(subject);
  if (component.kind === 'image') {
    // An answer that another run of the same evidence wanted is none about an image that stays.
    const answer = asked === null || !subject.anew ? null : answerOfImage(asked, context, SIGNATURES);
    const first = asked === null ? undefined : context.evidence.answer(manifestQuestion(asked).key);
    if (answer === null || first === undefined) return { verifications: subject.anew ? unasked(asked, context) : [], signatures: [] };
    return { verifications: [sourceOf(answer, first)], signatures: signaturesIn(answer) };
  }
  const answer = asked === null ? null : answerOfImage(asked, context, SIGNATURES);
  return { verifications: modelProofs(component, asked, context.evidence), signatures: answer === null ? [] : signaturesIn(answer) };
}

function signaturesIn(answer: ImageAnswer): SignatureSeen[] {
  return answer.state === 'served' ? signaturesSeen(answer.signatures, answer.layers.length) : [];
}

/** T4, T33: of a new image that nobody was asked about, a rule that wants to know hears just that; silence would read as a pass. */
function unasked(asked: ManifestAsked | null, { wanted }: ProofContext): Verification[] {
  if (wanted?.has('image') !== true) return [];
  const detail =
    asked === null ? 'no registry can have this name or digest, so nobody was asked' : 'its registry was not asked before this run ended';
  return [{ topic: 'source', outcome: 'unavailable', reason: 'not-asked', detail, by: 'tree', asOf: null }];
}

function sourceOf(
  answer: ImageAnswer,
  { from: by, asOf }: Pick<Verification, 'asOf'> & { from: Exclude<Verification['by'], 'tree'> },
): Verification {
  const said = { topic: 'source', reason: null, by, asOf } as const;
  if (answer.state === 'served')
    return answer.pinned
      ? { ...said, outcome: 'passed', detail: 'its registry serves this digest' }
      : { ...said, outcome: 'not-applicable', detail: `a tag, which is ${answer.digest} now` };
  const { reason, detail } = answer;
  if (reason === 'not-found' || reason === 'no-revision') return { ...said, outcome: 'failed', detail: 'its registry has no such image' };
  // T13: that nobody asks this registry says nothing about the image.
  if (reason === 'offline' || (reason === 'refused' && detail === NOT_ADDRESSED))
    return { ...said, outcome: 'not-applicable', detail: 'not verifiable from here: its registry is not asked' };
  return { ...said, outcome: 'unavailable', reason, detail };
}
