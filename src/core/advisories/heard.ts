/** Answers of the service → what was heard about each package; and what to ask next. One walk says both. */
import { z } from 'zod';
import type { AdvisoriesSeen, AdvisorySource, Answer, Evidence, From, MissingAdvisories, Question } from '../model/index.ts';
import { isAdvisoryId } from '../ref/advisory-id.ts';
import { type AdvisoryPackage, packageKey } from './packages.ts';
import { batchQuestion, inPages, type PagedPackage } from './questions.ts';

type Why = Pick<MissingAdvisories, 'reason' | 'detail'>;

/** What was heard of each package, by `packageKey`. */
export interface AdvisoryAnswers {
  readonly source: AdvisorySource;
  readonly seen: ReadonlyMap<string, AdvisoriesSeen>;
}

/** About one package. */
export interface Heard {
  /** Of advisories that name it, in the order of the answers. */
  readonly ids: Set<string>;
  missing: MissingAdvisories | null;
  by: From;
  asOf: string;
}

/** Pages of one package; nothing real comes near. */
const MAX_PAGES = 10;
/** Advisories of one package in one version: what is above is no answer about a package (T39). */
const MAX_IDS = 1_000;

const batch = z.object({
  results: z.array(
    z
      .object({
        vulns: z.array(z.object({ id: z.string() })).nullish(),
        next_page_token: z.string().max(4_000).nullish(),
      })
      .nullable(),
  ),
});

export interface Walk {
  /** By `packageKey`. */
  readonly heard: ReadonlyMap<string, Heard>;
  /** Empty: all pages are here. */
  readonly needs: readonly Question[];
}

/** Page by page, each only when the one before is whole: what a page holds follows from all of the page before. */
export function walkPages(packages: readonly AdvisoryPackage[], evidence: Evidence): Walk {
  const heard = new Map(
    packages.map((pack): [string, Heard] => [packageKey(pack), { ids: new Set(), missing: null, by: 'hub', asOf: '' }]),
  );
  let open: readonly PagedPackage[] = packages.map((pack) => ({ pack, token: null }));
  for (let page = 0; open.length > 0; page++) {
    if (page === MAX_PAGES) {
      for (const { pack } of open) lacks(heard, pack, { reason: 'budget', detail: `more than ${MAX_PAGES} pages of advisories` });
      break;
    }
    const asked = inPages(open).map((some) => ({ some, question: batchQuestion(some) }));
    const needs = asked.flatMap(({ question }) => (evidence.answer(question.key) === undefined ? [question] : []));
    if (needs.length > 0) return { heard, needs };
    open = asked.flatMap(({ some, question }) => hear(some, evidence.answer(question.key), evidence, heard));
  }
  return { heard, needs: [] };
}

/** Packages that have a further page. */
function hear(some: readonly PagedPackage[], answer: Answer | undefined, evidence: Evidence, heard: Walk['heard']): PagedPackage[] {
  const results = resultsOf(answer, evidence);
  return some.flatMap(({ pack }, index): PagedPackage[] => {
    const one = heard.get(packageKey(pack));
    if (one === undefined || answer === undefined) return [];
    [one.by, one.asOf] = [answer.from, answer.asOf];
    // The order of the results is all that says which package one is about: a list of another length is about none.
    if (!Array.isArray(results) || results.length !== some.length) {
      lacks(heard, pack, Array.isArray(results) ? { reason: 'invalid', detail: 'as many results as questions are due' } : results);
      return [];
    }
    const result = results[index];
    for (const { id } of result?.vulns ?? []) {
      if (!isAdvisoryId(id)) lacks(heard, pack, { reason: 'invalid', detail: 'an advisory without a usable id' });
      else if (one.ids.size >= MAX_IDS)
        lacks(heard, pack, { reason: 'too-large', detail: `more than ${MAX_IDS} advisories of one version` });
      else one.ids.add(id);
    }
    const token = result?.next_page_token ?? '';
    return token === '' || one.missing !== null ? [] : [{ pack, token }];
  });
}

type Results = z.output<typeof batch>['results'];

function resultsOf(answer: Answer | undefined, evidence: Evidence): Results | Why {
  const body = answeredData(answer, evidence);
  if (answer !== undefined && answer.state !== 'ok') return { reason: answer.state, detail: answer.detail };
  const read = batch.safeParse(body);
  return read.success ? read.data.results : { reason: 'invalid', detail: 'not an answer about advisories' };
}

function lacks(heard: Walk['heard'], pack: AdvisoryPackage, why: Why): void {
  const one = heard.get(packageKey(pack));
  if (one !== undefined) one.missing ??= { topic: 'advisories', ...why };
}

/** Of how many packages it is known which advisories name them. */
export function toldIn(seen: readonly AdvisoriesSeen[]): number {
  return seen.filter(({ missing }) => missing?.topic !== 'advisories').length;
}

/** The data of an answer that came; null: it did not, or is no JSON. */
export function answeredData(answer: Answer | undefined, evidence: Evidence): unknown {
  const body = answer?.state !== 'ok' || answer.digest === null ? undefined : evidence.body(answer.digest);
  if (body === undefined) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return null;
  }
}
