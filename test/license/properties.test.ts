import { createRequire } from 'node:module';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Linkage, ProductContext, ProductUse, UseVerdict } from '../../src/core/model/index.ts';
import { MAX_EXPRESSION, formatExpression, leavesOf, parseExpression } from '../../src/core/license/expression.ts';
import { judgeTerms } from '../../src/core/license/use/judge-terms.ts';
import { foldAnswers, verdictOf } from '../../src/core/license/use/fold.ts';
import { judgeLicense, termsOf } from '../../src/core/license/use/index.ts';
import { SPDX_BY_LOWER } from '../../src/core/license/spdx-ids.ts';
import data from '../../src/core/license/data/ai-licenses.json' with { type: 'json' };
import { UNSTATED, productOf, useOf } from './support.ts';

const reference = createRequire(import.meta.url)('spdx-expression-parse') as (text: string) => unknown;
const HARDNESS: Readonly<Record<UseVerdict, number>> = { allow: 0, review: 1, deny: 2 };

const spdxIds = [...SPDX_BY_LOWER.values()].filter((id) => /^[A-Za-z]/.test(id));
const knownIds = data.licenses.map(({ id }) => id).filter((id) => termsOf(id, null) !== null);
const license = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...knownIds) },
  { weight: 2, arbitrary: fc.constantFrom(...spdxIds) },
  fc.constantFrom(
    'MIT',
    'GPL-2.0-or-later',
    'AGPL-3.0-only',
    'LicenseRef-acme',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'MIT WITH AdditionRef-x',
  ),
);
const fact = fc.constantFrom(true, false, null);
const context = fc.constantFrom<ProductContext>('distributed', 'saas', 'internal', 'research', 'device', 'api');
const figure = fc.constantFrom(null, 0, 900_000, 1_000_000, 90_000_000, 800_000_000);
const product: fc.Arbitrary<ProductUse> = fc.record({
  outboundLicense: fc.constantFrom(null, 'proprietary', 'MIT', 'GPL-3.0-only', 'GPL-2.0-only', 'AGPL-3.0-only', 'MIT OR GPL-2.0-only', '?'),
  contexts: fc.uniqueArray(context, { maxLength: 3 }),
  commercial: fact,
  linkage: fc.constantFrom<Linkage | null>('static', 'dynamic', 'process', 'bundled', null),
  modified: fact,
  monthlyUsers: figure,
  monthlyUsersAtRelease: figure,
  dailyUsers: figure,
  yearlyRevenueUsd: figure,
  monthlyVisits: figure,
  seat: fc.constantFrom(null, 'DE', 'US', 'EU', 'KR', 'nowhere'),
  markets: fc.uniqueArray(fc.constantFrom('EU', 'FR', 'US', 'UK', 'KR', 'worldwide'), { maxLength: 3 }),
  facts: fc.record({
    noticesShipped: fact,
    acceptableUseAgreed: fact,
    useRestrictionsInTerms: fact,
    namingDisplayed: fc.constantFrom(null, true, false, 'Built with Llama'),
    modelNameBeginsWith: fc.constantFrom(null, 'Llama', 'Acme'),
    fieldOfUse: fc.constantFrom(null, 'research', 'military', 'distillation', 'shops'),
    registered: fact,
    guardrailsBypassed: fact,
    competesWithLicensor: fact,
    offersComponentFunctionalityAsService: fact,
    redistributesData: fact,
  }),
});
const asked = fc.record({
  kind: fc.constantFrom('library', 'model', 'dataset', 'image', 'action', 'mcp-server', 'service'),
  relation: fc.constantFrom('component', 'finetune', 'adapter', 'quantized', 'merge', 'distilled', 'trained-on', 'base'),
  modalities: fc.constantFrom([], ['text'], ['text', 'image']),
});
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

function hardness(one: Asked, text: string, stated: ProductUse): number {
  return HARDNESS[judgeLicense({ ...useOf({ ...one, license: 'MIT' }), expression: text }, stated).verdict];
}

