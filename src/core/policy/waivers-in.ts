/** Where the waivers of an organization's file hold: in the repositories that they name, and without any nowhere (T28). */
import type { Policy } from './policy.ts';

/** The policy of an organization, as it stands for one of its repositories, "owner/name". */
export function waivingIn(policy: Policy, repository: string): Policy {
  const isIn = (names: readonly string[]): boolean => names.some((one) => one.toLowerCase() === repository.toLowerCase());
  return {
    ...policy,
    waivers: policy.waivers.map((waiver) => {
      const { repositories } = waiver;
      return { ...waiver, outside: repositories === null ? 'nowhere' : isIn(repositories) ? null : 'elsewhere' };
    }),
  };
}
