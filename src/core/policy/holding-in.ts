/** Where the exceptions of an organization's file hold: in the repositories that they name, and without any nowhere (T28). */
import type { Policy } from './policy.ts';
import type { Waiver } from './waiver.ts';

/** The policy of an organization, as it stands for one of its repositories, "owner/name". */
export function waivingIn(policy: Policy, repository: string): Policy {
  const isIn = (names: readonly string[]): boolean => names.some((one) => one.toLowerCase() === repository.toLowerCase());
  const held = <T extends Pick<Waiver, 'repositories' | 'outside'>>(one: T): T => ({
    ...one,
    outside: one.repositories === null ? 'nowhere' : isIn(one.repositories) ? null : 'elsewhere',
  });
  return { ...policy, waivers: policy.waivers.map(held), statements: policy.statements.map(held) };
}
