/** policy/changed: the change touches the policy itself (T23). */
import { z } from 'zod';
import type { PolicyChange } from '../../model.ts';
import type { Rule } from '../rule.ts';

const WORDS: Readonly<Record<PolicyChange['type'], string>> = {
  added: 'from the merge on, changes are judged by this file',
  changed: 'from the merge on, changes are judged by other rules than this one was',
  removed: 'from the merge on, changes are judged without this file',
};

export const policyChanged: Rule<Record<string, never>> = {
  id: 'policy/changed',
  about: {
    title: 'The change touches the policy',
    motivation:
      'A change that first relaxes the policy and then uses the relaxation looks fine in two steps. Whoever reviews should see that the rules themselves move.',
    decides:
      'A policy file is added, changed or removed between base and head. The change is judged by the policy of the base, never by its own.',
    remedy: 'Let the owner of the policy review this file. Change policy and code in separate pull requests.',
    serves: 'CRA Annex I Part II (3) (regular tests and reviews)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  topics: [],
  judge: ({ policyChanges }) =>
    policyChanges.map(({ path, type }) => ({
      rule: 'policy/changed',
      component: 'policy',
      version: null,
      kind: 'policy' as const,
      name: path,
      scope: 'product' as const,
      gap: `policy-${type}`,
      places: [{ path, line: 1, column: 1 }],
      reason: WORDS[type],
      fix: { title: 'Let the owner of the policy review this change', edits: [], command: null },
      cause: 'policy changed',
      weight: type === 'removed' ? 2 : 1,
    })),
};
