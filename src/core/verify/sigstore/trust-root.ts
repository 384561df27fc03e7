/** Whom to believe: certificate authorities, logs, timestamp authorities. Always the operator's or the policy's choice, never a file of the tree under test (T12, T20). */
import { createHash } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify';
import { z } from 'zod';
import { InputError, type Mistake } from '../../base/errors.ts';
import { readStrictJson } from '../strict-json.ts';
import { isStrictBase64 } from './base64.ts';

export interface TrustRoot {
  /** For people: "Sigstore public good, embedded" or the file's name. */
  readonly label: string;
  /** SHA-256 of the trusted root's bytes as they were given, lower-case hex. */
  readonly digest: string;
  readonly source: 'embedded' | 'file' | 'tuf';
  /** The start of its newest key: it knows nothing that came later. */
  readonly newestKeyFrom: Date;
  /** Where TUF metadata stands behind it: version and end of that root. */
  readonly tufVersion: number | null;
  readonly expires: Date | null;
  readonly material: TrustMaterial;
}

export type TrustRootOrigin = Pick<TrustRoot, 'label' | 'source' | 'tufVersion' | 'expires'>;

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_VALUES = 100_000;

/** What exists: 0.1, and the spelling of later ones (sigstore_trustroot.proto, TrustedRoot.media_type). */
const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;

const bytes = z
  .string()
  .min(1)
  .refine((text) => isStrictBase64(text), 'not strict base64');
const moment = z.string().refine((text) => /^\d{4}-\d\d-\d\dT/.test(text) && Number.isFinite(Date.parse(text)), 'not a time');
/** The library takes a missing start for the beginning of time: a key without one would prove any age. */
const range = z.looseObject({ start: moment, end: moment.nullish() });
const keyId = z.looseObject({ keyId: bytes });
const log = z
  .looseObject({
    baseUrl: z.string().nullish(),
    publicKey: z.looseObject({ rawBytes: bytes, keyDetails: z.string(), validFor: range }),
    logId: keyId.nullish(),
    checkpointKeyId: keyId.nullish(),
  })
  .refine((one) => (one.logId ?? one.checkpointKeyId ?? null) !== null, 'a log without logId and checkpointKeyId');
const authority = z.looseObject({
  certChain: z.looseObject({ certificates: z.array(z.looseObject({ rawBytes: bytes })).min(1) }),
  validFor: range,
});
const rootSchema = z.looseObject({
  mediaType: z.string().regex(MEDIA_TYPE, 'not a media type of a Sigstore trusted root'),
  tlogs: z.array(log).nullish(),
  ctlogs: z.array(log).nullish(),
  certificateAuthorities: z.array(authority).nullish(),
  timestampAuthorities: z.array(authority).nullish(),
});

/**
 * A TrustedRoot, or a ClientTrustConfig whose `trustedRoot` is taken (the library would read the latter as an empty root, without a word).
 * Throws InputError TRUST_ROOT_INVALID.
 */
export function parseTrustRoot(content: Uint8Array, origin: TrustRootOrigin): TrustRoot {
  if (content.byteLength > MAX_BYTES) throw invalid(origin, [{ message: `larger than ${MAX_BYTES} bytes`, where: null }]);
  const json = readStrictJson(content, MAX_VALUES);
  if (!json.ok) throw invalid(origin, [{ message: isList(content) ? SEVERAL : json.cause, where: null }]);
  const data = unwrap(json.data);
  const read = rootSchema.safeParse(data);
  if (!read.success)
    throw invalid(
      origin,
      read.error.issues.slice(0, 20).map(({ path, message }) => ({ message, where: path.map(String).join('.') || null })),
    );
  const { tlogs, ctlogs, certificateAuthorities, timestampAuthorities } = read.data;
  const ranges = [
    ...[...(tlogs ?? []), ...(ctlogs ?? [])].map(({ publicKey }) => publicKey.validFor),
    ...[...(certificateAuthorities ?? []), ...(timestampAuthorities ?? [])].map(({ validFor }) => validFor),
  ];
  if (ranges.length === 0) throw invalid(origin, [{ message: 'it names nobody', where: null }]);
  return {
    ...origin,
    digest: createHash('sha256').update(content).digest('hex'),
    newestKeyFrom: new Date(Math.max(...ranges.map(({ start }) => Date.parse(start)))),
    material: toMaterial(data, origin),
  };
}

/** What `gh attestation trusted-root` writes: a root on each line. Which of them counts is the operator's decision, not the bundle's. */
const SEVERAL = 'it holds several trust roots, one on each line: save the one of the instance that signed to a file of its own';

function isList(content: Uint8Array): boolean {
  const end = content.indexOf(0x0a);
  return end > 0 && readStrictJson(content.subarray(0, end), MAX_VALUES).ok;
}

function unwrap(data: unknown): unknown {
  const inner = typeof data === 'object' && data !== null && 'trustedRoot' in data ? data.trustedRoot : null;
  return inner ?? data;
}

function toMaterial(data: unknown, origin: TrustRootOrigin): TrustMaterial {
  try {
    return toTrustMaterial(TrustedRoot.fromJSON(data));
  } catch {
    throw invalid(origin, [{ message: 'a key or certificate in it cannot be read', where: null }]);
  }
}

function invalid({ label }: TrustRootOrigin, mistakes: readonly Mistake[]): InputError {
  return new InputError(
    'TRUST_ROOT_INVALID',
    `${label} is not a trust root`,
    'Give a Sigstore trusted root (or client trust config) as JSON, as the operator of the instance publishes it.',
    mistakes,
  );
}
