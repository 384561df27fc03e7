/** policy/invalid: a policy file that the change brings cannot be used (T40). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';

export const policyInvalid: Rule<Record<string, never>> = {
  id: 'policy/invalid',
  about: {
    title: 'A mistake in a policy file',
    motivation:
      'A policy that cannot be read protects nobody: after the merge nothing could be judged, or a key with a typing mistake would be silently left out.',
    decides:
      'A policy file that the change adds or changes, or a key file that it names, has a mistake: YAML that cannot be read, unknown keys and rules, values that mean nothing, keys that are missing, a name under which it is not looked for. ' +
      'Each mistake is a finding at its line. It depends on the bytes of these files and on the version of this program only; an expired waiver is not a mistake. It blocks also in evaluate mode, and no policy and no waiver lowers it. ' +
      'The change is judged by the policy in force. Where that one has mistakes itself, only a change that mends it is judged: by the built-in baseline and what of the broken file validly tightens it.',
    remedy:
      'Correct the lines. `weighbridge policy validate` shows all mistakes of the file in the folder; `weighbridge policy schema` prints the schema for your editor.',
    serves: 'CRA Annex I Part II (3) (regular tests and reviews)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  fixed: true,
  topics: [],
  libraries: 'none',
  judge: ({ policyMistakes = [] }) =>
    policyMistakes.map(({ path, line, column, message }) => {
      // Each by itself, in the order of the file: none is folded into another.
      const at = `${String(line).padStart(6, '0')}:${String(column).padStart(6, '0')}`;
      const gap = `mistake:${at}:${createHash('sha256')
        .update(JSON.stringify([path, message]))
        .digest('hex')
        .slice(0, 16)}`;
      return {
        rule: 'policy/invalid',
        component: 'policy',
        version: null,
        kind: 'policy' as const,
        name: path,
        scope: 'product' as const,
        gap,
        places: [{ path, line, column }],
        reason: sentence(message),
        fix: { title: `Correct line ${line} of ${short(path)}`, edits: [], command: null },
        cause: `${path} ${gap}`,
        weight: 1,
      };
    }),
};

/** Reasons end without a full stop, and one that lists everything that is known here is cut. */
function sentence(message: string): string {
  const points = Array.from(message.replace(/\.$/, ''));
  return points.length > 360 ? `${points.slice(0, 359).join('')}…` : points.join('');
}
