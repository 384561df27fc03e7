/** `terms` of a lineage entry: an object of the catalogue's fields, or words. Only restrictions are taken from it. */
import { visibleUpTo } from '../../base/visible-text.ts';
import { jsonTable } from '../../base/json/table.ts';
import type { OwnTerms } from '../../license/lineage/index.ts';

/** Field → the value that restricts, and the values that are understood and add nothing. */
const RESTRICTS: Readonly<Record<string, readonly unknown[]>> = {
  commercialUse: ['forbidden', false],
  researchOnly: [true],
  nonCommercial: [true],
  trainingOtherModels: ['forbidden', false],
  bindsTrainedModels: [true],
};

/** What of each field is no restriction. Whatever else stands there has to be read by a person. */
const FREE: ReadonlySet<unknown> = new Set(['allowed', 'none', null]);

export function ownTermsIn(terms: unknown): OwnTerms | undefined {
  if (terms === undefined || terms === null || terms === '') return undefined;
  const table = jsonTable(terms);
  if (table === null) return { ...NONE, unread: visibleUpTo(JSON.stringify(terms), 200) };
  const has = (field: string): boolean => Object.hasOwn(table, field) && RESTRICTS[field]?.includes(table[field]) === true;
  const unread = Object.entries(table).filter(([field, value]) => !has(field) && !isFree(field, value));
  return {
    forbidsCommerce: has('commercialUse') || has('nonCommercial'),
    researchOnly: has('researchOnly'),
    forbidsTraining: has('trainingOtherModels'),
    bindsModels: has('bindsTrainedModels'),
    unread:
      unread.length === 0
        ? null
        : unread
            .slice(0, 5)
            .map(([field]) => visibleUpTo(field, 60))
            .join(', '),
  };
}

const NONE: OwnTerms = { forbidsCommerce: false, researchOnly: false, forbidsTraining: false, bindsModels: false, unread: null };

/** Fields of the catalogue that restrict where they are true. A name that only looks like one of them is not understood. */
const REFUSALS: ReadonlySet<string> = new Set([
  'useRestrictions',
  'useRestrictionsFlowDown',
  'outputsRestricted',
  'gated',
  'namingRequirement',
]);

function isFree(field: string, value: unknown): boolean {
  if (Object.hasOwn(RESTRICTS, field) && typeof value === 'boolean') return true;
  return FREE.has(value) || (value === false && REFUSALS.has(field)) || (Array.isArray(value) && value.length === 0);
}
