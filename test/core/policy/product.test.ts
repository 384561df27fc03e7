import { describe, expect, it } from 'vitest';
import { baseline } from '../../../src/core/policy/baseline.ts';
import { effectiveValues } from '../../../src/core/policy/explain.ts';
import { effectivePolicy, layered } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import { PRODUCT_KEYS } from '../../../src/core/policy/product.ts';
import { productUseOf } from '../../../src/core/policy/product-use.ts';
import { RULES } from './support.ts';

function over(body: string) {
  return effectivePolicy([loadPolicy(`version: 1\n${body}`, 'own.yml', RULES)], RULES);
}

function mistakes(body: string): string[] {
  return readPolicy(`version: 1\n${body}`, 'own.yml', RULES).mistakes.map(({ line, message }) => `${line} ${message}`);
}

const WHOLE = `product:
  license: proprietary
  use: [commercial, saas]
  markets: [EU, US]
  linkage: dynamic
  modified: false
  seat: DE
  users: { monthly: 700000000, monthly-at-release: 3, daily: 2, visits: 0 }
  revenue-usd: 1000000
  facts:
    notices-shipped: true
    acceptable-use-agreed: true
    use-restrictions-in-terms: false
    naming-displayed: Built with Llama
    model-name-begins-with: Llama
    field-of-use: medical research
    registered: true
    guardrails-bypassed: false
    competes-with-licensor: false
    offers-as-service: true
    redistributes-data: false`;

describe('what the policy says about the product', () => {
  it('is what licenses are judged against', () => {
    expect(productUseOf(over(WHOLE))).toEqual({
      outboundLicense: 'proprietary',
      contexts: ['saas'],
      commercial: true,
      linkage: 'dynamic',
      modified: false,
      monthlyUsers: 700_000_000,
      monthlyUsersAtRelease: 3,
      dailyUsers: 2,
      yearlyRevenueUsd: 1_000_000,
      monthlyVisits: 0,
      seat: 'DE',
      markets: ['EU', 'US'],
      facts: {
        noticesShipped: true,
        acceptableUseAgreed: true,
        useRestrictionsInTerms: false,
        namingDisplayed: 'Built with Llama',
        modelNameBeginsWith: 'Llama',
        fieldOfUse: 'medical research',
        registered: true,
        guardrailsBypassed: false,
        competesWithLicensor: false,
        offersComponentFunctionalityAsService: true,
        redistributesData: false,
      },
    });
  });

  it('is neither yes nor no where nobody says it', () => {
    const { contexts, markets, facts, ...rest } = productUseOf(baseline(RULES));
    expect({ contexts, markets }).toEqual({ contexts: [], markets: [] });
    expect([...new Set([...Object.values(rest), ...Object.values(facts)])]).toEqual([null]);
  });

  it.each([
    ['[commercial]', true, []],
    ['[research]', false, ['research']],
    ['[commercial, research]', true, ['research']],
    ['[saas, device, api, internal, distributed]', null, ['saas', 'device', 'api', 'internal', 'distributed']],
  ])('use: %s is commercial: %s', (use, commercial, contexts) => {
    expect(productUseOf(over(`product: { use: ${use} }`))).toMatchObject({ commercial, contexts });
  });
});

describe('mistakes about the product', () => {
  it('are all told at once, each at its line', () => {
    const body = `product:
  license: MIT AND
  use: [commercial, sass]
  markets: [UK, Germany, eu]
  linkage: shared
  modified: maybe
  seat: EL
  users: { monthly: 700M, daily: -1, visits: 1.5, yearly: 3 }
  revenue-usd: "1000000"
  facts:
    notices-shipped: "yes"
    naming-displayed: "yes"
    model-name-begins-with: ""
    __proto__: true
    notices-shiped: true`;
    expect(mistakes(body)).toEqual([
      '3 product.license: "MIT AND" is neither an SPDX expression nor "proprietary".',
      '4 product.use.1: expected commercial, research, distributed, saas, internal, device or api.',
      '5 product.markets.0: "UK" is no country of ISO 3166. Write "GB".',
      '5 product.markets.1: "Germany" is no country of ISO 3166. Write "EU", or the two capital letters of ISO 3166: "US", "DE".',
      '5 product.markets.2: "eu" is no country of ISO 3166. Write "EU".',
      '6 product.linkage: expected static, dynamic, process or bundled.',
      '7 product.modified: expected true or false.',
      '8 product.seat: "EL" is no country of ISO 3166. Write "GR".',
      '9 product.users.monthly: expected a number.',
      '9 product.users.daily: expected at least 0.',
      '9 product.users.visits: expected a whole number.',
      '9 Unknown key "product.users.yearly". Known here: monthly, monthly-at-release, daily, visits.',
      '10 product.revenue-usd: expected a number.',
      '12 product.facts.notices-shipped: expected true or false.',
      '13 product.facts.naming-displayed: expected true, false, or the words that people see: "Built with Llama".',
      '14 product.facts.model-name-begins-with: Write it in words, as people see it.',
      '15 Unknown key "product.facts.__proto__". Known here: notices-shipped, acceptable-use-agreed, use-restrictions-in-terms, naming-displayed, model-name-begins-with, field-of-use, registered, guardrails-bypassed, competes-with-licensor, offers-as-service, redistributes-data.',
      '16 Unknown key "product.facts.notices-shiped". Did you mean "notices-shipped"?',
    ]);
  });
});

describe('the layers of what is said about the product', () => {
  const values = new Map([
    ['users.monthly', 'users: { monthly: 5 }'],
    ['facts.registered', 'facts: { registered: true }'],
    ['seat', 'seat: US'],
  ]);

  it('show each value with its line', () => {
    const rows = effectiveValues(over(WHOLE)).filter(({ key }) => key.startsWith('product.'));
    expect(rows.map(({ key }) => key)).toEqual(PRODUCT_KEYS.map((key) => ['product', ...key].join('.')));
    expect(rows.find(({ key }) => key === 'product.users.daily')).toMatchObject({
      key: 'product.users.daily',
      value: '2',
      origin: 'own.yml:9',
    });
    expect(rows.find(({ key }) => key === 'product.facts.registered')).toMatchObject({ value: 'true', origin: 'own.yml:18' });
    expect(effectiveValues(baseline(RULES)).find(({ key }) => key === 'product.seat')).toMatchObject({
      key: 'product.seat',
      value: '(not set)',
      origin: 'built-in baseline',
    });
  });

  it.each([...values])('take %s from the owner alone (T24)', (_, body) => {
    const files = ['org.yml', 'repo.yml'].map((path) =>
      loadPolicy(`version: 1\n${path === 'org.yml' ? '' : `product: { ${body} }`}`, path, RULES),
    );
    const { policy, refused } = layered(files, RULES);
    expect(policy.product).toEqual(baseline(RULES).product);
    expect(refused.map(({ where, message }) => `${where} ${message}`)).toEqual([
      'repo.yml:2 product: only the layer above describes the product.',
    ]);
  });

  it.each([...values])('show that %s was said and is not said any more (T40)', (key, body) => {
    const [before, after] = [over(`product: { ${body} }`), baseline(RULES)];
    expect(looserThan(before, after, RULES)).toEqual([expect.stringContaining(`product.${key}: `)]);
    expect(looserThan(after, before, RULES)).toEqual([]);
  });
});
