/** The catalogue of licenses that AI components come under, and the one place where a name becomes an id. */
import data from './data/ai-licenses.json' with { type: 'json' };
import { CLASSIFIER_NAMES } from './classifier-names.ts';
import { readGnuName } from './gnu-names.ts';
import { licenseOfPage } from './license-pages.ts';
import { MORE_ALIASES } from './more-aliases.ts';
import { SPDX_BY_LOWER } from './spdx-ids.ts';

export type Permission = 'allowed' | 'conditional' | 'forbidden';

/** How far a license's text was read: whole; its key clauses; lists and cards only; quotations by others. */
export type EvidenceGrade = 'license-text' | 'license-text-partial' | 'metadata' | 'secondary';

/** One license with its terms. null = not established: never permission. What each rests on is in data/ai-license-sources.json. */
export interface CatalogueEntry {
  /** SPDX id where the list has one, else LicenseRef-scancode-…, else LicenseRef-…. */
  readonly id: string;
  readonly name: string;
  readonly appliesTo: readonly ('software' | 'model' | 'dataset' | 'documentation')[];
  /** Values of the `license` field of a Hugging Face card. */
  readonly hfTags: readonly string[];
  readonly aliases: readonly string[];
  readonly url: string | null;
  readonly category: string;
  readonly osiApproved: boolean | null;
  readonly commercialUse: Permission | null;
  /** Of the unmodified artifact. */
  readonly redistribution: Permission | null;
  /** Sharing fine-tunes, adapters, quantizations, merges. */
  readonly derivatives: Permission | null;
  /** strong: shared derivatives only under the same terms. network: offering them over a network counts as sharing. */
  readonly shareAlike: 'none' | 'weak' | 'strong' | 'network' | null;
  /** Limits of behavior or field of use, in the license or a policy that it takes in. */
  readonly useRestrictions: boolean | null;
  /** They must be imposed on those who get it, or use it. */
  readonly useRestrictionsFlowDown: boolean | null;
  /** In words; null: none found. */
  readonly namingRequirement: string | null;
  readonly attribution: boolean | null;
  readonly mauThreshold: number | null;
  readonly revenueThresholdUsd: number | null;
  readonly thresholdDetail: string | null;
  /** On which day the number is measured. */
  readonly thresholdAsOf: 'release-date' | 'current' | null;
  readonly thresholdEffect: 'license-required' | 'naming-duty' | 'registration-or-license-required' | null;
  /** Using it or its outputs to train other models; of a dataset, training on it. */
  readonly trainingOtherModels: Permission | null;
  readonly outputsRestricted: boolean | null;
  /** ISO 3166 alpha-2, or "EU". */
  readonly excludedTerritories: readonly string[];
  readonly territoryScope: 'all' | 'multimodal-models' | null;
  readonly territoryTest: 'licensee-domicile' | 'place-of-use-or-distribution' | null;
  /** Who gets it inside an integrated product for end users is not bound by thresholds. */
  readonly integratedProductExemption: boolean | null;
  /** The text is one that people accept by a click. */
  readonly gated: boolean | null;
  readonly researchOnly: boolean | null;
  readonly patentGrant: boolean | null;
  readonly revocable: boolean | null;
  readonly evidence: EvidenceGrade;
}

/** What a row of the table leaves out is not established. */
const NOT_ESTABLISHED = {
  appliesTo: [],
  hfTags: [],
  aliases: [],
  url: null,
  osiApproved: null,
  commercialUse: null,
  redistribution: null,
  derivatives: null,
  shareAlike: null,
  useRestrictions: null,
  useRestrictionsFlowDown: null,
  namingRequirement: null,
  attribution: null,
  mauThreshold: null,
  revenueThresholdUsd: null,
  thresholdDetail: null,
  thresholdAsOf: null,
  thresholdEffect: null,
  trainingOtherModels: null,
  outputsRestricted: null,
  excludedTerritories: [],
  territoryScope: null,
  territoryTest: null,
  integratedProductExemption: null,
  gated: null,
  researchOnly: null,
  patentGrant: null,
  revocable: null,
} satisfies Partial<CatalogueEntry>;

const entries = data.licenses.map((row) => ({ ...NOT_ESTABLISHED, ...row })) as readonly CatalogueEntry[];
const byLowerId = new Map(entries.map((entry) => [entry.id.toLowerCase(), entry]));
const byTag = new Map(entries.flatMap((entry) => entry.hfTags.map((tag) => [tag, entry] as const)));
const byAlias = aliasIndex();
/** Ids as their letters and digits are. */
const SPDX_BY_NAME = new Map([...SPDX_BY_LOWER].map(([lower, id]) => [normalizedName(lower), id]));
const byUrl = new Map(entries.flatMap((entry) => (entry.url === null ? [] : [[plainUrl(entry.url), entry] as const])));

