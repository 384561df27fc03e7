/** The report for a person at a terminal: at most 100 columns, no markup, colors only when asked for. It always says something. */
import type { Format, JudgedFinding } from '../../model/index.ts';
import { blockLines, shortLines } from './blocks.ts';
import { type Phrase, phraseWords } from '../view/phrase.ts';
import { BLANK, type Line, printed, type Tone, unbroken, wrap } from './lines.ts';
import { rowLines } from './rows.ts';
import type { BlockWithTerms } from '../view/terms.ts';
import { dutyLines } from './terms.ts';
import type { Title } from '../view/title.ts';
import { type ReportView, reportViewOf } from '../view/view.ts';
import { waysOut } from '../view/way-out.ts';
import { count } from '../view/words.ts';

const FULL = 30;
const SHORT = 200;
const OLDER = 10;
const UNREAD = 5;
const LINEAGE = 10;

const TONES: Readonly<Record<Title['sign'], Tone>> = { stop: 'red', unsure: 'yellow', warn: 'yellow', ok: 'green', look: 'cyan' };

export const terminalFormat: Format = {
  id: 'terminal',
  mediaType: 'text/plain',
  render(verdict, bom, options) {
    const view = reportViewOf(verdict, bom);
    const lines: Line[] = [
      ...wrap(view.title.text, '', TONES[view.title.sign]),
      ...wrap(view.overview.join(' · ')),
      ...view.remarks.flatMap((one) => wrap(one.text, one.unchecked ? 'Not checked: ' : 'Note: ', one.unchecked ? 'yellow' : 'dim')),
      BLANK,
      ...rowLines(view.rows),
      ...numbered(view.refusing, 1, 'red'),
      ...(view.warning.length === 0 ? [] : [...wrap('Worth fixing, does not block:', '', 'bold'), BLANK]),
      ...numbered(view.warning, view.refusing.length + 1, 'yellow'),
      ...asked(view),
      ...notRead(view),
      ...mentioned(view),
      ...lineage(view),
      ...notBlocking(view),
      ...wrap(view.inventoryTitle),
      ...waysOut(verdict, view.refusing, view.warning).flatMap(wayLines),
      ...wrap(judged(view), '', 'dim'),
    ];
    return printed(lines, options.color);
  },
};

/** What is copied into a policy stands on a line of its own. */
function wayLines(phrase: Phrase): Line[] {
  const last = phrase.at(-1);
  if (last?.style !== 'copy') return wrap(phraseWords(phrase));
  return [...wrap(phraseWords(phrase.slice(0, -1)).trimEnd()), unbroken(`  ${last.text}`)];
}

function numbered(blocks: readonly BlockWithTerms[], start: number, tone: Tone): Line[] {
  const full = blocks.slice(0, FULL).flatMap((block, index) => [...blockLines(block, start + index, tone), BLANK]);
  const short = blocks.slice(FULL, FULL + SHORT).flatMap((block, index) => shortLines(block, start + FULL + index));
  const left = blocks.length - FULL - SHORT;
  return [...full, ...short, ...(left > 0 ? wrap(`+${left} more`, '   ', 'dim') : []), ...(short.length > 0 ? [BLANK] : [])];
}

/** What licenses ask for that stand in no block. */
function asked({ duties }: ReportView): Line[] {
  return duties.length === 0 ? [] : [...wrap('What licenses ask of you:', '', 'bold'), ...dutyLines(duties, '   '), BLANK];
}

function notRead({ notRead: left }: ReportView): Line[] {
  if (left === null) return [];
  const rest = left.files.length - UNREAD + left.more;
  return [
    ...wrap(left.title, '', 'bold'),
    ...left.files.slice(0, UNREAD).flatMap(({ path, reason }) => wrap(`${path} (${reason})`, '   ', 'dim')),
    ...(rest > 0 ? wrap(`+${rest} more`, '   ', 'dim') : []),
    BLANK,
  ];
}

function mentioned({ mentioned: named }: ReportView): Line[] {
  if (named === null) return [];
  const left = named.names.length - UNREAD;
  return [
    ...wrap(named.title, '', 'bold'),
    ...named.names.slice(0, UNREAD).flatMap(({ kind, name, place }) => wrap(`${kind} ${name}  ${place.path}:${place.line}`, '   ', 'dim')),
    ...(left > 0 ? wrap(`+${left} more`, '   ', 'dim') : []),
    BLANK,
  ];
}

function lineage({ lineage: found }: ReportView): Line[] {
  if (found === null) return [];
  const left = found.lines.length - LINEAGE;
  return [
    ...wrap('Lineage', '', 'bold'),
    ...found.lines.slice(0, LINEAGE).flatMap((text) => wrap(text, '   ', 'dim')),
    ...(left > 0 ? wrap(`+${left} more: weighbridge why NAME`, '   ', 'dim') : []),
    BLANK,
  ];
}

function notBlocking(view: ReportView): Line[] {
  if (view.notBlocking === null) return [];
  const left = view.older.length - OLDER;
  return [
    ...wrap(`Not blocking: ${view.notBlocking}`, '', 'bold'),
    ...view.waived.flatMap(waived),
    ...view.older.slice(0, OLDER).flatMap((block) => shortLines(block, null)),
    ...(left > 0 ? wrap(`+${left} more`, '   ', 'dim') : []),
    BLANK,
  ];
}

/** The reason is shown here, on the machine of somebody who can read the policy, and not in a comment (T26). */
function waived({ finding, waiver, approval }: JudgedFinding): Line[] {
  if (approval !== undefined) return wrap(`approved by ${approval.approver}: ${finding.rule} for ${finding.name}`, '   ');
  const why =
    waiver === null ? '' : ` until ${waiver.expires} (${count(waiver.daysLeft, 'day')} left), by ${waiver.approver}: ${waiver.reason}`;
  return wrap(`waived: ${finding.rule} for ${finding.name}${why}`, '   ');
}

function judged({ judged: { head, base, policy, evaluate, moment } }: ReportView): string {
  return `Judged ${head} ${base === null ? 'with nothing to compare with' : `into ${base}`}, policy ${policy}${evaluate ? ' (evaluate mode)' : ''}, ${moment}.`;
}
