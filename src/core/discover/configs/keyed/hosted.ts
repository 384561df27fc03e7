/** Texts under keys that say model → who runs it, or which local server has it. */
import { hostedModelOf, prefixedModelOf } from '../../hosted/index.ts';
import { isHubId } from '../../../ref/parse.ts';
import { isFamily } from './hub-names.ts';
import { isToken } from './model-words.ts';
import type { ProviderHint } from './provider.ts';

export interface Hosted {
  readonly hub: 'service' | 'ollama' | 'hf';
  readonly provider: string | null;
  readonly model: string;
  /** Its address, where it is nobody's whom we know. */
  readonly server?: string;
}

/** `isMeant`: key or neighbors speak of a hosted model. null: it is none, as far as reading tells. */
export function hostedUnder(written: string, hint: ProviderHint | null, isMeant: boolean): Hosted | null {
  if (written.length > 200 || /\s|:\/\//.test(written)) return null;
  const text = withoutTask(written);
  const own = hostedModelOf(text);
  const isGateway = hint?.said === true && GATEWAYS.has(hint.provider.id);
  if (isGateway && text.includes('/') && isToken(text)) return service(hint.provider.id, text);
  const prefixed = prefixedModelOf(text, isMeant || hint !== null);
  if (prefixed !== null) {
    const { provider, model, runs } = prefixed;
    if (provider === 'huggingface' && isHubId(model) && model.includes('/')) return { hub: 'hf', provider: null, model };
    if (runs === 'provider')
      return own?.certain === true && !text.includes('/') ? service(own.provider, own.model) : service(provider, model);
    if (provider === 'ollama') return ollama(model);
    return runs === 'local' && model.includes('/') && isHubId(model) ? { hub: 'hf', provider: null, model } : null;
  }
  if (hint !== null) {
    // A key that only sounds like one provider, and a name that nobody but another one has.
    const isElsewhere = hint.said ? hint.provider.id === 'ollama' : hint.provider.runs === undefined;
    const isOthers = own?.certain === true && isElsewhere && !RENAMING.has(hint.provider.id);
    // "llama3.2:1b" under a key that sounds like OpenAI: a client of its kind, which asks a server of one's own.
    if (own === null && !hint.said && hint.provider.runs === undefined && SIZED.test(text) && isFamily(text)) return ollama(text);
    const byHint = isOthers ? undefined : byProvider(text, hint, own !== null);
    if (byHint !== undefined) return byHint;
  }
  return own !== null && (own.certain || isMeant) ? service(own.provider, own.model) : null;
}

const SIZED = /^[a-z][\w.-]{1,60}:\d{1,3}(?:\.\d)?b(?:-[\w.-]{1,40})?$/;

/** Under a key of any name: only a name that nothing else has, alone or behind its provider. */
export function certainlyHosted(written: string): Hosted | null {
  if (written.length > 200 || /\s|:\/\//.test(written)) return null;
  const text = withoutTask(written);
  // "claude-tool@latest" is a package of npm, too.
  if (OWN_END.test(text) || /^claude-.*@latest$/.test(text)) return null;
  const hub = /^huggingface:([\w.-]{1,96}\/[\w.-]{1,96})$/.exec(text)?.[1];
  if (hub !== undefined && isHubId(hub)) return { hub: 'hf', provider: null, model: hub };
  // "qwen2.5:3b": the size of a model is a tag of no image.
  if (SIZED.test(text) && isFamily(text)) return ollama(text);
  const rest = /^[A-Za-z][\w-]{1,40}[/:](.+)$/.exec(text)?.[1];
  // "org/image:beta" is the tag of an image, too.
  const own = text.includes('/') && !/^(?:models|publishers|projects|accounts|arn:|@cf|@hf)/.test(text) ? null : hostedModelOf(text);
  if (own?.certain === true) return service(own.provider, own.model);
  if (rest === undefined || hostedModelOf(rest)?.certain !== true || rest.includes('/')) return null;
  const prefixed = prefixedModelOf(text);
  return prefixed?.runs === 'provider' ? service(prefixed.provider, prefixed.model) : null;
}

/** How projects, flags and runs end that are called after a model: under a key that says no model it is the name of one of those. */
const OWN_END =
  /[-_](?:evals?|tests?|flags?|demo|apps?|bots?|projects?|agents?|proxy|backup|experiments?|runs?|results?|prod|production|dev|staging|sandbox|playground|keys?|prompts?|config|data|index|cache|store|group)$/i;

/** "anthropic:messages:claude-x", "huggingface:text-generation:org/name": what it is asked for stands between (promptfoo). */
function withoutTask(text: string): string {
  return text.replace(
    /^([a-z][a-z-]{2,20}):(?:messages|chat|completions?|responses|embeddings?|text-generation|feature-extraction|text-classification|sentence-similarity|image|realtime):/,
    '$1:',
  );
}

/** undefined: the hint decides nothing. */
function byProvider(text: string, { provider, said }: ProviderHint, isForm: boolean): Hosted | null | undefined {
  if (!isToken(text)) return isForm ? undefined : null;
  if (provider.id === 'huggingface') return isForm ? undefined : null;
  switch (provider.runs) {
    case 'local':
      if (provider.id === 'ollama') return ollama(text);
      return isForm ? undefined : null;
    case 'gateway':
      return undefined;
    case undefined:
      // Its own names have a form: what has another one under a key that only sounds like it may be anything.
      if (isForm || said || /[\d-]/.test(text)) return service(provider.id, text);
      return null;
  }
}

/** They pass on to others, and answer under their own name. */
export const GATEWAYS: ReadonlySet<string> = new Set([
  'openrouter',
  'together',
  'fireworks',
  'deepinfra',
  'novita',
  'nebius',
  'hyperbolic',
  'siliconflow',
  'groq',
  'replicate',
  'nvidia',
  'github',
  'vercel',
  'featherless',
  'sambanova',
  'cloudflare',
]);

/** They run what others made, under its own name. */
const RENAMING: ReadonlySet<string> = new Set([...GATEWAYS, 'azure', 'bedrock', 'google', 'databricks', 'snowflake', 'watsonx', 'oci']);

function service(provider: string, model: string): Hosted {
  return { hub: 'service', provider, model };
}

/** `hf.co/org/name:Q4_K_M` is of the hub. */
function ollama(model: string): Hosted | null {
  const hub = /^(?:hf\.co|huggingface\.co)\/([^:@]{3,193})/i.exec(model);
  if (hub !== null) return isHubId(hub[1] ?? '') ? { hub: 'hf', provider: null, model: hub[1] ?? '' } : null;
  return /^[\w.-]{1,100}(?:\/[\w.-]{1,100}){0,2}(?::[\w.-]{1,100})?$/.test(model) && isToken(model)
    ? { hub: 'ollama', provider: null, model }
    : null;
}
