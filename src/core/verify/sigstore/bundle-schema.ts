/** The shape of a bundle's JSON before the library sees it: strict base64, bounded lists, one of each. Source: sigstore_bundle.proto, sigstore_rekor.proto. */
import { z } from 'zod';
import { isStrictBase64 } from './base64.ts';

/** One proof is enough, and each is checked against each: a bundle repeats no entry ten thousand times. */
const MAX_ENTRIES = 16;
const MAX_CHAIN = 10;
/** A tree of 2^64 leaves has this many hashes in a path. */
const MAX_HASHES = 64;
const KB = 1024;

function bytes(maxChars: number): z.ZodType<string> {
  return z
    .string()
    .max(maxChars)
    .refine((text) => isStrictBase64(text), 'not strict base64');
}

/** Protobuf JSON writes 64-bit integers as text; negative ones do not occur here. */
const integer = z.union([z.string().regex(/^\d{1,19}$/), z.int().nonnegative()]);

const certificate = z.looseObject({ rawBytes: bytes(64 * KB) });

const logEntry = z.looseObject({
  logIndex: integer.nullish(),
  logId: z.looseObject({ keyId: bytes(KB) }),
  kindVersion: z.looseObject({ kind: z.string().max(64), version: z.string().max(64) }),
  integratedTime: integer.nullish(),
  inclusionPromise: z.looseObject({ signedEntryTimestamp: bytes(16 * KB) }).nullish(),
  inclusionProof: z
    .looseObject({
      logIndex: integer.nullish(),
      rootHash: bytes(KB),
      treeSize: integer,
      hashes: z.array(bytes(KB)).max(MAX_HASHES).nullish(),
      checkpoint: z.looseObject({ envelope: z.string().max(64 * KB) }).nullish(),
    })
    .nullish(),
  canonicalizedBody: bytes(Number.MAX_SAFE_INTEGER),
});

const material = z.looseObject({
  publicKey: z
    .looseObject({
      hint: z
        .string()
        .max(4 * KB)
        .nullish(),
    })
    .nullish(),
  certificate: certificate.nullish(),
  x509CertificateChain: z.looseObject({ certificates: z.array(certificate).max(MAX_CHAIN) }).nullish(),
  tlogEntries: z.array(logEntry).max(MAX_ENTRIES).nullish(),
  timestampVerificationData: z
    .looseObject({
      rfc3161Timestamps: z
        .array(z.looseObject({ signedTimestamp: bytes(128 * KB) }))
        .max(MAX_ENTRIES)
        .nullish(),
    })
    .nullish(),
});

export const bundleSchema = z.looseObject({
  mediaType: z.string().max(KB),
  verificationMaterial: material,
  dsseEnvelope: z
    .looseObject({
      payload: bytes(Number.MAX_SAFE_INTEGER),
      payloadType: z.string().min(1).max(KB),
      signatures: z
        .array(
          z.looseObject({
            sig: bytes(16 * KB),
            keyid: z
              .string()
              .max(4 * KB)
              .nullish(),
          }),
        )
        .length(1),
    })
    .nullish(),
  messageSignature: z
    .looseObject({
      messageDigest: z.looseObject({ algorithm: z.string().max(64), digest: bytes(KB) }),
      signature: bytes(16 * KB),
    })
    .nullish(),
});

/** Alternatives of which the format allows one; protobuf JSON reads both spellings of a name, so both count. */
export const ONE_OF: readonly (readonly [from: 'bundle' | 'material', names: readonly (readonly string[])[]])[] = [
  [
    'bundle',
    [
      ['dsseEnvelope', 'dsse_envelope'],
      ['messageSignature', 'message_signature'],
    ],
  ],
  ['material', [['publicKey', 'public_key'], ['certificate'], ['x509CertificateChain', 'x509_certificate_chain']]],
];
