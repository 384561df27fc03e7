/** Findings for code scanning and IDEs: SARIF 2.1.0 (OASIS standard, errata 01), one run. */
import type { Bom, Format, Note, Problem, Verdict } from '../model.ts';
import { version } from '../version.ts';
import { descriptorsOf } from './sarif/rules.ts';
import { resultOf, worstFirst } from './sarif/results.ts';
import { location, message } from './sarif/text.ts';

/** GitHub keeps the 5,000 most severe results of a run. */
const RESULTS = 5_000;
const NOTIFICATIONS = 500;

export const sarifFormat: Format = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  render(verdict, bom) {
    const judged = worstFirst(verdict.findings);
    const kept = judged.slice(0, RESULTS);
    const { descriptors, indexOf } = descriptorsOf(kept.map(({ finding }) => finding.rule));
    const run = {
      tool: {
        driver: {
          name: 'weighbridge',
          version,
          semanticVersion: version,
          rules: descriptors,
        },
      },
      // Model.ts: columns count UTF-16 code units.
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository that was judged.' } } },
      invocations: [
        {
          executionSuccessful: true,
          toolExecutionNotifications: [
            ...verdict.notes.map(noteOf),
            ...(judged.length > kept.length ? [leftOut(judged.length - kept.length)] : []),
            ...bom.problems.slice(0, NOTIFICATIONS).map(unreadOf),
          ],
        },
      ],
      results: kept.map((one) => resultOf(one, indexOf(one.finding.rule))),
      properties: propertiesOf(verdict, bom),
    };
    const document = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};

/** What a reader must know about how this was judged (T6). */
function propertiesOf(verdict: Verdict, bom: Bom): Record<string, unknown> {
  return {
    conclusion: verdict.conclusion,
    mode: verdict.mode,
    wouldBe: verdict.wouldBe,
    base: verdict.base?.commit ?? null,
    head: verdict.head.commit,
    policy: message(verdict.policy).text,
    notes: verdict.notes.map(({ code }) => code),
    unreadFiles: bom.problems.length,
    asOf: verdict.asOf,
  };
}

interface Notification {
  readonly level: 'note' | 'warning';
  readonly message: { readonly text: string };
  readonly descriptor: { readonly id: string };
  readonly locations?: readonly unknown[];
}

function noteOf({ code, text }: Note): Notification {
  return { level: code === 'policy-built-in' ? 'note' : 'warning', message: message(text), descriptor: { id: code } };
}

function leftOut(count: number): Notification {
  const text = `${count} more findings were left out: GitHub keeps ${RESULTS} results of a run. The JSON report has all of them.`;
  return { level: 'warning', message: message(text), descriptor: { id: 'results-left-out' } };
}

function unreadOf(problem: Problem): Notification {
  return {
    level: 'warning',
    message: message(`Not read: ${problem.message}`),
    descriptor: { id: problem.code },
    locations: [location(problem)],
  };
}
