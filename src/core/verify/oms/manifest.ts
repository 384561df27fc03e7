/** What a signature says about a model: its files, and how they were read. */

/** Digests that OpenSSF Model Signing knows (OMS v1.0, section 7), by their names there. blake2b is BLAKE2b-512. */
export const OMS_HASHES = ['sha256', 'blake2b', 'blake3'] as const;
export type OmsHash = (typeof OMS_HASHES)[number];

/** Characters of a digest in hex. */
export const HEX_LENGTH: Readonly<Record<OmsHash, number>> = { sha256: 64, blake2b: 128, blake3: 64 };

export type SignedFile =
  | { readonly kind: 'whole'; readonly digest: string }
  /** Digests of [0, shardSize), [shardSize, 2 shardSize) … up to `size` bytes. */
  | { readonly kind: 'shards'; readonly size: number; readonly digests: readonly string[] };

export interface Manifest {
  /** Name of the model as the signer called it: informative, proves nothing. */
  readonly name: string;
  readonly hash: OmsHash;
  /** Bytes; null when files are digested as a whole. */
  readonly shardSize: number | null;
  readonly allowSymlinks: boolean;
  /** As signed; not normalized. */
  readonly ignorePaths: readonly string[];
  /** By name, which is relative to the model and stays inside. A single-file model may have the one name ".". */
  readonly files: ReadonlyMap<string, SignedFile>;
  /** sha256 over the digests in their order, which is what other documents call the model by; null in the legacy form. */
  readonly rootDigest: string | null;
}
