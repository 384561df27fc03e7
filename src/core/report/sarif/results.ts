/** Findings as SARIF results. */
import type { Finding, FindingStatus, JudgedFinding, Place } from '../../model/index.ts';
import { type Hunk, hunksOf } from '../../pin/hunks.ts';
import { fingerprintOf } from '../../policy/finding-id.ts';
import { clausePhrases, waysPhrase, worstReasonsFirst } from '../view/clauses.ts';
import type { LineageSteps } from '../view/lineage-path.ts';
import { phraseWords } from '../view/phrase.ts';
import { isPlain, type Location, location, message, sarifWords } from './text.ts';

/** GitHub keeps 100 locations of a result. */
const RELATED = 99;
/** Characters of their addresses in one result. */
const RELATED_CHARACTERS = 16_000;
const HUNKS = 5;
const NAMED = 5;
const TITLE = 120;

const BASELINE: Readonly<Record<FindingStatus, 'new' | 'updated' | 'unchanged' | 'absent'>> = {
  new: 'new',
  worse: 'updated',
  existing: 'unchanged',
  waived: 'unchanged',
  fixed: 'absent',
};

export interface SarifResult {
  readonly ruleId: string;
  /** Left out for a rule that the run does not describe. */
  readonly ruleIndex?: number;
  readonly level: 'error' | 'warning';
  readonly message: { readonly text: string };
  /** Left out without a base: nothing was compared. */
  readonly baselineState?: (typeof BASELINE)[FindingStatus];
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly (Location & { readonly id: number })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: 'external'; readonly status: 'accepted'; readonly justification: string }[];
  readonly properties: { readonly blocks: boolean; readonly status: FindingStatus; readonly component: string; readonly places: number };
}

/** How a run sees its results. */
export interface Run {
  /** False: there was no base. */
  readonly compared: boolean;
  readonly relations: LineageSteps;
  /** Null: the run does not describe this rule. */
  indexOf(this: void, rule: string): number | null;
}

/** Everything but what is fixed: blocking first, then new, then older, then waived. The order within is the verdict's. */
export function worstFirst(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const open = findings.filter(({ status }) => status !== 'fixed');
  const place = ({ blocks, status }: JudgedFinding): number =>
    blocks ? 0 : status === 'new' || status === 'worse' ? 1 : status === 'existing' ? 2 : 3;
  return [0, 1, 2, 3].flatMap((wanted) => open.filter((one) => place(one) === wanted));
}

/** With the exact edit or command, and with the other places. */
export function fullResult(judged: JudgedFinding, run: Run): SarifResult {
  const related = relatedOf(judged.finding.places.slice(1));
  return { ...result(judged, run, textOf(judged.finding, run.relations)), ...(related.length === 0 ? {} : { relatedLocations: related }) };
}

/** What is wrong and where: for a run that has too much to say. */
export function shortResult(judged: JudgedFinding, run: Run): SarifResult {
  const { fix, id } = judged.finding;
  return result(judged, run, message([`${fix.title}.`, `Finding ${id}.`], TITLE));
}

function result({ finding, status, blocks, waiver, approval }: JudgedFinding, run: Run, text: { readonly text: string }): SarifResult {
  const index = run.indexOf(finding.rule);
  const fingerprint = fingerprintOf(finding);
  return {
    ruleId: sarifWords(finding.rule),
    ...(index === null ? {} : { ruleIndex: index }),
    level: finding.level === 'block' ? 'error' : 'warning',
    message: text,
    ...(run.compared ? { baselineState: BASELINE[status] } : {}),
    locations: [location(finding.places[0] ?? null)],
    // The whole tuple, without line numbers: a moved line is the same alert, and no two findings are one (T38). GitHub knows only the second name, and takes what it finds there.
    partialFingerprints: { 'weighbridge/v2': fingerprint, primaryLocationLineHash: fingerprint },
    // T26: the reason and the approver stay in the policy file; whoever reads alerts need not be able to read that.
    ...(status === 'waived'
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification:
                approval === undefined
                  ? `Waived by the policy${waiver === null ? '' : ` until ${sarifWords(waiver.expires, 20)}`}.`
                  : 'Accepted by an approver of the policy, for this version and license.',
            },
          ],
        }
      : {}),
    properties: { blocks, status, component: sarifWords(finding.component, TITLE), places: finding.places.length },
  };
}

function relatedOf(places: readonly Place[]): (Location & { readonly id: number })[] {
  const related: (Location & { readonly id: number })[] = [];
  let characters = 0;
  for (const place of places.slice(0, RELATED)) {
    const where = location(place);
    characters += where.physicalLocation.artifactLocation.uri.length;
    if (characters > RELATED_CHARACTERS) break;
    related.push({ id: related.length, ...where });
  }
  return related;
}

function textOf(finding: Finding, relations: LineageSteps): { readonly text: string } {
  const { id, fix, reason, places, clauses = [] } = finding;
  const reasons = worstReasonsFirst(clauses);
  const ways = waysPhrase(reasons);
  const [first, ...others] = places;
  const hunks = hunksOf(fix.edits);
  const here = hunks.filter((hunk) => isAt(hunk, first));
  // The alert is shown at the first place: its edit first.
  const shown = [...here, ...hunks.filter((hunk) => !isAt(hunk, first))].slice(0, HUNKS);
  return message([
    ...(first === undefined || isPlain(first) ? [] : [`In ${at(first)}`]),
    `${fix.title.slice(0, 2 * TITLE)}: ${reason}.`,
    ...[...clausePhrases(reasons, relations), ...(ways === null ? [] : [ways])].map(phraseWords),
    ...shown.flatMap((hunk) => [...(isAt(hunk, first) ? [] : [`In ${at(hunk)}`]), ...edit(hunk)]),
    ...(hunks.length > shown.length ? [`+${hunks.length - shown.length} more edits: weighbridge check shows all.`] : []),
    ...(fix.command === null ? [] : [`Run ${fix.command}`]),
    ...(others.length === 0 ? [] : [alsoAt(others)]),
    `Finding ${id}.`,
  ]);
}

function edit(hunk: Hunk): string[] {
  return hunk.before === null ? [`Write ${hunk.written}`] : [`- ${hunk.before.trim()}`, `+ ${hunk.after.trim()}`];
}

function isAt(hunk: Hunk, place: Place | undefined): boolean {
  return hunk.path === place?.path && hunk.line === place.line;
}

/** Code scanning shows related locations only where the message names them. */
function alsoAt(places: readonly Place[]): string {
  const more = places.length - NAMED;
  return `Also at ${places.slice(0, NAMED).map(at).join(', ')}${more > 0 ? ` +${more} more` : ''}`;
}

/** The line survives a long path. */
function at({ path, line }: Pick<Place, 'path' | 'line'>): string {
  const points = Array.from(path.slice(-200));
  return `${points.length < 100 ? path : `…${points.slice(-99).join('')}`}:${line}`;
}