describe('the verdict', () => {
  test.prop([asked, license, license, product], { numRuns: 2000 })('of an AND is that of its worst part', (one, left, right, stated) => {
    const whole = hardness(one, `${left} AND ${right}`, stated);
    expect(whole).toBe(Math.max(hardness(one, left, stated), hardness(one, right, stated)));
  });

  test.prop([asked, license, license, product], { numRuns: 2000 })('of an OR is that of its best branch', (one, left, right, stated) => {
    const whole = hardness(one, `${left} OR ${right}`, stated);
    expect(whole).toBe(Math.min(hardness(one, left, stated), hardness(one, right, stated)));
  });

  test.prop([asked, license, product], { numRuns: 1000 })('of "or later" is no harder than that of the version', (one, text, stated) => {
    fc.pre(SPDX_BY_LOWER.has(text.toLowerCase()) && !text.endsWith('-only') && !text.endsWith('-or-later'));
    expect(hardness(one, `${text}+`, stated)).toBeLessThanOrEqual(hardness(one, text, stated));
  });

  /** Each makes terms stricter, whatever they were. A field that was not established stays so: nobody knows which way that goes. */
  const RESTRICTIONS = {
    commercialUse: 'forbidden',
    redistribution: 'forbidden',
    derivatives: 'forbidden',
    trainingOtherModels: 'forbidden',
    useRestrictions: true,
    useRestrictionsFlowDown: true,
    outputsRestricted: true,
    researchOnly: true,
    attribution: true,
    registration: true,
    nonCompete: true,
    guardrails: true,
    hostedIsSharing: true,
    modelNamePrefix: 'Llama',
    isCommunity: true,
    gated: true,
    revocable: true,
  } as const;

  test.prop([asked, fc.constantFrom(...knownIds), product, fc.constantFrom(...Object.keys(RESTRICTIONS))], { numRuns: 5000 })(
    'never improves when a license is made stricter',
    (one, id, stated, key) => {
      const terms = termsOf(id, null);
      // Of what was made with outputs, the name is the condition under which the license allows it.
      if (key === 'modelNamePrefix' && one.relation === 'distilled') return;
      if (terms === null || (key === 'modelNamePrefix') === (terms[key as keyof typeof terms] !== null)) return;
      const stricter = { ...terms, [key]: RESTRICTIONS[key as keyof typeof RESTRICTIONS] };
      const use = useOf({ ...one, license: 'MIT' });
      const [before, after] = [terms, stricter].map((given) => HARDNESS[verdictOf(judgeTerms(use, given, id, stated))]);
      expect(after).toBeGreaterThanOrEqual(before ?? 2);
    },
  );

  test.prop([asked, fc.constantFrom(...knownIds), product], { numRuns: 2000 })(
    'never improves with a lower threshold or one more territory',
    (one, id, stated) => {
      const terms = termsOf(id, null);
      if (terms === null) return;
      const use = useOf({ ...one, license: 'MIT' });
      const before = HARDNESS[verdictOf(judgeTerms(use, terms, id, stated))];
      const lower = terms.mauThreshold === null ? terms : { ...terms, mauThreshold: terms.mauThreshold / 100 };
      expect(HARDNESS[verdictOf(judgeTerms(use, lower, id, stated))]).toBeGreaterThanOrEqual(before);
      const excluded = [...terms.excludedTerritories, 'US'];
      if (terms.excludedTerritories.length > 0)
        expect(HARDNESS[verdictOf(judgeTerms(use, { ...terms, excludedTerritories: excluded }, id, stated))]).toBeGreaterThanOrEqual(
          before,
        );
    },
  );

  test.prop([asked, license, product, context], { numRuns: 2000 })(
    'never improves with one more way to reach people',
    (one, text, stated, more) => {
      fc.pre(stated.contexts.length > 0 && stated.commercial !== null);
      expect(hardness(one, text, { ...stated, contexts: [...stated.contexts, more] })).toBeGreaterThanOrEqual(hardness(one, text, stated));
    },
  );

  test.prop([asked, license, product, fc.constantFrom('FR', 'KR', 'worldwide')], { numRuns: 1000 })(
    'never improves with one more market',
    (one, text, stated, more) => {
      fc.pre(stated.markets.length > 0);
      expect(hardness(one, text, { ...stated, markets: [...stated.markets, more] })).toBeGreaterThanOrEqual(hardness(one, text, stated));
    },
  );

  test.prop([asked, license, product], { numRuns: 1000 })('is never better for a sale than for a gift', (one, text, stated) => {
    expect(hardness(one, text, { ...stated, commercial: true })).toBeGreaterThanOrEqual(
      hardness(one, text, { ...stated, commercial: false }),
    );
  });

  test.prop([asked, license, product], { numRuns: 1000 })(
    'is never better where a duty is breached than where it is met',
    (one, text, stated) => {
      for (const key of ['noticesShipped', 'acceptableUseAgreed', 'useRestrictionsInTerms', 'namingDisplayed', 'registered'] as const) {
        const [breached, unstated, met] = [false, null, true].map((value) =>
          hardness(one, text, { ...stated, facts: { ...stated.facts, [key]: value } }),
        );
        expect([key, breached]).toEqual([key, Math.max(breached ?? 0, unstated ?? 0)]);
        expect([key, unstated]).toEqual([key, Math.max(unstated ?? 0, met ?? 0)]);
      }
    },
  );

  test.prop([asked, license, product], { numRuns: 1000 })(
    'other than allow has reasons, each with a way out, and states what would decide',
    (one, text, stated) => {
      const { verdict, reasons } = judgeLicense({ ...useOf({ ...one, license: 'MIT' }), expression: text }, stated);
      expect(reasons.length > 0).toBe(verdict !== 'allow');
      for (const reason of reasons) {
        expect(reason.ways.length).toBeGreaterThan(0);
        expect(reason.set ?? 'product.').toMatch(/^product\./);
      }
      expect([...reasons].sort((a, b) => HARDNESS[b.verdict] - HARDNESS[a.verdict])).toEqual(reasons);
    },
  );
});

