/**
 * A model signature against a listing: the digests of weights as the host names them, small files by their bytes (design section 4;
 * OMS v1.0, section 8). No weight byte is read, and that is said. Pure.
 */
import { createHash, type KeyObject } from 'node:crypto';
import type { HostFile, SignatureSeen, SignerSeen } from '../../model/index.ts';
import { isLoadable } from '../../model/loadable.ts';
import { namedSigner } from '../sigstore/named-signer.ts';
import type { TrustRoot } from '../sigstore/trust-root.ts';
import { parseBundle } from './bundle.ts';
import { type ActualFile, compareManifest } from './compare.ts';
import { ignoredPaths, ignores } from './ignore.ts';
import { keyHint, signerOfKey } from './key-hint.ts';
import type { Manifest } from './manifest.ts';
import { OmsRefusal } from './refusal.ts';
import type { OmsTrust } from './trust.ts';
import { verifyManifest } from './verify-manifest.ts';

/** Roots and keys: what a signature can be checked with. Says nothing about who may sign what. */
export interface SignatureTrust {
  /** Read only where there is a keyless signature: most runs need none. */
  readonly root: () => TrustRoot;
  readonly keys: readonly KeyObject[];
}

/** A signature file of the listing. */
export interface ListedSignature {
  readonly path: string;
  /** The one file that it is for, by its name ("x.gguf.sig"); null: the whole model. */
  readonly of: string | null;
}

/** A signature of which nothing is known. */
export const UNSEEN = { bundle: null, signer: null, detail: '', reason: null, matching: 0, hashed: 0, wrong: [], unsigned: [] } as const;

/** `files`: the whole listing. */
export function againstListing(
  signature: ListedSignature,
  bytes: Uint8Array,
  files: readonly HostFile[],
  trust: SignatureTrust,
  now: Date,
): SignatureSeen {
  const base = { ...UNSEEN, file: signature.path, bundle: createHash('sha256').update(bytes).digest('hex') };
  // T12: an expired trust root proves nothing, either way.
  const found = trustFor(bytes, trust, now);
  if ('state' in found) return { ...base, ...found };
  const verdict = verifyManifest(bytes, found.trust, { now, allowLegacy: false });
  if (verdict.state === 'refused') return { ...base, state: 'invalid', detail: verdict.detail };
  return { ...base, signer: found.signer, ...compared(signature, verdict.manifest, files) };
}

type NoTrust = Pick<SignatureSeen, 'state' | 'detail' | 'reason'>;

/** How to verify it: for the identity that the bundle names, or the key that it names. Proven is only what then verifies. */
function trustFor(
  bytes: Uint8Array,
  trust: SignatureTrust,
  now: Date,
): { readonly trust: OmsTrust; readonly signer: SignerSeen } | NoTrust {
  try {
    const { material } = parseBundle(bytes);
    if (material.method === 'key') {
      // T12: without a name for its key (before 1.1) it proves nothing here; no key of the policy is tried on it.
      const key = trust.keys.find((one) => keyHint(one) === material.hint);
      if (key !== undefined) return { trust: { method: 'key', key }, signer: signerOfKey(key) };
      return { state: 'unknown-key', detail: 'it is signed with a key that nobody named to verify it with', reason: null };
    }
    const named = namedSigner(bytes);
    if (named === null && material.method === 'certificate')
      return {
        state: 'unknown-key',
        detail: 'it is signed with a certificate of a private authority, which is not verified here',
        reason: null,
      };
    if (named === null) return { state: 'invalid', detail: 'it names nobody who signed it', reason: null };
    const root = trust.root();
    if (root.expires !== null && root.expires < now)
      return { state: 'unread', detail: `the trust root (${root.label}) has expired; update Weighbridge`, reason: 'invalid' };
    return { trust: { method: 'sigstore', ...named, root }, signer: { kind: 'identity', ...named } };
  } catch (error) {
    if (!(error instanceof OmsRefusal)) throw error;
    return { state: 'invalid', detail: error.message, reason: null };
  }
}

function compared(
  { path, of }: ListedSignature,
  manifest: Manifest,
  files: readonly HostFile[],
): Pick<SignatureSeen, 'state' | 'detail' | 'reason' | 'matching' | 'hashed' | 'wrong' | 'unsigned'> {
  const model = files.filter((file) => file.path === of || (of === null && !(file.path.endsWith('.sig') && !file.path.includes('/'))));
  const ignored = new Set(ignoredPaths({ gitPaths: true, paths: manifest.ignorePaths }));
  const comparison = compareManifest(manifest, new Map(model.map((file) => [file.path, actual(file)])), {
    ignored: (one) => ignores(ignored, one),
    ignoreUnsigned: false,
    signature: path,
    excuseNothingLoadable: true,
  });
  const { differing, missing, extra, unverifiable, matching } = comparison;
  const wrong = [...differing.map((one) => one.path), ...missing].sort();
  const others = of === null ? [] : files.map((one) => one.path).filter((one) => one !== of && !one.endsWith('.sig'));
  const hashed = model.filter(
    (file) => file.state === 'known' && file.hashed && manifest.files.has(file.path) && !wrong.includes(file.path),
  ).length;
  const counts = { matching, hashed, wrong, unsigned: [...extra, ...others].filter(isLoadable).sort() };
  const [first] = wrong;
  if (first !== undefined) {
    const more = wrong.length > 1 ? ` and ${wrong.length - 1} more` : '';
    return { ...counts, state: 'invalid', detail: `signed bytes differ from those of the commit: ${first}${more}`, reason: null };
  }
  if (unverifiable.length === 0 && matching > 0) return { ...counts, state: 'valid', detail: '', reason: null };
  if (manifest.hash !== 'sha256' || manifest.shardSize !== null)
    return {
      ...counts,
      state: 'unverifiable',
      detail: `unverifiable without download: signed by ${manifest.shardSize === null ? manifest.hash : 'shards'}`,
      reason: null,
    };
  return { ...counts, state: 'unread', detail: `${unverifiable[0] ?? 'the signed files'} could not be read`, reason: 'invalid' };
}

function actual(file: HostFile): ActualFile {
  return { size: file.size, ...(file.state === 'known' ? { sha256: file.sha256 } : {}) };
}
