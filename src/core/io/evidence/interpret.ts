/** One result of the network → the answer that is kept. Says nothing that the server said, except codes that we know. */
import type { AnswerState } from '../../model/index.ts';
import type { EgressResult } from '../net/egress.ts';
import { REPEATS, repeatsSecret } from '../net/repeated-secret.ts';
import type { HostAddress } from '../net/settings.ts';

export interface AnswerOutcome {
  readonly state: AnswerState;
  readonly status: number | null;
  readonly detail: string;
  readonly location: string | null;
  /** Only for state "ok". */
  readonly body: Uint8Array | null;
}

/** The token of the address must not be kept (T21); against its base URL a relative Location is read. */
export function interpret(
  result: EgressResult,
  { service, baseUrl, token }: HostAddress,
  { form = 'json', path = '' }: { readonly form?: 'json' | 'bytes'; readonly path?: string } = {},
): AnswerOutcome {
  if (result.state !== 'answered') return outcome(result.state, null, result.detail);
  const { status, headers } = result;
  const json = /^application\/(?:[\w.+-]{1,40}\+)?json\b/i.test(headers.get('content-type')?.trim() ?? '');
  if (status === 200 && form === 'bytes') return withBytes(result.body, token);
  if (status === 200)
    return json ? withBody(result.body, token) : outcome('invalid', 200, 'HTTP 200 with a page instead of data: not an answer of a hub');
  if (status >= 300 && status < 400) return redirected(status, headers.get('location'), baseUrl, token);
  const { codes } = service.errors;
  const code = headers.get(service.errors.header) ?? '';
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (known !== undefined && status >= 400 && status < 500) return outcome(known.state, status, `${code}: ${known.text} (HTTP ${status})`);
  if (status === 404 && json && token === null && service.hidesPrivate?.(path, baseUrl === service.publicUrl) === true)
    return outcome('unauthorized', status, 'HTTP 404: missing or private; no token was given');
  return unexplained(status, json, { service, token });
}

/** How to be allowed more; "" where a token came along, or the host takes none. */
export function tokenAdvice({ service: { variables }, token }: Pick<HostAddress, 'service' | 'token'>): string {
  const [name] = variables.tokens;
  return token !== null || name === undefined ? '' : `; a token in ${name} may allow more`;
}

function unexplained(status: number, json: boolean, address: Pick<HostAddress, 'service' | 'token'>): AnswerOutcome {
  const { token } = address;
  if (status === 401)
    return outcome(
      'unauthorized',
      status,
      token === null ? 'HTTP 401: missing or private; no token was given' : 'HTTP 401: the hub does not accept the token',
    );
  if (status === 403 || status === 451) return outcome('forbidden', status, `HTTP ${status}`);
  if (status === 429) return outcome('rate-limited', status, `HTTP 429: too many requests${tokenAdvice(address)}`);
  if (status >= 500 && status < 600) return outcome('server-error', status, `HTTP ${status}`);
  // A proxy or a wrong address answers 404 pages to anything: that is no word about the repository.
  if ((status === 404 || status === 410) && json) return outcome('not-found', status, `HTTP ${status}`);
  return outcome('invalid', status, `HTTP ${status}: not an answer of a hub`);
}

function withBody(body: Uint8Array, token: string | null): AnswerOutcome {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return outcome('invalid', 200, 'HTTP 200 with something that is not JSON');
  }
  if (typeof data !== 'object' || data === null)
    return outcome('invalid', 200, 'HTTP 200 with something that is neither a list nor an object');
  return withBytes(body, token);
}

/** Content of a file: what it must be is said by its digest, which the host knows. */
function withBytes(body: Uint8Array, token: string | null): AnswerOutcome {
  // T21: whatever it is, it would be kept with the credential in it.
  if (repeatsSecret(body, [token])) return outcome('refused', 200, REPEATS);
  return { state: 'ok', status: 200, detail: 'HTTP 200', location: null, body };
}

function redirected(status: number, location: string | null, baseUrl: string, token: string | null): AnswerOutcome {
  if (location === null || location.length > 2000 || !URL.canParse(location, `${baseUrl}/`))
    return outcome('invalid', status, `HTTP ${status} without a usable address`);
  const url = new URL(location, `${baseUrl}/`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return outcome('invalid', status, `HTTP ${status} to an address that is not a web address`);
  // Path on the same origin, else origin and path; never user-info or a query (T21).
  const to = url.origin === new URL(baseUrl).origin ? url.pathname : `${url.origin}${url.pathname}`;
  if (repeatsSecret(to, [token])) return outcome('refused', status, 'the redirect repeats the credential; it was not kept');
  return { state: 'redirect', status, detail: `HTTP ${status}`, location: to, body: null };
}

function outcome(state: AnswerState, status: number | null, detail: string): AnswerOutcome {
  return { state, status, detail, location: null, body: null };
}
