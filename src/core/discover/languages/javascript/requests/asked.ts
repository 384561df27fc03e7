/** Addresses of hosted services, and of servers that speak as they do → who is asked, and for which model, where the address says that. */
import { modelAtAddress, providerAtHost } from '../../../hosted/index.ts';
import { HOLE } from './address.ts';

export interface AskedServer {
  /** Id of a row of `PROVIDERS`; "ollama": a server of one's own that has its models from the hub of Ollama. */
  readonly provider: string;
  /** Of a server that nobody knows here: its address. */
  readonly server: string | null;
  /** As the address writes it; with a hole in it where that is computed. null: the body says it. */
  readonly model: string | null;
}

/** Stands for a hole in what is asked of the table of addresses, which knows names alone. */
const NAMED = '__hole__';
/** Where the whole name of a model is computed, with its owner: `models/${model}:generateContent`, `/ai/run/${model}`. */
const COMPUTED =
  /(?:\/(?:models?|run|deployments|generation|v1(?:beta)?)|fal\.run)\/(\0)(?::\w|\/(?:predictions|invoke|converse|infer|chat|completions|embeddings|images|audio)|[?#]|$)/;

const OF_AZURE = /^[\w.\0-]{1,80}\.(?:openai|services\.ai|cognitiveservices)\.azure\.com$/;
const OF_BEDROCK = /^bedrock-runtime\.[\w.\0-]{1,40}\.amazonaws\.com$/;
const LOCAL = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|ollama)(?::\d{1,5})?$/;
const OLLAMA = /^(?:.{1,200}:11434|ollama)$/;
/** What servers have that answer as OpenAI does. */
const OPENAI_LIKE = /\/(?:completions|embeddings)(?:[?#]|$)/;
/** Its paths, or one that a caller gives. */
const OF_OLLAMA = /^(?:\/\0|\/api\/(?:chat|generate|embed|embeddings|pull)(?:[?#]|$))/;
const ADDRESS = /^(https?|wss?):\/\/([^/?#]{1,200})(.*)$/s;

/** Of a resource whose address a setting has: the path says what it is. */
const OF_RESOURCE = /^\0\/openai\/deployments\/([\w.\0-]{1,96})\/\w/;

/** null: it is no address, or nobody's that answers with a model. */
export function askedAt(text: string): AskedServer | null {
  const deployment = OF_RESOURCE.exec(text)?.[1];
  if (deployment !== undefined) return { provider: 'azure', server: null, model: deployment };
  const [, scheme = '', authority = '', rest = ''] = ADDRESS.exec(text) ?? [];
  const host = authority.replace(/:\d{1,5}$/, '');
  const provider = scheme === '' ? null : providerAt(scheme, host);
  if (provider !== null) return { provider, server: null, model: modelIn(text) };
  const opened = authority.endsWith(HOLE);
  if (OLLAMA.test(opened ? authority.slice(0, -1) : authority) && (opened || OF_OLLAMA.test(rest)))
    return { provider: 'ollama', server: null, model: null };
  if (scheme === '' || !LOCAL.test(authority)) return null;
  return OPENAI_LIKE.test(rest) ? { provider: 'openai', server: `${scheme}://${authority}`, model: null } : null;
}

function providerAt(scheme: string, host: string): string | null {
  if (!/^(?:https|wss)$/.test(scheme)) return null;
  if (OF_AZURE.test(host)) return 'azure';
  if (OF_BEDROCK.test(host)) return 'bedrock';
  return providerAtHost(host.replaceAll(HOLE, 'us'));
}

function modelIn(text: string): string | null {
  const named = modelAtAddress(text.replaceAll(HOLE, NAMED));
  return named === null ? (COMPUTED.exec(text)?.[1] ?? null) : named.model.replaceAll(NAMED, HOLE);
}

/** Where the model begins in the address: of several holes the one that stands for it. */
export function placeOfModel(text: string, model: string): number {
  const computed = model === HOLE ? COMPUTED.exec(text) : null;
  return computed === null ? text.indexOf(model) : computed.index + computed[0].indexOf(HOLE);
}
