/** Model signatures beside the files of a model on the hub: read, and held against the digests of the commit (design section 4). Pure. */
import type { AnswerState, Component, Evidence, HostFile, SignatureSeen } from '../../model/index.ts';
import { againstListing, type ListedSignature, type SignatureTrust, UNSEEN } from '../../verify/oms/listed.ts';
import { listingOf } from './listing.ts';
import { type HubSubject, subjectOf } from './questions.ts';
import type { RevisionAnswer } from './schema.ts';
import { signatureFiles } from './signatures.ts';
import { listedFiles, smallFileQuestion } from './small-files.ts';

/** All signatures beside the files of a model, model.sig first; empty where there are none, or nobody looked. */
export function signaturesOn(component: Component, evidence: Evidence, trust: SignatureTrust, now: Date): readonly SignatureSeen[] {
  const subject = component.kind === 'model' ? subjectOf(component) : null;
  const listing = subject === null ? null : listingOf(subject, evidence);
  if (subject === null || listing?.state !== 'ok' || component.hub?.redirectedTo !== null) return [];
  const files = listedFiles(subject, evidence) ?? [];
  const { files: signatures, more } = signatureFiles(listing.data);
  const looked = signatures.flatMap((signature): SignatureSeen[] => {
    const read = bytesOf(signature, subject, listing.data, files, evidence);
    // Not asked: no active rule needs signatures.
    if (read === 'not-asked') return [];
    if ('reason' in read) return [{ ...UNSEEN, ...read, file: signature.path, state: 'unread' }];
    return [againstListing(signature, read.bytes, files, trust, now)];
  });
  if (more === null || looked.length === 0) return looked;
  // T32: past the limit nobody knows, and that is no silence: one that does not hold may stand behind those that do.
  return [...looked, { ...UNSEEN, file: more, state: 'unread', reason: 'budget', detail: `more than ${signatures.length} signatures` }];
}

type Unread = { readonly reason: AnswerState; readonly detail: string };

function bytesOf(
  { path }: ListedSignature,
  subject: HubSubject,
  { sha, siblings }: RevisionAnswer,
  files: readonly HostFile[],
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
