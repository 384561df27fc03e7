/** A dossier and a policy → the verdict. Nothing is asked or read any more but lines of the trees, so that it can be repeated under another policy. */
import { addedUnknowns } from '../bom/added-unknowns.ts';
import { diffBoms } from '../bom/diff.ts';
import { touchedPlaces, withChangeFirst } from '../bom/touched.ts';
import { concluded } from '../choose/concluded.ts';
import type { Approval, Bom, Note, PolicyReview, Verdict } from '../model/index.ts';
import { gate } from '../policy/gate.ts';
import { judgeSides } from '../policy/judge-sides.ts';
import { ownLicenseNotes } from '../policy/outbound.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rule } from '../policy/rule.ts';
import { labelNotes } from '../policy/scope-labels.ts';
import { signedIn } from '../policy/signed-in.ts';
import { ownersWord } from '../policy/stated-licenses.ts';
import { stating } from '../policy/statements.ts';
import { usesToTell } from '../policy/uses/index.ts';
import type { Dossier } from './dossier.ts';
import { inOwnersWords } from './license-words.ts';

export interface DecisionInput {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** What the change makes of the policy files (T23, T40). */
  readonly review: PolicyReview;
  /** What people have accepted of what waits for a review. */
  readonly approvals: readonly Approval[];
  readonly notes: readonly Note[];
  readonly now: Date;
}

export interface Decision {
  readonly verdict: Verdict;
  /** The head's, with the licenses that count under this policy. */
  readonly bom: Bom;
}

/** Both sides are judged with the same policy, evidence and moment. */
export async function decide(dossier: Dossier, judging: DecisionInput): Promise<Decision> {
  const { difference, sides } = dossier;
  const { policy, rules, notes, now } = judging;
  const owner = ownersWord(policy, now);
  const worded = inOwnersWords(policy, owner);
  const head = worded(dossier.head);
  const base = dossier.base === null ? null : worded(dossier.base);
  const changes = diffBoms(base, head);
  const ofChange = base !== null;
  const { onHead, onBase } = judgeSides({
    policy,
    rules,
    head,
    base,
    changes,
    policyChanges: judging.review.changes,
    policyMistakes: judging.review.mistakes,
    ownLicenseChanges: dossier.ownLicenseChanges,
    now,
  });
  const gated = gate({ head: onHead, base: onBase, policy, rules, difference, approvals: judging.approvals, now });
  const open = gated.findings.flatMap(({ finding, status }) => (status === 'fixed' ? [] : [finding]));
  const statements = stating(policy, head);
  const stated = statements.holding();
  const uses = usesToTell({ policy, bom: head, before: base }, ofChange ? changes : null);
  const touched = ofChange ? await touchedPlaces(dossier, changes, open) : [];
  const verdict: Verdict = {
    findings: gated.findings.map((one) => withChangeFirst(one, touched)),
    touched,
    ...concluded(gated, notes, policy.mode),
    mode: policy.mode,
    changes,
    unnamed: addedUnknowns(base, head),
    base: sides.base,
    head: sides.head,
    policy: policy.label,
    notes: [
      ...notes,
      ...gated.notes,
      ...statements.notes(),
      ...owner.notes(),
      ...labelNotes(policy, dossier.relabeled),
      ...ownLicenseNotes(policy, head),
    ],
    coverage: dossier.coverage,
    signed: signedIn(head, policy),
    ...(stated.length === 0 ? {} : { stated }),
    ...(Object.keys(uses).length === 0 ? {} : { uses }),
    asOf: now.toISOString(),
  };
  return { verdict, bom: head };
}
