/** The list of hosts, and the only door to them. To add a host: a folder here, and one line below. */
import type { Evidence, HostFile, Question, Topic } from '../model/index.ts';
import type { Ref } from '../ref/index.ts';
import type { Host, HostSubject } from './host.ts';
import { catalog } from './catalog/index.ts';
import { gitHub } from './github/index.ts';
import { huggingFace } from './huggingface/index.ts';
import { modelScope } from './modelscope/index.ts';
import { ollama } from './ollama/index.ts';
import { url } from './url/index.ts';

export const hosts: readonly Host[] = [huggingFace, gitHub, modelScope, ollama, url, catalog];

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
