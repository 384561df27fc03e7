/** Text and places of others in SARIF (T22). */
import type { Place } from '../../model.ts';
import { visibleUpTo } from '../escape.ts';

const LIMIT = 2_000;

/**
 * A plain text message (SARIF 2.1.0, 3.11.3 to 3.11.6): brackets make links there and a backslash escapes, so all three are escaped.
 * Cut before escaping, so that no escape is cut in half.
 */
export function message(text: string, limit = LIMIT): { readonly text: string } {
  const lines = text.slice(0, limit * 4).split('\n');
  return {
    text:
      lines
        .map((line) => visibleUpTo(line, limit).replace(/[\\[\]]/g, '\\$&'))
        .join('\n')
        .slice(0, limit * 2) || '(none)',
  };
}

/** The same without the escapes of messages, for fields that are no messages. */
export function words(text: string, limit = LIMIT): string {
  return visibleUpTo(text, limit);
}

export interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: '%SRCROOT%' };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
}

export function location({ path, line, column }: Place): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
      region: { startLine: Math.max(line, 1), startColumn: Math.max(column, 1) },
    },
  };
}

/** RFC 3986, relative: every segment encoded; bytes that are no UTF-8 (U+DC80 to U+DCFF in a path) as the bytes that they stand for. */
function uriOf(path: string): string {
  const uri = path
    .split('/')
    .map((segment) =>
      Array.from(segment, (character) => {
        const code = character.codePointAt(0) ?? 0;
        if (code >= 0xdc80 && code <= 0xdcff) return `%${(code - 0xdc00).toString(16).toUpperCase()}`;
        return character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
      }).join(''),
    )
    .join('/');
  // "a:b" would be read as a scheme, "//x" as a host.
  return uri.startsWith('/') ? `.${uri}` : uri || '.';
}
