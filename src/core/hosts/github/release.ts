/** One release of GitHub: what it lacks to be judged, and what is known of it and of its files. */
import type { Evidence, Question, ReleaseAnswer, ReleaseFile } from '../../model/index.ts';
import type { VerifiedRelease } from '../../verify/attest/github/release.ts';
import {
  annotatedTagQuestion,
  buildsQuestion,
  type NamedRelease,
  releaseQuestion,
  sealQuestion,
  tagQuestion,
} from './release-questions.ts';
import { builtBy, type ReleaseTrust, sealOf } from './release-proofs.ts';
import { answerTo, refSchema, releaseSchema } from './schema.ts';

/** Files whose builds are asked about: without a token GitHub answers 60 questions an hour. */
const MAX_FILES = 20;

type Release = ReturnType<typeof releaseSchema.parse>;

/** Questions whose answers are missing. Called until nothing lacks. */
export function releaseNeeds(asked: NamedRelease, evidence: Evidence): readonly Question[] {
  const release = releaseIn(asked, evidence);
  const { objects, lacks } = tagged(asked, evidence);
  const files = release === null ? [] : filesOf(asked, release).slice(0, MAX_FILES);
  const all = [
    releaseQuestion(asked),
    ...(release === null ? [] : [...lacks, ...objects.map((object) => sealQuestion(asked, object))]),
    ...files.flatMap(({ sha256 }) => (sha256 === null ? [] : [buildsQuestion(asked, sha256)])),
  ];
  return all.filter(({ key }) => evidence.answer(key) === undefined);
}

export function releaseAnswer(asked: NamedRelease, evidence: Evidence, trust: ReleaseTrust): ReleaseAnswer {
  const answer = evidence.answer(releaseQuestion(asked).key);
  const release = releaseIn(asked, evidence);
  if (answer === undefined) return { state: 'unverifiable', reason: 'offline', detail: 'GitHub was not asked' };
  if (release === null) {
    if (answer.state === 'ok')
      return { state: 'unverifiable', reason: 'invalid', detail: 'GitHub answers about another release, or not as it should' };
    return { state: 'unverifiable', reason: answer.state, detail: WORDS[answer.state] ?? `GitHub did not answer: ${answer.detail}` };
  }
  const { objects, commit } = tagged(asked, evidence);
  const keys = objects.map((object) => sealQuestion(asked, object).key);
  const { release: sealed, ...seal } = sealOf(keys, asked, objects, trust, evidence);
  const files = filesOf(asked, release).map((file, index) => fileOf(file, sealed, index < MAX_FILES, asked, trust, evidence));
  return {
    state: 'answered',
    asOf: answer.asOf,
    published: release.published_at ?? null,
    immutable: release.immutable ?? null,
    commit,
    seal,
    files,
  };
}

const WORDS: Readonly<Record<string, string>> = {
  'not-found': 'GitHub shows no such release',
  unauthorized: 'GitHub shows no such release; of a private repository it shows none without a token that may read it (GITHUB_TOKEN)',
  redirect: 'GitHub has this repository under another name, which is not followed',
  'rate-limited': 'GitHub answers no more questions for now; with a token (GITHUB_TOKEN) it answers more of them',
};

function releaseIn(asked: NamedRelease, evidence: Evidence): Release | null {
  const release = answerTo(evidence, releaseQuestion(asked).key, releaseSchema);
  if (release === null) return null;
  // What is answered must be what was asked: of another repository nothing is believed.
  const isOf = release.url.toLowerCase().includes(`/repos/${asked.repository.toLowerCase()}/releases/`);
  return isOf && release.tag_name === asked.tag ? release : null;
}

interface Tagged {
  /** What the tag names, and of an annotated tag the commit behind it: a seal may name either. */
  readonly objects: readonly string[];
  readonly commit: string | null;
  readonly lacks: readonly Question[];
}

function tagged(asked: NamedRelease, evidence: Evidence): Tagged {
  const question = tagQuestion(asked);
  const named = answerTo(evidence, question.key, refSchema)?.object;
  if (named === undefined) return { objects: [], commit: null, lacks: [question] };
  if (named.type !== 'tag') return { objects: [named.sha], commit: named.sha, lacks: [] };
  const behind = annotatedTagQuestion(asked, named.sha);
  const target = answerTo(evidence, behind.key, refSchema)?.object.sha ?? null;
  return { objects: target === null ? [named.sha] : [named.sha, target], commit: target, lacks: [behind] };
}

interface Compared extends Pick<ReleaseFile, 'name' | 'sha256' | 'hashed' | 'standing'> {}

function filesOf({ files }: NamedRelease, { assets }: Release): Compared[] {
  if (files === null) return assets.map(({ name, digest }) => listed(name, digest));
  return files.map(({ name, sha256 }) => {
    const digest = assets.find((one) => one.name === name)?.digest;
    if (sha256 === null) return digest === undefined ? { name, sha256, hashed: false, standing: 'missing' } : listed(name, digest);
    const standing = digest === undefined ? 'missing' : digest === null ? 'untold' : digest === sha256 ? 'equal' : 'other-bytes';
    return { name, sha256, hashed: true, standing };
  });
}

/** GitHub lists digests of files that were uploaded since June 2025. */
function listed(name: string, digest: string | null): Compared {
  return { name, sha256: digest, hashed: false, standing: digest === null ? 'untold' : 'equal' };
}

function fileOf(
  file: Compared,
  sealed: VerifiedRelease | null,
  isAsked: boolean,
  asked: NamedRelease,
  trust: ReleaseTrust,
  evidence: Evidence,
): ReleaseFile {
  const { name, sha256 } = file;
  const isSealed = sha256 !== null && sealed?.assets.get(name) === sha256;
  if (sha256 === null)
    return { ...file, sealed: false, provenance: unknown('GitHub tells no digest of it: hash it here, with --file PATH') };
  if (!isAsked)
    return { ...file, sealed: isSealed, provenance: unknown(`of more than ${MAX_FILES} files nobody is asked: name those that matter`) };
  return { ...file, sealed: isSealed, provenance: builtBy(buildsQuestion(asked, sha256).key, sha256, trust, evidence) };
}

function unknown(detail: string): ReleaseFile['provenance'] {
  return { state: 'unverifiable', detail, build: null };
}
