/** What an entry of a list of choices names, and who runs it: for readers of all languages. */
import type { LoadFact } from '../../model/index.ts';
import { GATEWAYS } from '../configs/keyed/hosted.ts';
import { isFamily, isWellKnown } from '../configs/keyed/hub-names.ts';
import { isToken } from '../configs/keyed/model-words.ts';
import { hostedModelOf, mayBeModel, prefixedModelOf, providerMeant, providerNamed } from '../hosted/index.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

export type OfferFact = Omit<LoadFact, 'line' | 'column'>;

export interface Offer {
  /** What the list is called. */
  readonly name: string;
  /** The provider as the code beside or above it says, or null. */
  readonly beside: string | null;
  /** What else is in the list names hosted models: of the text it only has to be seen which one. */
  readonly isAmongHosted: boolean;
}

/** Nothing else is called so. */
export function isSurely(text: string): boolean {
  return isCertain(text) || isWellKnown(text);
}

function isCertain(text: string): boolean {
  return (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
}

/** Whether a text can be the name of a model. `byForm`: only what has a form of its own. */
export function mayBeOffered(text: string, byForm: boolean): boolean {
  if (text.length < 2 || text.length > 120 || /\s/.test(text)) return false;
  // What has no form of its own is one of a list whose provider is said, or of those of a router.
  return mayBeModel(text) || isWellKnown(text) || (!byForm && isFamily(text) && isToken(text) && !/^[A-Z0-9_]+$/.test(text));
}

/** null: it may name anything. */
export function offerFact(text: string, { name, beside, isAmongHosted }: Offer): OfferFact | null {
  const runs = beside === null ? undefined : providerNamed(beside)?.runs;
  if (beside === 'ollama') return ofOllama(name, text);
  // A router is asked for the models of others, under its own names for them.
  if (beside !== null && GATEWAYS.has(beside) && /^[\w.-]{1,40}\/[^\s/]{1,100}$/.test(text)) return ofService(name, text, beside);
  if (isWellKnown(text) && !isCertain(text)) {
    const isHub = beside === null || beside === 'huggingface' || runs === 'local';
    return isHub ? { ...offer(name, text), component: 'model', hub: 'hf', names: { hubOnly: true } } : ofService(name, text, beside);
  }
  if (mayBeModel(text)) {
    const provider = providerMeant(text, { name, beside }) ?? (isAmongHosted ? (hostedModelOf(text)?.provider ?? null) : null);
    return provider === null ? null : ofService(name, text, provider);
  }
  if (beside !== null) return runs === undefined && beside !== 'huggingface' ? ofService(name, text, beside) : null;
  return isAmongHosted && /^[\w.-]{2,40}\/[\w.:-]{2,80}$/.test(text) ? ofService(name, text, 'by-prefix') : null;
}

function ofService(name: string, text: string, provider: string): OfferFact {
  return { ...offer(name, text), component: 'service', hub: 'service', provider };
}

function ofOllama(name: string, text: string): OfferFact | null {
  const [, model = '', tag = null] = /^([\w./-]{1,100}?)(?::([\w.-]{1,100}))?$/.exec(text) ?? [];
  if (model === '') return null;
  return {
    ...offer(name, model),
    component: 'model',
    hub: 'ollama',
    names: { hubOnly: true },
    revision: tag === null ? null : { kind: 'literal', text: tag },
  };
}

function offer(name: string, text: string): OfferFact {
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api: name.slice(0, 80),
    target: { kind: 'literal', text },
    catalog: true,
  };
}
