/** Head's findings against base's: what is new or worse, what blocks, what the conclusion is. */
import type { Conclusion, Finding, FindingStatus, JudgedFinding, Note } from '../model.ts';
import { INCOMPLETE } from './judge.ts';
import { compareText } from '../order.ts';
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
  const { head, base, policy, now } = input;
  const byId = new Map(input.rules.map((rule) => [rule.id, rule.everywhere]));
  const isEverywhere = (finding: Finding): boolean => {
    const everywhere = byId.get(finding.rule) ?? false;
    return typeof everywhere === 'function' ? everywhere(finding) : everywhere;
  };
  const perRevision = new Set([INCOMPLETE, ...input.rules.flatMap((rule) => (rule.perRevision === true ? [rule.id] : []))]);
  const before = new Map((base ?? head).map((finding) => [finding.id, finding]));
  const waivers = waiving(policy, now);

  const onHead = head.map((finding): JudgedFinding => {
    const waiver = waivers.find(finding);
    const status = waiver === null ? statusOf(finding, before.get(finding.id), perRevision) : 'waived';
    const counts = isEverywhere(finding) || policy.scope.block.includes(finding.scope);
    return { finding, status, waiver, blocks: finding.level === 'block' && counts && (status === 'new' || status === 'worse') };
  });
  const here = new Set(head.map((finding) => finding.id));
  const fixed = [...before.values()]
    .filter((finding) => !here.has(finding.id))
    .map((finding): JudgedFinding => ({ finding, status: 'fixed', waiver: null, blocks: false }));

  const shown = [...onHead, ...fixed].filter(
    ({ finding, blocks }) => blocks || isEverywhere(finding) || policy.scope.show.includes(finding.scope),
  );
  const notes = [...(base === null ? [FIRST_EVER] : []), ...waivers.notes()];
  const wouldBe = concluded(shown, base === null, notes);
  const conclusion = policy.mode === 'evaluate' && (wouldBe === 'block' || wouldBe === 'wait') ? 'warn' : wouldBe;
  return { findings: shown.sort(compareJudged), conclusion, wouldBe, notes };
}

const FIRST_EVER: Note = {
  code: 'first-ever',
  text: 'There is no earlier state to compare with: everything found here counts as existing, and nothing blocks.',
};

function statusOf(finding: Finding, before: Finding | undefined, perRevision: ReadonlySet<string>): FindingStatus {
  if (before === undefined) return 'new';
  // What could not be looked up about one revision says nothing about another: a bump while the hub is down is a new unknown (T4).
  if (perRevision.has(finding.rule) && finding.version !== before.version) return 'new';
  if (finding.weight > before.weight || (finding.level === 'block' && before.level === 'warn')) return 'worse';
  return 'existing';
}

/** wait: all that blocks is that something could not be looked up; trying again may change it, an edit would not. */
function concluded(findings: readonly JudgedFinding[], firstEver: boolean, notes: readonly Note[]): Conclusion {
  const blocking = findings.filter(({ blocks }) => blocks);
  if (blocking.length > 0) return blocking.every(({ finding }) => finding.rule === INCOMPLETE) ? 'wait' : 'block';
  const fresh = findings.some(({ status }) => status === 'new' || status === 'worse' || (firstEver && status === 'existing'));
  return fresh || notes.some(({ code }) => code === 'waiver-expiring' || code === 'waiver-expired') ? 'warn' : 'pass';
}

const ORDER: readonly FindingStatus[] = ['new', 'worse', 'existing', 'waived', 'fixed'];

function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    Number(b.blocks) - Number(a.blocks) ||
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
    compareText(a.finding.rule, b.finding.rule) ||
    compareText(a.finding.component, b.finding.component) ||
    compareText(a.finding.gap, b.finding.gap) ||
    compareText(a.finding.scope, b.finding.scope)
  );
}
