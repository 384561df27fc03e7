/** Two things about log entries that the library leaves open. Called after it has proven each entry. */
import type { Bundle } from '@sigstore/bundle';
import type { TrustMaterial } from '@sigstore/verify';
import { BundleRefusal } from './outcome.ts';
import type { ProvenTimes } from './times.ts';

type Entries = Bundle['verificationMaterial']['tlogEntries'];

/**
 * An entry without a promise proves itself by a checkpoint, for which the library ignores the validity of the log's key. The signature's own
 * time stands in: a key that was retired before it, or began after it, proves nothing (trusted root: `publicKey.validFor`). Throws Refusal.
 */
export function checkLogKeys(entries: Entries, { tlogs }: TrustMaterial, { times }: ProvenTimes): void {
  for (const { inclusionPromise, logId } of entries) {
    if (inclusionPromise !== undefined) continue;
    const valid = tlogs.some(
      ({ logID, validFor }) => logID.equals(logId.keyId) && times.every((time) => validFor.start <= time && time <= validFor.end),
    );
    if (!valid) throw new BundleRefusal('log', 'the key of the transparency log was not valid when this was signed');
  }
}

/**
 * The library calculates with the signed checkpoint alone; what the proof beside it says of size and root must be the same, as other readers
 * calculate with that (transparency-dev checkpoint: origin, size, root hash, one line each). Throws Refusal.
 */
export function checkProofs(entries: Entries): void {
  for (const { inclusionProof: proof } of entries) {
    if (proof?.checkpoint === undefined) continue;
    const [, size = '', root = ''] = proof.checkpoint.envelope.split('\n', 3);
    if (size !== proof.treeSize || !Buffer.from(root, 'base64').equals(proof.rootHash))
      throw new BundleRefusal('log', 'the proof of the transparency log and its checkpoint are about different trees');
  }
}
