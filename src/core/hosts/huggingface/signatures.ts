/** Signature files of a listing, and what must be read to hold them against it (design section 4, zero-download verification). */
import type { Evidence, Question, Topic } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import type { ListedSignature } from '../../verify/oms/listed.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import type { FileAnswer, RevisionAnswer } from './schema.ts';
import { smallFileQuestion } from './small-files.ts';

/** T32: of one model. */
const MAX_SIGNATURES = 20;
const MAX_SMALL_FILES = 500;
const MAIN = 'model.sig';

export interface SignatureFiles {
  /** The first of them; model.sig before others, which are sorted. */
  readonly files: readonly ListedSignature[];
  /** One that is too many to be looked at; null: these are all. */
  readonly more: string | null;
}

/** At the root only: model.sig, any other "*.sig", and "<file>.sig" beside a file. */
export function signatureFiles({ siblings }: RevisionAnswer): SignatureFiles {
  const paths = new Set(siblings.map(({ rfilename }) => rfilename));
  const all = [...paths]
    .filter((path) => path.endsWith('.sig') && !path.includes('/'))
    .sort((a, b) => Number(b === MAIN) - Number(a === MAIN) || compareText(a, b));
  const files = all
    .slice(0, MAX_SIGNATURES)
    .map((path) => ({ path, of: paths.has(path.slice(0, -'.sig'.length)) ? path.slice(0, -'.sig'.length) : null }));
  return { files, more: all[MAX_SIGNATURES] ?? null };
}

export function signatureNeeds(subject: HubSubject, evidence: Evidence, topics: ReadonlySet<Topic>): Question[] {
  if (!topics.has('signature') || subject.repo !== 'models') return [];
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return [];
  const { sha, siblings } = listing.data;
  const wanted = new Set(signatureFiles(listing.data).files.map(({ path }) => path));
  const ask = (files: readonly FileAnswer[]): Question[] => files.flatMap((file) => smallFileQuestion(subject, sha, file) ?? []);
  const signatures = ask(siblings.filter((file) => file.lfs == null && wanted.has(file.rfilename)));
  // Who signs nothing that can be read needs no more.
  if (!signatures.some(({ key }) => evidence.answer(key)?.state === 'ok')) return signatures;
  const small = siblings.filter((file) => file.lfs == null);
  return small.length > MAX_SMALL_FILES ? signatures : ask(small);
}
