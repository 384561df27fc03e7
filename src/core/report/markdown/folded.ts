/** Parts that are folded away: the AI SBOM, and what does not block. */
import type { Item } from '../view/inventory.ts';
import type { ReportView } from '../view/view.ts';
import { count } from '../view/words.ts';
import { cell, codeSpan } from './escape.ts';
import { fittedComment } from './fit.ts';
import { rule } from './blocks.ts';
import { HIDDEN } from '../public.ts';
import { phrase, places } from './phrase.ts';
import { naming } from '../view/phrase.ts';

const ITEMS = 100;

/** `summary` holds our own words only. "" when not even one line fits. */
function fold(summary: string, lines: readonly string[], budget: number, instead: string): string {
  const open = `<details><summary>${summary}</summary>\n\n`;
  const close = '\n\n</details>';
  const shown = lines.slice(0, ITEMS);
  const more = (left: number): string => `- +${left + lines.length - shown.length} more${instead}`;
  const body = fittedComment(shown, budget - open.length - close.length - 80, more);
  if (body === '') return budget > summary.length ? summary : '';
  const tail = lines.length > shown.length && !body.includes('\n- +') ? `\n${more(0)}` : '';
  return `${open}${body}${tail}${close}`;
}

export function inventory(view: ReportView, budget: number): string {
  const items = view.inventory();
  if (items.length === 0) return view.inventoryTitle;
  return fold(view.inventoryTitle, items.map(item), budget, ': `weighbridge scan`');
}

function item({ mark, kind, name, version, license }: Item): string {
  // An escaped mark: "- + x" would be a list in a list.
  return `- ${mark === '' ? '' : `\\${mark} `.replace('\\−', '−')}${kind} ${codeSpan(name, 100)} · ${phrase(version)}${license.length === 0 ? '' : ` · ${phrase(license)}`}`;
}

/** "" where tests name nothing of their own. */
export function mentioned({ mentioned: named }: ReportView, budget: number): string {
  if (named === null) return '';
  const lines = named.names.map(({ kind, name, place }) => `- ${kind} ${codeSpan(name, 100)} · ${places([place], 1)}`);
  return fold(named.title, lines, budget, '');
}

/** "" where all was read. */
export function notRead({ notRead: left }: ReportView, budget: number): string {
  if (left === null) return '';
  const named = left.files.map(({ path, reason }) => `- ${codeSpan(path, 150)} · ${cell(reason)}`);
  return fold(left.title, [...named, ...(left.more > 0 ? [`- +${left.more} more`] : [])], budget, '');
}

export function notBlocking(view: ReportView, budget: number, rulePages: string | null): string {
  if (view.notBlocking === null) return '';
  const older = view.older.map(
    (block) =>
      `- ${phrase(naming(block.title, block.name))} · ${block.rules.map((id) => rule(id, rulePages)).join(', ')} · ${places(block.places, 3)}`,
  );
  // No reason of a waiver, and in a public repository not who gave it: every reader of the repository sees a comment (T26).
  const waived = view.waived.map(
    ({ finding, waiver, approval }) =>
      `- ${approval === undefined ? 'waived' : 'approved'}: ${codeSpan(finding.name, 100)} · ${rule(finding.rule, rulePages)} · ${codeSpan(finding.id)} · ${approval !== undefined ? 'for this version and license' : waiver === null ? 'no end known' : `${waiver.approver === HIDDEN ? '' : `by ${codeSpan(waiver.approver, 100)}, `}${count(waiver.daysLeft, 'day')} left`}`,
  );
  return fold(`Not blocking: ${view.notBlocking}`, [...waived, ...older], budget, '');
}
