/** Findings as SARIF results. */
import type { Finding, FindingStatus, JudgedFinding } from '../../model.ts';
import { hunksOf } from '../view/edits.ts';
import { location, type Location, message, words } from './text.ts';

/** GitHub keeps 100 locations of a result. */
const RELATED = 99;

const BASELINE: Readonly<Record<Exclude<FindingStatus, 'fixed'>, 'new' | 'updated' | 'unchanged'>> = {
  new: 'new',
  worse: 'updated',
  existing: 'unchanged',
  waived: 'unchanged',
};

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: 'error' | 'warning';
  readonly message: { readonly text: string };
  readonly baselineState: 'new' | 'updated' | 'unchanged';
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly (Location & { readonly id: number })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: 'external'; readonly status: 'accepted'; readonly justification: string }[];
  readonly properties: { readonly blocks: boolean; readonly status: FindingStatus; readonly component: string };
}

/** Everything but what is fixed: blocking first, then new, then older. The order within is the verdict's. */
export function worstFirst(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const open = findings.filter(({ status }) => status !== 'fixed');
  const place = ({ blocks, status }: JudgedFinding): number =>
    blocks ? 0 : status === 'new' || status === 'worse' ? 1 : status === 'existing' ? 2 : 3;
  return [0, 1, 2, 3].flatMap((wanted) => open.filter((one) => place(one) === wanted));
}

export function resultOf({ finding, status, blocks, waiver }: JudgedFinding, ruleIndex: number): Result {
  const [first, ...others] = finding.places;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.level === 'block' ? 'error' : 'warning',
    message: message(textOf(finding)),
    baselineState: status === 'fixed' ? 'unchanged' : BASELINE[status],
    locations: first === undefined ? [] : [location(first)],
    ...(others.length === 0 ? {} : { relatedLocations: others.slice(0, RELATED).map((place, id) => ({ id, ...location(place) })) }),
    // No line numbers in it: a moved line is the same alert. GitHub knows only the second name, and takes what it finds there.
    partialFingerprints: { 'weighbridge/v1': finding.id, primaryLocationLineHash: finding.id },
    // T26: the reason and the approver stay in the policy file; whoever reads alerts need not be able to read that.
    ...(status === 'waived'
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: `Waived by the policy${waiver === null ? '' : ` until ${words(waiver.expires, 20)}`}.`,
            },
          ],
        }
      : {}),
    properties: { blocks, status, component: words(finding.component, 400) },
  };
}

function textOf({ id, fix, reason, places: [first] }: Finding): string {
  const hunk = hunksOf(fix.edits).find((one) => one.path === first?.path && one.line === first.line);
  return [
    `${fix.title}: ${reason}.`,
    ...(hunk === undefined ? [] : hunk.before === null ? [`Write ${hunk.written}`] : [`- ${hunk.before.trim()}`, `+ ${hunk.after.trim()}`]),
    ...(fix.command === null ? [] : [`Run ${fix.command}`]),
    `Finding ${id}.`,
  ].join('\n');
}
