/** The list of hosts, and the only door to them. To add a host: a folder here, and one line below. */
import type { Evidence, HostFile, Question, RegistryAnswer, Topic } from '../model/index.ts';
import type { Ref } from '../ref/index.ts';
import type { ManifestAsked } from './distribution.ts';
import type { Host, HostSubject, ProofContext } from './host.ts';
import { catalog } from './catalog/index.ts';
import { gitHub } from './github/index.ts';
export { releaseAnswer, releaseNeeds } from './github/release.ts';
export { type ReleaseTrust } from './github/release-proofs.ts';
export { namedRelease, type NamedRelease } from './github/release-questions.ts';
import { huggingFace } from './huggingface/index.ts';
import { npmRegistry } from './npm/index.ts';
import { modelScope } from './modelscope/index.ts';
import { ALL_FORMS, type ImageAnswer, answerOfImage, questionsOfImage } from './oci/image.ts';
import { oci } from './oci/index.ts';
import { imageAsked } from './oci/name.ts';
import { ollama } from './ollama/index.ts';
import { modelAsked } from './ollama/name.ts';
import { pypiRegistry } from './pypi/index.ts';
import type { PackageSubject, Registry, Servers } from './registry.ts';
import { url } from './url/index.ts';

export type { ImageAnswer } from './oci/image.ts';

export const hosts: readonly Host[] = [huggingFace, gitHub, modelScope, ollama, oci, url, catalog];

/** Hosts of packages, in the order in which they are asked. */
export const registries: readonly Registry[] = [npmRegistry, pypiRegistry];

const BY_TYPE: ReadonlyMap<Ref['type'], Host> = new Map(
  hosts.toReversed().flatMap((host) => host.refs.map((type) => [type, host] as const)),
);

/** Whose reference this is; null: no host of the list has such. */
export function hostOf({ type }: Pick<Ref, 'type'>): Host | null {
  return BY_TYPE.get(type) ?? null;
}

/** What all hosts lack, each asked about its own references alone. */
export function questionsAbout(subjects: readonly HostSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  const unique = new Map(subjects.map((subject) => [JSON.stringify(subject), subject]));
  const byHost = Map.groupBy(unique.values(), ({ ref }) => hostOf(ref));
  return hosts.flatMap((host) => questionsOf(host, byHost.get(host) ?? [], evidence, wanted));
}

/** What one host lacks, each thing once, however many subjects need it. */
export function questionsOf(
  host: Pick<Host, 'needs'>,
  subjects: readonly HostSubject[],
  evidence: Evidence,
  wanted: ReadonlySet<Topic>,
): Question[] {
  return [...new Map(host.needs(subjects, evidence, wanted).map((question) => [question.key, question])).values()];
}

export function hostFiles(subject: HostSubject, evidence: Evidence): readonly HostFile[] | null {
  return hostOf(subject.ref)?.files(subject, evidence) ?? null;
}

/** What registries lack, each asked about its own packages alone, each thing once. */
export function questionsAboutPackages(
  subjects: readonly PackageSubject[],
  evidence: Evidence,
  wanted: ReadonlySet<Topic>,
  servers: Servers,
): Question[] {
  // Where a limit of questions is reached, what the change brings was asked before what it replaces (T32).
  const inOrder = [...subjects.filter(({ past }) => past !== true), ...subjects.filter(({ past }) => past === true)];
  const asked = inOrder.flatMap((subject) => {
    const registry = registryOf(subject.ref);
    const server = servers.get(registry?.id ?? '');
    return registry === null || server === undefined ? [] : registry.needs(subject, evidence, wanted, server);
  });
  return [...new Map(asked.map((question) => [question.key, question])).values()];
}

/** What the registry of a package says of it; null: there is no registry of its kind, or it has not been asked yet. */
export function registryAnswer(subject: PackageSubject, context: ProofContext, servers: Servers): RegistryAnswer | null {
  const registry = registryOf(subject.ref);
  const server = servers.get(registry?.id ?? '');
  if (registry === null) return null;
  return server === undefined ? OFF : registry.answer(subject, context, server);
}

const OFF: RegistryAnswer = { state: 'unverifiable', reason: 'off', detail: 'no registry is asked' };

/** The address of the registry that is asked about it; null: none is. */
export function registryServer(ref: Pick<Ref, 'type'>, servers: Servers): string | null {
  return servers.get(registryOf(ref)?.id ?? '') ?? null;
}

function registryOf({ type }: Pick<Ref, 'type'>): Registry | null {
  return registries.find(({ refs }) => refs.includes(type)) ?? null;
}

/** What a registry of images, or that of Ollama, is asked under this reference; null: nothing valid can be asked. */
export function manifestAsked(ref: Ref): ManifestAsked | null {
  const subject = { ref: { ...ref, version: null }, requested: ref.version };
  return imageAsked(subject) ?? modelAsked(subject);
}

/** Everything beside an image that may prove who made it. Models of Ollama carry no signatures. */
export function imageNeeds(asked: ManifestAsked, evidence: Evidence): readonly Question[] {
  return questionsOfImage(asked, evidence, asked.host === oci.id ? ALL_FORMS : new Set());
}

/** Null: it has not been asked. */
export function imageAnswer(asked: ManifestAsked, context: ProofContext): ImageAnswer | null {
  return answerOfImage(asked, context, asked.host === oci.id ? ALL_FORMS : new Set());
}
