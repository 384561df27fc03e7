/** Which key a bundle says it is signed with. */
import { z } from 'zod';

/** Both spellings of protobuf JSON; which key is taken decides nothing: its signature does. */
const material = z.looseObject({ hint: z.string().min(1).max(256) });
const schema = z.looseObject({
  verificationMaterial: z.looseObject({ publicKey: material.optional(), public_key: material.optional() }),
});

/** Null: it has a certificate, or nothing that can be read. */
export function hintOf(bundle: unknown): string | null {
  const read = schema.safeParse(bundle);
  if (!read.success) return null;
  const { publicKey, public_key: other } = read.data.verificationMaterial;
  return publicKey?.hint ?? other?.hint ?? null;
}
