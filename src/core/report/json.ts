/** The verdict and the Bom for programs: everything that the other formats show, with exact values. */
import type { Bom, BomComponent, Change, Format, Verdict } from '../model/index.ts';
import { keysInOrder, seenJson } from '../base/json/write.ts';
import { version } from '../base/version.ts';

/** Raised when a field changes its meaning or goes away; a new field does not raise it. */
const FORMAT_VERSION = 1;

export const jsonFormat: Format = {
  id: 'json',
  mediaType: 'application/json',
  render(verdict: Verdict, bom: Bom): string {
    const report = {
      format: 'weighbridge-verdict',
      formatVersion: FORMAT_VERSION,
      tool: { name: 'weighbridge', version },
      conclusion: verdict.conclusion,
      verdict: keysInOrder({ ...verdict, changes: verdict.changes.map(changeSummary) }),
      bom: keysInOrder(bom),
    };
    return seenJson(report);
  },
};

/** The head's components stand in `bom`; repeating them in each change would double the report. */
function changeSummary({ type, identity, kind, base, head, aspects }: Change): unknown {
  return { type, identity, kind, aspects, base: base.map(componentSummary), head: head.map(componentSummary) };
}

function componentSummary({ key, name, version, requested, license, hashes }: BomComponent): unknown {
  return { key, name, version, requested, license: license.expression, hashes };
}
