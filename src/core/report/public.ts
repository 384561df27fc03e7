/** What every reader of a public repository may see (T26). */
import type { Note, Verdict } from '../model/index.ts';

/** Why something is waived or does not matter, who says so, since when and of what, stays in the policy: it may be an organization's, which few may read. */
export function withoutReasons(verdict: Verdict): Verdict {
  const hidden = 'not shown in a public repository';
  const findings = verdict.findings.map((judged) =>
    judged.waiver === null ? judged : { ...judged, waiver: { ...judged.waiver, reason: hidden, approver: hidden } },
  );
  // So does what a policy calls a signer; who signed stands in the model's own signature.
  const signed = Object.fromEntries(Object.keys(verdict.signed).map((key) => [key, 'a signer of the policy']));
  const stated = verdict.stated?.map((one) => ({
    ...one,
    justification: null,
    impact: hidden,
    product: hidden,
    author: hidden,
    date: null,
  }));
  return { ...verdict, findings, notes: countingStatements(verdict.notes), signed, ...(stated === undefined ? {} : { stated }) };
}

/** Which statement does not hold, and why, is the text of the policy: that there are some, and how many, is not. */
function countingStatements(notes: readonly Note[]): readonly Note[] {
  const others = notes.filter(({ code }) => code !== 'statement-void');
  const left = notes.length - others.length;
  if (left === 0) return notes;
  const text = `${left === 1 ? '1 statement of the policy does' : `${left} statements of the policy do`} not hold for what is here now; which is not shown in a public repository.`;
  return [...others, { code: 'statement-void', text }];
}
