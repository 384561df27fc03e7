/** Where waivers hold: an organization's file waives in the repositories that it names, a repository's own file in its own. */
import type { Policy, Waiver } from './policy.ts';

/** The policy of an organization, as it stands for one of its repositories, "owner/name". What names none holds nowhere (T28). */
export function waivingIn(policy: Policy, repository: string): Policy {
  return withOutside(policy, ({ repositories }) => {
    if (repositories === null) return 'nowhere';
    return repositories.some((one) => one.toLowerCase() === repository.toLowerCase()) ? null : 'elsewhere';
  });
}

/** The policy of a repository's own file, which knows no other repositories: what names some is not for a file like this. */
export function waivingHere(policy: Policy): Policy {
  return withOutside(policy, ({ repositories }) => (repositories === null ? null : 'nowhere'));
}

function withOutside(policy: Policy, outside: (waiver: Waiver) => Waiver['outside']): Policy {
  return { ...policy, waivers: policy.waivers.map((waiver) => ({ ...waiver, outside: outside(waiver) })) };
}
