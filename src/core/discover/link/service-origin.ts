/** Hosted services by who answers (T37): the provider at its own address, anything else by its host. */
import type { LoadFact } from '../../model/index.ts';
import { cleanUrl } from '../../base/redact.ts';
import { type HostedModel, hostedModel, hostedModelOf, prefixedModelOf, providerAtHost } from '../hosted/index.ts';
import { type Identity, identify, shown } from './identity.ts';
import type { Resolved, ValueResolver } from './resolver.ts';

/** An address that the code computes: some server, and nobody knows which. */
export const NO_ADDRESS = 'unknown-address';

/** What servers take for whatever they run, and what somebody is to fill in. */
const NO_NAME = /^(?:default|none|null|model|string|placeholder|dummy|local-model|your[-_].{0,60}|<.{0,60}>)$/i;
/** A host that nobody runs anything on (RFC 2606): it stands for the one that somebody has to write. */
const RESERVED = /^https?:\/\/(?:(?:www|api|your[\w-]{0,40})\.)?example\.(?:com|net|org)(?:[:/?#]|$)/i;

interface Around {
  readonly resolver: ValueResolver;
  readonly endpoint: string | null;
}

/** They answer with models of their own alone. */
const HAVE_THEIR_OWN: ReadonlySet<string> = new Set([
  'openai',
  'anthropic',
  'google',
  'mistral',
  'cohere',
  'deepseek',
  'xai',
  'moonshot',
  'zhipu',
  'perplexity',
  'dashscope',
]);

/** One for each server that may answer; at least one. */
export function serviceIdentities(path: string, fact: LoadFact, given: Resolved, { resolver, endpoint }: Around): Identity[] {
  const target = given.text !== null && NO_NAME.test(given.text) ? { ...given, text: null } : given;
  const own = fact.endpoint === null ? [] : resolver.resolve(path, fact.endpoint, fact);
  // An empty one says that a client may be told none: what is not known then is no other server.
  const meant = own.filter(({ text }) => text === null || !RESERVED.test(text.slice(0, 300)));
  const told = meant.some(({ text }) => text === '') ? meant.filter(({ text }) => text !== '' && text !== null) : meant;
  const addresses = told.length > 0 ? told.map(({ text }) => text) : endpoint === null ? [] : [endpoint];
  if (addresses.length === 0) return [atProvider(fact, target)];
  const hosts = [...new Set(addresses.map(hostOf))];
  // Of several, whose own the model is: none of the others has it.
  const maker = target.text === null || hosts.length < 2 ? null : hostedModelOf(shown(target.text));
  const made = maker?.certain === true && hosts.includes(maker.provider) ? maker.provider : null;
  return hosts.flatMap((host): Identity[] => {
    if (made !== null && host !== made && HAVE_THEIR_OWN.has(host)) return [];
    if (host === fact.provider || (host === 'openai' && fact.provider === 'by-prefix')) return [atProvider(fact, target)];
    // Neither who answers nor with what: there is nothing to list but the load.
    if (host === NO_ADDRESS && target.text === null) return [atProvider(fact, target)];
    const elsewhere = service(host, target.text === null ? '(computed)' : shown(target.text));
    // It may also be the provider: what is not read removes nothing (T35).
    return host === NO_ADDRESS ? [atProvider(fact, target), elsewhere] : [elsewhere];
  });
}

/** "localhost:8000"; the provider's name for its own host. */
function hostOf(address: string | null): string {
  const clean = address === null ? null : cleanUrl(address.slice(0, 2000));
  const url = clean === null || !URL.canParse(clean) ? null : new URL(clean);
  if (url === null || url.host === '') return NO_ADDRESS;
  return (url.protocol === 'https:' ? providerAtHost(url.host) : null) ?? url.host;
}

function atProvider(fact: LoadFact, target: Resolved): Identity {
  if (target.text === null) return identify(fact, target);
  const text = shown(target.text);
  const provider = fact.provider ?? 'unknown';
  // An OpenAI client asks whoever the operator names: an id of somebody else's says whom.
  const other = provider === 'openai' ? (hostedModelOf(text) ?? prefixedModelOf(text)) : null;
  if (other?.certain === true && other.provider !== 'openai' && other.provider !== 'ollama') return named(other);
  if (provider !== 'by-prefix') return named(hostedModel(provider, text));
  const prefixed = prefixedModelOf(text, true);
  // A server of one's own has the model from its hub.
  if (prefixed?.provider === 'ollama')
    return { ...identify({ ...fact, hub: 'ollama', component: 'model' }, { ...target, text: prefixed.model }), component: 'model' };
  if (prefixed !== null) return named(prefixed);
  // "provider/model" of a provider that nobody knows here; without a prefix the name says it, or it is OpenAI's.
  const prefix = /^([\w-]{1,40})\/(.{1,200})$/.exec(text);
  return named(hostedModel(prefix?.[1] ?? hostedModelOf(text)?.provider ?? 'openai', prefix?.[2] ?? text));
}

/** "claude-3-5-sonnet@20240620", of Replicate "owner/name:<digest>": the release is no part of the name. */
function named({ provider, model }: Pick<HostedModel, 'provider' | 'model'>): Identity {
  const [, name = model, version = null] =
    /^(.*[^/])@([^@]{1,100})$/.exec(model) ?? (provider === 'replicate' ? /^(.+):([0-9a-f]{64})$/.exec(model) : null) ?? [];
  return { ...service(provider, name), version };
}

/** What OpenRouter offers of its own has its name before it, which callers write or not. */
function service(namespace: string, written: string): Identity {
  const name = namespace === 'openrouter' ? written.replace(/^openrouter\/(?=.)/, '') : written;
  return { ref: { type: 'service', repo: null, namespace, name, version: null }, version: null };
}
