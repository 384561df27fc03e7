/** Head's findings against base's: what is new or worse, what blocks, what the conclusion is. */
import type { Approval, Conclusion, Finding, FindingStatus, JudgedFinding, Note } from '../model/index.ts';
import { ALL_CHANGED, type Difference } from './difference.ts';
import { excusing } from './excuse.ts';
import { tupleOf } from './finding-id.ts';
import { fixedOf } from './fixed.ts';
import { INCOMPLETE } from './judge.ts';
import { compareText } from '../base/order.ts';
import { mayMerge } from '../model/conclusion.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import { waiving } from './waivers.ts';

export interface GateInput {
  readonly head: readonly Finding[];
  /**
   * null = there has never been a base to compare with: everything is "existing" and nothing blocks, and a note says so.
   * A base that exists and could not be read is no such case: the caller must not conclude at all (T4).
   */
  readonly base: readonly Finding[] | null;
  readonly policy: Policy;
  /** For `everywhere`: what place labels do not relax (T42). */
  readonly rules: readonly Rule[];
  /** Of the trees; without it no file counts as untouched. */
  readonly difference?: Difference;
  /** What people have accepted; absent: nothing. */
  readonly approvals?: readonly Approval[];
  readonly now: Date;
}

export interface Gated {
  /** Blocking first, then new, worse, existing, waived, fixed; within one status by rule, component, gap, scope. */
  readonly findings: readonly JudgedFinding[];
  readonly conclusion: Conclusion;
  /** What enforce concludes. */
  readonly wouldBe: Conclusion;
  readonly notes: readonly Note[];
}

/** Decides. Both sides must come from `judge` with the same policy, evidence and moment. */
export function gate(input: GateInput): Gated {
  const { head, base, policy, now, difference = ALL_CHANGED, approvals = [] } = input;
  const byId = new Map(input.rules.map((rule) => [rule.id, rule.everywhere]));
  const isEverywhere = (finding: Finding): boolean => {
    const everywhere = byId.get(finding.rule) ?? false;
    return typeof everywhere === 'function' ? everywhere(finding) : everywhere;
  };
  const perRevision = new Set([INCOMPLETE, ...input.rules.flatMap((rule) => (rule.perRevision === true ? [rule.id] : []))]);
  const moving = new Set(input.rules.filter((rule) => rule.moves === true).map((rule) => rule.id));
  const old = excusing(head, base ?? head, { perRevision, moving }, base === null ? NOTHING_CHANGED : difference);
  const statuses = new Map(head.map((finding) => [finding, old.statusOf(finding)]));
  const firm = new Set(input.rules.filter((rule) => rule.fixed === true).map((rule) => rule.id));
  const drifting = new Map(input.rules.flatMap(({ id, drifts = false }) => (drifts === false ? [] : [[id, drifts] as const])));
  const waivers = waiving(policy, drifting, now);

  const onHead = head.map((finding): JudgedFinding => {
    const waiver = firm.has(finding.rule) ? null : waivers.find(finding);
    const approval = waiver === null ? approvals.find((one) => isApproved(finding, one)) : undefined;
    const status = waiver === null && approval === undefined ? (statuses.get(finding) ?? 'new') : 'waived';
    const counts = isEverywhere(finding) || policy.scope.block.includes(finding.scope);
    const refused = finding.level === 'block' && counts && (status === 'new' || status === 'worse');
    const tried = refused && policy.rules.get(finding.rule)?.mode === 'evaluate';
    return {
      finding,
      status,
      waiver,
      ...(approval === undefined ? {} : { approval }),
      blocks: refused && !tried,
      ...(tried ? { wouldBlock: true } : {}),
    };
  });
  const fresh = new Set(head.filter((finding) => statuses.get(finding) !== 'existing'));
  const fixed = fixedOf(old.gone, head, fresh, difference).map(
    (finding): JudgedFinding => ({ finding, status: 'fixed', waiver: null, blocks: false }),
  );

  const all = [...onHead, ...fixed].filter(
    ({ finding, blocks, wouldBlock = false }) => blocks || wouldBlock || isEverywhere(finding) || policy.scope.show.includes(finding.scope),
  );
  // T40: evaluate mode refuses nothing but mistakes in the policy itself, which would end it.
  const held = policy.mode === 'evaluate' && all.some(({ finding, blocks }) => blocks && firm.has(finding.rule));
  const shown = held ? all.map((one) => ({ ...one, blocks: one.blocks && firm.has(one.finding.rule) })) : all;
  const notes = [...(base === null ? [FIRST_EVER] : []), ...waivers.notes()];
  const enforced = shown.map((one) => ({ ...one, blocks: one.blocks || (!held && one.wouldBlock === true) }));
  const wouldBe = concluded(enforced, base === null, notes);
  const conclusion = policy.mode === 'evaluate' && !held && !mayMerge(wouldBe) ? 'warn' : concluded(shown, base === null, notes);
  return { findings: shown.sort(compareJudged), conclusion, wouldBe, notes };
}

const FIRST_EVER: Note = {
  code: 'first-ever',
  text: 'There is no earlier state to compare with: everything found here counts as existing, and nothing blocks.',
};

const NOTHING_CHANGED: Difference = { ...ALL_CHANGED, isChanged: () => false };

/** T28: exactly this component in this version under this license and its text. What has no exact version nobody can have looked at. */
function isApproved({ review, component, version }: Finding, approval: Approval): boolean {
  if (review === undefined || approval.component !== component || approval.version !== version) return false;
  return approval.license === review.license && approval.text === review.text;
}

/**
 * wait: all that blocks is that something could not be looked up; trying again may change it, an edit would not. review: nothing is missing but a
 * person's word.
 */
function concluded(findings: readonly JudgedFinding[], firstEver: boolean, notes: readonly Note[]): Conclusion {
  const blocking = findings.filter(({ blocks }) => blocks);
  const firm = blocking.filter(({ finding }) => finding.review === undefined);
  if (firm.length > 0) return firm.every(({ finding }) => finding.rule === INCOMPLETE) ? 'wait' : 'block';
  if (blocking.length > 0) return 'review';
  const fresh = findings.some(({ status }) => status === 'new' || status === 'worse' || (firstEver && status === 'existing'));
  return fresh || notes.some(({ code }) => code === 'waiver-expiring' || code === 'waiver-expired') ? 'warn' : 'pass';
}

const ORDER: readonly FindingStatus[] = ['new', 'worse', 'existing', 'waived', 'fixed'];

function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    Number(b.blocks) - Number(a.blocks) ||
    Number(b.wouldBlock ?? false) - Number(a.wouldBlock ?? false) ||
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
    compareText(a.finding.rule, b.finding.rule) ||
    compareText(a.finding.component, b.finding.component) ||
    compareText(a.finding.gap, b.finding.gap) ||
    compareText(a.finding.scope, b.finding.scope) ||
    compareText(tupleOf(a.finding), tupleOf(b.finding))
  );
}
