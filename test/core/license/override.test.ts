import { describe, expect, it } from 'vitest';
import { concludeLicense } from '../../../src/core/license/conclude.ts';
import { overriddenLicense } from '../../../src/core/license/override.ts';

describe('overriddenLicense', () => {
  const stated = concludeLicense(['mit', 'cc-by-nc-4.0'].map((text) => ({ from: 'card', text, name: null, link: null })));

  it.each([
    ['MIT', { expression: 'MIT', conflicting: false, unknown: null, classes: ['permissive'] }],
    ['LicenseRef-Acme', { expression: 'LicenseRef-Acme', conflicting: false, unknown: 'not recognized: LicenseRef-Acme' }],
    ['MIT OR', { expression: null, unknown: 'not recognized: MIT OR' }],
  ])('%s counts in the place of what is stated', (as, license) => {
    expect(overriddenLicense(stated, { as, reason: 'ticket 812' })).toMatchObject({
      ...license,
      declared: 'CC-BY-NC-4.0 AND MIT',
      overridden: 'ticket 812',
    });
  });
});
