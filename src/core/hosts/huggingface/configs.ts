/**
 * Configurations in the repository of a model that decide what else a load pulls (T36): `auto_map` of whatever a load with
 * trust_remote_code reads, in any folder of it, and the base that an adapter in a folder names. The listing shows config.json alone.
 */
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { AnswerState, Evidence, HubFacts, Question, Topic } from '../../model/index.ts';
import type { HostSubject } from '../host.ts';
import { codeNames } from './code-names.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import type { FileAnswer, RevisionAnswer } from './schema.ts';
import { smallFileQuestion } from './small-files.ts';

/** config.json, tokenizer_config.json, preprocessor_config.json, model_index.json, modules.json, adapter_config.json and their like. */
const CONFIG = /(?:^|\/)(?:[\w.-]{0,60}config[\w.-]{0,60}|model_index|modules)\.json$/i;
const ADAPTER = /(?:^|\/)adapter_config\.json$/;
/** Of one model (T32). */
const MAX_CONFIGS = 40;
const TOPICS: readonly Topic[] = ['revision', 'files', 'license', 'lineage'];

/** What the loads of one model take besides its weights. */
export type Pulls = Pick<HostSubject, 'runsCode' | 'takesFolders'>;

export function configNeeds(subject: HubSubject, pulls: Pulls, evidence: Evidence, wanted: ReadonlySet<Topic>): Question[] {
  if (!TOPICS.some((topic) => wanted.has(topic))) return [];
  const listing = listingOf(subject, evidence);
  if (subject.repo !== 'models' || listing.state !== 'ok') return [];
  return wantedFiles(listing.data, pulls)
    .slice(0, MAX_CONFIGS)
    .flatMap((file) => smallFileQuestion(subject, listing.data.sha, file) ?? []);
}

function wantedFiles(data: RevisionAnswer, pulls: Pulls): FileAnswer[] {
  return data.siblings.filter(({ rfilename }) => (pulls.runsCode && CONFIG.test(rfilename)) || namesBase(rfilename, data, pulls));
}

/** The listing itself tells the base of an adapter at the top. */
function namesBase(path: string, { config }: RevisionAnswer, { takesFolders }: Pulls): boolean {
  return ADAPTER.test(path) && (path.includes('/') ? takesFolders : config?.peft?.base_model_name_or_path == null);
}

export interface ConfigFacts {
  readonly names: readonly string[];
  readonly bases: readonly string[];
  /** What configurations name that suggests where the model or its tokenizer comes from (T11). */
  readonly hints: readonly string[];
  readonly unread: NonNullable<HubFacts['unread']>;
  /** As in `HubFacts`. */
  readonly baseless: boolean;
}

export function configFacts(subject: HubSubject, data: RevisionAnswer, evidence: Evidence, pulls: Pulls): ConfigFacts {
  const { runsCode: code } = pulls;
  const top = codeNames(data.config?.auto_map === undefined ? {} : { auto_map: data.config.auto_map });
  const names = new Set(top.names);
  const bases = new Set<string>();
  const hints = new Set<string>(hintsIn(data.config));
  let baseless = false;
  const unread: { what: 'code' | 'base'; reason: AnswerState; detail: string }[] = [];
  const say = (path: string, reason: AnswerState, why: string): void => {
    const detail = `${path}: ${why}`;
    if (code) unread.push({ what: 'code', reason, detail });
    if (namesBase(path, data, pulls)) unread.push({ what: 'base', reason, detail });
  };
  if (code && !top.readable) say('config.json', 'invalid', 'its auto_map holds something that is not a class');
  for (const file of wantedFiles(data, pulls)) {
    const read = readConfig(subject, data.sha, file, evidence);
    if (read.state !== 'ok') {
      say(file.rfilename, read.state, read.detail);
      continue;
    }
    for (const hint of hintsIn(read.config)) hints.add(hint);
    const found = codeNames(read.config);
    for (const name of found.names) names.add(name);
    if (code && !found.readable) say(file.rfilename, 'invalid', 'it names code in a way that cannot be read');
    if (!namesBase(file.rfilename, data, pulls)) continue;
    const base = baseIn(read.config);
    // T11: a base that nobody states is an unknown one, which the license rules tell. It is no answer that is missing.
    if (base === null) baseless = true;
    else bases.add(base);
  }
  return { names: [...names].sort(), bases: [...bases], hints: [...hints], unread, baseless };
}

type Read = { readonly state: 'ok'; readonly config: unknown } | { readonly state: Exclude<AnswerState, 'ok'>; readonly detail: string };

function readConfig(subject: HubSubject, commit: string, file: FileAnswer, evidence: Evidence): Read {
  if (file.lfs != null) return { state: 'too-large', detail: 'kept outside of git, and not fetched' };
  const question = smallFileQuestion(subject, commit, file);
  const answer = question === null ? undefined : evidence.answer(question.key);
  if (answer === undefined) return { state: 'budget', detail: `not asked: more than ${MAX_CONFIGS} configurations in one model` };
  if (answer.state !== 'ok') return { state: answer.state, detail: answer.detail };
  const bytes = answer.digest === null ? undefined : evidence.body(answer.digest);
  if (bytes === undefined || blobIdOf(bytes, file.blobId?.length ?? 0) !== file.blobId)
    return { state: 'invalid', detail: 'its bytes are not those that the commit names' };
  try {
    return { state: 'ok', config: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { state: 'invalid', detail: 'it is not JSON' };
  }
}

/** transformers writes from where it loaded what it saves. */
const SAVED_FROM = ['_name_or_path', 'name_or_path', 'tokenizer_name'];

function hintsIn(config: unknown): string[] {
  const named = Object.entries(config ?? {}).flatMap(([key, value]: [string, unknown]) => (SAVED_FROM.includes(key) ? [value] : []));
  return named.filter((text) => typeof text === 'string').filter((text) => text !== '' && text.length <= 200);
}

function baseIn(config: unknown): string | null {
  const base = typeof config === 'object' && config !== null && 'base_model_name_or_path' in config ? config.base_model_name_or_path : null;
  return typeof base === 'string' && base !== '' && base.length <= 200 ? base : null;
}
