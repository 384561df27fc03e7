/** Digests of a model → the statement to sign (OMS v1.0, sections 5 and 6). Deterministic: one model, one text. */
import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../base/order.ts';
import { BUNDLE_MEDIA_TYPE, PAYLOAD_TYPE } from './bundle.ts';
import type { Manifest } from './manifest.ts';
import { PREDICATE_TYPE, STATEMENT_TYPE } from './statement.ts';

/** `files` must not be empty; the order of its names does not matter. */
export function makeStatement(manifest: Omit<Manifest, 'rootDigest'>): Uint8Array {
  const { hash, shardSize } = manifest;
  const resources = [...manifest.files]
    .flatMap(([name, file]) =>
      file.kind === 'whole'
        ? [{ name, digest: file.digest, algorithm: hash }]
        : file.digests.map((digest, index) => shard(name, index, shardSize ?? file.size, file.size, digest, hash)),
    )
    .sort((a, b) => compareCodePoints(a.name, b.name));
  const root = createHash('sha256');
  for (const { digest } of resources) root.update(digest, 'hex');
  const serialization = {
    method: shardSize === null ? 'files' : 'shards',
    hash_type: hash,
    ...(shardSize === null ? {} : { shard_size: shardSize }),
    allow_symlinks: manifest.allowSymlinks,
    ignore_paths: manifest.ignorePaths,
  };
  return Buffer.from(
    JSON.stringify({
      _type: STATEMENT_TYPE,
      subject: [{ name: manifest.name, digest: { sha256: root.digest('hex') } }],
      predicateType: PREDICATE_TYPE,
      predicate: { serialization, resources },
    }),
  );
}

/** The Python program looks for the algorithm's name with the size in it, and accepts no other. */
function shard(
  name: string,
  index: number,
  shardSize: number,
  size: number,
  digest: string,
  hash: string,
): { name: string; digest: string; algorithm: string } {
  const start = index * shardSize;
  return { name: `${name}:${start}:${Math.min(start + shardSize, size)}`, digest, algorithm: `${hash}-sharded-${shardSize}` };
}

export interface BundleParts {
  /** As protobuf JSON writes it: publicKey, x509CertificateChain. */
  readonly material: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array;
  /** ASN.1 DER. */
  readonly signature: Uint8Array;
}

/** The text of a signature file of the key or certificate method. */
export function makeBundle({ material, payload, signature }: BundleParts): string {
  return JSON.stringify({
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(payload).toString('base64'),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: Buffer.from(signature).toString('base64'), keyid: '' }],
    },
  });
}
