/** The comment on a pull request, in GitHub Flavored Markdown (design section 6). Text of others only through markdown/escape.ts (T22). */
import type { Format, Links } from '../../model/index.ts';
import { BASELINE } from '../../policy/baseline.ts';
import { lengthsOf, line } from './blocks.ts';
import { cell, codeSpan } from './escape.ts';
import { fittedComment, fittedLengths } from './fit.ts';
import { inventory, mentioned, notBlocking, notRead } from './folded.ts';
import { lineageFold } from './lineage.ts';
import { more, phrase } from './phrase.ts';
import { table } from './table.ts';
import { dutiesFold } from './terms.ts';
import type { Title } from '../view/title.ts';
import { type ReportView, reportViewOf } from '../view/view.ts';
import { waysOut } from '../view/way-out.ts';

/** GitHub refuses 65,537 characters; some are left for a hidden mark of whoever posts it. */
const LIMIT = 64_000;
const REMARKS = 12;
/** Above this much, blocks are shortened to keep the comment readable and to leave room for the table. */
const COMFORT = 36_000;
const TABLE = 16_000;
const FULL_WARNINGS = 8;
const FOLD = 12_000;

const NO_LINKS: Links = { rules: null, more: null };

const SIGNS: Readonly<Record<Title['sign'], string>> = { stop: '⛔', unsure: '❔', warn: '⚠️', ok: '✅', look: '🔍' };

export const markdownFormat: Format = {
  id: 'markdown',
  mediaType: 'text/markdown',
  /** "" when nothing about AI changed and nothing is refused: then nothing is to be posted. */
  render(verdict, bom, { links = NO_LINKS, limit = LIMIT, always = false }) {
    const view = reportViewOf(verdict, bom);
    if (view.silent) return always ? nothingChanged(view) : '';
    const heading = `### ${SIGNS[view.title.sign]} ${view.title.text}`;
    if (view.allClear)
      return `${[`${heading}\n${allClear(view)}`, dutiesFold(view, FOLD), mentioned(view, FOLD), notRead(view, FOLD)].filter(Boolean).join('\n\n')}\n`;
    const intro = [`${heading}\n${view.overview.join(' · ')}`, remarks(view)].filter(Boolean).join('\n\n');
    const outro = [waysOut(verdict, view.refusing, view.warning, links.commands).map(phrase).join(' · '), `<sub>${judged(view)}</sub>`]
      .filter(Boolean)
      .join('\n\n');

    const scale = limit / LIMIT;
    let left = limit - intro.length - outro.length - 200;
    const spend = (part: string): string => {
      left -= part.length + 2;
      return part;
    };
    // Spent in the order of importance, laid out in the order of reading.
    const refused = spend(refusals(view, left, COMFORT * scale, links));
    const rows = spend(table(view.rows, view.judged.base === null, Math.min(left, TABLE * scale), links.more));
    const warned = spend(warnings(view, left, COMFORT * scale, links));
    const asked = spend(dutiesFold(view, Math.min(left, FOLD * scale)));
    const older = spend(notBlocking(view, Math.min(left, FOLD * scale), links.rules));
    const unread = spend(notRead(view, Math.min(left, FOLD * scale)));
    const named = spend(mentioned(view, Math.min(left, FOLD * scale)));
    const sbom = spend(inventory(view, Math.min(left, FOLD * scale)));
    const lineage = spend(lineageFold(view, Math.min(left, FOLD * scale)));
    return `${[intro, rows, refused, warned, asked, unread, named, sbom, lineage, older, outro].filter((part) => part !== '').join('\n\n')}\n`;
  },
};

/** How it was judged is said also where nothing changed (T6). */
function nothingChanged(view: ReportView): string {
  const found = view.notRead === null ? 'Nothing about AI changes' : view.overview[0];
  const parts = [`### ✅ Ready to merge\n${found}.`, remarks(view), notRead(view, FOLD), `<sub>${judged(view)}</sub>`];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The second of two lines: what changed, by name where few did. */
function allClear(view: ReportView): string {
  const named = view.rows.length <= 3 ? view.rows.map((row) => `${row.kind} ${codeSpan(row.name, 100)} ${phrase(row.version)}`) : [];
  return [...view.overview, ...named, judged(view)].join(' · ');
}

function remarks(view: ReportView): string {
  const lines = view.remarks.slice(0, REMARKS).map((one) => `> **${one.unchecked ? 'Not checked' : 'Note'}:** ${cell(one.text)}`);
  const more = view.remarks.length - lines.length;
  return [...lines, ...(more > 0 ? [`> +${more} more`] : [])].join('\n>\n');
}

function refusals(view: ReportView, budget: number, comfort: number, links: Links): string {
  const full = view.refusing.map((block, index) => lengthsOf(block, index + 1, links.rules));
  const { texts, left } = fittedLengths(full, budget - 320, comfort);
  const cut = left > 0 || texts.some((text, index) => text !== full[index]?.[0]);
  const rest = cut
    ? [
        `${left > 0 ? `+${left} more. ` : ''}Shortened to fit: ${links.more === null ? '' : `[the run](${links.more}) or `}\`weighbridge check\` shows all of it.`,
      ]
    : [];
  return [...texts, ...rest].join('\n\n');
}

function warnings(view: ReportView, budget: number, comfort: number, links: Links): string {
  if (view.warning.length === 0 || budget < 200) return '';
  const start = view.refusing.length + 1;
  const { texts } = fittedLengths(
    view.warning.slice(0, FULL_WARNINGS).map((block, index) => lengthsOf(block, start + index, links.rules)),
    budget - 120,
    comfort,
  );
  const room = budget - 120 - texts.reduce((sum, text) => sum + text.length + 2, 0);
  const rest = view.warning.slice(texts.length).map((block, index) => `- ${line(block, start + texts.length + index)}`);
  const list = fittedComment(rest, Math.min(room, FOLD), (left) => `- ${more(left, links.more)}`);
  return ['Worth fixing, does not block:', ...texts, list].filter((part) => part !== '').join('\n\n');
}

function judged({ judged: { head, base, policy, evaluate, moment } }: ReportView): string {
  const into = base === null ? 'with nothing to compare with' : `into ${codeSpan(base)}`;
  return `Judged ${codeSpan(head)} ${into}, policy ${policy === BASELINE ? policy : codeSpan(policy)}${evaluate ? ' (evaluate mode)' : ''}, ${moment}.`;
}
