import { describe, expect, it } from 'vitest';
import type { License } from '../../../src/core/model/index.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../src/core/policy/load.ts';
import { ownersWord } from '../../../src/core/policy/stated-licenses.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import { license, said } from './rules/support.ts';
import { COMMIT, model, NOW, OTHER, RULES } from './support.ts';

function word(entries: string) {
  const policy = effectivePolicy([loadPolicy(`version: 1\nlicenses:\n${entries}`, 'own.yml', RULES)], RULES);
  return ownersWord(policy, NOW);
}

function mistakes(licenses: string): string[] {
  return readPolicy(`version: 1\nlicenses: ${licenses}`, 'own.yml', RULES).mistakes.map(({ line, message }) => `${line} ${message}`);
}

function component(reference: string, version: string | null) {
  return { ref: parseRef(reference), version };
}

describe('licenses.override', () => {
  const HELD = word(`  override:
    - { component: "hf:acme/x@${COMMIT.toUpperCase()}", as: Apache-2.0, reason: asked }
    - { component: "npm:@acme/*", as: LicenseRef-Acme, reason: ours, approver: ada }
    - { component: "npm:old@1.0.0", as: MIT, reason: r, expires: 2020-01-01 }
    - { component: "npm:soon@1.0.0", as: MIT, reason: r, expires: ${new Date(NOW.getTime() + 3 * 86_400_000).toISOString().slice(0, 10)} }`);

  it.each<[string, string, string | null, License, string | null]>([
    ['that commit', 'hf:acme/x', COMMIT, license('cc-by-nc-4.0'), 'Apache-2.0'],
    ['what nobody knows at that commit', 'hf:acme/x', COMMIT, license(), 'Apache-2.0'],
    ['claims that disagree (T11)', 'hf:acme/x', COMMIT, license('mit', 'cc-by-nc-4.0'), 'Apache-2.0'],
    ['another commit', 'hf:acme/x', OTHER, license('cc-by-nc-4.0'), null],
    ['a commit that is not known', 'hf:acme/x', null, license('cc-by-nc-4.0'), null],
    ['every version, by a pattern', 'npm:@acme/a', '2.0.0', license('GPL-3.0-only'), 'LicenseRef-Acme'],
    ['another owner', 'npm:@evil/a', '2.0.0', license('GPL-3.0-only'), null],
    ['after its last day', 'npm:old', '1.0.0', license('GPL-3.0-only'), null],
    ['until its last day', 'npm:soon', '1.0.0', license('GPL-3.0-only'), 'MIT'],
  ])('counts for %s, or not', (_, reference, version, concluded, expected) => {
    const result = HELD.licenseOf(component(reference, version), concluded);
    if (expected === null) expect(result).toBe(concluded);
    else {
      expect(result).toMatchObject({ expression: expected, unknown: null, conflicting: false });
      expect(result.stated?.key).toBe('override');
      expect(result.stated?.claimed).toBe(concluded.expression ?? concluded.unknown);
      expect(result.stated?.origin).toMatch(/^own\.yml:\d+$/);
    }
  });

  it('says what it is for no more, what ended and what ends', () => {
    expect(HELD.notes().map(({ code, text }) => `${code} ${text.replaceAll(/[0-9a-f]{40}/gi, 'COMMIT')}`)).toEqual([
      'override The license of npm:old@1.0.0 as MIT (own.yml:6) ended on 2020-01-01; what its publisher states counts again.',
      expect.stringMatching(/^override The license of npm:soon@1\.0\.0 as MIT \(own\.yml:7\) ends on .* \(3 days left\)\.$/),
    ]);
    const moved = word(`  override: [{ component: "hf:acme/x@${COMMIT}", as: MIT, reason: r }]`);
    moved.licenseOf(component('hf:acme/x', OTHER), license());
    expect(moved.notes()).toEqual([
      {
        code: 'override',
        text: `The license of hf:acme/x@${COMMIT} as MIT (own.yml:3) does not hold: ${OTHER} is there now. Once that was looked at, write it.`,
      },
    ]);
    expect(word(`  override: [{ component: "hf:acme/x@${COMMIT}", as: MIT, reason: r }]`).notes()).toEqual([]);
  });
});

