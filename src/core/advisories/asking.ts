/** Questions about packages until no answer is missing, and what the answers say of each. */
import type { AdvisoriesSeen, AdvisorySource, Evidence, Question, Topic } from '../model/index.ts';
import { isMalicious } from '../ref/advisory-id.ts';
import { advisoriesFrom, type Named } from './advisory.ts';
import { databaseNeeds, fromDatabase } from './database.ts';
import { type AdvisoryAnswers, answeredData, type Heard, toldIn, walkPages } from './heard.ts';
import { type AdvisoryPackage, packageKey } from './packages.ts';
import { recordQuestion } from './questions.ts';
import { readRecord } from './record.ts';
import { isNameOf } from './same-name.ts';

/** Whom the operator named, and what the active rules want to know. */
export interface AdvisoryAsking {
  readonly kind: AdvisorySource['kind'];
  readonly wanted: ReadonlySet<Topic>;
}

/** Questions whose answers are missing. Called until none is: pages first, then the records that matter. */
export function advisoryNeeds(packages: readonly AdvisoryPackage[], evidence: Evidence, { kind, wanted }: AdvisoryAsking): Question[] {
  if (!wanted.has('advisories') && !wanted.has('vulnerabilities')) return [];
  if (kind === 'database') return databaseNeeds(packages, evidence);
  const { heard, needs } = walkPages(packages, evidence);
  if (needs.length > 0) return [...needs];
  const ids = [...new Set([...heard.values()].flatMap((one) => [...one.ids]))].filter((id) => isWanted(id, wanted));
  // Malice first: should the limit of questions be reached, it is not that which is left out.
  const inOrder = ids.sort((a, b) => Number(isMalicious(b)) - Number(isMalicious(a)) || (a < b ? -1 : 1));
  return inOrder.map(recordQuestion).filter(({ key }) => evidence.answer(key) === undefined);
}

function isWanted(id: string, wanted: ReadonlySet<Topic>): boolean {
  return wanted.has('vulnerabilities') || isMalicious(id);
}

/** What the answers say of each package. */
export function advisoryAnswers(packages: readonly AdvisoryPackage[], evidence: Evidence, asking: AdvisoryAsking): AdvisoryAnswers {
  if (asking.kind === 'database') return fromDatabase(packages, evidence);
  const { heard } = walkPages(packages, evidence);
  const seen = packages.flatMap((pack): [string, AdvisoriesSeen][] => {
    const one = heard.get(packageKey(pack));
    return one === undefined ? [] : [[packageKey(pack), ofService(pack, one, evidence, asking.wanted)]];
  });
  return { source: { kind: 'service', packages: toldIn(seen.map(([, one]) => one)), newest: null }, seen: new Map(seen) };
}

/** A record that did not come leaves its advisory standing: it is named, and nobody knows whether it was withdrawn. */
function ofService(pack: AdvisoryPackage, heard: Heard, evidence: Evidence, wanted: ReadonlySet<Topic>): AdvisoriesSeen {
  let missing = heard.missing;
  const named = [...heard.ids].map((id): Named => {
    if (!isWanted(id, wanted)) return { id, record: null };
    const answer = evidence.answer(recordQuestion(id).key);
    const record = readRecord(answeredData(answer, evidence), isNameOf(pack));
    // Another record than the asked one, or one about something else, is no answer.
    if (record !== null && record.id === id && record.affected.length > 0) return { id, record };
    const isAnswered = answer === undefined || answer.state === 'ok';
    missing ??= isAnswered
      ? { topic: 'vulnerabilities', reason: 'invalid', detail: `${id}: not the record that was asked for` }
      : { topic: 'vulnerabilities', reason: answer.state, detail: answer.detail };
    return { id, record: null };
  });
  return { advisories: advisoriesFrom(named, pack.type, pack.version), missing, by: heard.by, asOf: heard.asOf };
}
