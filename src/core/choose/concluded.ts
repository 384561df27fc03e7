/** What the way in which trees were chosen makes of a verdict. */
import type { Note, Verdict } from '../model/index.ts';
import type { Gated } from '../policy/gate.ts';
import type { Policy } from '../policy/policy.ts';
import { needsPerson } from './trees.ts';

/** The merge result itself was not seen (T2): whatever was found, a person must look, and the check is not green. */
export function concluded(gated: Gated, notes: readonly Note[], mode: Policy['mode']): Pick<Verdict, 'conclusion' | 'wouldBe'> {
  if (!needsPerson(notes) || gated.wouldBe === 'block') return { conclusion: gated.conclusion, wouldBe: gated.wouldBe };
  return { conclusion: mode === 'evaluate' ? 'warn' : 'wait', wouldBe: 'wait' };
}
