/** Text and places of others in SARIF (T22). */
import type { Place } from '../../model/index.ts';
import { visible, visibleUpTo } from '../../base/visible-text.ts';
import { withoutCommands } from '../view/words.ts';

const LINE_LIMIT = 600;
/** Longer than any path that people use; GitHub drops what it cannot show. */
const URI_LIMIT = 3_000;
/** The root itself: for what has no place, or none that a URI could name. */
const ROOT = '.';

/**
 * A plain text message (SARIF 2.1.0, 3.11.3 to 3.11.6): brackets make links there and a backslash escapes, so all three are escaped.
 * A line break within one of the lines is written out: only we begin a line. Each is cut before anything is escaped, so that no escape is
 * cut in half. At most 12 characters for each one of `limit`.
 */
export function message(lines: readonly string[], limit = LINE_LIMIT): { readonly text: string } {
  return { text: lines.map((line) => visibleUpTo(line, limit).replace(/[\\[\]]/g, '\\$&')).join('\n') || '(none)' };
}

/** The same without the escapes of messages, for fields that are no messages. */
export function sarifWords(text: string, limit = 200): string {
  return withoutCommands(visibleUpTo(text, limit));
}

export interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: '%SRCROOT%' };
    readonly region?: { readonly startLine: number; readonly startColumn: number };
  };
}

/** Null: the whole tree. GitHub refuses a file as a whole when one of its results has no location. */
export function location(place: Place | null): Location {
  const uri = place === null ? null : uriOf(place.path);
  return {
    physicalLocation: {
      artifactLocation: { uri: uri ?? ROOT, uriBaseId: '%SRCROOT%' },
      // A line of the root would be nonsense.
      ...(place === null || uri === null ? {} : { region: { startLine: Math.max(place.line, 1), startColumn: Math.max(place.column, 1) } }),
    },
  };
}

/** Whether a reader finds the place by its location alone. If not, the message has to name it. */
export function isPlain({ path }: Place): boolean {
  return uriOf(path) !== null && visible(path) === path;
}

/**
 * RFC 3986, relative to the root: every segment encoded; bytes that are no UTF-8 (U+DC80 to U+DCFF in a path) as the bytes that they stand
 * for. Null for a path that a resolver would read as another one (T15: empty, "." and ".." segments, also encoded), and for a huge one.
 */
function uriOf(path: string): string | null {
  if (path.length > URI_LIMIT) return null;
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return null;
  const uri = segments.map(encoded).join('/');
  return uri.length > URI_LIMIT ? null : uri;
}

function encoded(segment: string): string {
  if (segment.isWellFormed()) return encodeURIComponent(segment);
  return Array.from(segment, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) return `%${(code - 0xdc00).toString(16).toUpperCase()}`;
    return encodeURIComponent(character.toWellFormed());
  }).join('');
}
