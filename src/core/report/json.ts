/** The verdict and the Bom for programs: everything that the other formats show, with exact values. */
import type { Bom, BomComponent, Change, Format, Verdict } from '../model/index.ts';
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
      verdict: inOrder({ ...verdict, changes: verdict.changes.map(changeSummary) }),
      bom: inOrder(bom),
    };
    return `${seen(JSON.stringify(report, null, 2))}\n`;
  },
};

/** The head's components stand in `bom`; repeating them in each change would double the report. */
function changeSummary({ type, identity, kind, base, head, aspects }: Change): unknown {
  return { type, identity, kind, aspects, base: base.map(componentSummary), head: head.map(componentSummary) };
}

function componentSummary({ key, name, version, requested, license, hashes }: BomComponent): unknown {
  return { key, name, version, requested, license: license.expression, hashes };
}

/** The same value with keys sorted: the bytes depend on what is said, not on which stage built an object first. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so a key such as "__proto__" (headers of hostile weights) stays data.
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [wellFormed(key), inOrder(inner)]),
  );
}

/** Lone surrogates (invalid UTF-8 in paths) as text `\u{dcff}`: as JSON escapes many strict readers refuse the whole document. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
}

/**
 * Bidi, zero-width and other unseen characters inside JSON strings as JSON escapes (T22): a terminal or editor that shows the file shows them,
 * a program that parses it gets the exact value. Line breaks of the layout are the only controls that stringify leaves, and stay.
 */
function seen(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  );
}
