/** What GitHub said last about the hourly quota of each installation, of what this process asked. */
import { type Quota, quotaOf } from './quota-of.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

export interface QuotaLeft {
  readonly resource: string;
  readonly remaining: number;
  readonly limit: number;
}

export interface Quotas {
  readonly note: (installation: number, headers: Headers) => void;
  /** For each kind of quota that of the installation which has the smallest share left, without saying which (T27). */
  readonly lowest: () => readonly QuotaLeft[];
}

/** The kinds that our calls count for ("Rate limits for the REST API"); a server's other words never become a label. */
const RESOURCES = ['core', 'graphql'];

export function createQuotas(now: () => Date): Quotas {
  const known = new Map<string, { readonly resource: string; readonly quota: Quota }>();
  return {
    note(installation, headers) {
      const quota = quotaOf(headers);
      const resource = String(headers['x-ratelimit-resource'] ?? 'core');
      if (quota !== null && RESOURCES.includes(resource)) known.set(`${installation} ${resource}`, { resource, quota });
    },
    lowest() {
      // Its hour is over: what was left says nothing any more.
      for (const [key, { quota }] of known) if (quota.reset.getTime() <= now().getTime()) known.delete(key);
      return RESOURCES.flatMap((resource) => {
        const all = [...known.values()].flatMap((one) => (one.resource === resource ? [one.quota] : []));
        const [least] = all.toSorted((a, b) => a.remaining / a.limit - b.remaining / b.limit);
        return least === undefined ? [] : [{ resource, remaining: least.remaining, limit: least.limit }];
      });
    },
  };
}
