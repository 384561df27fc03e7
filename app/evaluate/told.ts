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
  const { conclusion, wouldBe, mode, findings, notes } = result.verdict;
  const ofNotes = notes.map(({ code, text }) => [code, text]);
  return [
    conclusion,
    wouldBe,
    mode,
    findings.map(({ finding: { id, level, reason }, status, blocks }) => [id, level, reason, status, blocks]),
    ofNotes,
  ];
}