describe('the work', () => {
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      license,
      fc.tuple(tie('text'), fc.constantFrom(' AND ', ' OR '), tie('text')).map((parts) => parts.join('')),
      tie('text').map((inner) => `(${inner})`),
    ),
  }));

  test.prop([text], { numRuns: 10_000 })('on a random expression is one look at each license in it', (expression) => {
    fc.pre(expression.length <= MAX_EXPRESSION);
    // It does not read AdditionRef- (SPDX 3).
    if (!expression.includes('AdditionRef-')) reference(expression);
    const parsed = parseExpression(expression);
    if (parsed === null) throw new Error(expression);
    let looks = 0;
    foldAnswers(parsed.expression, (leaf) => {
      looks++;
      return { verdict: 'allow', reasons: [], duties: [], effective: leaf };
    });
    expect(looks).toBe(leavesOf(parsed.expression).length);
    expect(looks).toBeLessThanOrEqual(expression.length);
    expect(
      judgeLicense({ ...useOf({ kind: 'library', license: 'MIT' }), expression: formatExpression(parsed.expression) }, UNSTATED).verdict,
    ).not.toBe('deny');
  });

  it.each([
    ['AND', Array.from({ length: 54 }, () => 'MIT').join(' AND ')],
    ['OR', Array.from({ length: 61 }, () => 'MIT').join(' OR ')],
    ['both', Array.from({ length: 25 }, (_, index) => `(MIT OR Zed${index})`).join(' AND ')],
    ['depth', `${'(MIT AND (Zlib OR '.repeat(14)}ISC${'))'.repeat(14)} AND ${'(ISC OR '.repeat(14)}MIT${')'.repeat(14)}`],
  ])('on a bomb of 400 characters and more of %s is one look at each name', (_name, bomb) => {
    expect(bomb.length).toBeGreaterThan(320);
    const parsed = parseExpression(bomb);
    if (parsed === null) throw new Error(bomb);
    let looks = 0;
    foldAnswers(parsed.expression, (leaf) => {
      looks++;
      return { verdict: 'review', reasons: [], duties: [], effective: leaf };
    });
    expect(looks).toBeLessThanOrEqual(bomb.split(/ AND | OR /).length);
  });

  it.each([20_000, 1_000_000])('stops at %i parentheses', (depth) => {
    const use = { ...useOf({ kind: 'library', license: 'MIT' }), expression: `${'('.repeat(depth)}MIT${')'.repeat(depth)}` };
    expect(judgeLicense(use, UNSTATED)).toMatchObject({ verdict: 'review', effective: null });
  });
});

describe('against the reference parser', () => {
  test.prop(
    [
      fc.oneof(
        fc.constantFrom(...spdxIds),
        fc.constantFrom(...spdxIds).map((id) => `${id}+`),
        fc.string({ maxLength: 12 }),
      ),
    ],
    { numRuns: 2000 },
  )('what it reads is read, and judged by its terms', (text) => {
    let isListed = true;
    try {
      reference(text);
    } catch {
      isListed = false;
    }
    if (isListed) expect(parseExpression(text)).not.toBeNull();
    else if (!/^[\w.+ :-]*$/.test(text))
      expect(parseExpression(text)?.expression.kind === 'license' && termsOf(text, null) !== null).toBe(false);
  });

  it.each(['MIT', 'mit', 'GPL-3.0-only'])('%s is known in any case', (id) => {
    expect(judgeLicense({ ...useOf({ kind: 'library', license: id }) }, productOf({ contexts: ['internal'] })).verdict).toBe('allow');
  });
});
