/** The Python Package Index, and what speaks its language. */
import type { Answer, Evidence, Question, RegistryAnswer, Topic } from '../../model/index.ts';
import { normalizePackageName } from '../../ref/package-types.ts';
import { answeredBody } from '../bodies.ts';
import type { ProofContext } from '../host.ts';
import { isServedBy, isStatedFrom, notThere, type PackageSubject, type Registry } from '../registry.ts';
import { notHere, unanswered } from '../unanswered.ts';
import { filesByVersion, versionKeyOf, type VersionFile, versionFacts } from './facts.ts';
import { type PypiPage, readPage, readStated } from './page.ts';
import { pypiProvenance, witnessOf } from './proofs.ts';
import { pageQuestion, provenanceQuestion, type PypiSubject, pypiSubjectOf, statedQuestion } from './questions.ts';
import { pypiService } from './service.ts';

export const pypiRegistry: Registry = {
  id: 'pypi',
  about: {
    title: 'Packages of PyPI',
    motivation:
      'A lockfile says which files may be installed, and whoever writes the lockfile writes that. Only the index knows which files it was given under a name and version, and many publishers say with a signature where they were built.',
    decides:
      'Of packages that a change adds or alters: one page a project (simple repository API, JSON), with the SHA-256 of every file, times, yanks and the state of the project; what PyPI states of the version (license, author); and for one file that the lockfile lists, its provenance (PEP 740), which is held against the Sigstore trust root, the name of the file and its SHA-256. The publisher that the index names is compared with the one that signed, and believed only as far as that. Nothing is downloaded or run. A package whose lockfile names another server is not asked about.',
    remedy:
      'Where packages come from an index of your own, name it to the check, with a token if it wants one; "/simple/" is put behind the address:\nWEIGHBRIDGE_PYPI_INDEX=https://packages.example/pypi WEIGHBRIDGE_PYPI_TOKEN=… weighbridge check',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['pypi'],
  service: pypiService,
  needs,
  answer,
};

function needs(subject: PackageSubject, evidence: Evidence, wanted: ReadonlySet<Topic>, server: string): readonly Question[] {
  const asked = pypiSubjectOf(subject);
  if (asked === null || !(wanted.has('registry') || wanted.has('provenance'))) return [];
  if (!subject.entries.some((entry) => isServedBy(server, entry))) return [];
  const page = pageQuestion(asked);
  if (evidence.answer(page.key) === undefined) return [page];
  const found = heard(asked, evidence)?.found ?? null;
  // PyPI answers 404 about a project as a page for people: the word for programs stands elsewhere.
  if (isPageForPeople(evidence.answer(page.key))) return unknown([statedQuestion(asked)], evidence);
  if (found === null) return [];
  const file = wanted.has('provenance') ? witnessOf(subject, found.files) : null;
  const beside = [
    // A mirror has no such answers: it was seen by the first of them that failed.
    ...(wanted.has('license') && subject.past !== true && subject.known !== true ? [statedQuestion(asked)] : []),
    ...(file === null ? [] : [provenanceQuestion(asked, file.filename)]),
  ];
  return unknown(beside, evidence);
}

function unknown(questions: readonly (Question | null)[], evidence: Evidence): readonly Question[] {
  return questions.flatMap((question) => (question === null || evidence.answer(question.key) !== undefined ? [] : [question]));
}

function answer(subject: PackageSubject, context: ProofContext, server: string): RegistryAnswer | null {
  const asked = pypiSubjectOf(subject);
  if (asked === null) return null;
  if (!subject.entries.some((entry) => isServedBy(server, entry))) return notHere(subject.entries);
  const { evidence } = context;
  const said = heard(asked, evidence);
  if (said === null) return null;
  if (said.page === null) return withoutPage(subject, said.answer, evidence.answer(statedQuestion(asked).key), server);
  const key = versionKeyOf(asked);
  const facts = key === null ? null : versionFacts(said.page, said.versions, key, statedOf(asked, evidence));
  if (facts === null || said.found === null)
    return notThere(subject, server, { registry: 'PyPI', asOf: said.answer.asOf, detail: 'the index has no such version' });
  const provenance = pypiProvenance(asked, witnessOf(subject, said.found.files), context);
  return { state: 'answered', registry: 'PyPI', asOf: said.answer.asOf, facts, provenance, ...isStated(subject, server) };
}

/** Of an index that is no PyPI, 404 of the page alone is its word: what it answers elsewhere is that of no index. */
function withoutPage(subject: PackageSubject, page: Answer, stated: Answer | undefined, server: string): RegistryAnswer {
  const detail = 'the index has no such project or version (HTTP 404)';
  if (page.state === 'not-found') return notThere(subject, server, { registry: 'PyPI', asOf: page.asOf, detail });
  if (!isPageForPeople(page) || stated?.state !== 'not-found') return unanswered(page);
  if (server !== pypiService.publicUrl) return unanswered({ state: 'not-found', detail });
  return notThere(subject, server, { registry: 'PyPI', asOf: stated.asOf, detail });
}

function isPageForPeople(answer: Answer | undefined): boolean {
  return answer?.status === 404 && answer.state === 'invalid';
}

function isStated({ entries }: PackageSubject, server: string): { readonly stated?: true } {
  return entries.every((entry) => isStatedFrom(server, entry)) ? { stated: true } : {};
}

interface Heard {
  readonly answer: Answer;
  /** Null: it could not be read. */
  readonly page: PypiPage | null;
  readonly versions: ReadonlyMap<string, VersionFile[]>;
  /** Files of the version that is asked about; null: there are none. */
  readonly found: { readonly files: readonly VersionFile[] } | null;
}

function heard(asked: PypiSubject, evidence: Evidence): Heard | null {
  const given = evidence.answer(pageQuestion(asked).key);
  if (given === undefined) return null;
  const body = answeredBody(evidence, given);
  const page = body === null ? null : readPage(body);
  const isOther = page !== null && normalizePackageName('pypi', page.name) !== asked.name;
  if (page === null || isOther) {
    const wrong =
      body === null
        ? given
        : { ...given, state: 'invalid' as const, detail: isOther ? 'the index answers about another project' : 'not a page of an index' };
    return { answer: wrong, page: null, versions: new Map(), found: null };
  }
  const versions = filesByVersion(page, asked);
  const files = versions.get(versionKeyOf(asked) ?? '');
  return { answer: given, page, versions, found: files === undefined ? null : { files } };
}

/** What PyPI states of the version; null: it did not, or stated something of another one. */
function statedOf(asked: PypiSubject, evidence: Evidence) {
  const given = evidence.answer(statedQuestion(asked).key);
  const body = answeredBody(evidence, given);
  const stated = body === null ? null : readStated(body);
  const isSame = stated !== null && versionKeyOf({ ...asked, version: stated.version }) === versionKeyOf(asked);
  return isSame && normalizePackageName('pypi', stated.name) === asked.name ? stated : null;
}
