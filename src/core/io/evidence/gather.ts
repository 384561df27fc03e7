/** Asks questions: bounded, retried, one answer for each. "Could not look" is an answer with its reason (T4), never a throw. */
import { NOT_ADDRESSED } from '../../hosts/host.ts';
import { createHash } from 'node:crypto';
import { ADVISORY_DATABASE } from '../../advisories/questions.ts';
import type { Answer, AnswerState, From, Question } from '../../model/index.ts';
import type { AdvisoryDatabase } from '../advisories/open-database.ts';
import { askRegistry } from '../net/distribution.ts';
import { MAX_ATTESTATION_BYTES } from '../../verify/attest/github/reply.ts';
import { type Egress, type EgressResult, send } from '../net/egress.ts';
import { backoff, requestedWait } from '../net/retry.ts';
import type { HostAddress } from '../net/settings.ts';
import { gatherAttestations } from './attestations.ts';
import type { GrowingEvidence } from './evidence.ts';
import { interpret, type AnswerOutcome, tokenAdvice } from './interpret.ts';

export interface GatherOptions {
  /** By host id; a host without an address is not asked. */
  readonly addresses: ReadonlyMap<string, HostAddress>;
  readonly offline: boolean;
  /** Files that the operator has, which answer without the network and at no cost of the budget. */
  readonly database?: Pick<AdvisoryDatabase, 'answer'>;
  readonly now: () => Date;
  /** Tokens that registries handed out in this run; kept in memory alone. Absent: of this call. */
  readonly tokens?: Map<string, string>;
  readonly fetch?: typeof globalThis.fetch;
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 to below 1: the jitter. */
  readonly random?: () => number;
  /** Questions to one source in a run, over all calls with the same evidence (T32). */
  readonly budget?: number;
  /** Of sources that have another one, by the first part of their keys: "gh". */
  readonly budgets?: ReadonlyMap<string, number>;
  readonly concurrency?: number;
  readonly tries?: number;
  readonly timeoutMs?: number;
}

type Sharing = GatherOptions & Required<Pick<GatherOptions, 'tokens'>>;

const DEFAULTS = { budget: 500, concurrency: 8, tries: 3, timeoutMs: 20_000 } as const;
/** A rate limit that lasts longer is reported instead of waited for. */
const MAX_WAIT_MS = 60_000;
/** So many questions without any answer in between: the host is down, and the rest need not wait for it. */
const MAX_SILENT = 8;
/** A list may name thirty bundles, and whoever may attest writes it: what keeps them is down sooner (T32). */
const MAX_SILENT_BUNDLES = 2;

/** UTF-16 units that one question may send. */
const MAX_BODY = 1024 * 1024;

/** What one call has learned about one host: it is shared by all lanes. */
interface Course {
  silent: number;
  limited: boolean;
  /** Bundles of attestations that were asked for. */
  bundles: number;
}

/** Adds one answer for every question that has none yet, in the order of the questions. Never throws for what the world does. */
export async function gather(questions: readonly Question[], evidence: GrowingEvidence, given: GatherOptions): Promise<void> {
  const options: Sharing = { ...given, tokens: given.tokens ?? new Map<string, string>() };
  const unique = new Map(questions.map((question) => [question.key, question]));
  const { database } = options;
  const missing = [...unique.values()].filter((question) => evidence.answer(question.key) === undefined);
  const [local, open] = database === undefined ? [[], missing] : [missing.filter(isLocal), missing.filter((one) => !isLocal(one))];
  for (const question of local) {
    const outcome = await database?.answer(question);
    if (outcome !== undefined) evidence.add(answerOf(question, outcome, options, 'disk'), outcome.body);
  }
  const budgetOf = (key: string): number => options.budgets?.get(sourceOf(key)) ?? options.budget ?? DEFAULTS.budget;
  const within = withinBudget(open, evidence, budgetOf);
  const outcomes: AnswerOutcome[] = open.map(({ key }) =>
    options.offline
      ? unasked('offline', 'nothing was looked up: offline')
      : unasked('budget', `not asked: more than ${budgetOf(key)} questions in one run`),
  );
  const courses = new Map<string, Course>();
  let next = 0;
  async function lane(): Promise<void> {
    for (let index = next++; index < open.length; index = next++) {
      const question = open[index];
      if (question !== undefined && within.has(question)) outcomes[index] = await askHost(question, options, courses);
    }
  }
  if (!options.offline) await Promise.all(Array.from({ length: Math.min(options.concurrency ?? DEFAULTS.concurrency, open.length) }, lane));
  for (const [index, question] of open.entries()) {
    const outcome = outcomes[index];
    if (outcome !== undefined) evidence.add(answerOf(question, outcome, options), outcome.body);
  }
}

