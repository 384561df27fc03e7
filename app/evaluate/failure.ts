/** Errors that are an answer: nothing was judged, the check says why, and it is not green (T4). Others are the job's. */
import { errorWords, HIDDEN_POLICY, InputError } from '../../src/core/index.ts';
import { isGitHubError } from '../github/errors.ts';
import type { EvaluationResult } from './outcome.ts';

/** Null: no answer was had, so the job tries again. `forPublic`: everybody reads it (T26). */
export function failureOf(error: unknown, forPublic: boolean): Extract<EvaluationResult, { kind: 'failed' }> | null {
  if (error instanceof InputError) {
    const words = errorWords(error);
    const shown = (words?.mistakes ?? []).filter((mistake) => !(forPublic && mistake.startsWith(`${HIDDEN_POLICY}:`)));
    const hidden = (words?.mistakes.length ?? 0) - shown.length;
    const lines = [...shown.slice(0, 20), ...(shown.length > 20 ? [`and ${shown.length - 20} more`] : [])];
    const counted = hidden === 0 ? [] : [`${hidden} mistakes are shown to the owners of the policy only`];
    return { kind: 'failed', title: words?.message ?? 'the policy cannot be used', lines: [...lines, ...counted, words?.hint ?? ''] };
  }
  if (isGitHubError(error, 'limit', 'invalid', 'rejected', 'conflict', 'forbidden'))
    return {
      kind: 'failed',
      title: 'GitHub did not give what the check needs',
      lines: [error.message, 'Press Re-run. If it says the same again, the operator of this App has the details.'],
    };
  return null;
}
