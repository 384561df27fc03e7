import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { licenseTextDigest } from '../../../src/core/license/text-digest.ts';
import type { LicenseClaim, LicenseFile } from '../../../src/core/model/index.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

function text(
  path: string,
  sha256: string | null,
  about: LicenseFile['about'] = 'weights',
  from: LicenseClaim['from'] = 'text',
): LicenseClaim {
  return { from, text: '', name: null, link: null, file: { path, sha256, about, licenses: [], confidence: null, why: null, near: null } };
}

describe('licenseTextDigest', () => {
  const both = createHash('sha256').update(`${A}  LICENSE\n${B}  USE_POLICY.md\n`).digest('hex');
  it.each<[string, LicenseClaim[], string | null]>([
    ['none', [{ from: 'card', text: 'mit', name: null, link: null }], null],
    ['one', [text('LICENSE', A)], A],
    ['several, in any order', [text('USE_POLICY.md', B, 'use-policy'), text('LICENSE', A)], both],
    ['one of them was not read', [text('LICENSE', A), text('USE_POLICY.md', null, 'use-policy')], null],
    [
      'that of the code, a notice and a prompt do not count',
      [text('LICENSE', A), text('LICENSE-CODE', B, 'code'), text('NOTICE', B, 'notice'), text('x', B, 'weights', 'gated-prompt')],
      A,
    ],
  ])('%s', (_what, claims, digest) => {
    expect(licenseTextDigest(claims)).toBe(digest);
  });
});
