/** Waivers that were given in comments, beside those of the policy; and until when a verdict says the same. Pure. */
import type { Policy, Verdict } from '../../src/core/index.ts';
import type { GivenWaiver, Rests } from './ports.ts';

/** A waiver is told when so many days are left. */
const WARN_DAYS = 14;
const DAY = 86_400_000;

/** T3: of who speaks for nobody whom the policy names now, nothing counts. What the policy says of all waivers holds for these, too. */
export function withGiven(policy: Policy, given: readonly GivenWaiver[]): Policy {
  const counting = given.filter(({ as }) => policy.approvers.includes(as));
  const waivers = counting.map(({ as, approver, number: _, comment: __, ...bound }) => ({
    ...bound,
    approver: as === approver ? approver : `${approver} for ${as}`,
    repositories: null,
    outside: null,
  }));
  return { ...policy, waivers: [...policy.waivers, ...waivers] };
}

export function restsOf({ findings, asOf }: Verdict): Rests {
  const moments = findings.flatMap(({ waiver }) => {
    if (waiver === null) return [];
    const { expires, daysLeft } = waiver;
    // Its last day is still valid, in UTC.
    return [Date.parse(expires) + (daysLeft > WARN_DAYS ? -WARN_DAYS : 1) * DAY];
  });
  const soonest = moments.filter((one) => one > Date.parse(asOf)).toSorted((a, b) => a - b)[0];
  return {
    againAt: soonest === undefined ? null : new Date(soonest).toISOString(),
    approved: findings.some(({ approval }) => approval !== undefined),
  };
}
