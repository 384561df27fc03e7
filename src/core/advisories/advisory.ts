/** Records → advisories: one for all records that are about the same thing, whatever they call it. */
import { compareText } from '../base/order.ts';
import { SEVERITIES, type Severity } from '../model/advisory.ts';
import type { Advisory } from '../model/index.ts';
import { isMalicious } from '../ref/advisory-id.ts';
import type { RefType } from '../ref/index.ts';
import { matchVersion } from './match.ts';
import { baseScore, ratingOf } from './cvss.ts';
import type { AdvisoryRecord } from './record.ts';

/** An advisory that names the package, with its record where that was read. */
export interface Named {
  readonly id: string;
  readonly record: AdvisoryRecord | null;
}

const MAX_SUMMARY = 200;
const MAX_FIXED = 5;

/** Withdrawn ones are left out. Aliases are followed in both directions, also where they go in circles. */
export function advisoriesFrom(named: readonly Named[], type: RefType, version: string): Advisory[] {
  const standing = named.filter(({ record }) => record?.withdrawn == null);
  return groupsOf(standing)
    .map((group) => together(group, type, version))
    .sort((a, b) => Number(b.malicious) - Number(a.malicious) || compareText(a.id, b.id));
}

/** Records that share a name, or whose names share one. Linear in the names. */
function groupsOf(named: readonly Named[]): Named[][] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    for (let one = name; one !== root; ) {
      const next = parents.get(one) ?? root;
      parents.set(one, root);
      one = next;
    }
    return root;
  };
  for (const { id, record } of named) for (const alias of record?.aliases ?? []) parents.set(rootOf(alias), rootOf(id));
  return [...Map.groupBy(named, ({ id }) => rootOf(id)).values()];
}

function together(group: readonly Named[], type: RefType, version: string): Advisory {
  const ids = [...new Set(group.map(({ id }) => id))].sort(byName);
  const names = new Set([...ids, ...group.flatMap(({ record }) => record?.aliases ?? [])]);
  const id = ids[0] ?? '';
  names.delete(id);
  const records = ids.flatMap((one) => group.find((entry) => entry.id === one)?.record ?? []);
  const graded = records.flatMap((one) => gradeOf(one) ?? []);
  // Of one thing under several names the worst counts; a word before a score that says the same.
  const worst = graded.sort(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || Number(a.cvss !== null) - Number(b.cvss !== null),
  )[0];
  const fixed = [...new Set(records.flatMap((one) => matchVersion(one.affected, type, version).fixed))];
  return {
    id,
    aliases: [...names].sort(compareText),
    malicious: isMalicious(id) || [...names].some(isMalicious),
    severity: worst?.severity ?? null,
    cvss: worst?.cvss ?? null,
    summary: summaryOf(records),
    fixed: fixed.slice(0, MAX_FIXED),
    published: records.flatMap((one) => one.published ?? []).sort()[0] ?? null,
    modified:
      records
        .flatMap((one) => one.modified ?? [])
        .sort()
        .at(-1) ?? null,
    read: records.length > 0,
  };
}

/** The name that people look up first leads. */
const LEADING = ['MAL-', 'GHSA-', 'PYSEC-', 'GO-', 'RUSTSEC-'];

function byName(a: string, b: string): number {
  const rank = (id: string): number => (LEADING.findIndex((prefix) => id.startsWith(prefix)) + LEADING.length + 1) % (LEADING.length + 1);
  return rank(a) - rank(b) || compareText(a, b);
}

function summaryOf(records: readonly AdvisoryRecord[]): string {
  const summary = records.map((one) => one.summary ?? '').find((one) => one.trim() !== '') ?? '';
  const points = Array.from(summary.slice(0, MAX_SUMMARY * 2 + 2).toWellFormed());
  return points.length <= MAX_SUMMARY ? points.join('') : `${points.slice(0, MAX_SUMMARY - 1).join('')}…`;
}

interface Grade {
  readonly severity: Severity;
  readonly cvss: Advisory['cvss'];
}

/** The database's own word, of the entry about the package first; without a word what its vectors of CVSS 3 come to, the highest of them. */
function gradeOf({ affected, severity, database_specific: whole }: AdvisoryRecord): Grade | null {
  const words = [...affected.flatMap((one) => [one.ecosystem_specific, one.database_specific]), whole];
  const word = words.flatMap((one) => severityWord(one?.severity ?? '') ?? [])[0];
  if (word !== undefined) return { severity: word, cvss: null };
  const stated = [...affected.flatMap((one) => one.severity ?? []), ...(severity ?? [])];
  const scored = stated.flatMap(({ type, score: vector }) => {
    const score = type === 'CVSS_V3' ? baseScore(vector) : null;
    return score === null ? [] : [{ vector, score }];
  });
  const highest = scored.sort((a, b) => b.score - a.score)[0];
  return highest === undefined ? null : { severity: ratingOf(highest.score), cvss: highest };
}

/** CVSS calls "medium" what GitHub calls "moderate". */
function severityWord(text: string): Severity | null {
  const word = text.toLowerCase();
  return SEVERITIES.find((one) => one === (word === 'medium' ? 'moderate' : word)) ?? null;
}
