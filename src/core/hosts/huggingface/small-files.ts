/** Files that the hub keeps in git itself: listed by git blob id only, so their sha256 needs their bytes. Asked for when a lock is written, or believed. */
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { Evidence, HostFile, Question, Topic } from '../../model/index.ts';
import { isLoadable } from '../../model/loadable.ts';
import type { HostSubject } from '../host.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import type { FileAnswer } from './schema.ts';

/** The hub takes larger files only as LFS. */
const MAX_BYTES = 11 * 1024 * 1024;
/** Of one model or dataset. */
const MAX_FILES = 2_000;

export function smallFileNeeds(
  subject: HubSubject,
  claimed: HostSubject['claimed'],
  evidence: Evidence,
  wanted: ReadonlySet<Topic>,
): Question[] {
  const all = wanted.has('small-files');
  if (!all && !wanted.has('files')) return [];
  return questionsOf(subject, evidence, (path, commit) => {
    return all || claimed.files.includes(path) || (claimed.commits.includes(commit) && isLoadable(path));
  });
}

function questionsOf(subject: HubSubject, evidence: Evidence, wants: (path: string, commit: string) => boolean): Question[] {
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return [];
  const { sha } = listing.data;
  const small = listing.data.siblings.filter((file) => file.lfs == null && wants(file.rfilename, sha));
  // Too many: nothing is asked, and nothing is locked half.
  if (small.length > MAX_FILES) return [];
  return small.flatMap((file) => smallFileQuestion(subject, sha, file) ?? []);
}

/** Null for a path that would be another address (T19). */
export function smallFileQuestion({ repo, id }: HubSubject, commit: string, { rfilename }: FileAnswer): Question | null {
  const segments = rfilename.split('/');
  if (!rfilename.isWellFormed() || segments.some((part) => part === '' || part === '.' || part === '..')) return null;
  const path = [...id.split('/'), 'raw', commit, ...segments].map(encodeURIComponent).join('/');
  const lead = repo === 'datasets' ? 'datasets/' : '';
  return { key: `hf/${repo}/${path}`, host: 'huggingface', path: `/${lead}${path}`, query: {}, maxBytes: MAX_BYTES, form: 'bytes' };
}

/** Every file of the listing with its sha256: by the listing, or by bytes that hash to the blob id of the listing. Null without a listing. */
export function listedFiles(subject: HubSubject, evidence: Evidence): HostFile[] | null {
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return null;
  return listing.data.siblings.map((file): HostFile => {
    const path = file.rfilename;
    if (file.lfs != null) return { path, size: file.lfs.size, state: 'known', sha256: file.lfs.sha256, hashed: false };
    const question = smallFileQuestion(subject, listing.data.sha, file);
    const answer = question === null ? undefined : evidence.answer(question.key);
    const unknown = (reason: Unknown['reason'], detail: string): HostFile => ({
      path,
      size: file.size ?? 0,
      state: 'unknown',
      reason,
      detail,
    });
    if (answer === undefined) return unknown(question === null ? 'refused' : 'budget', 'it was not asked for');
    if (answer.state !== 'ok') return unknown(answer.state, answer.detail);
    const bytes = answer.digest === null ? undefined : evidence.body(answer.digest);
    if (bytes === undefined || answer.digest === null || blobIdOf(bytes, file.blobId?.length ?? 0) !== file.blobId)
      return unknown('invalid', 'its bytes are not those that the commit names');
    return { path, size: bytes.length, state: 'known', sha256: answer.digest.replace(/^sha256:/, ''), hashed: true };
  });
}

type Unknown = Extract<HostFile, { readonly state: 'unknown' }>;
