/** Attestations as an index serves them: lists of bundles in JSON that somebody else wrote. */
import { readStrictJson } from '../strict-json.ts';
import { AttestationRefusal } from './outcome.ts';

/** Two attestations have some 30 KB; those of a release with many files have more. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_VALUES = 500_000;

/** Throws AttestationRefusal "reply". */
export function readReply(bytes: Uint8Array): unknown {
  if (bytes.byteLength > MAX_BYTES) throw new AttestationRefusal('reply', `a reply of more than ${MAX_BYTES} bytes is not read`);
  const json = readStrictJson(bytes, MAX_VALUES);
  if (!json.ok) throw new AttestationRefusal('reply', `the reply of the index is refused: ${json.cause}`);
  return json.data;
}

/** The bytes that are verified, of a bundle inside a reply. The same for the same values, whatever the spacing was. */
export function bytesOfBundle(bundle: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(bundle ?? null));
}
