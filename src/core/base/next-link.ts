/** The next page that a Link header names (RFC 8288, section 3). */

/** Longer headers are not read. */
const MAX_HEADER = 4000;

/** Its address as the server wrote it; "": there is a next page, or there may be one, whose address cannot be read. Null: there is none. */
export function nextLink(header: string | null | undefined): string | null {
  if (header == null) return null;
  // What is not seen is not absent (T33).
  if (header.length > MAX_HEADER) return '';
  for (const [, address = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) if (isNext(parameters)) return address;
  return isNext(header) ? '' : null;
}

function isNext(parameters: string): boolean {
  return /;\s{0,5}rel\s{0,5}=\s{0,5}"?next\b/i.test(parameters);
}
