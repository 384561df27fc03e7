/** New and changed entries of a lock, held against what the hub keeps in git itself: such files it lists without their SHA-256 (T8). Pure. */
import { isLoadable } from '../model/loadable.ts';
import type { AnswerState, Component, Evidence, FileDigest } from '../model/index.ts';
import { displayName } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import { listingOf } from '../hosts/huggingface/listing.ts';
import { type HubSubject, subjectOf } from '../hosts/huggingface/questions.ts';
import { claimKey, sha256OfFiles, smallFileQuestion } from '../hosts/huggingface/small-files.ts';
import type { Trust } from './with-lock.ts';

/** What the hub must be asked for, by `claimKey`. */
export function claimsToConfirm(trust: Trust): ReadonlySet<string> {
  return new Set(
    [...trust].flatMap(([reference, { entry, from }]) => {
      const ref = { ...parseRef(reference), version: null };
      return from === 'lock-base' || ref.repo === null
        ? []
        : [claimKey({ repo: ref.repo, id: displayName(ref), revision: '' }, entry.commit)];
    }),
  );
}

/** The component with the SHA-256 of small files beside what the hub lists, as far as their bytes came; and what of its new entry stays open. */
export function withConfirmation(component: Component, evidence: Evidence): Component {
  const { locked, hub, sightings } = component;
  const subject = sightings[0] === undefined ? null : subjectOf(sightings[0]);
  if (locked?.from !== 'lock-head' || hub === null || subject === null || hub.commit !== locked.commit) return component;
  const known = new Map(sha256OfFiles(subject, evidence).map((file) => [file.path, file]));
  const files = hub.files.map((file): FileDigest => {
    const found = known.get(file.path);
    return found?.state !== 'known' || !found.small
      ? file
      : { ...file, hashes: [{ algorithm: 'sha256', value: found.sha256 }, ...file.hashes] };
  });
  const open = files.find(({ path, hashes }) => isLoadable(path) && hashes.every(({ algorithm }) => algorithm !== 'sha256'));
  if (open === undefined) return { ...component, hub: { ...hub, files } };
  const unconfirmed = { path: open.path, ...whyOpen(subject, open.path, hub.commit, evidence) };
  return { ...component, hub: { ...hub, files }, locked: { ...locked, unconfirmed } };
}

function whyOpen(subject: HubSubject, path: string, commit: string, evidence: Evidence): { reason: AnswerState; detail: string } {
  const listing = listingOf(subject, evidence);
  const file = listing.state === 'ok' ? listing.data.siblings.find(({ rfilename }) => rfilename === path) : undefined;
  const question = file === undefined ? null : smallFileQuestion(subject, commit, file);
  const answer = question === null ? undefined : evidence.answer(question.key);
  if (answer === undefined) return { reason: question === null ? 'refused' : 'budget', detail: 'it was not asked for' };
  if (answer.state !== 'ok') return { reason: answer.state, detail: answer.detail };
  return { reason: 'invalid', detail: 'its bytes are not those that the commit names' };
}
