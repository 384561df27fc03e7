/** What every reader of a public repository may see (T26). */
import type { JudgedFinding, Note, UseAnswer, UseReason, Verdict } from '../model/index.ts';

/** Why something is waived or does not matter, who says so, since when and of what, stays in the policy: it may be an organization's, which few may read. */
export function withoutReasons(verdict: Verdict): Verdict {
  const findings = verdict.findings.map((judged) => withoutFacts(withoutPeople(judged)));
  // So does what a policy calls a signer; who signed stands in the model's own signature.
  const signed = Object.fromEntries(Object.keys(verdict.signed).map((key) => [key, 'a signer of the policy']));
  const stated = verdict.stated?.map((one) => ({
    ...one,
    justification: null,
    impact: HIDDEN,
    product: HIDDEN,
    author: HIDDEN,
    date: null,
  }));
  const uses =
    verdict.uses === undefined
      ? undefined
      : Object.fromEntries(Object.entries(verdict.uses).map(([key, answer]) => [key, { ...answer, ...withoutStatements(answer) }]));
  return {
    ...verdict,
    findings,
    notes: countingStatements(verdict.notes),
    signed,
    ...(stated === undefined ? {} : { stated }),
    ...(uses === undefined ? {} : { uses }),
  };
}

/** In place of what few may read. */
export const HIDDEN = 'not shown in a public repository';

/** Who waives, approves and may approve: teams of an organization are known to its members only. */
function withoutPeople({ finding, waiver, approval, ...rest }: JudgedFinding): JudgedFinding {
  return {
    ...rest,
    finding:
      finding.review === undefined ? finding : { ...finding, review: { ...finding.review, approvers: ['an approver of the policy'] } },
    waiver: waiver === null ? null : { ...waiver, reason: HIDDEN, approver: HIDDEN },
    ...(approval === undefined ? {} : { approval: { ...approval, approver: HIDDEN } }),
  };
}

/** Users, revenue and markets of a product stand in the policy; which key of it decides is no secret. */
function withoutFacts(judged: JudgedFinding): JudgedFinding {
  const { clauses, reason } = judged.finding;
  if (clauses === undefined) return judged;
  const facts = new Set(clauses.flatMap(({ fact }) => fact ?? []));
  const shown = [...facts].reduce((text, fact) => text.replaceAll(fact, () => HIDDEN), reason);
  return { ...judged, finding: { ...judged.finding, reason: shown, clauses: clauses.map(factless) } };
}

function withoutStatements({ reasons, duties }: UseAnswer): Pick<UseAnswer, 'reasons' | 'duties'> {
  return { reasons: reasons.map(factless), duties: duties.map((duty) => ({ ...duty, state: 'unstated' })) };
}

function factless(reason: UseReason): UseReason {
  return reason.fact === null ? reason : { ...reason, fact: HIDDEN };
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
