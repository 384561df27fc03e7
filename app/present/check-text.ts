/** What the check run says: the verdict of every pull request with this head, and whether the gate is one. Pure. */
import { annotationsOf, CHECK_NAME, formats, headline, type Links, markdownCode } from '../../src/core/index.ts';
import { reported, type EvaluationResult } from '../evaluate/outcome.ts';
import type { ShownDryRun } from '../evaluate/dry-run-result.ts';
import { ADVISORY_NAME, type Gate } from '../github/gate.ts';
import type { CheckAction, CheckAnnotation, CheckOutput } from '../github/check-runs.ts';
import { failureText } from './comment.ts';
import { dryRunText } from './dry-run-text.ts';

/** One pull request, or one group of a merge queue, and what came of it. */
export interface CheckPart {
  /** "#12 into main": the branch is anybody's text. */
  readonly number: number | null;
  readonly base: string;
  readonly gate: Gate;
  readonly result: EvaluationResult;
  /** Commit of the organization's policy; null without one. */
  readonly policyCommit: string | null;
  /** Who may waive and approve by a comment; absent: nobody. */
  readonly commands?: readonly string[];
  /** ISO 8601: from when on it says something else though nothing moved, as a waiver ends (T3); null: it does not end by itself; absent: not told here. */
  readonly validUntil?: string | null;
  /** Values that layers of the policy set, with their places; absent and null: not told here. */
  readonly policyInForce?: string | null;
  /** What the change would make of other pull requests; absent and null: it changes no policy of theirs. */
  readonly dryRun?: ShownDryRun | null;
}

const LIMIT = 64_000;

/** The worst part gives the title and comes first. `parts` is not empty. `audit`: the newest hash of the log that holds this verdict, too (T31). */
export function checkOutput(name: string, parts: readonly CheckPart[], links: Links, audit: string | null): CheckOutput {
  const rank = (part: CheckPart): number => ['failure', 'action_required', 'success'].indexOf(reported(part.result));
  const sorted = parts.toSorted((a, b) => rank(a) - rank(b));
  const [first] = sorted;
  if (first === undefined) return { title: 'Nothing to check', summary: 'No open pull request has this head.', annotations: [] };
  const room = Math.floor((LIMIT - 2_000) / sorted.length);
  const texts = sorted.map((part) => {
    const heading =
      sorted.length === 1 ? '' : `## ${part.number === null ? 'Group' : `#${part.number}`} into ${markdownCode(part.base)}\n\n`;
    const tried = dryRunText(part.dryRun ?? null);
    return [`${heading}${resultText(part.result, linksOf(part, links), room - 400 - tried.length)}`, tried].filter(Boolean).join('\n\n');
  });
  const suffix = sorted.length === 1 || first.number === null ? '' : ` (#${first.number})`;
  return {
    title: `${checkTitleOf(first.result)}${suffix}`,
    summary: [...texts, ...gateText(name, sorted), ...validText(sorted), ...auditText(audit)].join('\n\n'),
    annotations: annotationsOfParts(sorted),
  };
}

export function checkTitleOf(result: EvaluationResult): string {
  return result.kind === 'failed' ? `Could not check: ${result.title}` : headline(result.verdict, result.bom);
}

/** With what the readers of this part can say to it. */
export function linksOf({ commands }: Pick<CheckPart, 'commands'>, links: Links): Links {
  return commands === undefined ? links : { ...links, commands };
}

function resultText(result: EvaluationResult, links: Links, limit: number): string {
  if (result.kind === 'failed') return failureText(result);
  const markdown = formats.find(({ id }) => id === 'markdown');
  return markdown?.render(result.verdict, result.bom, { color: false, specVersion: '1.7', links, limit, always: true }) ?? '';
}

