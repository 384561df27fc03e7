/** Addresses reduced to what may be stored (T21). */

/**
 * A URL without user-info, query and fragment (T21); null when it is none.
 * A host with "$" or "{" would need the environment, which is never read for a repository file (T20): null.
 */
export function cleanLocation(raw: string): string | null {
  const url = parseUrl(raw);
  if (url === null) return null;
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 500);
}

/** The origin alone ("https://host:port"), for index options, whose path may hold a token. */
export function cleanOrigin(raw: string): string | null {
  const url = parseUrl(raw);
  return url === null ? null : `${url.protocol}//${url.host}`;
}

function parseUrl(raw: string): URL | null {
  // Of the web any slashes will do, forward or backward, as the URL standard reads them.
  if (raw.length > 4000 || !/^(?:https?:|[a-z][a-z0-9+.-]{1,20}:\/\/)/i.test(raw)) return null;
  try {
    const url = new URL(raw);
    return url.host === '' || /[${}%]/.test(url.host) ? null : url;
  } catch {
    return null;
  }
}
