/** Every license of the catalogue in products that breach one of its terms: what a row of the data forbids is never allowed, whatever else is stated as done. */
import { describe, expect, it } from 'vitest';
import data from '../../src/core/license/data/ai-licenses.json' with { type: 'json' };
import { entryOf, type CatalogueEntry } from '../../src/core/license/catalogue.ts';
import { ask } from './command-support.ts';
import { DONE, SMALL } from './questions/question.ts';

const FIGURES = { ...SMALL, dau: 1, annualRevenueUsd: 1, visitsPerMonth: 1, linkage: 'dynamic' };
const KINDS: Readonly<Record<string, string>> = { software: 'library', model: 'model', dataset: 'dataset' };

const entries = data.licenses.flatMap(({ id }) => entryOf(id) ?? []).filter(({ category }) => category !== 'proprietary');
const rows = entries.flatMap((entry) =>
  [...new Set(entry.appliesTo.flatMap((one) => KINDS[one] ?? []))].map((kind) => ({ entry, kind, title: `${entry.id} (${kind})` })),
);

type Row = (typeof rows)[number];

function verdictOf({ entry, kind }: Row, product: object, facts: object = {}): string {
  const component = { name: 'acme/x', kind, license: entry.id, modalities: ['text', 'image'] };
  return ask({ component, product: { ...FIGURES, ...product }, facts: { ...DONE, redistributesData: true, ...facts } }).verdict;
}

function madeFrom({ entry }: Row, relation: string): string {
  const lineage = [{ name: 'b', relation, kind: 'model', license: entry.id }];
  return ask({
    component: { name: 'acme/x', license: 'apache-2.0', modalities: ['text', 'image'] },
    lineage,
    product: FIGURES,
    facts: DONE,
  }).verdict;
}

const isFigure = ({ thresholdEffect }: CatalogueEntry): boolean => thresholdEffect !== 'naming-duty';

/** What breaches a term, and which rows have the term. */
const BREACHES: readonly (readonly [string, (row: Row) => boolean, (row: Row) => string])[] = [
  ['sold although commercial use is forbidden', ({ entry }) => entry.commercialUse === 'forbidden', (row) => verdictOf(row, {})],
  [
    'passed on although that is forbidden',
    ({ entry }) => entry.redistribution === 'forbidden',
    (row) => verdictOf(row, { commercial: false }),
  ],
  [
    'altered and passed on although that is forbidden',
    ({ entry }) => entry.derivatives === 'forbidden',
    (row) => verdictOf(row, { commercial: false, modified: true }),
  ],
  [
    'linked into, or altered in, a closed product although it asks for its own terms',
    ({ entry }) => entry.shareAlike === 'strong' || entry.shareAlike === 'network',
    (row) => verdictOf(row, { commercial: false, modified: true }),
  ],
  [
    'used against its policy',
    ({ entry }) => entry.useRestrictions === true && entry.category !== 'source-available',
    (row) => verdictOf(row, {}, { acceptableUseAgreed: false }),
  ],
  [
    'passed on without its restrictions',
    ({ entry }) => entry.useRestrictionsFlowDown === true,
    (row) => verdictOf(row, {}, { useRestrictionsInTerms: false }),
  ],
  [
    'in a product of too many users',
    ({ entry }) => entry.mauThreshold !== null && isFigure(entry),
    (row) => verdictOf(row, { mau: 2e9, mauAtReleaseDate: 2e9 }),
  ],
  [
    'in a product of too much revenue',
    ({ entry }) => entry.revenueThresholdUsd !== null && isFigure(entry),
    (row) => verdictOf(row, { annualRevenueUsd: 2e12 }),
  ],
  [
    'above a number without the name that is owed there',
    ({ entry }) => entry.mauThreshold !== null && !isFigure(entry),
    (row) => verdictOf(row, { mau: 2e9 }, { namingDisplayed: false }),
  ],
  [
    'at a place that it leaves out',
    ({ entry }) => entry.excludedTerritories.length > 0,
    (row) => verdictOf(row, { territory: { licenseeDomicile: 'DE', distributedTo: ['DE'] } }),
  ],
  [
    'behind a model that learned from its outputs although that is forbidden',
    ({ entry, kind }) => entry.trainingOtherModels === 'forbidden' && kind === 'model',
    (row) => madeFrom(row, 'distilled'),
  ],
];

