/** Which model an entry of a list of choices names, and who runs it. */
import type { LoadFact } from '../../../../model/index.ts';
import { isFamily, isWellKnown } from '../../../configs/keyed/hub-names.ts';
import { isToken } from '../../../configs/keyed/model-words.ts';
import { hostedModelOf, mayBeModel, prefixedModelOf, providerMeant, providerNamed } from '../../../hosted/index.ts';
import { offeredIn } from './offered.ts';
import type { Surrounding } from './texts.ts';

type Offer = Omit<LoadFact, 'line' | 'column'>;

/** null: the text is in no such list, or may name anything. */
export function offeredModel(text: string, around: Surrounding | null): Offer | null {
  if (around === null || text.length > 120 || /\s/.test(text)) return null;
  const isSure = (hostedModelOf(text) ?? prefixedModelOf(text))?.certain === true;
  const isModel = isSure || mayBeModel(text) || isWellKnown(text);
  // What has no form of its own is one of a list whose provider is said, or of those of a router.
  if (!isModel && (around.kind === 'entry' || !isToken(text) || /^[A-Z0-9_]+$/.test(text))) return null;
  const offered = offeredIn(text, around, isSure || isWellKnown(text));
  if (offered === null) return null;
  const { name, beside, isAmongHosted } = offered;
  const runs = beside === null ? undefined : providerNamed(beside)?.runs;
  if (beside === 'ollama' && !text.includes('://')) return ofOllama(name, text);
  if (isWellKnown(text) && !isSure) {
    const isHub = beside === null || beside === 'huggingface' || runs === 'local';
    return isHub ? { ...offer(name, text), component: 'model', hub: 'hf', names: { hubOnly: true } } : ofService(name, text, beside);
  }
  if (isSure || mayBeModel(text)) {
    const provider = providerMeant(text, { name, beside }) ?? (isAmongHosted ? (hostedModelOf(text)?.provider ?? null) : null);
    return provider === null ? null : ofService(name, text, provider);
  }
  if (!isFamily(text)) return null;
  if (beside !== null) return runs === undefined && beside !== 'huggingface' ? ofService(name, text, beside) : null;
  return isAmongHosted && /^[\w.-]{2,40}\/[\w.:-]{2,80}$/.test(text) ? ofService(name, text, 'by-prefix') : null;
}

function ofService(name: string, text: string, provider: string): Offer {
  return { ...offer(name, text), component: 'service', hub: 'service', provider };
}

function ofOllama(name: string, text: string): Offer | null {
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

function offer(name: string, text: string): Offer {
  return {
    kind: 'load',
    component: 'model',
    hub: 'hf',
    provider: null,
    api: name.slice(0, 80),
    target: { kind: 'literal', text },
    revision: null,
    endpoint: null,
    remoteCode: false,
    catalog: true,
    pin: null,
  };
}