/** T32: each source has a budget of its own, so that a lockfile with a thousand new packages takes no question from a model. */
function withinBudget(open: readonly Question[], evidence: GrowingEvidence, budgetOf: (key: string) => number): ReadonlySet<Question> {
  const spent = new Map<string, number>();
  const spend = (key: string): number => {
    const source = sourceOf(key);
    const count = (spent.get(source) ?? 0) + 1;
    spent.set(source, count);
    return count;
  };
  for (const { key, from, state } of evidence.answers.values()) if (from === 'hub' && state !== 'budget') spend(key);
  return new Set(open.filter(({ key }) => spend(key) <= budgetOf(key)));
}

function sourceOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

function isLocal({ host }: Question): boolean {
  return host === ADVISORY_DATABASE;
}

async function askHost(question: Question, options: Sharing, courses: Map<string, Course>): Promise<AnswerOutcome> {
  const address = addressFor(question, options.addresses);
  if (address === undefined) return unasked('refused', NOT_ADDRESSED);
  const course = courseOf(address.baseUrl, courses);
  if (course.limited) return unasked('rate-limited', `not asked: the hub takes no more requests for now${tokenAdvice(address)}`);
  if (course.silent >= MAX_SILENT) return unasked('unreachable', `not asked: the hub gave no answer to ${MAX_SILENT} questions before`);
  const { outcome, tries } =
    question.form === 'attestations'
      ? await listAttestations(question, address, options, courses)
      : await persist(question, address, options);
  learn(course, outcome);
  return tries > 1 ? { ...outcome, detail: `${outcome.detail} after ${tries} tries` } : outcome;
}

function courseOf(baseUrl: string, courses: Map<string, Course>): Course {
  const course = courses.get(baseUrl) ?? { silent: 0, limited: false, bundles: 0 };
  courses.set(baseUrl, course);
  return course;
}

function learn(course: Course, { state }: AnswerOutcome): void {
  if (state === 'rate-limited') course.limited = true;
  course.silent = state === 'unreachable' || state === 'timeout' ? course.silent + 1 : 0;
}

/** T19: a server is asked only where the operator or the house has listed it. */
function addressFor({ host, server }: Question, addresses: GatherOptions['addresses']): HostAddress | undefined {
  const address = addresses.get(host);
  return server === undefined ? address : address?.servers?.get(server);
}

/** Several requests, each tried as often as that of any other question. */
async function listAttestations(
  question: Question,
  address: HostAddress,
  options: Sharing,
  courses: Map<string, Course>,
): Promise<Persisted> {
  let tries = 1;
  const outcome = await gatherAttestations({
    async page(after) {
      const query = after === null ? question.query : { ...question.query, after };
      const answered = await persist({ ...question, query }, address, options);
      tries = answered.tries;
      return { outcome: answered.outcome, link: answered.headers?.get('link') ?? null };
    },
    async bundle(url) {
      // Another origin: whoever keeps the bundle never sees the credential, and is one of those that the operator knows (T19, T20).
      const storage = { ...address, baseUrl: originOf(url), token: null };
      const allowed = address.storage?.includes(storage.baseUrl) === true ? storage.baseUrl : '';
      // T32: what it does not give is asked for a few times, and not once for each that a list names.
      const course = courseOf(storage.baseUrl, courses);
      if (course.limited) return unasked('rate-limited', 'not asked: what keeps the bundles takes no more requests for now');
      if (course.silent >= MAX_SILENT_BUNDLES) return unasked('unreachable', 'not asked: what keeps the bundles gave no answer before');
      if (course.bundles++ >= (options.budget ?? DEFAULTS.budget))
        return unasked('budget', 'not asked: more bundles than one run asks for');
      const call = { url, allowedOrigin: allowed, token: null, accept: '*/*', maxBytes: MAX_ATTESTATION_BYTES, ...transportOf(options) };
      const { outcome } = await repeat(
        () => send(call),
        (result) => interpret(result, storage, { form: 'bytes' }),
        options,
      );
      learn(course, outcome);
      return outcome;
    },
  });
  return { outcome, tries, headers: null };
}

