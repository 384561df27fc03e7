/**
 * The streaming sibling of net/egress.ts, with the same check of every address (T19): redirects are followed by hand, each one checked
 * again; the credential goes to the hub's own origin and to no address after another origin was seen.
 */
import { networkCauseOf, refuseAddress } from '../net/egress.ts';
import { requestedWait } from '../net/retry.ts';
import type { Watch } from './watch.ts';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface HubCall {
  readonly url: string;
  readonly hubOrigin: string;
  readonly cdnOrigins: readonly string[];
  readonly token: string | null;
  /** The first byte that is wanted. */
  readonly offset: number;
  readonly fetch: typeof globalThis.fetch;
}

export type Opened =
  | {
      readonly state: 'answered';
      readonly response: Response;
      /** Headers of all answers on the way, the hub's own first. */
      readonly way: readonly Headers[];
      readonly wait: number | null;
    }
  | { readonly state: 'refused' | 'unreachable' | 'stalled'; readonly detail: string };

/** One GET whose body is not read yet. Throws only what the watch's signal throws when the caller stopped everything. */
export async function openConnection(call: HubCall, watch: Watch): Promise<Opened> {
  const allowed = [call.hubOrigin, ...call.cdnOrigins];
  const way: Headers[] = [];
  let url = call.url;
  let token = call.token;
  for (let hop = 0; ; hop++) {
    const refusal = refuseAddress(url, allowed);
    if (refusal !== null)
      return { state: 'refused', detail: hop === 0 ? refusal : `the hub sends on to ${originOf(url)}, ${refusal} (--cdn-origin adds one)` };
    if (new URL(url).origin !== call.hubOrigin) token = null;
    const answer = await ask(url, token, call, watch);
    if (!(answer instanceof Response)) return answer;
    way.push(answer.headers);
    if (!REDIRECTS.has(answer.status)) return { state: 'answered', response: answer, way, wait: requestedWait(answer.headers) };
    // Its body is nothing that anybody waits for.
    await answer.body?.cancel().catch(() => undefined);
    const next = answer.headers.get('location');
    if (next === null || !URL.canParse(next, url)) return { state: 'refused', detail: 'sent on without an address' };
    if (hop === MAX_REDIRECTS) return { state: 'refused', detail: `sent on more than ${MAX_REDIRECTS} times` };
    url = new URL(next, url).href;
  }
}

async function ask(url: string, token: string | null, call: HubCall, watch: Watch): Promise<Response | Opened> {
  try {
    return await watch.during(() =>
      call.fetch(url, {
        redirect: 'manual',
        credentials: 'omit',
        signal: watch.signal,
        headers: {
          accept: '*/*',
          // Offsets and sizes are those of the file, not of a compressed copy.
          'accept-encoding': 'identity',
          'user-agent': 'weighbridge',
          ...(call.offset === 0 ? {} : { range: `bytes=${call.offset}-` }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      }),
    );
  } catch (error) {
    watch.throwIfStopped();
    if (watch.stalled()) return { state: 'stalled', detail: watch.words };
    return { state: 'unreachable', detail: networkCauseOf(error) };
  }
}

/** Without path and query: those of a CDN are credentials (T21). */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin.slice(0, 200) : 'something that is not an address';
}
