/** What every reader of a public repository may see (T26). */
import type { Verdict } from '../model/index.ts';

/** Why something is waived, and by whom, stays in the policy. */
export function withoutReasons(verdict: Verdict): Verdict {
  const hidden = 'not shown in a public repository';
  const findings = verdict.findings.map((judged) =>
    judged.waiver === null ? judged : { ...judged, waiver: { ...judged.waiver, reason: hidden, approver: hidden } },
  );
  // So does what a policy calls a signer; who signed stands in the model's own signature.
  const signed = Object.fromEntries(Object.keys(verdict.signed).map((key) => [key, 'a signer of the policy']));
  const stated = verdict.stated?.map((one) => ({ ...one, impact: hidden, author: hidden }));
  return { ...verdict, findings, signed, ...(stated === undefined ? {} : { stated }) };
}
