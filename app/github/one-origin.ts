/** The fetch of our clients of GitHub: a redirect is followed only to where the request went in the first place (T19). */

const REDIRECTS = [301, 302, 307, 308];
/** Of these a fetch keeps method and body. */
const KEEPING = [307, 308];
const HOPS = 5;

/** GitHub redirects within its API, for repositories that were renamed. Rejects for another origin: the token and the answer are GitHub's. */
export async function fetchFromOneOrigin(address: string, init: RequestInit = {}): Promise<Response> {
  let at = address;
  for (let hop = 0; hop < HOPS; hop++) {
    const response = await fetch(at, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (init.redirect === 'manual' || location === null || !REDIRECTS.includes(response.status)) return response;
    await response.body?.cancel();
    const next = new URL(location, at);
    const reads = (init.method ?? 'GET') === 'GET' || init.method === 'HEAD';
    if (next.origin !== new URL(at).origin) throw new TypeError('GitHub redirects to another host');
    if (!reads && !KEEPING.includes(response.status)) throw new TypeError('GitHub redirects a change so that it would be lost');
    at = next.href;
  }
  throw new TypeError('GitHub redirects without end');
}
