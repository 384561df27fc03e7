/** Where the hub is and who we are there: from the operator's environment and flags only, never from a file of the tree (T20). */
import { redact } from '../../base/redact.ts';
import { InputError } from '../../base/errors.ts';
import { PUBLIC_HUB } from '../../base/public-hub.ts';

export interface HubSettings {
  /** Base URL without a trailing slash. */
  readonly hubUrl: string;
  /** Sent to the origin of `hubUrl` and nowhere else. */
  readonly token: string | null;
  /** Not the public hub. */
  readonly custom: boolean;
}

/**
 * `flags.hubUrl` wins over HF_ENDPOINT. The token is HF_TOKEN, or HUGGING_FACE_HUB_TOKEN as older tools call it.
 * Throws InputError USAGE for an address that must not be asked and for a token that cannot be one.
 */
export function hubSettings(env: Readonly<Record<string, string | undefined>>, flags: { readonly hubUrl: string | null }): HubSettings {
  const source = flags.hubUrl === null ? 'HF_ENDPOINT' : '--hub-url';
  const hubUrl = baseUrl(flags.hubUrl ?? (env['HF_ENDPOINT']?.trim() || PUBLIC_HUB), source);
  return { hubUrl, token: tokenOf(env), custom: hubUrl !== PUBLIC_HUB };
}

function baseUrl(text: string, source: string): string {
  const example = `Write it like ${PUBLIC_HUB}.`;
  // What is no URL may still hold a password: it is not repeated as it is (T21).
  if (!URL.canParse(text)) throw new InputError('USAGE', `${source} is not a URL: "${redact(text.slice(0, 200))}"`, example);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new InputError('USAGE', `${source} holds a user name or password`, 'Put the token into HF_TOKEN.');
  const loopback = url.protocol === 'http:' && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !loopback)
    throw new InputError('USAGE', `${source} is neither https nor on this machine`, 'A token and the answers would travel in the clear.');
  if (url.search !== '' || url.hash !== '') throw new InputError('USAGE', `${source} has a query or a fragment`, example);
  return `${url.origin}${url.pathname}`.replace(/\/{1,100}$/, '');
}

function tokenOf(env: Readonly<Record<string, string | undefined>>): string | null {
  const token = (env['HF_TOKEN'] || env['HUGGING_FACE_HUB_TOKEN'] || '').trim();
  if (token === '') return null;
  // It becomes a header: a line break in it would be another header. The message does not repeat it.
  if (!/^[\x21-\x7e]{8,2000}$/.test(token))
    throw new InputError(
      'USAGE',
      'HF_TOKEN is not a token',
      'A token is one word of at least 8 visible ASCII characters; unset HF_TOKEN to ask without one.',
    );
  return token;
}

/** Only names that cannot leave the machine: 127.0.0.0/8, ::1 and localhost (RFC 6761). `hostname` as URL gives it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
