/** What rules about advisories share. */
import { ecosystemOf } from '../../../ecosystems/look-up.ts';
import type { Advisory, BomComponent, Topic } from '../../../model/index.ts';
import type { Draft } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';

const MAX_SUMMARY = 160;

/** "GHSA-… (CVE-…): summary", at most so long that it fits into one line of a report. */
export function advisoryWords({ id, aliases, summary }: Advisory): string {
  const cve = aliases.find((one) => one.startsWith('CVE-'));
  const name = cve === undefined || id.startsWith('CVE-') ? short(id) : `${short(id)} (${short(cve)})`;
  const points = Array.from(summary.slice(0, MAX_SUMMARY * 2 + 2));
  const text = points.length > MAX_SUMMARY ? `${points.slice(0, MAX_SUMMARY - 1).join('')}…` : summary;
  return (text === '' ? name : `${name}: ${text}`).replace(/[.\s]{1,400}$/, '');
}

/** The lowest version in which all of them are fixed, as far as they say; null: one of them names none. */
export function fixedIn({ ref }: BomComponent, advisories: readonly Advisory[]): string | null {
  const each = advisories.map(({ fixed }) => fixed[0]);
  if (each.length === 0 || each.includes(undefined)) return null;
  const compare = (a = '', b = ''): number => ecosystemOf(ref.type)?.compare(a, b) ?? 0;
  return each.sort(compare).at(-1) ?? null;
}

const UNHEARD: Readonly<Record<string, string>> = {
  offline: 'nothing was looked up, because this run is offline',
  'rate-limited': 'the database of advisories allows no more questions for now',
  unreachable: 'the database of advisories could not be reached',
  timeout: 'the database of advisories did not answer in time',
  'server-error': 'the database of advisories has a fault',
  'too-large': 'the answer of the database of advisories is larger than the limit',
  budget: 'this run reached its limit of questions',
};

/** verification/incomplete about a library: whoever was named for advisories did not say all (T4). */
export function unheardDrafts(rule: string, component: BomComponent): Draft[] {
  const missing = component.advisories?.missing ?? null;
  if (missing === null) return [];
  const { topic, reason } = missing;
  const topics: readonly Topic[] = topic === 'advisories' ? ['advisories', 'vulnerabilities'] : ['vulnerabilities'];
  return byScope(component.sightings).map(([scope, sightings]) => ({
    ...draftOf(rule, component, scope, sightings, {
      gap: `advisories:${reason}`,
      reason: `${UNHEARD[reason] ?? 'the answer of the database of advisories cannot be used'}, so whether it is malicious or vulnerable is not known`,
      title: reason === 'offline' ? 'Run the check again without --offline' : 'Run the check again when the database of advisories answers',
      cause: `advisories ${reason}`,
      weight: topics.length,
    }),
    topics,
  }));
}
