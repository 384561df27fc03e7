/** When a certificate-method signature was made, as far as a trusted timestamp authority proves it (OMS v1.0, section 8.2; RFC 3161). */
import { bundleFromJSON, type SerializedBundle } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import type { TrustRoot } from '../sigstore/trust-root.ts';
import { isRecord } from './bounded-json.ts';
import type { OmsBundle } from './bundle.ts';

/**
 * Empty without a trust root, without timestamps, and when one of them does not hold: then only the present counts.
 * The library proves timestamps; it cannot read the chain beside them, so it is shown the same envelope with a nameless key.
 */
export function stampedTimes({ json, mediaType }: OmsBundle, root: TrustRoot | null): readonly Date[] {
  const material = json['verificationMaterial'];
  if (root === null || !isRecord(material) || material['timestampVerificationData'] === undefined) return [];
  try {
    const shown = {
      mediaType,
      verificationMaterial: {
        publicKey: { hint: 'none' },
        tlogEntries: [],
        timestampVerificationData: material['timestampVerificationData'],
      },
      dsseEnvelope: json['dsseEnvelope'],
    };
    const entity = toSignedEntity(bundleFromJSON(shown as unknown as SerializedBundle));
    const publicKey = (): never => {
      // Reached once every timestamp is proven; whose signature it is, is another question.
      throw new Proven();
    };
    verifyOnly(new Verifier({ ...root.material, publicKey }, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 }), entity);
    return entity.timestamps.flatMap((one) => (one.$case === 'timestamp-authority' ? [one.timestamp.signingTime] : []));
  } catch {
    return [];
  }
}

class Proven extends Error {}

/** Throws what the library throws. */
function verifyOnly(verifier: Verifier, entity: Parameters<Verifier['verify']>[0]): void {
  try {
    verifier.verify(entity);
  } catch (error) {
    if (!(error instanceof Proven)) throw error;
  }
}
