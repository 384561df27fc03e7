/** Base and head of a change, judged with the same policy, evidence and moment. */
import type { Bom, Finding } from '../model/index.ts';
import { judge, type JudgeInput } from './judge.ts';

export interface SidesToJudge extends Omit<JudgeInput, 'bom' | 'before' | 'ofChange' | 'spokenOf'> {
  readonly head: Bom;
  /** null: there is none, and the head is judged alone. */
  readonly base: Bom | null;
}

export interface JudgedSides {
  readonly onHead: readonly Finding[];
  readonly onBase: readonly Finding[] | null;
}

export function judgeSides({ head, base, ...input }: SidesToJudge): JudgedSides {
  const { policy, rules, now } = input;
  const ofChange = base !== null;
  const onHead = judge({ ...input, bom: head, changes: ofChange ? input.changes : [], before: base, ofChange });
  if (base === null) return { onHead, onBase: null };
  // What rules do not say of a library on one side, they do not say on the other, where the change leaves it alone.
  const spokenOf = new Set(onHead.map(({ component }) => component));
  return { onHead, onBase: judge({ policy, rules, bom: base, changes: [], ofChange, policyChanges: [], spokenOf, now }) };
}
