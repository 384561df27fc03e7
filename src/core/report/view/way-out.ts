/** What to do when one disagrees, waits, or has just begun. */
import type { Verdict } from '../../model/index.ts';
import { INCOMPLETE } from '../../policy/judge.ts';
import { rules } from '../../policy/rules/index.ts';
import type { Block } from './blocks.ts';
import { code, copy, type Phrase, plain } from './phrase.ts';

/** What no waiver lowers (T40). */
const FIXED: ReadonlySet<string> = new Set(rules.filter((rule) => rule.fixed === true).map(({ id }) => id));
const DAY = 86_400_000;
/** Long enough to fix it, short enough to be asked again. */
const SUGGESTED_DAYS = 60;

/** One phrase per line. `approvers`: who may say it in a comment; nobody: comments are not read here. */
export function waysOut(
  verdict: Verdict,
  refusing: readonly Block[],
  warning: readonly Block[],
  approvers: readonly string[] = [],
): Phrase[] {
  const lines: Phrase[] = [];
  const fixable = refusing.filter((block) => block.rules.some((rule) => rule !== INCOMPLETE));
  if (refusing.length > 0 && fixable.length === 0) {
    const offline = verdict.notes.some((note) => note.code === 'offline');
    const isGitHub = verdict.findings.every(({ finding, blocks }) => !blocks || finding.kind === 'action');
    const when = offline ? 'without --offline' : `when ${isGitHub ? 'GitHub' : 'the hub'} answers`;
    lines.push([plain(`Nothing that blocks needs an edit: check again ${when}.`)]);
  }
  const [first] = [...fixable, ...refusing, ...warning];
  if (first === undefined) return lines;
  const explain: Phrase = [plain('Why: '), code(`weighbridge explain ${first.rules[0] ?? ''}`)];
  if (refusing.length === 0) return [...lines, explain];
  const asked = askedOf(verdict);
  if (asked.length > 0)
    lines.push([
      plain(
        `To go on: an approval of this pull request at its head by ${asked.join(' or ')}, who is neither its author nor a committer, where the `,
      ),
      plain('GitHub App checks; a waiver; or another component.'),
      ...(approvers.length > 0 ? [plain(' In a comment: '), code('/weighbridge approve')] : []),
    ]);
  const waivable = fixable.find((block) => block.waiver !== null && block.rules.every((rule) => !FIXED.has(rule)))?.waiver;
  if (waivable != null && approvers.length > 0)
    lines.push([
      plain('Disagree? In a comment: '),
      copy(`/weighbridge waive ${waivable.id} until ${suggestedEnd(verdict.asOf)} because …`),
      plain(` (${approvers.join(', ')}, who wrote none of it)`),
    ]);
  else if (waivable != null)
    lines.push([
      plain('Disagree? Add to '),
      code('waivers:'),
      plain(' in the policy file of the default branch: '),
      copy(waiver(waivable, verdict.asOf)),
    ]);
  lines.push(explain);
  // Who meets the gate before having a policy needs the way to start without it.
  if (verdict.notes.some((note) => note.code === 'policy-built-in')) {
    lines.push([
      plain('To begin without blocking: '),
      code('weighbridge init --evaluate'),
      plain(' writes a policy that reports and refuses nothing.'),
    ]);
  }
  return lines;
}

/** Who may accept what nothing else refuses. */
function askedOf({ findings }: Verdict): string[] {
  return [...new Set(findings.flatMap(({ finding, blocks }) => (blocks ? (finding.review?.approvers ?? []) : [])))];
}

function waiver({ id, rule, naming }: NonNullable<Block['waiver']>, asOf: string): string {
  // What the tree chose is quoted there, so that it cannot become another key (T22).
  return `- { id: ${id}, rule: ${rule}, ${naming}, reason: "…", approver: "…", expires: ${suggestedEnd(asOf)} }`;
}

function suggestedEnd(asOf: string): string {
  const until = Date.parse(asOf) + SUGGESTED_DAYS * DAY;
  return Number.isNaN(until) ? 'YYYY-MM-DD' : new Date(until).toISOString().slice(0, 10);
}
