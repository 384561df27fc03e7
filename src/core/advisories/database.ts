/** A database that the operator downloaded: it knows records by name, and whether one is about a version is found out here. */
import { z } from 'zod';
import type { AdvisoriesSeen, Evidence, MissingAdvisories, Question } from '../model/index.ts';
import { advisoriesFrom, type Named } from './advisory.ts';
import { type AdvisoryAnswers, answeredData, toldIn } from './heard.ts';
import { matchVersion } from './match.ts';
import { type AdvisoryPackage, packageKey } from './packages.ts';
import { databaseQuestion, inPages } from './questions.ts';
import { readRecord } from './record.ts';
import { isNameOf } from './same-name.ts';

/** `newest`: of all records of the database; null: it has none. `records`: those that name an asked package. */
const reply = z.object({ newest: z.string().max(40).nullable(), records: z.array(z.unknown()).max(50_000) });

/** Each name once, so that two versions of a package are one question. */
function pagesOf(
  packages: readonly AdvisoryPackage[],
): readonly { readonly some: readonly AdvisoryPackage[]; readonly question: Question }[] {
  const names = Map.groupBy(packages, ({ ecosystem, name }) => JSON.stringify([ecosystem, name]));
  return inPages([...names.values()]).map((groups) => ({
    some: groups.flat(),
    question: databaseQuestion(groups.flatMap(([first]) => first ?? [])),
  }));
}

export function databaseNeeds(packages: readonly AdvisoryPackage[], evidence: Evidence): Question[] {
  return pagesOf(packages).flatMap(({ question }) => (evidence.answer(question.key) === undefined ? [question] : []));
}

export function fromDatabase(packages: readonly AdvisoryPackage[], evidence: Evidence): AdvisoryAnswers {
  const seen = new Map<string, AdvisoriesSeen>();
  let newest: string | null = null;
  for (const { some, question } of pagesOf(packages)) {
    const answer = evidence.answer(question.key);
    const read = reply.safeParse(answeredData(answer, evidence));
    const [by, asOf] = [answer?.from ?? 'disk', answer?.asOf ?? ''] as const;
    if (read.success && (read.data.newest ?? '') > (newest ?? '')) newest = read.data.newest;
    const byName = read.success ? recordsByName(read.data.records) : new Map<string, unknown[]>();
    for (const pack of some) {
      const failed: MissingAdvisories = {
        topic: 'advisories',
        reason: answer === undefined || answer.state === 'ok' ? 'invalid' : answer.state,
        detail: answer?.detail ?? '',
      };
      seen.set(
        packageKey(pack),
        read.success ? ofRecords(pack, byName.get(nameKey(pack)) ?? [], by, asOf) : { advisories: [], missing: failed, by, asOf },
      );
    }
  }
  return { source: { kind: 'database', packages: toldIn([...seen.values()]), newest }, seen };
}

function ofRecords(pack: AdvisoryPackage, records: readonly unknown[], by: AdvisoriesSeen['by'], asOf: string): AdvisoriesSeen {
  let missing: MissingAdvisories | null = null;
  const isAbout = isNameOf(pack);
  const named = records.flatMap((data): Named[] => {
    const record = readRecord(data, isAbout);
    if (record !== null && record.affected.length === 0) return [];
    // A record that names the package and cannot be read may be about this version (T35).
    if (record === null) missing ??= { topic: 'advisories', reason: 'invalid', detail: 'a record about it cannot be read' };
    if (record === null || record.withdrawn != null) return [];
    const { affected } = matchVersion(record.affected, pack.type, pack.version);
    if (affected === 'unknown')
      missing ??= {
        topic: 'advisories',
        reason: 'invalid',
        detail: `${record.id}: the order of its versions is not known here, so ask the service`,
      };
    return affected === 'yes' ? [{ id: record.id, record }] : [];
  });
  return { advisories: advisoriesFrom(named, pack.type, pack.version), missing, by, asOf };
}

const names = z.object({ affected: z.array(z.unknown()) });
const packaged = z.object({ package: z.object({ ecosystem: z.string(), name: z.string() }) });

/** Each record under every name in it: a database has as many records as a run has packages. */
function recordsByName(records: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  const all = new Map<string, unknown[]>();
  for (const record of records) {
    const keys = (names.safeParse(record).data?.affected ?? []).flatMap((one) => {
      const named = packaged.safeParse(one).data;
      return named === undefined ? [] : [nameKey(named.package)];
    });
    for (const key of new Set(keys)) {
      const before = all.get(key);
      if (before === undefined) all.set(key, [record]);
      else before.push(record);
    }
  }
  return all;
}

/** Of all spellings that any ecosystem takes for one; whether it is the asked one, `isNameOf` says. */
function nameKey({ ecosystem, name }: Pick<AdvisoryPackage, 'ecosystem' | 'name'>): string {
  return `${ecosystem} ${name.toLowerCase().replace(/[-_.]+/g, '-')}`;
}
