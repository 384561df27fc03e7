/**
 * Settings that are read from another repository or server: includes of GitLab and Compose, and workflows of others. What stands there may start
 * or install anything, and was not read: that is said, once a place, and asks for nothing (T33). Where packages come from is told by the steering
 * files and `indexes.ts`.
 */
import type { At, Fact, ProblemFact } from '../../model/index.ts';
import { redact } from '../../base/redact.ts';
import { type Datum, inMap, textIn } from '../datum/datum.ts';
import { readSettings } from '../datum/read.ts';
import type { Detector, FileInput } from '../detector.ts';
import { decodeUtf8, noGrammar } from '../text-input.ts';

const LIMIT = 256 * 1024;
const MAX_FACTS = 200;
const WORKFLOW = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;
const GITLAB = /(?:^|\/)(?:\.gitlab-ci(?:\.[\w-]{1,40})?|[\w.-]{1,60}\.gitlab-ci)\.ya?ml$|(?:^|\/)\.gitlab\/[\w./-]{1,100}\.ya?ml$/;
const COMPOSE = /(?:^|\/)(?:[\w-]{1,40}[.-])?compose(?:[.-][\w.-]{0,60})?\.ya?ml$/;
export const elsewhereDetector: Detector = {
  id: 'elsewhere',
  version: 2,
  about: {
    title: 'Settings that are read from elsewhere',
    motivation: 'A pipeline or a compose file can include another one from any server. What comes from there was not read.',
    decides:
      'include of GitLab (remote, project, component) and of Compose (git, oci, https), extends of Compose from an address, and workflows that are called from another repository. Servers that packages come from are told by dependency/registry-unexpected. Each is one line of the report: nobody is warned, and no version is compared.',
    remedy: 'There is nothing you must do. Have the other repository checked as well, and name a full commit of it.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => (WORKFLOW.test(path) || GITLAB.test(path) || COMPOSE.test(path)) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: readElsewhere,
};

/** Somewhere an address, or a repository that something is called from. */
const MAY_INCLUDE = /^["']?include["']?[ \t]{0,10}:|\/\.(?:github|gitea|forgejo)\/workflows\/|\bextends["']?[ \t]{0,10}:/m;

function readElsewhere({ bytes }: FileInput): readonly Fact[] {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return [];
  const { text } = decoded;
  if (!MAY_INCLUDE.test(text)) return [];
  return readSettings(text)
    .roots.flatMap((root) => [...includesOf(root), ...calledBy(root), ...extendedBy(root)])
    .slice(0, MAX_FACTS);
}

function told(what: string, at: At): ProblemFact {
  return { kind: 'problem', code: 'unsupported', message: redact(what).slice(0, 200), quiet: true, line: at.line, column: at.column };
}

/** `include: [{ remote: https://… }, { project: a/b, file: … }]`, `include: [oci://…]`. */
function includesOf(root: Datum): ProblemFact[] {
  const include = inMap(root, 'include');
  const items = include === undefined ? [] : include.kind === 'list' ? include.items : [include];
  return items.flatMap((item): ProblemFact[] => {
    const address = item.kind === 'text' ? item.text : textIn(item, 'remote', 'project', 'component', 'path');
    if (address === null) return [];
    const isProject = item.kind === 'map' && (inMap(item, 'project') !== undefined || inMap(item, 'component') !== undefined);
    return isProject || isRemote(address) ? [told(`it includes ${withoutVersion(address)}, which is not read here`, item.at)] : [];
  });
}

/** `jobs: { a: { uses: owner/repository/.github/workflows/b.yml@v1 } }`. */
function calledBy(root: Datum): ProblemFact[] {
  const jobs = inMap(root, 'jobs');
  if (jobs?.kind !== 'map') return [];
  return jobs.entries.flatMap(({ value }) => {
    const uses = inMap(value, 'uses');
    if (uses?.kind !== 'text' || uses.text.startsWith('.')) return [];
    return [told(`a job runs the workflow ${withoutVersion(uses.text)}, which is not read here`, uses.at)];
  });
}

function extendedBy(root: Datum): ProblemFact[] {
  const services = inMap(root, 'services');
  if (services?.kind !== 'map') return [];
  return services.entries.flatMap(({ value }) => {
    const file = inMap(inMap(value, 'extends'), 'file');
    if (file?.kind !== 'text' || !isRemote(file.text)) return [];
    return [told(`a service extends ${withoutVersion(file.text)}, which is not read here`, file.at)];
  });
}

function isRemote(address: string): boolean {
  return /^(?:https?|oci|git|ssh):\/\/|^git@|^github\.com\//i.test(address);
}

/** Another version of the same is no other place. */
function withoutVersion(address: string): string {
  return address
    .replace(/[?#][\s\S]*$/, '')
    .replace(/^(oci:\/\/\S{1,500}):[\w.-]{1,128}$/, '$1')
    .replace(/^([a-z+]{1,10}:\/\/)?[^/@\s]{1,200}@(?=[\w.-]{1,200}[/:])/i, '$1')
    .replace(/@[\w.$~-]{1,200}$/, '');
}
