/** Keys with which an npm registry signs packages and publish attestations. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { InputError } from '../../../base/errors.ts';
import { isStrictBase64 } from '../../sigstore/base64.ts';
import { readStrictJson } from '../../strict-json.ts';

export type RegistryKeyUsage = 'npm:signatures' | 'npm:attestations';

export interface RegistryKey {
  /** Opaque: it is no digest of the key. */
  readonly id: string;
  readonly usages: readonly RegistryKeyUsage[];
  /** ECDSA on P-256. */
  readonly publicKey: KeyObject;
  readonly validFrom: Date | null;
  /** The first moment at which it is not valid any more. */
  readonly validUntil: Date | null;
}

const MAX_BYTES = 256 * 1024;
const MAX_VALUES = 10_000;

const id = z.string().min(1).max(256);
const base64 = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => isStrictBase64(text), 'not strict base64');
const moment = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\dT/.test(text) && Number.isFinite(Date.parse(text)), 'not a time')
  .transform((text) => new Date(text));
const until = moment.nullish().transform((date) => date ?? null);

/** `GET /-/npm/v1/keys` of a registry: a key for both usages. */
const served = z
  .looseObject({
    keyid: id,
    expires: until,
    keytype: z.literal('ecdsa-sha2-nistp256'),
    scheme: z.literal('ecdsa-sha2-nistp256'),
    key: base64,
  })
  .transform(({ keyid, expires, key }) => ({ id: keyid, usage: null, raw: key, validFrom: null, validUntil: expires }));

/** The file of the Sigstore TUF repository, below the registry's host: a key for each usage. */
const target = z
  .looseObject({
    keyId: id,
    keyUsage: z.string().max(64),
    publicKey: z.looseObject({
      rawBytes: base64,
      keyDetails: z.literal('PKIX_ECDSA_P256_SHA_256'),
      validFor: z.looseObject({ start: moment, end: until }),
    }),
  })
  .transform(({ keyId, keyUsage, publicKey: { rawBytes, validFor } }) => ({
    id: keyId,
    usage: keyUsage,
    raw: rawBytes,
    validFrom: validFor.start,
    validUntil: validFor.end,
  }));

const keysSchema = z.looseObject({ keys: z.array(z.union([served, target])).max(64) });

const USAGES: readonly RegistryKeyUsage[] = ['npm:signatures', 'npm:attestations'];

/**
 * Both forms in which the keys are given; entries for other usages are passed over. `label` names the source in the error. The same id twice for one
 * usage is a mistake: which of both counts would be chance. Throws InputError KEY_INVALID.
 */
export function readRegistryKeys(content: Uint8Array, label: string): readonly RegistryKey[] {
  const json = content.byteLength > MAX_BYTES ? null : readStrictJson(content, MAX_VALUES);
  const read = keysSchema.safeParse(json?.ok === true ? json.data : null);
  if (!read.success) throw invalid(label);
  const keys = read.data.keys.flatMap(({ id: keyId, usage, raw, validFrom, validUntil }): RegistryKey[] => {
    const usages = USAGES.filter((one) => usage === null || one === usage);
    return usages.length === 0 ? [] : [{ id: keyId, usages, publicKey: p256(raw, label), validFrom, validUntil }];
  });
  const names = keys.flatMap((key) => key.usages.map((usage) => `${usage} ${key.id}`));
  if (new Set(names).size !== names.length) throw invalid(label);
  return keys;
}

/** By exact id; null when the key is not among them, or made for another usage. */
export function registryKey(keys: readonly RegistryKey[], id: string, usage: RegistryKeyUsage): RegistryKey | null {
  return keys.find((key) => key.id === id && key.usages.includes(usage)) ?? null;
}

function p256(raw: string, label: string): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(raw, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // Said below.
  }
  throw invalid(label);
}

function invalid(label: string): InputError {
  return new InputError(
    'KEY_INVALID',
    `${label} is not a list of registry keys`,
    'Give the keys as the registry, or the Sigstore TUF repository, publishes them.',
  );
}
