/** What a report says of databases of advisories, where the operator named one: what was asked, how old it is, and what none of them knows. */
import type { Bom } from '../../model/index.ts';
import { count } from './words.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Null: nobody was asked, or nobody answered. Never "no known vulnerabilities": what no database names is not known to have none. */
export function advisoriesAsked(bom: Bom): string | null {
  const { advisorySource, asOf } = bom;
  if (advisorySource === undefined || advisorySource.packages === 0) return null;
  const { components } = bom;
  const { kind, packages, newest } = advisorySource;
  const who = kind === 'service' ? 'The OSV service answered' : 'A downloaded OSV database answered';
  const without = [
    ...(components.some((one) => one.kind === 'model' || one.kind === 'dataset') ? ['models'] : []),
    ...(components.some(({ ref }) => ref.type === 'conda') ? ['packages of conda'] : []),
  ];
  const models = without.length === 0 ? '' : `; there is no feed for ${without.join(' and ')}`;
  return `${who} about advisories of ${count(packages, 'package')}${kind === 'database' ? age(newest, asOf) : ''}${models}.`;
}

function age(newest: string | null, asOf: string): string {
  const days = newest === null ? Number.NaN : Math.floor((Date.parse(asOf) - Date.parse(newest)) / DAY);
  if (newest === null || !Number.isFinite(days)) return ' (its age is not known)';
  return ` (its newest record is of ${newest.slice(0, 10)}${days > 0 ? `, ${count(days, 'day')} before this check` : ''})`;
}
