/** What every reader of a public repository may see (T26). */
import type { Note, Verdict } from '../model/index.ts';

/** Why something is waived or does not matter, who says so, since when and of what, stays in the policy: it may be an organization's, which few may read. */
export function withoutReasons(verdict: Verdict): Verdict {
  const hidden = 'not shown in a public repository';
  const findings = verdict.findings.map(({ finding, waiver, approval, ...rest }) => ({
    ...rest,
    // Teams of an organization are known to its members only.
    finding:
      finding.review === undefined ? finding : { ...finding, review: { ...finding.review, approvers: ['an approver of the policy'] } },
    waiver: waiver === null ? null : { ...waiver, reason: hidden, approver: hidden },
    ...(approval === undefined ? {} : { approval: { ...approval, approver: hidden } }),
  }));
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

/** Which statement or override does not hold, and why, is the text of the policy: that there are some, and how many, is not. */
function countingStatements(notes: readonly Note[]): readonly Note[] {
  return (['statement-void', 'override'] as const).reduce<readonly Note[]>((before, code) => {
    const others = before.filter((note) => note.code !== code);
    const left = before.length - others.length;
    return left === 0 ? before : [...others, { code, text: COUNTED[code](left) }];
  }, notes);
}

const COUNTED: Readonly<Record<'statement-void' | 'override', (left: number) => string>> = {
  'statement-void': (left) =>
    `${left === 1 ? '1 statement of the policy does' : `${left} statements of the policy do`} not hold for what is here now; which is not shown in a public repository.`,
  override: (left) =>
    `Of the licenses that the policy names for components ${left === 1 ? '1 ends' : `${left} end`} or ${left === 1 ? 'does' : 'do'} not hold for what is here now; which is not shown in a public repository.`,
};
