import { describe, expect, it } from 'vitest';
import { termsDifference } from '../../../src/core/license/terms-difference.ts';

describe('what another license changes, in words', () => {
  it.each<[string | null, string | null, readonly string[] | null]>([
    ['MIT', 'MIT', []],
    ['MIT', 'Apache-2.0', []],
    ['Apache-2.0', 'CC-BY-NC-4.0', ['now forbids commercial use']],
    ['CC-BY-NC-4.0', 'Apache-2.0', ['no longer forbids commercial use']],
    ['MIT', 'CC-BY-NC-ND-4.0', ['now forbids commercial use', 'now forbids sharing what is made from it']],
    ['Apache-2.0', 'BUSL-1.1', ['now limits what it may be used for']],
    [
      'MIT',
      'AGPL-3.0-only',
      ['now extends its terms to what is offered over a network', 'now extends its terms to what is made from it and shared'],
    ],
    ['AGPL-3.0-only', 'GPL-3.0-only', ['no longer extends its terms to what is offered over a network']],
    // Of an AND the worst part counts, of an OR the best.
    ['MIT', 'MIT AND CC-BY-NC-4.0', ['now forbids commercial use']],
    ['MIT', 'MIT OR CC-BY-NC-4.0', []],
    ['CC-BY-NC-4.0', 'MIT OR CC-BY-NC-4.0', ['no longer forbids commercial use']],
    ['MIT', 'LicenseRef-Apple-AMLR', ['now forbids commercial use', 'now is limited to research']],
    [null, 'MIT', null],
    ['MIT', null, null],
    ['MIT', '(', null],
  ])('%s → %s', (before, after, words) => {
    const said = termsDifference(before, after);
    if (words === null) expect(said).toBeNull();
    else expect(said?.slice(0, words.length)).toEqual(words);
  });

  it('what is not known any more is said as what it may be', () => {
    expect(termsDifference('MIT', 'LicenseRef-Acme')).toContain('may now forbid commercial use: its terms are not known');
    expect(termsDifference('MIT', 'LicenseRef-Acme')).toContain('may now be limited to research: its terms are not known');
    expect(termsDifference('LicenseRef-Acme', 'MIT')).toEqual([]);
  });
});
