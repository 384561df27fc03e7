import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { concludeLicense } from '../../../src/core/license/conclude.ts';
import type { LicenseClaim } from '../../../src/core/model/index.ts';

function claim(text: string, name: string | null = null, link: string | null = null): LicenseClaim {
  return { from: 'card', text, name, link };
}

describe('one claim', () => {
  it.each([
    ['apache-2.0', 'Apache-2.0', ['permissive']],
    ['MIT', 'MIT', ['permissive']],
    ['Apache License, Version 2.0', 'Apache-2.0', ['permissive']],
    ['License :: OSI Approved :: MIT License', 'MIT', ['permissive']],
    ['cc-by-nc-4.0', 'CC-BY-NC-4.0', ['non-commercial']],
    ['CC-BY-NC-SA-2.5', 'CC-BY-NC-SA-2.5', ['non-commercial', 'strong-copyleft']],
    ['cc-by-nc-nd-4.0', 'CC-BY-NC-ND-4.0', ['no-derivatives', 'non-commercial']],
    ['gpl-3.0', 'GPL-3.0-only', ['strong-copyleft']],
    ['GPL-2.0+', 'GPL-2.0-or-later', ['strong-copyleft']],
    ['GNU GPL v2', 'GPL-2.0-only', ['strong-copyleft']],
    ['LGPL-2.1+', 'LGPL-2.1-or-later', ['weak-copyleft']],
    ['agpl-3.0', 'AGPL-3.0-only', ['network-copyleft']],
    ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0', ['weak-copyleft']],
    ['llama3.1', 'LicenseRef-scancode-llama-3.1-license-2024', ['community', 'use-restricted']],
    ['apple-amlr', 'LicenseRef-Apple-AMLR', ['non-commercial', 'research-only']],
    ['intel-research', 'LicenseRef-Intel-Research-Use', ['research-only']],
    ['creativeml-openrail-m', 'LicenseRef-scancode-stable-diffusion-2022-08-22', ['use-restricted']],
    ['SSPL-1.0', 'SSPL-1.0', ['network-copyleft', 'source-available']],
    ['UNLICENSED', 'LicenseRef-npm-UNLICENSED', ['proprietary']],
    // The tag "bsl-1.0" is Boost, whatever people call the Business Source License.
    ['bsl-1.0', 'BSL-1.0', ['permissive']],
    ['BSL 1.1', 'BUSL-1.1', ['source-available', 'use-restricted']],
    ['mit or (apache-2.0 and bsd-3-clause)', 'Apache-2.0 AND BSD-3-Clause OR MIT', ['permissive']],
    ['Apache-1.1+', 'Apache-1.1+', ['permissive']],
  ])('%s is %s', (text, expression, classes) => {
    const parsed = concludeLicense([claim(text)]);
    expect(parsed.expression).toBe(expression);
    expect(parsed.classes).toEqual(classes);
    expect(parsed).toMatchObject({ unknown: null, conflicting: false });
  });

  it.each([
    ['', null, 'not stated'],
    ['other', null, 'not recognized: other'],
    ['unknown', null, 'not recognized: unknown'],
    ['NOASSERTION', null, 'not recognized: NOASSERTION'],
    ['NONE', null, 'not recognized: NONE'],
    ['SEE LICENSE IN LICENSE.md', null, 'not recognized: SEE LICENSE IN LICENSE.md'],
    // Part of a name is not the name.
    ['apache-2.0-modified', null, 'not recognized: apache-2.0-modified'],
    [
      'modified-mit',
      null,
      'ambiguous: modified-mit may be LicenseRef-MiniMax-M2-Modified-MIT or LicenseRef-scancode-moonshot-ai-modified-mit-2025',
    ],
    ['bsl', null, 'ambiguous: bsl may be BSL-1.0 or BUSL-1.1'],
    ['MIT AND', null, 'not recognized: MIT AND'],
    ['(MIT', null, 'not recognized: (MIT'],
    ['MIT Apache-2.0', null, 'not recognized: MIT Apache-2.0'],
    ['LicenseRef-acme', 'LicenseRef-acme', 'not recognized: LicenseRef-acme'],
    ['CC-BY-NC-4.0 AND Foo', 'CC-BY-NC-4.0 AND LicenseRef-unrecognized-Foo', 'not recognized: Foo'],
    ['MIT/GPL-3.0', 'GPL-3.0-only AND MIT', 'it does not say whether all or one of these licenses apply: MIT/GPL-3.0'],
    ['MIT WITH AdditionRef-more', 'MIT WITH AdditionRef-more', 'not recognized: MIT WITH AdditionRef-more'],
    // A classifier is one statement, never the last word of a longer one.
    ['AGPL-3.0-only :: MIT', null, 'not recognized: AGPL-3.0-only :: MIT'],
    ['Apache', null, 'ambiguous: Apache may be Apache-1.0 or Apache-1.1 or Apache-2.0'],
    ['cc', 'LicenseRef-HF-cc', 'not recognized: LicenseRef-HF-cc'],
  ])('%j is not known, or not fully', (text, expression, unknown) => {
    expect(concludeLicense([claim(text)])).toMatchObject({ expression, unknown });
  });

  it.each([
    // Both readings give the same, so it does not matter which one is meant.
    ['MIT/Apache-2.0', 'Apache-2.0 AND MIT'],
    ['MIT; ISC', 'ISC AND MIT'],
    ['MIT | Apache-2.0', 'Apache-2.0 AND MIT'],
    ['Apache 2.0', 'Apache-2.0'],
    ['https://opensource.org/licenses/MIT', 'MIT'],
    ['http://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode', 'CC-BY-NC-SA-4.0'],
    ['GPLv2 or later', 'GPL-2.0-or-later'],
    ['GNU GPL v3', 'GPL-3.0-only'],
    ['GNU Lesser General Public License v2.1', 'LGPL-2.1-only'],
    ['License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPL-2.0-or-later'],
    ['License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
    ['License :: OSI Approved :: zlib/libpng License', 'Zlib'],
    ['License :: OSI Approved :: Apache Software License', 'Apache-2.0'],
    ['License :: OSI Approved :: GNU General Public License v3 (GPLv3), License :: OSI Approved :: MIT License', 'GPL-3.0-only AND MIT'],
  ])('%j is read as %s', (text, expression) => {
    expect(concludeLicense([claim(text)])).toMatchObject({ expression, unknown: null });
  });

  it.each(['МIT', 'ＭＩＴ', 'M1T', 'Apache−2.0', 'Apache-2.0\u0000', 'MIT\u200b', 'apache-2.0-modified', 'MIT-modified', 'GPL-3.0-onIy'])(
    '%j looks like a license, and is none',
    (text) => {
      expect(concludeLicense([claim(text)]).expression).toBeNull();
    },
  );

  it('takes the known branch of a choice', () => {
    expect(concludeLicense([claim('MIT OR Foo')])).toMatchObject({ expression: 'LicenseRef-unrecognized-Foo OR MIT', unknown: null });
  });

  it('reads "other" by its name, then by its address', () => {
    const id = 'LicenseRef-scancode-llama-3.1-license-2024';
    expect(concludeLicense([claim('other', 'llama3.1')])).toMatchObject({ expression: id, unknown: null });
    const link = 'https://github.com/meta-llama/llama-models/blob/main/models/llama3_3/LICENSE?raw=1';
    expect(concludeLicense([claim('other', 'our-terms', link)]).expression).toBe('LicenseRef-scancode-llama-3.3-license-2024');
    expect(concludeLicense([claim('other', 'our-terms', 'https://u:secret@example.com/terms?token=x#y')])).toMatchObject({
      expression: null,
      unknown: 'not recognized: our-terms',
      url: 'https://example.com/terms',
    });
    expect(concludeLicense([claim('other', 'our-terms', 'javascript:alert(1)')]).url).toBeNull();
  });
});

describe('several claims', () => {
  it('says nothing where nobody says anything', () => {
    expect(concludeLicense([])).toEqual({
      expression: null,
      name: null,
      classes: [],
      unknown: 'not stated',
      conflicting: false,
      url: null,
    });
  });

  it('takes equal terms as one, in whatever order and case', () => {
    const license = concludeLicense([claim('MIT OR apache-2.0'), { ...claim('Apache-2.0 or MIT'), from: 'package' }]);
    expect(license).toMatchObject({ expression: 'Apache-2.0 OR MIT', conflicting: false, unknown: null });
  });

  it.each([
    [[claim('apache-2.0'), { ...claim('cc-by-nc-4.0'), from: 'file-header' as const }], 'Apache-2.0 AND CC-BY-NC-4.0'],
    [[claim('apache-2.0', 'llama3.1')], 'Apache-2.0 AND LicenseRef-scancode-llama-3.1-license-2024'],
    [[claim('mit'), claim('other')], 'LicenseRef-unrecognized-other AND MIT'],
    [[claim('mit', 'mit-but-not-quite')], 'LicenseRef-unrecognized-mit-but-not-quite AND MIT'],
    [[claim('mit OR apache-2.0'), claim('gpl-3.0')], '(Apache-2.0 OR MIT) AND GPL-3.0-only'],
  ])('joins what disagrees, so that the strictest decides (T11): %#', (claims, expression) => {
    expect(concludeLicense(claims).expression).toBe(expression);
  });

  it('calls a disagreement by its name, and a nameless part unknown', () => {
    expect(concludeLicense([claim('mit'), claim('gpl-3.0')])).toMatchObject({ conflicting: true, unknown: null });
    expect(concludeLicense([claim('apache-2.0', 'llama3.1')]).conflicting).toBe(true);
    expect(concludeLicense([claim('mit'), claim('other')])).toMatchObject({ conflicting: true, unknown: 'not recognized: other' });
  });
});

const text = fc.oneof(
  fc.string({ maxLength: 80, unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('MIT', ' AND ', ' OR ', '(', ')', '/', ',', 'WITH', ' ', '+', 'gpl-3.0', 'other', '::', '__proto__', 'constructor'),
    )
    .map((a) => a.join('')),
);

describe('hostile claims', () => {
  test.prop([
    fc.array(fc.record({ from: fc.constant('card' as const), text, name: fc.option(text), link: fc.option(text) }), { maxLength: 5 }),
  ])('never throw, give the same answer twice, and are known only with an expression', (claims) => {
    const license = concludeLicense(claims);
    expect(concludeLicense(claims)).toEqual(license);
    expect(license.expression === null && license.unknown === null).toBe(false);
    if (license.expression !== null) expect(license.expression).toMatch(/^[A-Za-z0-9.:+() -]+$/);
  });

  it.each([
    ['nested', '('.repeat(20_000)],
    ['nested in the cap', `${'('.repeat(1000)}MIT${')'.repeat(1000)}`],
    ['long', 'MIT OR '.repeat(100_000)],
    ['one word', 'x'.repeat(1_000_000)],
    ['NUL', 'MIT\0'],
    ['lone surrogate', '\ud800MIT'],
  ])('%s: is unknown', (_, hostile) => {
    expect(concludeLicense([claim(hostile)])).toMatchObject({ expression: null });
  });
});
