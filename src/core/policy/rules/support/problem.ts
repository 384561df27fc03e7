/** Problems of the tree as drafts. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../../model.ts';
import type { Draft } from '../../rule.ts';
import { titled } from './draft.ts';

/**
 * The gap holds path and object id as a digest: a changed submodule or an edited unreadable file is a new thing that nobody has seen (T15),
 * and ids hold no file names. 16 hex digits, so that the digest is no weaker than the finding's id.
 */
export function problemDraft(rule: string, problem: Problem, title: string, reason: string): Draft {
  const { code, path, line, column, blob } = problem;
  const digest = createHash('sha256')
    .update(JSON.stringify([path, blob]))
    .digest('hex');
  return {
    rule,
    component: 'tree',
    version: null,
    kind: 'tree',
    name: path,
    scope: 'product',
    gap: `${code}:${digest.slice(0, 16)}`,
    places: [{ path, line, column }],
    reason,
    fix: { title: titled(title), edits: [], command: null },
    cause: `${rule} ${code}`,
    weight: 1,
  };
}
