/** What the statements about the packages of a product come to, for those who read its SBOM. */
import { expect, it } from 'vitest';
import { ownLicensed } from '../../../src/core/license/own/terms.ts';
import type { OwnLicenseSeen, PackageTerms } from '../../../src/core/model/index.ts';

function seen(path: string, by: OwnLicenseSeen['by'], said: string | null): OwnLicenseSeen {
  const sha256 = by === 'text' ? 'ab'.repeat(32) : null;
  return { by, said, sha256, words: sha256, place: { path, line: 1, column: 1 }, scope: 'product' };
}

function termsIn(...all: readonly OwnLicenseSeen[]): readonly PackageTerms[] {
  return ownLicensed(all).packageTerms;
}

/** "declared | concluded | unknown" */
function said({ declared, concluded, unknown }: PackageTerms): string {
  return [declared, concluded, ...unknown].map((one) => one ?? '-').join(' | ');
}

const MIT = seen('package.json', 'declared', 'MIT');

it.each<[string, readonly OwnLicenseSeen[], string]>([
  ['a field', [MIT], 'MIT | -'],
  ['a field and its text', [MIT, seen('LICENSE', 'text', 'MIT')], 'MIT | MIT'],
  ['a field and another text', [MIT, seen('LICENSE', 'text', 'Apache-2.0')], 'MIT | Apache-2.0 AND MIT'],
  [
    'a text that nobody recognizes',
    [MIT, seen('LICENSE', 'text', null)],
    'MIT | LicenseRef-unrecognized-own-license AND MIT | LICENSE: a text that is not recognized',
  ],
  ['a text alone', [seen('LICENSE', 'text', 'MIT')], '- | MIT'],
  ['an unrecognized text alone', [seen('LICENSE', 'text', null)], '- | - | LICENSE: a text that is not recognized'],
  ['a name that nobody knows', [seen('package.json', 'declared', 'Acme terms')], '- | - | package.json: Acme terms'],
  ['nobody gets it', [seen('package.json', 'declared', 'UNLICENSED')], 'proprietary | -'],
  [
    'nobody gets it, beside a text that gives it away',
    [seen('package.json', 'declared', 'UNLICENSED'), seen('LICENSE', 'text', 'MIT')],
    'proprietary | LicenseRef-proprietary AND MIT',
  ],
  ['a classifier', [seen('setup.cfg', 'classifier', 'MIT License')], 'MIT | -'],
  ['two fields that disagree', [MIT, seen('Cargo.toml', 'declared', 'Apache-2.0')], 'Apache-2.0 AND MIT | -'],
])('%s', (_what, all, expected) => {
  expect(termsIn(...all).map(said)).toEqual([expected]);
});

it('packages that state their own stand beside the whole, and those that do not do not', () => {
  const all = [
    MIT,
    seen('package.json', 'package', null),
    seen('sdk/package.json', 'package', null),
    seen('sdk/package.json', 'declared', 'Apache-2.0'),
    seen('web/package.json', 'package', null),
    seen('ee/LICENSE', 'text', null),
    seen('web/NOTICE', 'notice', null),
  ];
  expect(termsIn(...all).map((one) => `${one.folder}: ${said(one)}`)).toEqual([
    ': MIT | -',
    // A text without a manifest joins what holds around it.
    'ee: - | LicenseRef-unrecognized-own-license AND MIT | ee/LICENSE: a text that is not recognized',
    'sdk: Apache-2.0 | -',
  ]);
});

it('texts come with their digests', () => {
  expect(termsIn(MIT, seen('LICENSE', 'text', 'MIT'))[0]?.texts).toEqual([{ path: 'LICENSE', sha256: 'ab'.repeat(32), expression: 'MIT' }]);
});

it('ten thousand packages are told in no time that grows with their square', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => seen(`p/${index}/package.json`, 'declared', 'MIT'));
  expect(termsIn(...all)).toHaveLength(10_000);
});

it('names of folders are names and nothing else', () => {
  const folders = ['__proto__', 'constructor', 'a\u202eb'];
  const all = folders.map((folder) => seen(`${folder}/package.json`, 'declared', 'MIT'));
  expect(termsIn(...all).map(({ folder }) => folder)).toEqual(['__proto__', 'a\u202eb', 'constructor']);
});
