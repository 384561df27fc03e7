/** Sites in the code of a notebook → sites in its JSON document, so that an edit there is an edit of one line like any other. */
import { linesOf } from '../../../../base/lines.ts';
import type { PinSite } from '../../../../model/index.ts';
import { redact } from '../../../../base/redact.ts';
import type { NotebookCode } from './code.ts';
import type { SourceLine } from './source-text.ts';

const MAX_SOURCE_LINE = 300;

/**
 * For the sites that the Python pass found in `code.text`: line and column become those of the .ipynb file, the template gets the escapes
 * of a JSON string, and `source` is the line of the document. null where that is not exact: spread over two JSON strings, in a line
 * that is too long or holds a secret (T21). Everything else of the document, outputs and metadata, is other lines.
 */
export function notebookSites(document: string, code: NotebookCode): (site: PinSite) => PinSite | null {
  const written = linesOf(document).texts;
  return (site) => {
    const line = code.lines[site.line - 1];
    const range = line === undefined ? null : rangeIn(line, site.column - 1, site.endColumn - 1);
    const source = range === null ? undefined : written[range.line - 1];
    if (range === null || source === undefined || source.length > MAX_SOURCE_LINE || holdsSecret(source)) return null;
    const quote = range.raw.includes('\\u0022') && !range.raw.includes('\\"') ? '\\u0022' : '\\"';
    return { line: range.line, column: range.column, endColumn: range.endColumn, template: site.template.replaceAll('"', quote), source };
  };
}

interface Range {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The JSON string that it lies in, or the part of it that is this line of code. */
  readonly raw: string;
}

/** Units [start, end) of a line of code, 0-based, where one JSON string holds all of them. An insertion goes behind the unit before it. */
function rangeIn({ pieces }: SourceLine, start: number, end: number): Range | null {
  const piece = pieces.findLast((one) => (start === end ? one.start < start : one.start <= start));
  if (piece === undefined) return null;
  const from = rawOffset(piece.raw, start - piece.start);
  const to = rawOffset(piece.raw, end - piece.start);
  if (from === null || to === null) return null;
  return { line: piece.line, column: piece.column + from, endColumn: piece.column + to, raw: piece.raw };
}

/** How many characters of a JSON string write its first `units` UTF-16 units; null when it has fewer. */
function rawOffset(raw: string, units: number): number | null {
  let offset = 0;
  for (let count = 0; count < units; count++) {
    if (offset >= raw.length) return null;
    offset += raw[offset] !== '\\' ? 1 : raw[offset + 1] === 'u' ? 6 : 2;
  }
  return offset;
}

/** Escapes would hide the quotes around a secret from the patterns. */
function holdsSecret(source: string): boolean {
  const plain = source
    .replace(/\\u([0-9a-fA-F]{4})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\([\s\S])/g, '$1');
  return redact(source) !== source || redact(plain) !== plain;
}
