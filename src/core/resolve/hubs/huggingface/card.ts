/** What the model or dataset card states: claims of the author, nothing more (T11). */
import { cleanUrl, redact } from '../../../discover/redact.ts';
import type { HubFacts, LicenseClaim, LineageRelation } from '../../../model.ts';
import type { RevisionAnswer } from './schema.ts';

/** T32. */
const MAX_BASES = 20;
const MAX_DATASETS = 100;

/** License claims of the card; a license tag that says something else is one more claim. */
export function licenseClaims({ cardData, tags }: RevisionAnswer): LicenseClaim[] {
  const stated = unique(cardData?.license ?? []);
  const tagged = unique(tags.flatMap((tag) => (tag.startsWith('license:') ? [tag.slice('license:'.length)] : [])));
  const further = tagged.filter((text) => !stated.some((known) => known.toLowerCase() === text.toLowerCase()));
  const name = textOrNull(cardData?.license_name);
  const link = linkOf(cardData?.license_link);
  // All of them: cutting the list would let the one that matters fall off its end (the schema bounds it).
  return [...stated, ...further].map((text) => {
    // Beside several licenses the name and link explain "other", not the ones that have a name.
    const own = stated.length <= 1 || text.toLowerCase() === 'other';
    return { from: 'card', text, name: own ? name : null, link: own ? link : null };
  });
}

const RELATIONS: readonly LineageRelation[] = ['finetune', 'adapter', 'quantized', 'merge'];

/** Bases with their relation: the card's word, else the hub's own tag `base_model:adapter:org/name`, else "base"; an adapter's files show it. */
export function baseModels({ cardData, tags, siblings, config }: RevisionAnswer): HubFacts['baseModels'] {
  const tagged = new Map<string, LineageRelation | null>();
  for (const tag of tags) {
    const match = /^base_model:(?:(finetune|adapter|quantized|merge):)?([^:]{1,200})$/.exec(tag);
    const [, relation, id] = match ?? [];
    if (id !== undefined) tagged.set(id, relationNamed(relation) ?? tagged.get(id) ?? null);
  }
  const adapter = siblings.some(({ rfilename }) => rfilename === 'adapter_config.json');
  const stated = relationNamed(cardData?.base_model_relation);
  // What adapter_config.json names is what a load takes, whatever the card says.
  const loaded = config?.peft?.base_model_name_or_path;
  const ids = unique([...(loaded == null ? [] : [loaded]), ...(cardData?.base_model ?? []).map(withoutHub), ...tagged.keys()]);
  // T9: what is loaded as an adapter pulls its base, whatever the card calls it.
  return ids.slice(0, MAX_BASES).map((id) => ({ id, relation: adapter ? 'adapter' : (stated ?? tagged.get(id) ?? 'base') }));
}

export function trainedOn({ cardData }: RevisionAnswer): string[] {
  return unique((cardData?.datasets ?? []).map(withoutHub))
    .sort()
    .slice(0, MAX_DATASETS);
}

/** At most 200 characters, without what looks like a secret (T21); null for nothing. */
export function textOrNull(text: string | null | undefined): string | null {
  const cleaned = redact((text ?? '').trim().slice(0, 1000))
    .slice(0, 200)
    .toWellFormed();
  return cleaned === '' ? null : cleaned;
}

function relationNamed(text: string | null | undefined): LineageRelation | null {
  return RELATIONS.find((known) => known === text) ?? null;
}

/** Cards often give the address instead of the id. */
function withoutHub(text: string): string {
  return text.trim().replace(/^https:\/\/(?:huggingface\.co|hf\.co)\/(?:datasets\/)?/, '');
}

function linkOf(text: string | null | undefined): string | null {
  const plain = textOrNull(text);
  return plain === null ? null : (cleanUrl(plain) ?? plain);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => textOrNull(text) ?? []))];
}
