/** Findings for code scanning and IDEs: SARIF 2.1.0 (OASIS standard, errata 01), one run. */
import type { Bom, Format, Verdict } from '../../model/index.ts';
import { version } from '../../base/version.ts';
import { bytesOf, fittedRun } from './fit.ts';
import { notificationsOf } from './notifications.ts';
import { fullResult, type SarifResult, type Run, shortResult, worstFirst } from './results.ts';
import { type Descriptors, descriptorsOf } from './rules.ts';
import { sarifWords } from './text.ts';
import { relationsIn } from '../view/lineage-path.ts';

/** GitHub keeps the 5,000 most severe results of a run. */
const RESULTS = 5_000;
/** GitHub takes 10 MB of gzip, which is never noticeably larger than what it packs, whatever that is: so the limit holds for any text. */
const BYTES = 9_000_000;
/** Of a result in the document. */
const DEPTH = 4;
/** For the notification about what is left out. */
const RESERVE = 2_000;

export const sarifFormat: Format = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  render(verdict, bom) {
    const judged = worstFirst(verdict.findings);
    const rules = descriptorsOf(judged.map(({ finding }) => finding.rule));
    const run: Run = { compared: verdict.base !== null, relations: relationsIn(verdict, bom), indexOf: rules.indexOf };
    const room = BYTES - RESERVE - bytesOf(documentOf(verdict, bom, rules, [], 0));
    const results = fittedRun(judged.slice(0, RESULTS), room, DEPTH, {
      short: (one) => shortResult(one, run),
      full: (one) => fullResult(one, run),
    });
    return `${JSON.stringify(documentOf(verdict, bom, rules, results, judged.length - results.length), null, 2)}\n`;
  },
};

function documentOf(verdict: Verdict, bom: Bom, { descriptors }: Descriptors, results: readonly SarifResult[], left: number): unknown {
  const run = {
    tool: { driver: { name: 'weighbridge', version, semanticVersion: version, rules: descriptors } },
    // Model/base.ts: columns count UTF-16 code units.
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository that was judged.' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(verdict, bom, left) }],
    results,
    properties: propertiesOf(verdict, bom),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

/** What the notifications say (T6), for programs. */
function propertiesOf(verdict: Verdict, bom: Bom): Record<string, unknown> {
  return {
    conclusion: verdict.conclusion,
    mode: verdict.mode,
    wouldBe: verdict.wouldBe,
    base: verdict.base?.commit ?? null,
    head: verdict.head.commit,
    policy: sarifWords(verdict.policy),
    // Each once: a policy may have any number of expiring waivers.
    notes: [...new Set(verdict.notes.map(({ code }) => code))],
    unreadFiles: bom.problems.length,
    asOf: verdict.asOf,
  };
}