describe.each(BREACHES)('%s', (_breach, has, verdict) => {
  const found = rows.filter(has);

  it('is a term of some license', () => expect(found.length).toBeGreaterThan(0));
  it.each(found.map((row) => [row.title, row] as const))('%s', (_title, row) => expect(verdict(row)).toBe('deny'));
});

describe('never allowed', () => {
  const models = rows.filter(({ kind }) => kind === 'model');
  const names = models.filter(({ entry }) => entry.namingRequirement !== null && isFigure(entry));
  const silent = rows.filter(
    ({ entry }) => entry.commercialUse === null || entry.redistribution === null || entry.useRestrictions === null,
  );
  const bound = models.filter(
    ({ entry }) =>
      entry.commercialUse === 'forbidden' ||
      entry.useRestrictions === true ||
      entry.shareAlike === 'strong' ||
      entry.shareAlike === 'network' ||
      entry.category === 'community-model',
  );

  it.each(silent.map((row) => [row.title, row] as const))('sold: %s, of which too little is known', (_title, row) => {
    expect(verdictOf(row, {})).not.toBe('allow');
  });

  it.each(names.map((row) => [row.title, row] as const))('under no name: %s', (_title, row) => {
    expect(verdictOf(row, { modified: true }, { namingDisplayed: false, modelNameBeginsWith: 'Zzz' })).not.toBe('allow');
  });

  it.each(bound.flatMap((row) => ['finetune', 'adapter', 'quantized', 'merge'].map((relation) => [row.title, relation, row] as const)))(
    'a free license on what was made from %s (%s)',
    (_title, relation, row) => expect(madeFrom(row, relation)).not.toBe('allow'),
  );

  it.each(
    rows
      .filter(({ entry, kind }) => kind === 'library' && (entry.useRestrictions === true || entry.commercialUse === 'forbidden'))
      .map((row) => [row.title, row] as const),
  )('%s inside a program under the GPL', (_title, row) => {
    for (const outboundLicense of ['GPL-2.0-only', 'GPL-3.0-or-later', 'AGPL-3.0-only'])
      expect(verdictOf(row, { outboundLicense, commercial: false })).toBe('deny');
  });
});

describe('what nobody breaches is not denied', () => {
  const research = { context: 'research', commercial: false };
  it.each(rows.map((row) => [row.title, row] as const))('%s in research', (_title, row) => {
    expect(verdictOf(row, research, { redistributesData: false })).not.toBe('deny');
  });

  const free = rows.filter(
    ({ entry }) => entry.commercialUse !== 'forbidden' && entry.redistribution !== 'forbidden' && entry.category !== 'research-only',
  );
  it.each(free.map((row) => [row.title, row] as const))('%s, unchanged and run apart, all duties met', (_title, row) => {
    expect(verdictOf(row, { linkage: 'process' }, { redistributesData: false })).not.toBe('deny');
  });
});

describe('in a device', () => {
  const libraries = rows.filter(({ kind }) => kind === 'library');
  const asked = (row: Row, context: string) =>
    ask({
      component: { name: 'acme-lib', kind: 'library', license: row.entry.id },
      product: { ...FIGURES, context, outboundLicense: row.entry.shareAlike === 'none' ? 'proprietary' : row.entry.id },
      facts: DONE,
    });

  it.each(libraries.map((row) => [row.title, row] as const))(
    '%s comes under the same verdict as in a program, with no duty less',
    (_title, row) => {
      const [shipped, installed] = [asked(row, 'distributed'), asked(row, 'device')];
      expect(installed.verdict).toBe(shipped.verdict);
      const more = installed.duties.filter(({ text }) => !shipped.duties.some((duty) => duty.text === text)).map(({ text }) => text);
      expect(shipped.duties.filter(({ text }) => !installed.duties.some((duty) => duty.text === text))).toEqual([]);
      // GPL-3.0 section 6, AGPL-3.0 section 6, LGPL-3.0 section 4(e).
      const owes = /^[AL]?GPL-3\.0-/.test(row.entry.id) ? 1 : 0;
      expect(more).toHaveLength(owes);
      expect(more.every((text) => text.includes('installation information'))).toBe(true);
    },
  );
});
