/** Problems of the tree as drafts. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../../model.ts';
import type { Draft } from '../../rule.ts';
import { titled } from './draft.ts';

/**
 * The gap holds path and object id as a digest: a changed submodule or an edited unreadable file is a new thing that nobody has seen (T15),
 * and gaps hold no file names. The whole digest: what is compared is never shortened (T38).
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
    gap: `${code}:${digest}`,
    // What a waiver names: this content at this path (T28).
    requested: [blob],
    places: [{ path, line, column }],
    reason,
    fix: { title: titled(title), edits: [], command: null },
    cause: `${rule} ${code}`,
    weight: 1,
  };
}
