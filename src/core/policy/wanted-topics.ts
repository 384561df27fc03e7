/** What the rules of a policy have to know: nothing is fetched that nobody asked for. */
import type { Topic } from '../model/index.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/** Topics of the rules that are not off. */
export function wantedTopics(policy: Pick<Policy, 'rules'>, rules: readonly Rule[]): ReadonlySet<Topic> {
  const active = rules.filter((rule) => (policy.rules.get(rule.id)?.level ?? rule.level) !== 'off');
  return new Set<Topic>(active.flatMap((rule) => rule.topics));
}