export type LookUp =
  | { readonly state: 'known'; readonly id: string }
  /** Several licenses go by this name; only their text tells them apart. */
  | { readonly state: 'ambiguous'; readonly ids: readonly string[] }
  /** "other", "unknown", NOASSERTION, NONE: says in words that nothing is said. */
  | { readonly state: 'unstated' }
  | { readonly state: 'none' };

/** The entry of a canonical id. */
export function entryOf(id: string): CatalogueEntry | null {
  return byLowerId.get(id.toLowerCase()) ?? null;
}

/**
 * Whole names only, never parts of them: "apache-2.0-modified" is not Apache-2.0. Exact ids go before tags, tags before aliases, so that
 * "bsl-1.0" stays the Boost license and never becomes the Business Source License, whatever people call that.
 */
export function lookUp(text: string): LookUp {
  const lower = text.trim().toLowerCase();
  const listed = SPDX_BY_LOWER.get(lower);
  if (listed !== undefined) return { state: 'known', id: listed };
  const entry = byLowerId.get(lower) ?? byTag.get(lower);
  if (entry !== undefined) return stated(entry);
  const name = normalizedName(text);
  const plain = name.replace(/^gnu-/, '').replace(/-licen[cs]ed?$/, '');
  const isSpelled = SPELLED.test(text);
  return byName(name, isSpelled) ?? gnuNamed(text) ?? (plain === name ? null : byShorterName(plain, isSpelled)) ?? { state: 'none' };
}

function gnuNamed(text: string): LookUp | null {
  const id = readGnuName(text);
  return id !== null && SPDX_BY_LOWER.has(id.toLowerCase()) ? { state: 'known', id } : null;
}

/** Words, of which the last may stand in parentheses: "BSD (3-clause)". Broken expressions are spelled otherwise. */
const SPELLED = /^\s{0,20}[A-Za-z0-9][\w.+ -]{0,80}(?:\([A-Za-z0-9][\w.+ -]{0,40}\)\s{0,20})?$/;

/** "MIT Licensed", "GNU GPLv3": what goes by the shorter name, too. An id without a number may be a company's name, "Intel", whose license is another. */
function byShorterName(name: string, isSpelled: boolean): LookUp | null {
  const entry = byTag.get(name);
  if (entry !== undefined) return stated(entry);
  return byName(name, isSpelled && /\d/.test(name));
}

/** By a normalized name. An alias says more than an id that is spelled with spaces ("Apache 2.0", "BSD (3-clause)"). */
function byName(name: string, isSpelled: boolean): LookUp | null {
  const ids = byAlias.get(name);
  const [first, ...others] = ids ?? [];
  if (first === undefined) {
    const id = SPDX_BY_NAME.get(name);
    return id === undefined || !isSpelled ? null : { state: 'known', id };
  }
  if (others.length === 0) {
    const only = entryOf(first);
    return only === null ? { state: 'known', id: first } : stated(only);
  }
  // "GNU GPL v2" names both; "only" grants no more than is written.
  const single = ids?.find((id) => id.endsWith('-only'));
  const stem = single?.slice(0, -'-only'.length);
  if (single !== undefined && ids?.every((id) => id === single || id === `${stem}-or-later`)) return { state: 'known', id: single };
  return { state: 'ambiguous', ids: ids ?? [] };
}

/** The license whose text lives at this address, by exact address without scheme, query and fragment. */
export function lookUpUrl(url: string): string | null {
  const address = plainUrl(url);
  return byUrl.get(address)?.id ?? licenseOfPage(address);
}

function stated(entry: CatalogueEntry): LookUp {
  return entry.category === 'unknown' ? { state: 'unstated' } : { state: 'known', id: entry.id };
}

function aliasIndex(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, Set<string>>();
  const add = (name: string, id: string): void => {
    const key = normalizedName(name);
    index.set(key, (index.get(key) ?? new Set()).add(id));
  };
  for (const entry of entries) for (const name of [entry.name, ...entry.aliases]) add(name, entry.id);
  for (const [name, id] of [...MORE_ALIASES, ...CLASSIFIER_NAMES]) add(name, id);
  return new Map([...index].map(([key, ids]) => [key, [...ids].sort()]));
}

/** Case, spaces, commas, quotes and a leading "the" do not tell licenses apart; every letter and digit does. */
export function normalizedName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_,"'()-]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^the-/, '');
}

function plainUrl(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
}

/** An entry of which nothing but its id is known. */
export function blankEntry(id: string): CatalogueEntry {
  return { ...NOT_ESTABLISHED, id, name: id, category: 'unknown', evidence: 'metadata' };
}

/** Every territory that some license excludes, sorted: what "worldwide" means to them. */
export function excludedSomewhere(): readonly string[] {
  return [...new Set(entries.flatMap(({ excludedTerritories }) => excludedTerritories))].sort();
}
