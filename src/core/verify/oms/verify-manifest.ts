/** A signature file and what the caller trusts → the signed manifest, or why not. The one door to this folder's checks. */
import { createHash } from 'node:crypto';
import { type OmsBundle, parseBundle, PAYLOAD_TYPE } from './bundle.ts';
import type { Manifest } from './manifest.ts';
import { quoted, OmsRefusal, type OmsRefusalCode } from './refusal.ts';
import { type Signer, verifySigner } from './signer.ts';
import { readStatement } from './statement.ts';
import type { OmsTrust } from './trust.ts';

export type ManifestVerdict =
  /** `bundleDigest`: hex SHA-256 of the signature file, by which a verdict is remembered (T8). */
  | { readonly state: 'signed'; readonly manifest: Manifest; readonly signer: Signer; readonly bundleDigest: string }
  | { readonly state: 'refused'; readonly code: OmsRefusalCode; readonly detail: string };

export interface ManifestOptions {
  /** The one moment of this run. */
  readonly now: Date;
  /** Old forms (T12): only `verify model` accepts them, says so, and nothing else builds on them. */
  readonly allowLegacy: boolean;
}

/**
 * Never throws for what is in `bytes`. The signature is verified before a word of what it signs is believed; names that leave the model
 * are refused here, before a caller can open anything (T12, T15).
 */
export function verifyManifest(bytes: Uint8Array, trust: OmsTrust, options: ManifestOptions): ManifestVerdict {
  try {
    const bundle = parseBundle(bytes);
    checkPayloadType(bundle);
    const signer = verifySigner(bundle, trust, options.now);
    const { manifest, legacy } = readStatement(bundle.payload);
    const forms = legacy ? [...signer.legacy, 'the statement is of version 0.2'] : signer.legacy;
    if (forms.length > 0 && !options.allowLegacy)
      throw new OmsRefusal('legacy', `The signature is of an old form that proves too little: ${forms.join('; ')}.`);
    const bundleDigest = createHash('sha256').update(bytes).digest('hex');
    return { state: 'signed', manifest, signer: { ...signer, legacy: forms }, bundleDigest };
  } catch (error) {
    if (!(error instanceof OmsRefusal)) throw error;
    return { state: 'refused', code: error.code, detail: error.message };
  }
}

function checkPayloadType({ payloadType }: OmsBundle): void {
  if (payloadType === PAYLOAD_TYPE) return;
  throw new OmsRefusal('statement', `What is signed is of the type ${quoted(payloadType)}; a model signature is ${PAYLOAD_TYPE}.`);
}
