/** Of which libraries the policy does not take the license as it is: of these the version before is asked for its own, too. */
import type { Bom } from '../model/index.ts';
import { partsOfBom } from '../model/parts.ts';
import { judge } from './judge.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/**
 * Identities. What was refused before is no news of a change (T5), so the old license counts exactly there; what the policy takes needs no look at
 * the one before, and asking for 150 of them would take the questions from something else (T32).
 */
export function licensesInQuestion(policy: Policy, rules: readonly Rule[], bom: Bom, now: Date): ReadonlySet<string> {
  const about = rules.filter(({ topics }) => topics.includes('license'));
  const findings = judge({ policy, rules: about, bom: partsOfBom(bom).touched, changes: [], policyChanges: [], now });
  return new Set(findings.flatMap(({ kind, component }) => (kind === 'library' ? [component] : [])));
}
