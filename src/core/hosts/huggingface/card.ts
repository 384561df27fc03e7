/** What the model or dataset card states: claims of the author, nothing more (T11). */
import { cleanUrl, redact } from '../../base/redact.ts';
import type { HubFacts, LicenseClaim, LineageRelation } from '../../model/index.ts';
import type { ConfigFacts } from './configs.ts';
import type { RevisionAnswer, Texts } from './schema.ts';

/** T32. */
const MAX_BASES = 20;
const MAX_DATASETS = 100;

/** More names than any card has: what is beyond them is not known. */
const MAX_LICENSES = 5_000;
/** A longer text is no name of a license; a cut one could be the name of another (T11). */
const MAX_TEXT = 200;
/** Stands for what cannot be read, and is the name of no license. */
const UNREADABLE = 'an entry that cannot be read';

/** License claims of the card; a license tag that says something else is one more claim, and so is an entry that is no text (T35). */
export function licenseClaims({ cardData, tags }: RevisionAnswer): LicenseClaim[] {
  const stated = licenseTexts(cardData?.license ?? { values: [], wrong: 0 });
  const tagged = licenseTexts({
    values: tags.values.flatMap((tag) => (tag.startsWith('license:') ? [tag.slice('license:'.length)] : [])),
    wrong: 0,
  });
  const known = new Set(stated.map((text) => text.toLowerCase()));
  const further = tagged.filter((text) => !known.has(text.toLowerCase()));
  const name = textOrNull(cardData?.license_name);
  const link = linkOf(cardData?.license_link);
  // All of them: cutting the list would let the one that matters fall off its end (the answer's size bounds it).
  const ofCard = stated.map((text): LicenseClaim => {
    // Beside several licenses the name and link explain "other", not the ones that have a name.
    const own = stated.length <= 1 || text.toLowerCase() === 'other';
    return { from: 'card', text, name: own ? name : null, link: own ? link : null };
  });
  return [...ofCard, ...further.map((text): LicenseClaim => ({ from: 'hub', text, name: null, link: null }))];
}

function licenseTexts({ values, wrong }: Texts): string[] {
  const texts = [...new Set(values.map((value) => value.trim()))];
  const readable = unique(texts.filter((text) => text.length <= MAX_TEXT));
  const isWhole = wrong === 0 && texts.every((text) => text.length <= MAX_TEXT) && readable.length <= MAX_LICENSES;
  return isWhole ? readable : [...readable.slice(0, MAX_LICENSES), UNREADABLE];
}

const RELATIONS: readonly LineageRelation[] = ['finetune', 'adapter', 'quantized', 'merge'];

export interface Lineage {
  readonly bases: HubFacts['baseModels'];
  readonly unread: NonNullable<HubFacts['unread']>;
}

/**
 * Bases with their relation: the card's word, else the hub's own tag `base_model:adapter:org/name`, else "base"; an adapter's files show it.
 * Of an adapter every base counts, so one that cannot be read is said (T11, T35).
 */
export function baseModels({ cardData, tags, siblings, config }: RevisionAnswer, configs: ConfigFacts): Lineage {
  const tagged = new Map<string, LineageRelation | null>();
  for (const tag of tags.values) {
    const match = /^base_model:(?:(finetune|adapter|quantized|merge):)?([^:]{1,200})$/.exec(tag);
    const [, relation, id] = match ?? [];
    if (id !== undefined) tagged.set(id, relationNamed(relation) ?? tagged.get(id) ?? null);
  }
  const adapter = configs.bases.length > 0 || siblings.some(({ rfilename }) => rfilename === 'adapter_config.json');
  const stated = relationNamed(cardData?.base_model_relation);
  // What adapter_config.json names is what a load takes, whatever the card says.
  const top = config?.peft?.base_model_name_or_path;
  const ids = unique([
    ...(top == null ? [] : [top]),
    ...configs.bases,
    ...(cardData?.base_model.values ?? []).map(withoutHub),
    ...tagged.keys(),
  ]);
  // T9: what is loaded as an adapter pulls its base, whatever the card calls it.
  const bases = ids
    .slice(0, MAX_BASES)
    .map((id) => ({ id, relation: adapter ? ('adapter' as const) : (stated ?? tagged.get(id) ?? 'base') }));
  const lost = [
    ...(ids.length > MAX_BASES ? [`more than ${MAX_BASES} base models`] : []),
    ...((cardData?.base_model.wrong ?? 0) > 0 ? ['an entry of base_model that is not a text'] : []),
  ];
  return { bases, unread: adapter ? lost.map((detail) => ({ what: 'base', reason: 'invalid', detail })) : [] };
}

export function trainedOn({ cardData }: RevisionAnswer): string[] {
  return unique((cardData?.datasets.values ?? []).map(withoutHub))
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
