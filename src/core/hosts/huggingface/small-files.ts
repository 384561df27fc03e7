/** Files that the hub keeps in git itself: listed by git blob id only, so their sha256 needs their bytes. Asked for when a lock is written, or believed. */
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { Evidence, Question, Topic } from '../../model/index.ts';
import { isLoadable } from '../../model/loadable.ts';
import type { Asker, State } from '../host.ts';
import { listingOf } from './listing.ts';
import { type HubSubject, subjectOf } from './questions.ts';
import type { FileAnswer } from './schema.ts';

/** The hub takes larger files only as LFS. */
const MAX_BYTES = 11 * 1024 * 1024;
/** Of one model or dataset. */
const MAX_FILES = 2_000;

export const smallFilesAsker: Asker = {
  id: 'huggingface-small-files',
  needs(state: State, wanted: ReadonlySet<Topic>): Question[] {
    const all = wanted.has('small-files');
    if (!all && !wanted.has('files')) return [];
    const questions = state.sightings.flatMap((sighting) => {
      const subject = subjectOf(sighting);
      // T8: where only the lock says that committed weights are this file, the hub is asked for it.
      const origin = sighting.type === 'weights' ? sighting.origin : undefined;
      const one = origin?.confirmed === false ? origin.file : null;
      return subject === null
        ? []
        : questionsOf(subject, state.evidence, (path, commit) => {
            return all || path === one || (state.claims?.has(claimKey(subject, commit)) === true && isLoadable(path));
          });
    });
    const open = questions.filter(({ key }) => state.evidence.answer(key) === undefined);
    return [...new Map(open.map((question) => [question.key, question])).values()];
  },
};

/** "models/org/name@<commit>". */
export function claimKey({ repo, id }: HubSubject, commit: string): string {
  return `${repo}/${id.toLowerCase()}@${commit}`;
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
  return { key: `hf/${repo}/${path}`, hub: 'huggingface', path: `/${lead}${path}`, query: {}, maxBytes: MAX_BYTES, form: 'bytes' };
}

export type FileSha256 = {
  readonly path: string;
  readonly size: number;
} /** `small`: its bytes were hashed here; of others the hub named the digest. */ & (
  | { readonly state: 'known'; readonly sha256: string; readonly small: boolean }
  | { readonly state: 'unknown'; readonly detail: string }
);

/** Every file of the listing with its sha256: by the listing, or by bytes that hash to the blob id of the listing. Empty without a listing. */
export function sha256OfFiles(subject: HubSubject, evidence: Evidence): FileSha256[] {
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return [];
  return listing.data.siblings.map((file): FileSha256 => {
    const path = file.rfilename;
    if (file.lfs != null) return { path, size: file.lfs.size, state: 'known', sha256: file.lfs.sha256, small: false };
    const question = smallFileQuestion(subject, listing.data.sha, file);
    const answer = question === null ? undefined : evidence.answer(question.key);
    const unknown = (detail: string): FileSha256 => ({ path, size: file.size ?? 0, state: 'unknown', detail });
    if (answer === undefined) return unknown('it was not asked for');
    const bytes = answer.state === 'ok' && answer.digest !== null ? evidence.body(answer.digest) : undefined;
    if (bytes === undefined || answer.digest === null) return unknown(answer.detail);
    if (blobIdOf(bytes, file.blobId?.length ?? 0) !== file.blobId) return unknown('its bytes are not those that the commit names');
    return { path, size: bytes.length, state: 'known', sha256: answer.digest.replace(/^sha256:/, ''), small: true };
  });
}
