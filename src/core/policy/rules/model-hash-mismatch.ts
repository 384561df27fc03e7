/** model/hash-mismatch: the bytes are not those that the commit names. */
import { hashMismatchRule } from './support/hash-mismatch.ts';

export const modelHashMismatch = hashMismatchRule('model/hash-mismatch', 'model', {
  title: 'The bytes of a model are not those that its commit names',
  motivation:
    'A pinned name is worth nothing when other bytes lie under it: a broken transfer, a changed file, or somebody who wants you to run something else.',
  decides:
    'A folder that the code loads from and that weighbridge.lock speaks of: every file that a load may take is compared with what the hub lists for that commit, by SHA-256 or git blob id, what lies in the commit always, what only the checkout has where it is at hand; a file that the commit does not have counts too, apart from texts and pictures. ' +
    'Files behind Git LFS pointers, where the checkout is at hand (the Action; "weighbridge check --hash-files"): their SHA-256 is the one of the pointer. And a listing of the hub whose digests do not belong to its commit. It blocks everywhere.',
  remedy:
    'Take the files anew with "weighbridge pull --to DIR", which compares every byte. If they still differ, do not load them until you know why.',
  serves: 'CRA Annex I Part I (2)(f) (integrity)',
});
