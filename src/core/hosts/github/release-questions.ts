/** Questions to the API of GitHub about one release. Names are checked by a strict pattern before they become part of a path (T19). */
import type { Question } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import type { Ref } from '../../ref/index.ts';
import { apiQuestion, isRefName, isRepositoryOfGitHub } from './questions.ts';

/** A release, and the files of it that are asked about. */
export interface NamedRelease {
  /** "owner/name". */
  readonly repository: string;
  readonly tag: string;
  /** Null: all that it has. `sha256`: of the bytes at hand, lower-case hex; null: as GitHub lists it. */
  readonly files: readonly { readonly name: string; readonly sha256: string | null }[] | null;
}

/** One attestation has some 10 KB, of a release with a thousand files more; thirty of them are read. */
const LIST_BYTES = 16 * 1024 * 1024;
const RELEASE_BYTES = 8 * 1024 * 1024;

/** Null: nothing valid can be asked. */
export function namedRelease(ref: Ref, files: NamedRelease['files']): NamedRelease | null {
  const repository = displayName({ ...ref, version: null });
  const isPossible = ref.type === 'gh' && isRepositoryOfGitHub(repository) && ref.version !== null && isRefName(ref.version);
  return isPossible ? { repository, tag: ref.version, files } : null;
}

export function releaseQuestion({ repository, tag }: NamedRelease): Question {
  return apiQuestion(`${repository}/releases/tags/${encodeURIComponent(tag)}`, {}, RELEASE_BYTES);
}

/** What the tag names: a commit, or an annotated tag. */
export function tagQuestion({ repository, tag }: NamedRelease): Question {
  return apiQuestion(`${repository}/git/ref/tags/${encodeURIComponent(tag)}`, {}, RELEASE_BYTES);
}

export function annotatedTagQuestion({ repository }: NamedRelease, object: string): Question {
  return apiQuestion(`${repository}/git/tags/${object}`, {}, RELEASE_BYTES);
}

/** Which workflows attest these bytes. */
export function buildsQuestion({ repository }: NamedRelease, sha256: string): Question {
  return list(`${repository}/attestations/sha256:${sha256}`, {});
}

/** GitHub's own attestation of a release is found by what its tag names. */
export function sealQuestion({ repository }: NamedRelease, object: string): Question {
  return list(`${repository}/attestations/sha1:${object}`, { predicate_type: 'release' });
}

function list(path: string, query: Readonly<Record<string, string>>): Question {
  return { ...apiQuestion(path, { ...query, per_page: '100' }, LIST_BYTES), form: 'attestations' };
}
