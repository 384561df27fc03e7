import { describe, expect, it } from 'vitest';
import { complaintAboutTerm, isLicenseExpression } from '../../../src/core/policy/license-terms.ts';

describe('an entry of a license list', () => {
  it.each([
    'MIT',
    'mit',
    'GPL-2.0',
    'LicenseRef-Acme-1.0',
    'AGPL-3.0*',
    'CC-BY-NC*',
    'LicenseRef-Acme*',
    'class:use-restricted',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'GPL-2.0-only WITH classpath-exception-2.0',
    'MIT WITH AdditionRef-ours',
  ])('may be %s', (text) => {
    expect(complaintAboutTerm(text)).toBeNull();
  });

  it.each([
    ['class:non-comercial', 'Did you mean class:non-commercial?'],
    ['class:x', 'Write one of class:permissive, class:weak-copyleft,'],
    ['AGPL-3.0-onyl', 'Did you mean AGPL-3.0-only?'],
    // A name of old that is also near: what it is called today.
    ['GPL-3.O', 'Did you mean GPL-3.0-only?'],
    ['AGPLv3', 'Did you mean AGPL-3.0-only?'],
    ['Apache 2.0', 'Did you mean Apache-2.0?'],
    ['llama3.1', 'Did you mean LicenseRef-scancode-llama-3.1-license-2024?'],
    ['bsd', 'Did you mean the family bsd*?'],
    ['apache', 'Did you mean the family apache*?'],
    ['apache-2.0-modified', 'What the SPDX list does not have is written as LicenseRef-NAME.'],
    ['GPL-2.0-only WITH Clathpath-exception-2.0', 'Did you mean Classpath-exception-2.0?'],
    ['GPL-2.0-onlu WITH Classpath-exception-2.0', 'Did you mean GPL-2.0-only?'],
    ['MIT WITH LLVM-exception WITH LLVM-exception', 'more than one exception'],
    ['MIT OR Apache-2.0', 'is more than one license'],
    ['MIT and Apache-2.0', 'is more than one license'],
    ['(MIT)', 'is more than one license'],
    ['*', 'is no family of licenses'],
    ['GPL*only', 'is no family of licenses'],
    ['GPL**', 'is no family of licenses'],
    ['AGLP-3.0*', 'is the beginning of no license id'],
    ['', 'is not an SPDX license id'],
    ['__proto__', 'is not an SPDX license id'],
    ['class:__proto__', 'is no class of licenses'],
    ['LicenseRef-unrecognized-foo', 'is not an SPDX license id'],
  ])('is not %j: %s', (text, said) => {
    expect(complaintAboutTerm(text)).toContain(said);
  });

  it('is told shortly, whatever its length', () => {
    for (const text of ['x'.repeat(500_000), `${'x'.repeat(500_000)}*`, `MIT WITH ${'x'.repeat(500_000)}`, `class:${'x'.repeat(500_000)}`])
      expect(complaintAboutTerm(text)?.length).toBeLessThan(400);
  });
});

describe('what a component or the product comes under', () => {
  it.each([
    ['MIT', true],
    ['MIT OR (Apache-2.0 AND LicenseRef-Acme)', true],
    ['GPL-2.0-only WITH Classpath-exception-2.0', true],
    ['LicenseRef-Acme', true],
    ['MIT/Apache-2.0', false],
    ['MIT AND', false],
    ['', false],
    ['other', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['Apache 2.0', false],
    ['MIT AND Foo', false],
    ['cc', false],
    [`${'('.repeat(20_000)}MIT`, false],
    [Array.from({ length: 200 }, () => 'MIT').join(' AND '), false],
  ])('%s: %s', (text, expected) => {
    expect(isLicenseExpression(text)).toBe(expected);
  });
});
