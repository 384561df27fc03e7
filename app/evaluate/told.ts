/** What a check says, as a digest: a verdict that says the same again is not written again (T3). */
import { createHash } from 'node:crypto';
import type { Gate } from '../github/gate.ts';
import type { EvaluationResult } from './outcome.ts';

/**
 * Without the moment, and without the policy's commit: another commit that says the same is no news. With the gate, which decides under which name
 * it is said (T1).
 */
export function toldOf(result: EvaluationResult, { required, anySource, strict }: Gate): string {
  return createHash('sha256')
    .update(JSON.stringify([required, anySource, strict, wordsOf(result)]))
    .digest('hex');
}

function wordsOf(result: EvaluationResult): unknown {
  if (result.kind === 'failed') return [result.title, result.lines];
  const { conclusion, wouldBe, mode, findings, notes, stated, uses } = result.verdict;
  const ofNotes = notes.map(({ code, text }) => [code, text]);
  const ofFindings = findings.map(({ finding: { id, level, reason }, status, blocks, waiver, approval }) => {
    // Who waived it, why and until when is said; how many days are left is no news.
    const waived = waiver === null ? null : [waiver.reason, waiver.approver, waiver.expires];
    return [id, level, reason, status, blocks, waived, approval?.approver ?? null];
  });
  return [conclusion, wouldBe, mode, ofFindings, ofNotes, stated ?? null, uses ?? null];
}
