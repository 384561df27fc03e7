/** Problems of the tree as drafts. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../../model/index.ts';
import type { Draft } from '../../rule.ts';
import { titled } from './draft.ts';

/**
 * The gap holds the path as a digest: gaps hold no file names, and neither content, message nor line, so that a problem that stands on both
 * sides is one (T5). The whole digest: what is compared is never shortened (T38). `version`: what the rule counts per revision.
 */
export function problemDraft(rule: string, problem: Problem, title: string, reason: string, version: string | null = null): Draft {
  const { code, path, line, column, blob, subject = path, scope = 'product' } = problem;
  const digest = createHash('sha256')
    .update(JSON.stringify([subject]))
    .digest('hex');
  return {
    rule,
    component: 'tree',
    version,
    kind: 'tree',
    name: path,
    scope,
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