/** T4: whether this check really stands between the branch and the merge. */
function gateText(name: string, parts: readonly CheckPart[]): string[] {
  const bases = new Map(parts.map(({ base, gate }) => [base, gate]));
  const lines = [...bases].map(([base, gate]) => `${markdownCode(base)}: ${gateWords(gate)}`);
  const policies = [...new Set(parts.flatMap(({ policyCommit }) => policyCommit ?? []))];
  const policy =
    policies.length > 0
      ? [`Policy of the organization at ${policies.map((commit) => `\`${commit.slice(0, 12)}\``).join(', ')}.`]
      : parts.every(({ result }) => result.kind === 'judged')
        ? ["No policy repository is bound to this installation: the repository's own policy decides, or the built-in baseline."]
        : [];
  const advice =
    name === ADVISORY_NAME
      ? [
          `This is advice: the rules of the branch do not require \`${CHECK_NAME}\` from this App. \`weighbridge ruleset\` prints the rule that does.`,
        ]
      : [];
  return ['---', ...advice, ...lines, ...policy, ...policyText(parts)];
}

const POLICY_LIMIT = 1_200;

/** As `weighbridge policy explain` prints it: what no layer says is the built-in baseline. */
function policyText(parts: readonly CheckPart[]): string[] {
  const texts = [...new Set(parts.flatMap(({ policyInForce = null }) => policyInForce ?? []))].filter((text) => text !== '');
  return texts.slice(0, 1).map((text) => {
    const shown = text.length > POLICY_LIMIT ? `${text.slice(0, text.lastIndexOf('\n', POLICY_LIMIT) + 1)}…\n` : text;
    // Longer than any row of backticks in it (CommonMark, fenced code blocks): nothing in it is markup.
    const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
    return `<details><summary>Policy in force</summary>\n\n${fence}\n${shown}${fence}\n\n\`weighbridge policy explain --repo OWNER/NAME\` prints all of it.\n</details>`;
  });
}

/** T3: the earliest counts. It is judged again then, without anybody asking. */
function validText(parts: readonly CheckPart[]): string[] {
  const [soonest] = parts.flatMap(({ validUntil = null }) => validUntil ?? []).toSorted();
  return soonest === undefined
    ? []
    : [`Valid until ${soonest.slice(0, 16).replace('T', ' ')} UTC: then a waiver ends, or is about to, and this is judged again.`];
}

/** The hash alone: how many entries there are is the organization's business (T26). */
function auditText(audit: string | null): string[] {
  return audit === null ? [] : [`Audit log of the App: \`${audit}\``];
}

function gateWords({ required, anySource, strict }: Gate): string {
  if (anySource) return `\`${CHECK_NAME}\` is required from any source, so anybody with write access can report it: **no gate**.`;
  if (required === null) return `whether \`${CHECK_NAME}\` is required could not be read.`;
  if (!required) return `\`${CHECK_NAME}\` is **not required** to merge.`;
  return strict
    ? `\`${CHECK_NAME}\` is required, on an up-to-date branch.`
    : `\`${CHECK_NAME}\` is required. Branches need not be up to date: use the strict policy or a merge queue, or the verdict may be about an older base.`;
}

/** Columns only where GitHub takes them; each place once. */
function annotationsOfParts(parts: readonly CheckPart[]): CheckAnnotation[] {
  const found = new Map<string, CheckAnnotation>();
  for (const { result } of parts) {
    if (result.kind === 'failed') continue;
    for (const { level, path, line, column, title, message } of annotationsOf(result.verdict, result.bom)) {
      // What has no writable path is in the summary (T22).
      if (path === null || path === '') continue;
      const key = JSON.stringify([path, line, title]);
      if (found.has(key)) continue;
      found.set(key, {
        path,
        start_line: line,
        end_line: line,
        start_column: column,
        end_column: column,
        annotation_level: level,
        title: title.slice(0, 255),
        message,
      });
    }
  }
  return [...found.values()];
}

export const RERUN: CheckAction = { label: 'Re-run', description: 'Look again, with answers of now', identifier: 'rerun' };
export const PIN_ACTION: CheckAction = { label: 'Pin models', description: 'Commit the revisions to this branch', identifier: 'pin' };