interface Persisted {
  readonly outcome: AnswerOutcome;
  readonly tries: number;
  /** Of the last answer; null: there was none. */
  readonly headers: Headers | null;
}

function persist(question: Question, address: HostAddress, options: Sharing): Promise<Persisted> {
  const form = question.form === 'bytes' ? 'bytes' : 'json';
  return repeat(
    () => sendQuestion(question, address, options),
    (result) => interpret(result, address, { form, path: question.path }),
    options,
  );
}

async function repeat(
  request: () => Promise<EgressResult>,
  meaning: (result: EgressResult) => AnswerOutcome,
  options: Sharing,
): Promise<Persisted> {
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const limit = Math.max(1, options.tries ?? DEFAULTS.tries);
  for (let attempt = 1; ; attempt++) {
    const result = await request();
    const outcome = meaning(result);
    const wait = attempt >= limit ? null : waitAfter(outcome.state, result, attempt, options.random ?? Math.random);
    const headers = result.state === 'answered' ? result.headers : null;
    if (wait === null || wait > MAX_WAIT_MS) return { outcome, tries: attempt, headers };
    await sleep(wait);
  }
}

async function sendQuestion(question: Question, address: HostAddress, options: Sharing): Promise<EgressResult> {
  const { service, baseUrl, token, distribution } = address;
  const base = new URL(baseUrl);
  const path = `${base.pathname.replace(/\/$/, '')}${question.path}`;
  const url = new URL(`${base.origin}${path}`);
  // The path must still be the one that the host built: dot segments, "?" and "#" would lead elsewhere on the same origin (T19).
  const expected = service.paths[question.form === 'bytes' ? 'bytes' : 'json'];
  if (url.pathname !== path || !question.path.startsWith(expected) || question.path.includes('//'))
    return { state: 'refused', detail: 'the address is not canonical' };
  // What is sent is what the key says: an answer that is kept belongs to no other question.
  if (question.body !== undefined && (question.body.length > MAX_BODY || !question.key.endsWith(digestOfBody(question.body))))
    return { state: 'refused', detail: 'the question is too long, or not the one of its key' };
  for (const [name, value] of Object.entries(question.query)) url.searchParams.set(name, value);
  const call: Egress = {
    url: url.href,
    allowedOrigin: base.origin,
    token,
    ...(question.accept === undefined ? {} : { accept: question.accept }),
    maxBytes: question.maxBytes,
    ...(question.body === undefined ? {} : { body: question.body }),
    ...transportOf(options),
  };
  if (distribution === undefined) return send(call);
  const repository = /^\/v2\/(.+)\/(?:manifests|blobs|referrers)\//.exec(question.path)?.[1] ?? '';
  return askRegistry({ ...call, distribution, repository, tokens: options.tokens, followsRedirects: question.form === 'bytes' });
}

function transportOf(options: GatherOptions): Pick<Egress, 'timeoutMs' | 'fetch'> {
  return { timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs, fetch: options.fetch ?? globalThis.fetch };
}

/** As text, which is compared and nothing else; "" where there is none. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** Milliseconds until the next try; null for an answer that asking again does not change. */
function waitAfter(state: AnswerState, result: EgressResult, attempt: number, random: () => number): number | null {
  if (state !== 'rate-limited' && state !== 'server-error' && state !== 'unreachable' && state !== 'timeout') return null;
  const pause = backoff(attempt, random);
  const asked = result.state === 'answered' ? requestedWait(result.headers) : null;
  // Never earlier than the server asks for, and with jitter on top.
  return asked === null ? pause : asked + pause;
}

function digestOfBody(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

function unasked(state: AnswerState, detail: string): AnswerOutcome {
  return { state, status: null, detail, location: null, body: null };
}

function answerOf(
  question: Question,
  { state, status, detail, location }: AnswerOutcome,
  options: GatherOptions,
  asked: From = 'hub',
): Answer {
  // Offline, only what was recorded speaks.
  const from = state === 'offline' ? 'replay' : asked;
  return { key: question.key, state, status, digest: null, location, detail, from, asOf: options.now().toISOString() };
}
