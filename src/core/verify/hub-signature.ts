/**
 * Model signatures against a listing of the hub: the digests of weights as the commit binds them, small files by their bytes
 * (design section 4; OMS v1.0, section 8). No weight byte is read, and that is said. Pure.
 */
import { createHash, type KeyObject } from 'node:crypto';
import type { AnswerState, Component, Evidence, SignatureSeen, SignerSeen, Verification } from '../model/index.ts';
import { listingOf } from '../hosts/huggingface/listing.ts';
import { type HubSubject, subjectOf } from '../hosts/huggingface/questions.ts';
import type { RevisionAnswer } from '../hosts/huggingface/schema.ts';
import { type SignatureFile, signatureFiles } from '../hosts/huggingface/signatures.ts';
import { type FileSha256, sha256OfFiles, smallFileQuestion } from '../hosts/huggingface/small-files.ts';
import { parseBundle } from './oms/bundle.ts';
import { type ActualFile, compareManifest } from './oms/compare.ts';
import { ignoredPaths, ignores } from './oms/ignore.ts';
import { keyHint, signerOfKey } from './oms/key-hint.ts';
import { isLoadable } from '../model/loadable.ts';
import type { Manifest } from './oms/manifest.ts';
import { OmsRefusal } from './oms/refusal.ts';
import type { OmsTrust } from './oms/trust.ts';
import { verifyManifest } from './oms/verify-manifest.ts';
import { namedSigner } from './sigstore/named-signer.ts';
import type { TrustRoot } from './sigstore/trust-root.ts';

/** Roots and keys: what a signature can be checked with. Says nothing about who may sign what. */
export interface SignatureTrust {
  /** Read only where there is a keyless signature: most runs need none. */
  readonly root: () => TrustRoot;
  readonly keys: readonly KeyObject[];
}

/** All signatures beside the files of a model, model.sig first; empty where there are none, or nobody looked. */
export function signaturesOn(component: Component, evidence: Evidence, trust: SignatureTrust, now: Date): readonly SignatureSeen[] {
  const [first] = component.sightings;
  const subject = first === undefined || component.kind !== 'model' ? null : subjectOf(first);
  const listing = subject === null ? null : listingOf(subject, evidence);
  if (subject === null || listing?.state !== 'ok' || component.hub?.redirectedTo !== null) return [];
  const files = sha256OfFiles(subject, evidence);
  const { files: signatures, more } = signatureFiles(listing.data);
  const looked = signatures.flatMap((signature): SignatureSeen[] => {
    const read = bytesOf(signature, subject, listing.data, files, evidence);
    // Not asked: no active rule needs signatures.
    if (read === 'not-asked') return [];
    if ('reason' in read) return [{ ...NOTHING, ...read, file: signature.path, state: 'unread' }];
    return [seen(signature, read.bytes, files, trust, now)];
  });
  if (more === null || looked.length === 0) return looked;
  // T32: past the limit nobody knows, and that is no silence: one that does not hold may stand behind those that do.
  return [...looked, { ...NOTHING, file: more, state: 'unread', reason: 'budget', detail: `more than ${signatures.length} signatures` }];
}

const NOTHING = { bundle: null, signer: null, detail: '', reason: null, matching: 0, hashed: 0, wrong: [], unsigned: [] } as const;

type Unread = { readonly reason: AnswerState; readonly detail: string };

function bytesOf(
  { path }: SignatureFile,
  subject: HubSubject,
  { sha, siblings }: RevisionAnswer,
  files: readonly FileSha256[],
  evidence: Evidence,
): { readonly bytes: Uint8Array } | Unread | 'not-asked' {
  const file = siblings.find(({ rfilename }) => rfilename === path);
  if (file === undefined) return 'not-asked';
  if (file.lfs != null) return { reason: 'too-large', detail: 'the signature is stored as a large file, which is not read' };
  const question = smallFileQuestion(subject, sha, file);
  if (question === null) return { reason: 'refused', detail: 'the signature has a name that is not asked for' };
  const answer = evidence.answer(question.key);
  if (answer === undefined) return 'not-asked';
  const bytes = answer.digest === null ? undefined : evidence.body(answer.digest);
  if (answer.state !== 'ok' || bytes === undefined)
    return { reason: answer.state === 'ok' ? 'invalid' : answer.state, detail: answer.detail };
  const held = files.find((one) => one.path === path);
  return held?.state === 'known' ? { bytes } : { reason: 'invalid', detail: 'the signature is not the file that the commit names' };
}

function seen(signature: SignatureFile, bytes: Uint8Array, files: readonly FileSha256[], trust: SignatureTrust, now: Date): SignatureSeen {
  const base = { ...NOTHING, file: signature.path, bundle: createHash('sha256').update(bytes).digest('hex') };
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
  { path, of }: SignatureFile,
  manifest: Manifest,
  files: readonly FileSha256[],
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
    (file) => file.state === 'known' && file.small && manifest.files.has(file.path) && !wrong.includes(file.path),
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

function actual(file: FileSha256): ActualFile {
  return { size: file.size, ...(file.state === 'known' ? { sha256: file.sha256 } : {}) };
}

/** What the Bom keeps of them beside the details. */
export function signatureVerifications(signatures: readonly SignatureSeen[], asOf: string): Verification[] {
  return signatures.map(({ file, state, signer, detail, reason, matching, hashed }): Verification => {
    const base = { topic: 'signature', by: 'hub', asOf } as const;
    if (state === 'unread') return { ...base, outcome: 'unavailable', reason: reason ?? 'invalid', detail: `${file}: ${detail}` };
    if (state === 'invalid') return { ...base, outcome: 'failed', reason: null, detail: `${file}: ${detail}` };
    if (state !== 'valid') return { ...base, outcome: 'not-applicable', reason: null, detail: `${file}: ${detail}` };
    const covered = `${file} is signed by ${signerWords(signer)} and covers ${matching} files; ${hashed} were hashed here, of the others the hub named the digest`;
    return { ...base, outcome: 'passed', reason: null, detail: covered };
  });
}

/** For people: "release@acme.example (https://issuer.example)", "key 3f2a…". */
export function signerWords(signer: SignerSeen | null): string {
  if (signer === null) return 'a signer who is not proven';
  return signer.kind === 'identity' ? `${signer.identity} (${signer.issuer})` : `key ${signer.hint.slice(0, 16)}`;
}