describe('licenses.unknown', () => {
  const HELD = word('  unknown: [{ component: "npm:@acme/*", as: LicenseRef-Acme, reason: ours }]');

  it.each<[string, string, License, string | null]>([
    ['nothing is stated', 'npm:@acme/a', license(), 'LicenseRef-Acme'],
    ['a text that nobody knows is', 'npm:@acme/a', license('SEE LICENSE IN TERMS.txt'), 'LicenseRef-Acme'],
    ['a name of their own is', 'npm:@acme/a', license('LicenseRef-Foo'), 'LicenseRef-Acme'],
    // What is known stays, and is judged.
    ['a part is known', 'npm:@acme/a', license('AGPL-3.0-only AND Foo'), 'AGPL-3.0-only AND LicenseRef-Acme'],
    ['a license is stated', 'npm:@acme/a', license('GPL-3.0-only'), null],
    ['it is about others', 'npm:left', license(), null],
  ])('counts where %s, or not', (_, reference, concluded, expected) => {
    const result = HELD.licenseOf(component(reference, '1.0.0'), concluded);
    if (expected === null) expect(result).toBe(concluded);
    else expect(result).toMatchObject({ expression: expected, unknown: null, stated: { key: 'unknown', origin: 'own.yml:3' } });
  });

  it.each([
    ['LicenseRef-Acme', { allow: ['MIT'] }, []],
    ['MIT', { allow: ['MIT'] }, []],
    ['GPL-3.0-only', { allow: ['MIT'] }, ['not-allowed:GPL-3.0-only product 14']],
    ['LicenseRef-Acme', { deny: ['LicenseRef-Acme'] }, ['denied:LicenseRef-Acme product 14']],
    ['LicenseRef-Acme', { allow: ['MIT'], deny: ['class:network-copyleft'] }, []],
  ])('as %s under %j', (as, lists, expected) => {
    const stated = word(`  unknown: [{ component: "hf:acme/*", as: ${as}, reason: ours }]`);
    const one = model('hf:acme/x', [{}], { license: stated.licenseOf(component('hf:acme/x', COMMIT), license()) });
    const policy = { licenses: { deny: [], narrows: false, review: [], alsoReview: [], unknown: [], override: [], ...lists } };
    expect(said('license/denied', { components: [one], policy })).toEqual(expected);
    expect(said('license/unknown', { components: [one], policy })).toEqual([]);
  });

  it('lets nobody else use the name', () => {
    const policy = { licenses: { allow: ['MIT'], deny: [], narrows: false, review: [], alsoReview: [], override: [], unknown: [] } };
    const other = model('hf:evil/x', [{}], { license: HELD.licenseOf(component('hf:evil/x', COMMIT), license('LicenseRef-Acme')) });
    expect(said('license/denied', { components: [other], policy })).toEqual(['not-allowed:LicenseRef-Acme product 14']);
  });
});

it('mistakes are told at once, each at its line', () => {
  expect(
    mistakes(`
  allow: [MIT, "AGPL-3.0-onyl"]
  review: ["class:use-restrictd"]
  unknown:
    - { component: "@acme/*", as: LicenseRef-Acme, reason: ours }
    - { component: "npm:@acme/*", as: other, reason: "…" }
  override:
    - { component: "npm:left", as: MIT, reason: r }
    - { component: "hf:acme/x@abc1234", as: MIT, reason: r }
    - { component: "npm:left@1.0.0", as: MIT, reason: r, approver: "", expires: 2027-02-30 }
    - { component: "npm:left@1.0.0", reason: r, aprover: a }`),
  ).toEqual([
    '3 licenses.allow.1: "AGPL-3.0-onyl" is not an SPDX license id, a LicenseRef- id or a known "class:…". Did you mean AGPL-3.0-only?',
    '4 licenses.review.0: "class:use-restrictd" is no class of licenses. Did you mean class:use-restricted?',
    '6 licenses.unknown.0.component: The pattern "@acme/*" does not start with a known type and a colon.',
    '7 licenses.unknown.1.as: Write an SPDX expression; a license of your own is LicenseRef-NAME.',
    '7 licenses.unknown.1.reason: Give the reason, in words.',
    '9 licenses.override.0.component: It names no revision, and the next one may come under another license. Write it with the revision that was looked at, "hf:org/name@<40 hex>" or "npm:name@1.2.3", or as a pattern with "*".',
    '10 licenses.override.1.component: The pattern "hf:acme/x@abc1234" has a shortened commit; only full commits are immutable.',
    '11 licenses.override.2.approver: Name who decided it.',
    '11 licenses.override.2.expires: Write the last valid day as YYYY-MM-DD; it must exist in the calendar.',
    '12 licenses.override.3.as: is missing: expected a string.',
    '12 Unknown key "licenses.override.3.aprover". Did you mean "approver"?',
  ]);
});
