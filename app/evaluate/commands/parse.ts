/** The first line of a comment → what it asks for (T28). Pure, and strict: what may be read in two ways asks for nothing. */
import { FINDING_ID, isCalendarDay, visibleUpTo } from '../../../src/core/index.ts';

export type CommentCommand =
  | { readonly kind: 'waive'; readonly finding: string; readonly until: string; readonly reason: string }
  /** `finding` null: all that waits for a review. */
  | { readonly kind: 'approve'; readonly finding: string | null }
  | { readonly kind: 'recheck' };

export interface Refusal {
  readonly kind: 'refused';
  readonly why: string;
}

export const USAGE =
  'Write one of these as the first line of a new comment: `/weighbridge waive FINDING until YYYY-MM-DD because REASON`, `/weighbridge approve`, `/weighbridge approve FINDING`, `/weighbridge recheck`. FINDING is an id that the report prints, `wb-…`.';

const LONGEST_LINE = 1000;
/** As in a policy file. */
const LONGEST_REASON = 500;
const WAIVE = /^waive +(\S+) +until +(\S+) +because +(\S.*)$/;
const APPROVE = /^approve(?: +(\S+))?$/;

export function parseCommand(line: string): CommentCommand | Refusal {
  if (line.length > LONGEST_LINE) return refused(`the line is longer than ${LONGEST_LINE} characters.`);
  // T22: what cannot be seen may be something else than what is seen.
  if (visibleUpTo(line, LONGEST_LINE) !== line)
    return refused('it holds characters that cannot be seen, or that change how the line is read.');
  const [, asked] = /^\/weighbridge +(\S.*)$/.exec(line.trimEnd()) ?? [];
  if (asked === undefined) return refused(`there is no such command. ${USAGE}`);
  if (asked === 'recheck') return { kind: 'recheck' };
  const approve = APPROVE.exec(asked);
  if (approve !== null) {
    const [, finding = null] = approve;
    return finding === null || FINDING_ID.test(finding) ? { kind: 'approve', finding } : refused(WRONG_ID);
  }
  const [, finding, until, reason] = WAIVE.exec(asked) ?? [];
  if (finding === undefined || until === undefined || reason === undefined) return refused(`there is no such command. ${USAGE}`);
  if (!FINDING_ID.test(finding)) return refused(WRONG_ID);
  if (!isCalendarDay(until))
    return refused('the end is no day: write the last valid one as YYYY-MM-DD, in UTC. It must exist in the calendar.');
  if (!/[\p{L}\p{N}]/u.test(reason)) return refused('it needs a reason, in words.');
  if (reason.length > LONGEST_REASON) return refused(`the reason is longer than ${LONGEST_REASON} characters.`);
  return { kind: 'waive', finding, until, reason };
}

const WRONG_ID = 'that is no id of a finding: take it from the report, `wb-` and 12 letters a-z or digits 2-7, all small.';

function refused(why: string): Refusal {
  return { kind: 'refused', why };
}
