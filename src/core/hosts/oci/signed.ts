/** Signatures and attestations of an image → what each of them proves. Pure. */
import type { AnswerState, SignatureSeen } from '../../model/index.ts';
import { UNSEEN } from '../../verify/oms/listed.ts';
import { type ImageProof, proveAttestationLayer, proveReferrer, proveSignatureLayer } from '../../verify/oci/signatures.ts';
import type { ProofContext } from '../host.ts';
import { type Form, type FoundBeside, type KnownImage, lookBeside } from './found.ts';

export interface ImageSignature {
  /** The tag or digest that it stands under. */
  readonly place: string;
  readonly form: Form;
  readonly proof: ImageProof | { readonly state: 'unread'; readonly reason: AnswerState; readonly detail: string };
}

export function signaturesOf(image: KnownImage, context: ProofContext, forms: ReadonlySet<Form>): readonly ImageSignature[] {
  return lookBeside(image, context.evidence, forms).found.map((one) => ({
    place: one.place,
    form: one.form,
    proof: proofOf(image, one, context),
  }));
}

function proofOf(image: KnownImage, found: FoundBeside, { trust, now }: ProofContext): ImageSignature['proof'] {
  if (found.state === 'unread') return { state: 'unread', reason: found.reason, detail: found.detail };
  if (found.state === 'wrong') return { state: 'invalid', detail: found.detail };
  const asked = { manifest: image, trust, now };
  switch (found.form) {
    case 'signature':
      return proveSignatureLayer(found.annotations, found.content, asked);
    case 'attestation':
      return proveAttestationLayer(found.annotations, found.content, asked);
    case 'bundle':
      return proveReferrer(found.content, asked);
  }
}

/**
 * As signatures of a model are kept. Whoever signs a manifest signs the digest of every layer; `covered`: how many. An attestation states
 * something about the image, and is no signature of whoever publishes it.
 */
export function signaturesSeen(signatures: readonly ImageSignature[], covered: number): SignatureSeen[] {
  return signatures.flatMap(({ place, proof }): SignatureSeen[] => {
    const seen = { ...UNSEEN, file: place };
    switch (proof.state) {
      case 'verified':
        return proof.kind === 'attestation'
          ? []
          : [{ ...seen, state: 'valid', signer: proof.signer, bundle: proof.bundle, matching: covered }];
      case 'unread':
        return [{ ...seen, state: 'unread', reason: proof.reason, detail: proof.detail }];
      case 'invalid':
      case 'unknown-key':
      case 'unverifiable':
        return [{ ...seen, state: proof.state, detail: proof.detail }];
    }
  });
}
