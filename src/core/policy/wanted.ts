/** What must be looked up for a policy. */
import type { Topic } from '../model/index.ts';
import type { Policy } from './policy.ts';
import { rules } from './rules/index.ts';

/** Topics that the active rules need: nothing is fetched that nobody asked for. */
export function wantedTopics(policy: Policy): ReadonlySet<Topic> {
  const active = rules.filter((rule) => (policy.rules.get(rule.id)?.level ?? rule.level) !== 'off');
  return new Set<Topic>(active.flatMap((rule) => rule.topics));
}
