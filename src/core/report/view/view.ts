/** Everything that a report shows, decided once, in raw text; the formats only lay it out and escape. */
import type { Bom, JudgedFinding, Verdict } from '../../model/index.ts';
import { mayMerge } from '../../model/conclusion.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { DutiesView } from './duties.ts';
import { relationsIn } from './lineage-path.ts';
import { inventoryOf, type Item } from './inventory.ts';
import { type LineageView, lineageViewOf } from './lineage.ts';
import { overviewOf } from './overview.ts';
import { type Mentioned, withoutQuietMentions } from './mentioned.ts';
import { type NotRead, notReadOf } from './not-read.ts';
import { type Remark, remarksOf } from './remarks.ts';
import { isOldHarm } from './harm.ts';
import type { Row } from './row.ts';
import { isAi } from '../../model/inventory.ts';
import { isAiChange, rowsOf } from './rows.ts';
import { type BlockWithTerms, withTerms } from './terms.ts';
import { type Title, titleOf } from './title.ts';
import { count, momentWords, sideWords } from './words.ts';

export interface ReportView {
  readonly title: Title;
  /** Our own words and numbers only. */
  readonly overview: readonly string[];
  readonly notRead: NotRead | null;
  /** What only tests name. */
  readonly mentioned: Mentioned | null;
  readonly rows: readonly Row[];
  readonly remarks: readonly Remark[];
  /** New or worse and refusing. */
  readonly refusing: readonly BlockWithTerms[];
  /** New or worse, only to be seen; in a first look everything. */
  readonly warning: readonly BlockWithTerms[];
  readonly older: readonly Block[];
  /** What licenses ask for that no block speaks of. */
  readonly duties: readonly DutiesView[];
  readonly waived: readonly JudgedFinding[];
  /** "AI SBOM: 41 components (+1 ~2 −0)". */
  readonly inventoryTitle: string;
  /** Long, and not every format prints it. */
  readonly inventory: () => readonly Item[];
  /** Null: no changed model has ancestors that are known. */
  readonly lineage: LineageView | null;
  /** "28 older problems, 1 waiver (11 days left)"; null when there are none. */
  readonly notBlocking: string | null;
  /** What judged what, when. The policy's label is the tree's or the operator's text. */
  readonly judged: {
    readonly head: string;
    readonly base: string | null;
    readonly policy: string;
    readonly evaluate: boolean;
    readonly moment: string;
  };
  /** Nothing about AI changed, nothing is refused, nothing is malicious: no comment is due. */
  readonly silent: boolean;
  /** Nothing to do and nothing that was not checked: two lines say it all. */
  readonly allClear: boolean;
}

export function reportViewOf(judged: Verdict, all: Bom): ReportView {
  const { verdict, bom, mentioned } = withoutQuietMentions(judged, all);
  const withStatus = (...statuses: readonly JudgedFinding['status'][]): JudgedFinding[] =>
    verdict.findings.filter((judged) => statuses.includes(judged.status));
  const found = blocksOf(withStatus('new', 'worse'), verdict.touched);
  const existing = blocksOf(withStatus('existing'), verdict.touched);
  const waived = withStatus('waived');
  const first = verdict.base === null;
  const remarks = remarksOf(verdict, bom);
  const aiChanged = first ? bom.components.some((one) => isAi(one) || one.kind === 'library') : verdict.changes.some(isAiChange);
  const refuses = !mayMerge(verdict.wouldBe);
  const older = first ? [] : existing;
  const rows = rowsOf(verdict, bom);
  // Without a base what is there speaks: it is shown in full.
  const { blocks: spoken, others } = withTerms(first ? [...found, ...existing] : found, verdict, bom, relationsIn(verdict, bom));
  const fresh = spoken.slice(0, found.length);
  return {
    title: titleOf(verdict, bom, fresh, existing),
    overview: overviewOf(verdict, bom, {
      older: older.length,
      fixed: blocksOf(withStatus('fixed'), []).length,
      open: rows.filter(({ state }) => state === 'open').length,
    }),
    notRead: notReadOf(verdict),
    mentioned,
    rows,
    remarks,
    refusing: fresh.filter((block) => block.blocks),
    warning: [...fresh.filter((block) => !block.blocks), ...spoken.slice(found.length)],
    older,
    duties: others,
    waived,
    ...inventoryOf(verdict, bom),
    lineage: lineageViewOf(verdict, bom),
    notBlocking: notBlocking(older.length, waived),
    judged: {
      head: sideWords(verdict.head),
      base: verdict.base === null ? null : sideWords(verdict.base),
      policy: verdict.policy,
      evaluate: verdict.mode === 'evaluate',
      moment: momentWords(verdict.asOf),
    },
    silent:
      !aiChanged &&
      mentioned === null &&
      verdict.coverage?.seems !== true &&
      !refuses &&
      fresh.length === 0 &&
      !verdict.findings.some(isOldHarm),
    allClear:
      !first &&
      verdict.conclusion === 'pass' &&
      rows.every(({ state }) => state === 'ok' || state === 'gone') &&
      fresh.length === 0 &&
      verdict.notes.every((note) => note.code === 'policy-built-in') &&
      !remarks.some((one) => one.unchecked),
  };
}

function notBlocking(older: number, waived: readonly JudgedFinding[]): string | null {
  const approved = waived.filter(({ approval }) => approval !== undefined).length;
  const waivers = waived.length - approved;
  const soonest = Math.min(...waived.flatMap((one) => one.waiver?.daysLeft ?? []));
  const parts = [
    ...(older > 0 ? [count(older, 'older problem')] : []),
    ...(approved > 0 ? [count(approved, 'approval')] : []),
    ...(waivers > 0
      ? [
          `${count(waivers, 'waiver')}${Number.isFinite(soonest) ? ` (${waivers > 1 ? 'the first has ' : ''}${count(soonest, 'day')} left)` : ''}`,
        ]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
