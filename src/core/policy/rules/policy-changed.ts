/** policy/changed: the change touches the policy itself (T23). */
import { z } from 'zod';
import type { PolicyChange } from '../../model/index.ts';
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
      'A policy file, or a key that it names, is added, changed or removed between base and head. The change is judged by the policy in force, never by its own. ' +
      'The finding names what the new one allows that was not allowed before: lower levels, laxer options, longer allow lists, shorter deny lists, signers and waivers that were not there. ' +
      'Below the policy of an organization it names what the file asks for and does not get, because that policy is stricter and stays in force.',
    remedy:
      'Let the owner of the policy review this file. Change policy and code in separate pull requests. At level block, as in the preset of `init --strict`, only somebody who may merge past the check can merge it.',
    serves: 'CRA Annex I Part II (3) (regular tests and reviews)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  topics: [],
  libraries: 'none',
  judge: ({ policyChanges }) =>
    policyChanges.map(({ path, type, looser = [], refused = [] }) => ({
      rule: 'policy/changed',
      component: 'policy',
      version: null,
      kind: 'policy' as const,
      name: path,
      scope: 'product' as const,
      gap: `policy-${type}`,
      places: [{ path, line: 1, column: 1 }],
      reason: reasonOf(type, looser, refused),
      fix: { title: 'Let the owner of the policy review this change', edits: [], command: null },
      cause: 'policy changed',
      weight: type === 'removed' || looser.length > 0 ? 2 : 1,
    })),
};

const SHOWN = 3;
const LINE = 90;
const REASON = 400;

/** T40: what becomes looser is said by name. Values are the policy's own text: cut, so that none pushes out the next. */
function reasonOf(type: PolicyChange['type'], looser: readonly string[], refused: readonly string[]): string {
  const said = [
    WORDS[type],
    ...listed('it allows more', looser),
    ...listed('it asks for less than the layer above, which stays in force', refused),
  ];
  return cut(said.join('; '), REASON);
}

function listed(what: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, SHOWN).map((line) => cut(line, LINE));
  return [`${what}: ${shown.join(', ')}${lines.length > SHOWN ? ` and ${lines.length - SHOWN} more` : ''}`];
}

function cut(text: string, limit: number): string {
  const points = Array.from(text.slice(0, limit * 2));
  return points.length > limit ? `${points.slice(0, limit - 1).join('')}…` : points.join('');
}
