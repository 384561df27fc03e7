/** License texts in the listing of a revision: asked for where somebody wants to know the license, and held against the listing. */
import { blobIdOf } from '../../base/git-blob-id.ts';
import { MAX_LICENSE_BYTES } from '../../license/text/plain.ts';
import type { Evidence, LicenseClaim, Question, Topic } from '../../model/index.ts';
import { claimOfText, claimOfUnread } from '../license-claims.ts';
import { licenseFilesAmong, type NamedLicenseFile } from '../license-files.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import type { FileAnswer, RevisionAnswer } from './schema.ts';
import { smallFileQuestion } from './small-files.ts';

/** Nothing where the listing has no such file. */
export function licenseTextNeeds(subject: HubSubject, evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  if (!wanted.has('license')) return [];
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return [];
  const { sha } = listing.data;
  return listedTexts(listing.data).flatMap(({ file }) => (isSmall(file) ? (smallFileQuestion(subject, sha, file) ?? []) : []));
}

/** Whether a file can be a license at all: the hub keeps larger ones outside of git, and none is as long as that. */
function isSmall({ lfs, size }: FileAnswer): boolean {
  return lfs == null && (size ?? 0) <= MAX_LICENSE_BYTES;
}

function listedTexts({ siblings }: RevisionAnswer): { readonly named: NamedLicenseFile; readonly file: FileAnswer }[] {
  const files = new Map(siblings.map((file) => [file.rfilename, file]));
  return licenseFilesAmong(files.keys()).files.flatMap((named) => {
    const file = files.get(named.path);
    return file === undefined ? [] : [{ named, file }];
  });
}

/** What the texts claim, and which were not read. A text that nobody asked for, because no rule wants the license, claims nothing. */
export function claimsOfTexts(subject: HubSubject, data: RevisionAnswer, evidence: Evidence): LicenseClaim[] {
  const claims = listedTexts(data).flatMap(({ named, file }) => claimsOf(subject, data.sha, named, file, evidence));
  const { more } = licenseFilesAmong(data.siblings.map(({ rfilename }) => rfilename));
  return more === null
    ? claims
    : [...claims, claimOfUnread({ path: more, about: 'weights' }, 'budget', 'more license files than are read')];
}

function claimsOf(subject: HubSubject, commit: string, named: NamedLicenseFile, file: FileAnswer, evidence: Evidence): LicenseClaim[] {
  if (!isSmall(file)) return [claimOfUnread(named, 'too-large', 'longer than any license')];
  const question = smallFileQuestion(subject, commit, file);
  if (question === null) return [];
  const answer = evidence.answer(question.key);
  if (answer === undefined) return [];
  if (answer.state !== 'ok') return [claimOfUnread(named, answer.state, answer.detail)];
  const bytes = answer.digest === null ? undefined : evidence.body(answer.digest);
  // The hub's raw answer must be the blob that its own listing names for this commit.
  if (bytes === undefined || blobIdOf(bytes, file.blobId?.length ?? 0) !== file.blobId)
    return [claimOfUnread(named, 'invalid', 'its bytes are not those that the commit names')];
  return claimOfText(named, bytes);
}
