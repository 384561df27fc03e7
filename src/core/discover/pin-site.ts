/** Where a commit can be written: the line as it is quoted, and the columns that are replaced. */
import type { PinSite } from '../model/index.ts';
import { redact } from '../base/redact.ts';

const MAX_SOURCE_LINE = 300;

/** `source`: line number `line` of the file, without its end. Columns [start, end) are 0-based. null = not exact: too long, or secrets before it (T21). */
export function pinSiteIn(source: string | undefined, line: number, start: number, end: number, template: string): PinSite | null {
  if (source === undefined || source.length > MAX_SOURCE_LINE || start < 0 || end < start || end > source.length) return null;
  const clean = redact(source);
  // Redaction moved the columns: better no edit than one at a wrong place.
  if (clean !== source && redact(source.slice(0, end)) !== source.slice(0, end)) return null;
  return { line, column: start + 1, endColumn: end + 1, template, source: clean };
}
