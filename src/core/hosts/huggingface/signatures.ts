/** Signature files of a listing, and what must be read to hold them against it (design section 4, zero-download verification). */
import type { Question, Topic } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import type { Asker, State } from '../host.ts';
import { listingOf } from './listing.ts';
import { type HubSubject, subjectOf } from './questions.ts';
import type { FileAnswer, RevisionAnswer } from './schema.ts';
import { smallFileQuestion } from './small-files.ts';

/** T32: of one model. */
const MAX_SIGNATURES = 20;
const MAX_SMALL_FILES = 500;
const MAIN = 'model.sig';

export interface SignatureFile {
  readonly path: string;
  /** The one file that it is for, by its name ("x.gguf.sig"); null: the whole model. */
  readonly of: string | null;
}

export interface SignatureFiles {
  /** The first of them; model.sig before others, which are sorted. */
  readonly files: readonly SignatureFile[];
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

export const signaturesAsker: Asker = {
  id: 'huggingface-signatures',
  needs(state: State, wanted: ReadonlySet<Topic>): Question[] {
    if (!wanted.has('signature')) return [];
    const subjects = new Map(
      state.sightings.flatMap((sighting) => {
        const subject = subjectOf(sighting);
        return subject === null || subject.repo !== 'models' ? [] : [[`${subject.id}@${subject.revision}`, subject] as const];
      }),
    );
    const open = [...subjects.values()]
      .flatMap((one) => questionsOf(one, state))
      .filter(({ key }) => state.evidence.answer(key) === undefined);
    return [...new Map(open.map((question) => [question.key, question])).values()];
  },
};

function questionsOf(subject: HubSubject, { evidence }: State): Question[] {
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
