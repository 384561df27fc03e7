/** The payload of a classic signature of cosign. Source: cosign, specs/SIGNATURE_SPEC.md; containers/image, atomic container signature. */
import { z } from 'zod';
import { AttestationRefusal } from '../attest/outcome.ts';
import { readStrictJson } from '../strict-json.ts';

const TYPE = 'cosign container image signature';
const MAX_VALUES = 1000;

const payload = z.looseObject({
  critical: z.looseObject({ image: z.looseObject({ 'docker-manifest-digest': z.string() }), type: z.string() }),
});

/**
 * It must speak of this very manifest. The name in it (`docker-reference`) is ignored: an image is copied under other names, and only its
 * digest stays. Throws AttestationRefusal.
 */
export function checkPayload(bytes: Uint8Array, digest: string): void {
  const json = readStrictJson(bytes, MAX_VALUES);
  const read = json.ok ? payload.safeParse(json.data) : null;
  if (read?.success !== true) throw new AttestationRefusal('malformed', 'what is signed cannot be read');
  const { critical } = read.data;
  if (critical.type !== TYPE) throw new AttestationRefusal('content', 'what is signed is no signature of an image');
  // A signature that holds, for another image: whoever writes to the repository can copy one (T8).
  if (critical.image['docker-manifest-digest'] !== digest) throw new AttestationRefusal('subject', 'it signs another image');
}
