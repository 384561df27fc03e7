/** What a policy has us ask beyond what trees say, and whether a dossier answers that. */
import { createHash } from 'node:crypto';
import type { Bom, OwnLicenseChange } from '../model/index.ts';
import { diffBoms } from '../bom/diff.ts';
import { licensesInQuestion } from '../policy/licenses-in-question.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rule } from '../policy/rule.ts';
import { keysOf } from '../policy/signers.ts';
import { ownersWord } from '../policy/stated-licenses.ts';
import { movedUses } from '../policy/statements.ts';
import { wantedTopics } from '../policy/wanted-topics.ts';
import type { AskedFor, Dossier } from './dossier.ts';
import { inOwnersWords } from './license-words.ts';

/** Before anything is read. */
export function asksAtFirst(policy: Policy, rules: readonly Rule[]): Pick<AskedFor, 'topics' | 'scopes' | 'declared' | 'keys'> {
  const keys = keysOf(policy).map((key) =>
    createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  );
  return {
    topics: wantedTopics(policy, rules),
    scopes: JSON.stringify(policy.scopes),
    declared: policy.declared,
    keys: [...new Set(keys)].sort(),
  };
}

/** Under other terms of the product everything in it is judged anew, and not only what the change adds. */
export function asksEveryPackage({ product }: Policy, changes: readonly OwnLicenseChange[]): boolean {
  return changes.length > 0 && product.license === null;
}

/** Libraries of the head, as claims alone describe it, of which the license before the change counts. */
export function disputedIn(policy: Policy, rules: readonly Rule[], head: Bom, now: Date): ReadonlySet<string> {
  return licensesInQuestion(policy, rules, inOwnersWords(policy, ownersWord(policy, now))(head), now);
}

/** Why this dossier does not answer what the policy asks for, one short line each. Empty: it can be judged without a question. */
export function lacking({ asked, head, base, ownLicenseChanges }: Dossier, policy: Policy, rules: readonly Rule[], now: Date): string[] {
  const first = asksAtFirst(policy, rules);
  // Only of what the change touches is the earlier license asked.
  const touched = new Set(base === null ? [] : diffBoms(base, head).map(({ identity }) => identity));
  const disputed = touched.size === 0 ? [] : [...disputedIn(policy, rules, head, now)].filter((identity) => touched.has(identity));
  const lacks: readonly (readonly [boolean, string])[] = [
    [!isWithin(first.topics, asked.topics), 'a rule asks for what no rule asked for before'],
    [first.scopes !== asked.scopes, 'other folders count as not shipped'],
    [first.declared !== asked.declared, 'declarations of the lock reach another rung'],
    [!isWithin(first.keys, new Set(asked.keys)), 'a key signs that no signature was verified with'],
    [asksEveryPackage(policy, ownLicenseChanges) && !asked.everyPackage, 'the license of every package counts'],
    [!isWithin(disputed, asked.disputed), 'the earlier license of a package counts'],
    [!isWithin(movedUses(policy, head, base), asked.moved), 'a statement about a vulnerability has to be looked at again'],
  ];
  return lacks.flatMap(([lacks, why]) => (lacks ? [why] : []));
}

function isWithin(some: Iterable<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}
