/** What the model or dataset card states: claims of the author, nothing more (T11). */
import { cleanUrl, redact } from '../../base/redact.ts';
import type { HubFacts, LicenseClaim, LineageRelation } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { statedRef } from '../../ref/stated-name.ts';
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
  return [...stated, ...further].map((text) => {
    // Beside several licenses the name and link explain "other", not the ones that have a name.
    const own = stated.length <= 1 || text.toLowerCase() === 'other';
    return { from: 'card', text, name: own ? name : null, link: own ? link : null };
  });
}

function licenseTexts({ values, wrong }: Texts): string[] {
  const texts = [...new Set(values.map((value) => value.trim()))];
  const readable = unique(texts.filter((text) => text.length <= MAX_TEXT));
  const isWhole = wrong === 0 && texts.every((text) => text.length <= MAX_TEXT) && readable.length <= MAX_LICENSES;
  return isWhole ? readable : [...readable.slice(0, MAX_LICENSES), UNREADABLE];
}

const RELATIONS: readonly LineageRelation[] = ['finetune', 'adapter', 'quantized', 'merge'];
/** No word of the hub's own: some cards state it, and nothing else says that a model only learned from another one's outputs. */
const DISTILLED: ReadonlySet<string> = new Set(['distilled', 'distill', 'distillation']);

export interface Lineage {
  readonly bases: HubFacts['baseModels'];
  readonly unread: NonNullable<HubFacts['unread']>;
}

export interface StatedBase {
  /** As written, without the address of the hub. */
  readonly id: string;
  readonly relation: LineageRelation | 'distilled';
  readonly by: 'card' | 'config';
}

/** More than anybody follows; a card may hold a million names, and each costs. */
export const MAX_STATED = 200;

/**
 * Bases with their relation: the card's word, else the hub's own tag `base_model:adapter:org/name`, else "base"; an adapter's files show it.
 * `lost`: what is stated and cannot be read, in words.
 */
export function statedBases(
  { cardData, tags, siblings, config }: RevisionAnswer,
  configs: ConfigFacts,
): { readonly bases: readonly StatedBase[]; readonly isAdapter: boolean; readonly lost: readonly string[] } {
  const tagged = new Map<string, LineageRelation | null>();
  for (const tag of tags.values) {
    const match = /^base_model:(?:(finetune|adapter|quantized|merge):)?([^:]{1,200})$/.exec(tag);
    const [, relation, id] = match ?? [];
    if (id !== undefined) tagged.set(id, relationNamed(relation) ?? tagged.get(id) ?? null);
  }
  const isAdapter = configs.bases.length > 0 || siblings.some(({ rfilename }) => rfilename === 'adapter_config.json');
  const stated = relationNamed(cardData?.base_model_relation) ?? (DISTILLED.has(cardData?.base_model_relation ?? '') ? 'distilled' : null);
  // What adapter_config.json names is what a load takes, whatever the card says.
  const top = config?.peft?.base_model_name_or_path;
  const loaded = unique([...(top == null ? [] : [top]), ...configs.bases]);
  const written = (cardData?.base_model.values ?? []).slice(0, MAX_STATED + 1).map((text) => idIn(text, 'models'));
  const named = unique([...written, ...[...tagged.keys()].slice(0, MAX_STATED + 1)]).filter((id) => !loaded.includes(id));
  const relationOf = (id: string): StatedBase['relation'] => {
    // T9: what is loaded as an adapter pulls its base, whatever the card calls it.
    if (isAdapter) return 'adapter';
    const tag = tagged.get(id) ?? null;
    // T11: of two words the one counts that carries more terms. The hub calls by "finetune" whatever it does not know.
    if (stated === 'distilled') return tag === null || tag === 'finetune' ? stated : tag;
    return stated ?? tag ?? 'base';
  };
  return {
    bases: [
      ...loaded.map((id) => ({ id, relation: relationOf(id), by: 'config' as const })),
      ...named.map((id) => ({ id, relation: relationOf(id), by: 'card' as const })),
    ],
    isAdapter,
    lost: (cardData?.base_model.wrong ?? 0) > 0 ? ['an entry of base_model that is not a text'] : [],
  };
}

/** The first of them, as loads pull them. Of an adapter every base counts, so one that cannot be read is said (T11, T35). */
export function baseModels(data: RevisionAnswer, configs: ConfigFacts): Lineage {
  const { bases, isAdapter, lost } = statedBases(data, configs);
  const all = [...(bases.length > MAX_BASES ? [`more than ${MAX_BASES} base models`] : []), ...lost];
  return {
    bases: bases.slice(0, MAX_BASES).map(({ id, relation }) => ({ id, relation: relation === 'distilled' ? 'base' : relation })),
    unread: isAdapter ? all.map((detail) => ({ what: 'base', reason: 'invalid', detail })) : [],
  };
}

/** As the card states them, else as the hub tags them. */
export function statedDatasets({ cardData, tags }: RevisionAnswer): string[] {
  const tagged = tags.values.flatMap((tag) => (tag.startsWith('dataset:') ? [tag.slice('dataset:'.length)] : []));
  return unique([...(cardData?.datasets.values ?? []), ...tagged].slice(0, MAX_STATED + 1).map((text) => idIn(text, 'datasets')));
}

export function trainedOn(data: RevisionAnswer): string[] {
  return statedDatasets(data).sort().slice(0, MAX_DATASETS);
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

/** Cards often give the address instead of the id. An address of anything else stays one. */
function idIn(text: string, repo: 'models' | 'datasets'): string {
  const ref = statedRef(text, repo);
  return ref?.type === 'hf' && ref.repo === repo ? displayName(ref) : text.trim();
}

function linkOf(text: string | null | undefined): string | null {
  const plain = textOrNull(text);
  return plain === null ? null : (cleanUrl(plain) ?? plain);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => textOrNull(text) ?? []))];
}
