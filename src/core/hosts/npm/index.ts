/** The registry of npm, and what speaks its language. */
import type { Evidence, Question, RegistryAnswer, RegistryFacts, Topic } from '../../model/index.ts';
import { answeredBody } from '../bodies.ts';
import { isServedBy, notThere, type PackageSubject, type Registry } from '../registry.ts';
import { notHere, unanswered } from '../unanswered.ts';
import { type NpmDocument, readDocument, readSingle, npmVersionIn } from './document.ts';
import { betterBefore, firstPublished, publishedAt } from './history.ts';
import { needsKeys, npmProofs } from './proofs.ts';
import { attestationsQuestion, documentQuestion, KEYS_QUESTION, type NpmSubject, npmSubjectOf, versionQuestion } from './questions.ts';
import { npmService } from './service.ts';

export const npmRegistry: Registry = {
  id: 'npm',
  about: {
    title: 'Packages of npm',
    motivation:
      'A lockfile says which bytes are installed, and whoever writes the lockfile writes that. Only the registry knows which bytes it published under a name and version, who signed them, and where they were built.',
    decides:
      'Of packages that a change adds or alters: one document a name, which has the integrity of every version, its signatures, times and the word of its publisher; its attestations where it has some. The integrity of the lockfile is held against it, the registry’s signatures against its keys as this release carries them, the attestations against the Sigstore trust root and against the integrity of the lockfile. Nothing is downloaded or run. A package whose lockfile names another server is not asked about.',
    remedy:
      'Where packages come from a registry of your own, name it to the check, with a token if it wants one:\nWEIGHBRIDGE_NPM_REGISTRY=https://packages.example/npm WEIGHBRIDGE_NPM_TOKEN=… weighbridge check',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['npm'],
  service: npmService,
  needs,
  answer,
};

function needs(subject: PackageSubject, evidence: Evidence, wanted: ReadonlySet<Topic>, server: string): readonly Question[] {
  const asked = npmSubjectOf(subject);
  if (asked === null || !(wanted.has('registry') || wanted.has('provenance'))) return [];
  if (!subject.entries.some((entry) => isServedBy(server, entry))) return [];
  const document = evidence.answer(documentQuestion(asked).key);
  if (document === undefined) return [documentQuestion(asked)];
  const single = evidence.answer(versionQuestion(asked).key);
  // A copy of the document may be older than the version: only who is asked about the version itself says that there is none.
  if (single === undefined && (document.state === 'too-large' || heard(asked, evidence)?.lacks === true)) return [versionQuestion(asked)];
  const version = versionOf(asked, evidence);
  if (version === null || !wanted.has('provenance')) return [];
  const beside = [
    ...(version.publishedBy === 'none' ? [] : [attestationsQuestion(asked)]),
    ...(needsKeys(version, server) ? [KEYS_QUESTION] : []),
  ];
  return beside.filter(({ key }) => evidence.answer(key) === undefined);
}

function answer(subject: PackageSubject, context: Parameters<Registry['answer']>[1], server: string): RegistryAnswer | null {
  const asked = npmSubjectOf(subject);
  if (asked === null) return null;
  if (!subject.entries.some((entry) => isServedBy(server, entry))) return notHere(subject.entries);
  const { evidence } = context;
  const said = heard(asked, evidence);
  if (said === null) return null;
  const { asOf } = said.answer;
  if (said.answer.state === 'not-found' && said.document === null)
    return notThere(subject, server, {
      registry: 'npm',
      asOf,
      detail: `the registry has no such ${said.lacks ? 'version' : 'package'} (HTTP 404)`,
    });
  if (said.document === null) return unanswered(said.answer);
  const version = npmVersionIn(said.document, asked.name, asked.version);
  if (version === null) return unanswered({ ...said.answer, state: 'not-found', detail: 'the registry has no such version' });
  if (version === 'invalid')
    return unanswered({ ...said.answer, state: 'invalid', detail: 'the registry answers about another package or version' });
  const published = publishedAt(said.document, asked.version);
  const facts: RegistryFacts = {
    published,
    files:
      version.integrity === null
        ? []
        : [{ name: version.archive, integrity: version.integrity.split(/\s+/).slice(0, 10), uploaded: published }],
    license: version.license,
    supplier: version.supplier,
    description: version.description,
    deprecated: version.deprecated,
    yanked: null,
    status: null,
    publishedBy: version.publishedBy,
    better: betterBefore(said.document, asked.version, version.publishedBy),
    firstPublished: firstPublished(said.document),
  };
  const proofs = npmProofs(asked, { version, publishedAt: published }, context, server);
  return { state: 'answered', registry: 'npm', asOf: said.answer.asOf, facts, ...proofs };
}

interface Heard {
  readonly answer: NonNullable<ReturnType<Evidence['answer']>>;
  readonly document: NpmDocument | null;
  /** The document of the name was read, and does not have the version. */
  readonly lacks: boolean;
}

function heard(asked: NpmSubject, evidence: Evidence): Heard | null {
  const whole = evidence.answer(documentQuestion(asked).key);
  if (whole === undefined) return null;
  const document = documentIn(whole, evidence, (body) => readDocument(body, asked.name));
  const lacks = document !== null && document !== 'invalid' && !Object.hasOwn(document.versions, asked.version);
  const single = lacks || whole.state === 'too-large' ? evidence.answer(versionQuestion(asked).key) : undefined;
  if (single === undefined) return heardFrom(whole, document, lacks);
  const alone = documentIn(single, evidence, (body) => readSingle(body, asked.version));
  if (!lacks || alone === null || alone === 'invalid') return heardFrom(single, alone, lacks);
  return heardFrom(single, { versions: { ...document.versions, ...alone.versions }, times: document.times }, false);
}

function heardFrom(given: Heard['answer'], document: NpmDocument | 'invalid' | null, lacks: boolean): Heard {
  if (document !== 'invalid') return { answer: given, document, lacks };
  return { answer: { ...given, state: 'invalid', detail: 'the registry answers about another name' }, document: null, lacks };
}

/** Null: there is no answer with a body. */
function documentIn(
  given: Heard['answer'],
  evidence: Evidence,
  read: (body: Uint8Array) => NpmDocument | null,
): NpmDocument | 'invalid' | null {
  const body = answeredBody(evidence, given);
  return body === null ? null : (read(body) ?? 'invalid');
}

function versionOf(asked: NpmSubject, evidence: Evidence) {
  const document = heard(asked, evidence)?.document ?? null;
  const version = document === null ? null : npmVersionIn(document, asked.name, asked.version);
  return version === 'invalid' ? null : version;
}
