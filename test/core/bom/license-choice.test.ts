import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { buildBom } from '../../../src/core/bom/build.ts';
import { declaredProperties, licenseChoiceOf, licenseEvidenceOf } from '../../../src/core/bom/cyclonedx/license-choice.ts';
import { writeCyclonedx } from '../../../src/core/bom/cyclonedx/index.ts';
import { concludeLicense, statedLicense } from '../../../src/core/license/conclude.ts';
import type { BomComponent, LicenseClaim, LicenseFile } from '../../../src/core/model/index.ts';
import { AS_OF, component } from './support.ts';

const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
const SHA256 = 'ab'.repeat(32);

function claim(text: string): LicenseClaim {
  return { from: 'card', text, name: null, link: null };
}

function text(ids: readonly string[], more: Partial<LicenseFile> = {}): LicenseClaim {
  const file: LicenseFile = {
    path: 'LICENSE',
    sha256: SHA256,
    about: 'weights',
    licenses: ids.map((id) => [id]),
    confidence: ids.length === 0 ? null : 0.97,
    why: ids.length === 0 ? 'terms besides a license that is known' : null,
    near: null,
  };
  return { from: 'text', text: ids.join(' AND '), name: null, link: null, file: { ...file, ...more } };
}

function of(...claims: readonly LicenseClaim[]): BomComponent {
  return { ...component('hf:acme/x', { claims }), license: concludeLicense(claims), verifications: [] };
}

const declared = { acknowledgement: 'declared' };
const concluded = { acknowledgement: 'concluded' };

describe('declared and concluded licenses in one document', () => {
  it.each<[string, BomComponent, unknown[], string[]]>([
    ['only declared', of(claim('mit')), [{ license: { id: 'MIT', ...declared } }], []],
    ['nothing', of(), [], []],
    [
      'text and card agree',
      of(claim('mit'), text(['MIT'])),
      [{ license: { id: 'MIT', ...declared } }, { license: { id: 'MIT', ...concluded } }],
      [],
    ],
    ['only a text', of(text(['MIT'])), [{ license: { id: 'MIT', ...concluded } }], []],
    // 1.6 takes one expression and nothing beside it.
    [
      'text and card differ',
      of(claim('apache-2.0'), text([LLAMA])),
      [{ expression: `Apache-2.0 AND ${LLAMA}`, ...concluded }],
      ['Apache-2.0'],
    ],
    ['a modified text', of(claim('mit'), text([])), [{ expression: 'LicenseRef-unrecognized-LICENSE AND MIT', ...concluded }], ['MIT']],
    [
      'the text tells which of a family',
      of(claim('gpl'), text(['GPL-3.0-only'])),
      [{ license: { id: 'GPL-3.0-only', ...concluded } }],
      ['LicenseRef-HF-gpl'],
    ],
    [
      'the policy says so',
      {
        ...of(claim('cc-by-nc-4.0')),
        license: statedLicense(concludeLicense([claim('cc-by-nc-4.0')]), { key: 'override', as: 'MIT', origin: 'policy.yml:3' }),
      },
      [{ license: { id: 'CC-BY-NC-4.0', ...declared } }, { license: { id: 'MIT', ...concluded } }],
      [],
    ],
  ])('%s', async (_what, one, choice, properties) => {
    expect(licenseChoiceOf(one, '1.6')).toEqual(choice);
    expect(declaredProperties(one, '1.6').map(({ value }) => value)).toEqual(properties);
    // 1.7 has a place for both.
    expect(declaredProperties(one, '1.7')).toEqual([]);
    const named = properties.map((value) =>
      value.startsWith('LicenseRef-') ? { expression: value, ...declared } : { license: { id: value, ...declared } },
    );
    expect(licenseChoiceOf(one, '1.7')).toEqual([...named, ...choice]);
    const bom = buildBom({
      subject: { name: 'acme/shop', version: null },
      components: [one],
      licenseOf: () => one.license,
      verificationsOf: () => [],
      unknowns: [],
      problems: [],
      asOf: AS_OF,
    });
    for (const version of ['1.6', '1.7'] as const) {
      const validator = new Validation.JsonStrictValidator(version === '1.6' ? Spec.Version.v1dot6 : Spec.Version.v1dot7);
      expect(await validator.validate(writeCyclonedx(bom, version))).toBeNull();
    }
  });

  it('texts are evidence with their hashes, that of the code too', () => {
    const one = of(
      text([LLAMA, 'MIT'], { path: 'LICENSE-MODEL' }),
      text([], { path: 'USE\u202ePOLICY.md', about: 'use-policy' }),
      text(['MIT'], { path: 'LICENSE-CODE', about: 'code' }),
      text([], { path: 'COPYING', sha256: null, unread: 'timeout' }),
    );
    const found = licenseEvidenceOf(one).map(({ license }) => [
      'id' in license ? license.id : license.name,
      ...license.properties.map(({ value }) => value),
    ]);
    expect(found).toEqual([
      ['MIT', 'LICENSE-CODE', SHA256, 'code', '0.97'],
      [LLAMA, 'LICENSE-MODEL', SHA256, 'weights', '0.97'],
      ['MIT', 'LICENSE-MODEL', SHA256, 'weights', '0.97'],
      ['unrecognized text USE\\u{202e}POLICY.md', 'USE\\u{202e}POLICY.md', SHA256, 'use-policy', 'terms besides a license that is known'],
    ]);
  });
});
