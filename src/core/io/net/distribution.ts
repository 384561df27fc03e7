/**
 * One question to a registry of images: its sign-in and its redirects are followed here, because both are part of one answer. Every address is
 * checked again (T19): a token service and a blob store must be of the registry itself, or stand beside it in the list of the house or of the
 * operator; credential and token go to no other origin.
 */
import { z } from 'zod';
import { nextLink } from '../../base/next-link.ts';
import { type Egress, type EgressResult, refuseAddress, send } from './egress.ts';
import { readChallenge } from './challenge.ts';
import { REPEATS, repeatsSecret } from './repeated-secret.ts';

/** What is known of one registry beside its address. */
export interface Distribution {
  /** Origins, beside its own. */
  readonly signIn: readonly string[];
  readonly stores: readonly string[];
  /** "user:secret" of the operator, for exactly this registry; null: nobody's. */
  readonly credential: string | null;
}

export interface DistributionCall extends Egress {
  readonly distribution: Distribution;
  /** The repository, for the scope of the token. */
  readonly repository: string;
  /** Blobs are what their digest says, wherever they come from; everything else is answered by the registry itself. */
  readonly followsRedirects: boolean;
  /** Tokens of this run, by origin and scope. */
  readonly tokens: Map<string, string>;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_TOKEN_ANSWER = 64 * 1024;

/** One of both is there (Docker token authentication, "Token response fields"). */
const tokenAnswer = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** Never throws. */
export async function askRegistry(call: DistributionCall): Promise<EgressResult> {
  const key = `${call.allowedOrigin} ${call.repository}`;
  const before = call.tokens.get(key) ?? null;
  const first = await withRedirects({ ...call, token: before });
  const signedIn = first.state === 'answered' && first.status === 401 ? await signIn(first.headers, call) : null;
  if (signedIn === null) return checked(first, call, [before]);
  if ('state' in signedIn) return checked(signedIn, call, [before]);
  // Basic needs no token, and is sent anew with each question.
  if (signedIn.scheme === 'Bearer') call.tokens.set(key, signedIn.token);
  return checked(await withRedirects({ ...call, ...signedIn }), call, [before, signedIn.token]);
}

type Credential = { readonly token: string; readonly scheme: 'Bearer' | 'Basic' };

/** Null: the registry asks for nothing that can be given. */
async function signIn(headers: Headers, call: DistributionCall): Promise<Credential | EgressResult | null> {
  const { credential, signIn: services } = call.distribution;
  const challenge = readChallenge(headers.get('www-authenticate'));
  if (challenge === null) return null;
  const basic = credential === null ? null : basicOf(credential);
  if (challenge.scheme === 'Basic') return basic === null ? null : { token: basic, scheme: 'Basic' };
  // The realm is whatever the server writes: only a service that belongs to this registry is told the name, and sees the credential.
  const refusal = refuseAddress(challenge.realm, [call.allowedOrigin, ...services]);
  if (refusal !== null) return { state: 'refused', detail: `it wants a token from ${originOf(challenge.realm)}: ${refusal}` };
  const url = new URL(challenge.realm);
  if (challenge.service !== null) url.searchParams.set('service', challenge.service);
  url.searchParams.set('scope', `repository:${call.repository}:pull`);
  const { timeoutMs, fetch } = call;
  const answer = await send({
    url: url.href,
    allowedOrigin: url.origin,
    token: basic,
    scheme: 'Basic',
    maxBytes: MAX_TOKEN_ANSWER,
    timeoutMs,
    fetch,
  });
  // Why it gave none is its answer: too many requests, a wrong credential, a fault.
  if (answer.state !== 'answered' || answer.status !== 200) return answer;
  const token = tokenIn(answer.body);
  return token === null ? { state: 'refused', detail: 'its token service gave no usable token' } : { token, scheme: 'Bearer' };
}

function tokenIn(body: Uint8Array): string | null {
  try {
    const { token, access_token: other } = tokenAnswer.parse(JSON.parse(new TextDecoder().decode(body)));
    const given = token ?? other ?? '';
    // It becomes a header: a line break in it would be another header.
    return /^[\x21-\x7e]{1,16000}$/.test(given) ? given : null;
  } catch {
    return null;
  }
}

async function withRedirects(call: DistributionCall): Promise<EgressResult> {
  const allowed = [call.allowedOrigin, ...call.distribution.stores];
  let { url, token } = call;
  for (let hop = 0; ; hop++) {
    const { origin } = new URL(url);
    // Dropped for good: an address that leads back here was written by somebody else.
    if (origin !== call.allowedOrigin) token = null;
    const result = await send({ ...call, url, token, allowedOrigin: origin });
    if (result.state !== 'answered' || !REDIRECTS.has(result.status) || !call.followsRedirects) return result;
    const location = result.headers.get('location');
    if (location === null || !URL.canParse(location, url)) return result;
    const next = new URL(location, url).href;
    const refusal = refuseAddress(next, allowed);
    if (refusal !== null) return { state: 'refused', detail: `the registry sends on to ${originOf(next)}: ${refusal}` };
    if (hop === MAX_REDIRECTS) return { state: 'refused', detail: `the registry sends on more than ${MAX_REDIRECTS} times` };
    url = next;
  }
}

/**
 * A list that goes on is not the list: what is not seen is not absent (T33). An answer that repeats a secret is not kept, and nor is a redirect
 * or a refusal that does (T21): the address in it was written by the server.
 */
function checked(result: EgressResult, call: DistributionCall, used: readonly (string | null)[]): EgressResult {
  const secrets = secretsOf(call, used);
  if (result.state !== 'answered') return repeatsSecret(result.detail, secrets) ? NOT_KEPT : result;
  const { status, headers, body } = result;
  if (status !== 200) return repeatsSecret(headers.get('location') ?? '', secrets) ? NOT_KEPT : result;
  if (!call.followsRedirects && nextLink(headers.get('link')) !== null) return { state: 'too-large', detail: 'more than one page' };
  return repeatsSecret(body, secrets) ? NOT_KEPT : result;
}

const NOT_KEPT: EgressResult = { state: 'refused', detail: REPEATS };

/** All that a server of this run may have seen; servers are written in small letters, and may be made of one. */
function secretsOf({ distribution: { credential }, tokens }: DistributionCall, used: readonly (string | null)[]): readonly string[] {
  const own = credential === null ? [] : [credential, credential.slice(credential.indexOf(':') + 1), basicOf(credential)];
  const all = [...used.filter((one) => one !== null), ...tokens.values(), ...own];
  return [...new Set(all.flatMap((one) => [one, one.toLowerCase()]))];
}

function basicOf(credential: string): string {
  return Buffer.from(credential).toString('base64');
}

/** Without path and query: those of a store are credentials (T21). */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin.slice(0, 200) : 'something that is not an address';
}
