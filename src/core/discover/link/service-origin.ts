/** Hosted services by who answers (T37): the provider at its own address, anything else by its host. */
import type { LoadFact } from '../../model/index.ts';
import { cleanUrl } from '../../base/redact.ts';
import { type Identity, identify, shown } from './identity.ts';
import type { Resolved, ValueResolver } from './resolver.ts';

/** Hosts under which the providers themselves answer, over https. */
const HOSTS: Readonly<Record<string, string>> = {
  'api.openai.com': 'openai',
  'eu.api.openai.com': 'openai',
  'us.api.openai.com': 'openai',
  'api.anthropic.com': 'anthropic',
  'api.mistral.ai': 'mistralai',
  'api.groq.com': 'groq',
  'api.together.xyz': 'together',
  'api.cohere.com': 'cohere',
  'generativelanguage.googleapis.com': 'google',
  'router.huggingface.co': 'huggingface',
  'api-inference.huggingface.co': 'huggingface',
};
/** An address that the code computes: some server, and nobody knows which. */
const NO_ADDRESS = 'unknown-address';

interface Around {
  readonly resolver: ValueResolver;
  readonly endpoint: string | null;
}

/** One for each server that may answer; at least one. */
export function serviceIdentities(path: string, fact: LoadFact, target: Resolved, { resolver, endpoint }: Around): Identity[] {
  const own = fact.endpoint === null ? [] : resolver.resolve(path, fact.endpoint, fact);
  const addresses = own.length > 0 ? own.map(({ text }) => text) : endpoint === null ? [] : [endpoint];
  if (addresses.length === 0) return [atProvider(fact, target)];
  const hosts = new Set(addresses.map(hostOf));
  return [...hosts].flatMap((host): Identity[] => {
    if (host === fact.provider || (host === 'openai' && fact.provider === 'by-prefix')) return [atProvider(fact, target)];
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
  return (url.protocol === 'https:' ? HOSTS[url.host] : undefined) ?? url.host;
}

function atProvider(fact: LoadFact, target: Resolved): Identity {
  if (target.text === null) return identify(fact, target);
  const text = shown(target.text);
  const provider = fact.provider ?? 'unknown';
  if (provider !== 'by-prefix') return service(provider, text);
  // litellm: "provider/model"; without a prefix it means OpenAI.
  const prefix = /^([\w-]{1,40})\/(.{1,200})$/.exec(text);
  return service(prefix?.[1] ?? 'openai', prefix?.[2] ?? text);
}

function service(namespace: string, name: string): Identity {
  return { ref: { type: 'service', repo: null, namespace, name, version: null }, version: null };
}
