/** license/own-changed, the outbound licenses of a component, and what is said where policy and tree disagree. */
import { describe, expect, it } from 'vitest';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { ownLicenseNotes, outboundLicensesFor } from '../../../../src/core/policy/outbound.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import type { OwnLicense, OwnLicenseChange } from '../../../../src/core/model/index.ts';
import { bom, model } from '../support.ts';
import { drafts } from './support.ts';

function own(path: string, expression: string | null, by: OwnLicense['by'] = 'declared'): OwnLicense {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return { folder, by, said: expression ?? 'Acme', expression, sha256: null, words: null, place: { path, line: 3, column: 1 } };
}

function policyWith(license: string | null): Policy {
  return { ...baseline(rules), product: { ...baseline(rules).product, license } };
}

const loaded = model('hf:acme/m', [{ path: 'sdk/app.py' }]);

describe('outboundLicensesFor', () => {
  const tree = { ownLicenses: [own('package.json', 'Apache-2.0'), own('sdk/package.json', 'MIT')] };

  it.each<[string, Parameters<typeof outboundLicensesFor>[1], Policy, Parameters<typeof outboundLicensesFor>[3], string[]]>([
    ['the policy wins', tree, policyWith('proprietary'), null, ['proprietary']],
    ['the package where it stands', tree, policyWith(null), null, ['MIT']],
    ['the base counts as well', tree, policyWith(null), { ownLicenses: [own('package.json', 'proprietary')] }, ['MIT', 'proprietary']],
    ['a base without any is not stated', tree, policyWith(null), {}, ['MIT']],
    ['nothing is stated', {}, policyWith(null), {}, []],
    [
      'what nobody recognizes permits nothing',
      { ownLicenses: [own('LICENSE', null, 'text')] },
      policyWith(null),
      null,
      ['LicenseRef-unrecognized-own-license'],
    ],
  ])('%s', (_, state, policy, before, expected) => {
    expect(outboundLicensesFor(loaded, state, policy, before)).toEqual(expected);
  });
});

describe('a disagreement of policy and tree', () => {
  const notes = (license: string | null, ...ownLicenses: readonly OwnLicense[]): string[] =>
    ownLicenseNotes(policyWith(license), { ...bom(), ownLicenses }).map(({ text }) => text);

  it('is said, with the place, and without the word of the policy', () => {
    expect(notes('proprietary', own('package.json', 'MIT'))).toEqual([
      'The policy states another license of the product than the tree, MIT (package.json, line 3); that of the policy counts.',
    ]);
    const many = ['a', 'b', 'c', 'd', 'e'].map((folder) => own(`${folder}/package.json`, 'MIT'));
    expect(notes('Apache-2.0', ...many)[0]).toMatch(/MIT \(c\/package\.json, line 3\) and 2 more; that of the policy counts\.$/);
  });

  it.each<[string | null, OwnLicense]>([
    [null, own('package.json', 'MIT')],
    ['MIT', own('package.json', 'MIT')],
    ['Apache-2.0 OR MIT', own('package.json', 'Apache-2.0 OR MIT')],
    ['MIT OR Apache-2.0', own('package.json', 'Apache-2.0 OR MIT')],
    ['GPL-3.0-or-later', own('COPYING', 'GPL-3.0-only', 'text')],
    ['proprietary', own('package.json', 'proprietary')],
    ['proprietary', own('LICENSE', null, 'text')],
  ])('is none: %s', (license, one) => {
    expect(notes(license, one)).toEqual([]);
  });
});

describe('license/own-changed', () => {
  const change = (was: readonly OwnLicense[], now: readonly OwnLicense[], more: Partial<OwnLicenseChange> = {}): OwnLicenseChange => ({
    folder: '',
    was,
    now,
    type: 'license',
    place: { path: 'package.json', line: 3, column: 1 },
    ...more,
  });
  const mit = own('package.json', 'MIT');

  it.each<[OwnLicenseChange, string, string]>([
    [
      change([mit], [own('package.json', 'GPL-3.0-only')]),
      'the product was under MIT, and is under GPL-3.0-only',
      'Decide on the license of the product: MIT → GPL-3.0-only',
    ],
    [
      change([], [mit]),
      'no license of the product was found before; it states MIT now',
      'Decide on the license of the product: nothing → MIT',
    ],
    [
      change([mit], []),
      'the product was under MIT, and no license of it is found any more',
      'Decide on the license of the product: MIT → nothing',
    ],
    [
      change([mit], [own('x', null)], { folder: 'sdk' }),
      'sdk was under MIT; what it states now is no longer recognized (“Acme”, which is not recognized)',
      'Decide on the license of sdk: MIT → “Acme”, which is not recognized',
    ],
    [
      change([mit], [], { type: 'notice-removed' }),
      'the NOTICE of the product is gone, and who passes the work on must keep it',
      'Keep the NOTICE of the product',
    ],
  ])('%#', (one, reason, title) => {
    const [draft, ...others] = drafts('license/own-changed', { ownLicenseChanges: [one] });
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ reason, component: 'tree', places: [one.place], fix: { title } });
    expect(draft?.gap).not.toContain('package.json');
  });

  it('of two packages are two findings, and one thing to do', () => {
    const found = drafts('license/own-changed', { ownLicenseChanges: [change([mit], []), change([mit], [], { folder: 'sdk' })] });
    expect(new Set(found.map(({ gap }) => gap)).size).toBe(2);
    expect(new Set(found.map(({ cause }) => cause)).size).toBe(1);
  });

  it('what a manifest holds stays short', () => {
    const long = { ...own('package.json', null), said: 'A'.repeat(300) };
    const found = drafts('license/own-changed', {
      ownLicenseChanges: [
        change(
          [mit],
          Array.from({ length: 50 }, (_, index) => ({ ...long, said: `${index}${long.said}` })),
        ),
      ],
    });
    expect(found[0]?.reason.length).toBeLessThan(500);
  });
});
