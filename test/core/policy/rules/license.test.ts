import { describe, expect, it } from 'vitest';
import type { BomComponent, License } from '../../../../src/core/model/index.ts';
import type { LicensePolicy, Lists } from '../../../../src/core/policy/policy.ts';
import { type Product, UNDESCRIBED } from '../../../../src/core/policy/product.ts';
import { model, unavailable } from '../support.ts';
import { drafts, library, license, said } from './support.ts';

const COMMERCIAL: Product = { ...UNDESCRIBED, use: ['commercial'] };
const SAAS: Product = { ...UNDESCRIBED, use: ['saas'] };
const RESEARCH: Product = { ...UNDESCRIBED, use: ['research'] };

/** Lists and nothing beside them. */
function lists(some: Partial<LicensePolicy>): LicensePolicy {
  return { deny: [], review: [], unknown: [], override: [], ...some };
}

function licensed(value: License, input: Partial<BomComponent> = {}): BomComponent {
  return model('hf:acme/x', [{}], { license: value, ...input });
}

describe('license/denied', () => {
  it.each<[License, Lists, Product | undefined, string[]]>([
    [license('cc-by-nc-4.0'), { deny: [] }, undefined, []],
    [license('cc-by-nc-4.0'), { deny: [] }, SAAS, []],
    [license('cc-by-nc-4.0'), { deny: [] }, COMMERCIAL, ['denied:CC-BY-NC-4.0 product 14']],
    [license('apple-amlr'), { deny: [] }, COMMERCIAL, ['denied:LicenseRef-Apple-AMLR product 14']],
    [license('intel-research'), { deny: [] }, COMMERCIAL, ['denied:LicenseRef-Intel-Research-Use product 14']],
    [license('apache-2.0'), { deny: [] }, COMMERCIAL, []],
    [license('MIT OR CC-BY-NC-4.0'), { deny: [] }, COMMERCIAL, []],
    [license('MIT AND CC-BY-NC-4.0'), { deny: [] }, COMMERCIAL, ['denied:CC-BY-NC-4.0 product 14']],
    // Claims that disagree: all of them apply (T11).
    [license('apache-2.0', 'cc-by-nc-4.0'), { deny: [] }, COMMERCIAL, ['denied:CC-BY-NC-4.0 product 14']],
    [license('apache-2.0', 'other', 'cc-by-nc-4.0'), { deny: [] }, COMMERCIAL, ['denied:CC-BY-NC-4.0 product 14']],
    [license('llama3.1'), { deny: ['class:community'] }, undefined, ['denied:LicenseRef-scancode-llama-3.1-license-2024 product 14']],
    [license('agpl-3.0'), { deny: ['class:network-copyleft'] }, undefined, ['denied:AGPL-3.0-only product 14']],
    [license('gpl-3.0'), { allow: ['MIT'], deny: [] }, undefined, ['not-allowed:GPL-3.0-only product 14']],
    [license('mit'), { allow: ['MIT'], deny: [] }, undefined, []],
    // Unknown is never permission, where only what is listed is allowed.
    [license('other'), { allow: ['MIT'], deny: [] }, undefined, ['not-allowed:unknown product 14']],
    [license(), { allow: ['MIT'], deny: [] }, undefined, ['not-allowed:unknown product 14']],
    [license('other'), { deny: ['GPL-3.0-only'] }, COMMERCIAL, []],
  ])('%#', (value, licenses, product, expected) => {
    const policy = { licenses: lists(licenses), ...(product === undefined ? {} : { product }) };
    expect(said('license/denied', { components: [licensed(value)], policy })).toEqual(expected);
  });

  it('judges libraries, also those that state nothing', () => {
    const policy = { licenses: lists({ allow: ['MIT'], deny: ['class:strong-copyleft'] }) };
    const gpl = { ...library('npm:left', [{}]), license: license('GPL-3.0-only') };
    const silent = { ...library('npm:right', [{}]), license: license() };
    expect(drafts('license/denied', { components: [gpl, silent], policy }).map(({ component }) => component)).toEqual([
      'pkg:npm/left',
      'pkg:npm/right',
    ]);
  });

  it('does not take a hub that is down for a license that is not stated', () => {
    const down = licensed(license(), {
      hub: null,
      resolution: { state: 'unresolved', reason: 'unreachable', detail: '' },
      verifications: [unavailable('source')],
    });
    const policy = { licenses: lists({ allow: ['MIT'] }) };
    expect(said('license/denied', { components: [down], policy })).toEqual([]);
    expect(said('license/unknown', { components: [down], policy })).toEqual([]);
  });

  it.each([
    ['class:non-commercial', 'CC-BY-NC-4.0 forbids commercial use, and the product is commercial', [], COMMERCIAL],
    ['own', 'the policy denies non-commercial licenses, and CC-BY-NC-4.0 is one', ['class:non-commercial'], COMMERCIAL],
    ['id', 'the policy denies CC-BY-NC-4.0', ['CC-BY-NC-4.0'], RESEARCH],
  ])('says why: %s', (_, reason, deny, product) => {
    const [draft] = drafts('license/denied', {
      components: [licensed(license('cc-by-nc-4.0'))],
      policy: { licenses: lists({ deny }), product },
    });
    expect(draft?.reason).toBe(reason);
  });
});

describe('license/unknown', () => {
  it.each<[string, BomComponent, Product | undefined, string[]]>([
    ['a known license', licensed(license('mit')), undefined, []],
    ['not stated', licensed(license()), undefined, ['unknown product 14']],
    ['other', licensed(license('other')), undefined, ['unknown product 14']],
    ['known in part', licensed(license('mit', 'other')), undefined, ['unknown product 14']],
    ['a part that need not apply', licensed(license('MIT OR Foo')), undefined, []],
    ['a dataset', licensed(license(), { kind: 'dataset' }), undefined, ['unknown product 14']],
    ['a library', { ...library('npm:left', [{}]), license: license() }, undefined, []],
    ['no source at all', licensed(license(), { resolution: { state: 'unresolved', reason: 'no-source', detail: '' } }), undefined, []],
    [
      'a source that no host knows',
      licensed(license(), { resolution: { state: 'unresolved', reason: 'unsupported-source', detail: '' } }),
      undefined,
      ['unknown product 14'],
    ],
    [
      'a host that is never asked',
      licensed(license(), { resolution: { state: 'unresolved', reason: 'named-only', detail: '' } }),
      undefined,
      ['unknown product 14'],
    ],
    ['the product is not described', licensed(license('cc-by-nc-4.0')), undefined, ['use-not-stated:CC-BY-NC-4.0 product 14']],
    ['described, but not in this', licensed(license('cc-by-nc-4.0')), SAAS, ['use-not-stated:CC-BY-NC-4.0 product 14']],
    ['commercial is said by license/denied', licensed(license('cc-by-nc-4.0')), COMMERCIAL, []],
    ['research', licensed(license('cc-by-nc-4.0')), RESEARCH, []],
  ])('%s', (_, component, product, expected) => {
    expect(said('license/unknown', { components: [component], ...(product === undefined ? {} : { policy: { product } }) })).toEqual(
      expected,
    );
  });
});
