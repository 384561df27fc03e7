/** The only place that sends anything (T19): one allowed origin per call, no redirect followed, size and time capped. */
import { isLoopback } from './loopback.ts';

export interface Egress {
  readonly url: string;
  /** The one origin that may be asked, and that may see the token. */
  readonly allowedOrigin: string;
  readonly token: string | null;
  /** How the token is sent. Default: Bearer. */
  readonly scheme?: 'Bearer' | 'Basic';
  /** The media type that is asked for; absent: any JSON. */
  readonly accept?: string;
  readonly maxBytes: number;
  /** JSON that is sent with POST; absent: GET. */
  readonly body?: string;
  /** For the whole attempt, the body included. */
  readonly timeoutMs: number;
  /** Proxies are the runtime's business (NODE_USE_ENV_PROXY): no dispatcher is set here. */
  readonly fetch: typeof globalThis.fetch;
}

export type EgressResult =
  | { readonly state: 'answered'; readonly status: number; readonly headers: Headers; readonly body: Uint8Array }
  | { readonly state: 'refused' | 'unreachable' | 'timeout' | 'too-large'; readonly detail: string };

/** One GET, or POST. Never throws. Only a 200 has a body: what an error page says is nothing that may be kept or quoted. */
export async function send(call: Egress): Promise<EgressResult> {
  const refusal = refuseAddress(call.url, [call.allowedOrigin]);
  if (refusal !== null) return { state: 'refused', detail: refusal };
  const signal = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await call.fetch(call.url, {
      // A redirect is an answer: following it would trust another name, and might carry the token away.
      redirect: 'manual',
      credentials: 'omit',
      ...(call.body === undefined ? {} : { method: 'POST', body: call.body }),
      signal,
      headers: {
        accept: call.accept ?? 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': 'weighbridge',
        // One credential for exactly this origin, which `refuseAddress` has just compared (T19).
        ...(call.token === null ? {} : { authorization: `${call.scheme ?? 'Bearer'} ${call.token}` }),
      },
    });
    const { status, headers } = response;
    if (status !== 200) {
      await response.body?.cancel();
      return { state: 'answered', status, headers, body: new Uint8Array() };
    }
    const body = await readCapped(response, call.maxBytes);
    if (body === null) return { state: 'too-large', detail: `more than ${call.maxBytes} bytes` };
    return { state: 'answered', status, headers, body };
  } catch (error) {
    if (signal.aborted)
      return { state: 'timeout', detail: `no complete answer within ${Math.max(1, Math.round(call.timeoutMs / 1000))} s` };
    return { state: 'unreachable', detail: networkCauseOf(error) };
  }
}

/**
 * Why `url` may not be asked, or null. Checked again here, whatever the caller built: this is the last line before the network (T19).
 * Private addresses need no rule of their own: only origins that the operator or the house has listed pass.
 */
export function refuseAddress(url: string, allowedOrigins: readonly string[]): string | null {
  if (!URL.canParse(url)) return 'not an address';
  const { origin, protocol, hostname, username, password } = new URL(url);
  if (!allowedOrigins.includes(origin)) return 'not an allowed address';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) return 'neither https nor this machine';
  if (username !== '' || password !== '') return 'an address with a user name or password';
  return null;
}

/** The body is counted while it comes: a declared length proves nothing, and decompression happens before the count. */
async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** Error codes only: messages of lower layers may quote addresses with their queries. */
export function networkCauseOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null;
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code) ? `the connection failed (${code})` : 'the connection failed';
}
