/** The product's own license in the document, and whether a model is free and open-source. */
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBom } from '../../../src/core/bom/build.ts';
import type { SpecVersion } from '../../../src/core/bom/cyclonedx/document.ts';
import { cyclonedxDocument, writeCyclonedx } from '../../../src/core/bom/cyclonedx/index.ts';
import type { Bom, OpenSourceAnswer, PackageTerms } from '../../../src/core/model/index.ts';
import { AS_OF, component, license } from './support.ts';

const SHA256 = 'ab'.repeat(32);
const versions = ['1.6', '1.7'] as const;
const validators = {
  '1.6': new Validation.JsonStrictValidator(Spec.Version.v1dot6),
  '1.7': new Validation.JsonStrictValidator(Spec.Version.v1dot7),
};

function bomOf(packageTerms: readonly PackageTerms[], openSource?: OpenSourceAnswer): Bom {
  return buildBom({
    subject: { name: 'acme/shop', version: null },
    components: [component('hf:acme/x'), component('pypi:torch', { kind: 'library' })],
    licenseOf: () => license(),
    verificationsOf: () => [],
    unknowns: [],
    problems: [],
    packageTerms,
    ...(openSource === undefined ? {} : { openSourceOf: () => openSource }),
    asOf: AS_OF,
  });
}

function terms(declared: string | null, concluded: string | null = null, more: Partial<PackageTerms> = {}): PackageTerms {
  return { folder: '', declared, concluded, unknown: [], texts: [], ...more };
}

function rootOf(one: PackageTerms, version: SpecVersion) {
  return cyclonedxDocument(bomOf([one]), version).metadata.component;
}

const declared = { acknowledgement: 'declared' };
const concluded = { acknowledgement: 'concluded' };

describe('the license of the product', () => {
  it.each<[string, PackageTerms, unknown[], unknown[]]>([
    ['declared', terms('MIT'), [{ license: { id: 'MIT', ...declared } }], [{ license: { id: 'MIT', ...declared } }]],
    [
      'declared and read',
      terms('MIT', 'MIT'),
      [{ license: { id: 'MIT', ...declared } }, { license: { id: 'MIT', ...concluded } }],
      [{ license: { id: 'MIT', ...declared } }, { license: { id: 'MIT', ...concluded } }],
    ],
    [
      'a choice, with its texts',
      terms('Apache-2.0 OR MIT', 'Apache-2.0 OR MIT'),
      [{ expression: 'Apache-2.0 OR MIT', ...concluded }],
      [
        { expression: 'Apache-2.0 OR MIT', ...declared },
        { expression: 'Apache-2.0 OR MIT', ...concluded },
      ],
    ],
    [
      'proprietary',
      terms('proprietary'),
      [{ license: { name: 'proprietary', ...declared } }],
      [{ license: { name: 'proprietary', ...declared } }],
    ],
  ])('%s', async (_what, one, in16, in17) => {
    expect(rootOf(one, '1.6').licenses).toEqual(in16);
    expect(rootOf(one, '1.7').licenses).toEqual(in17);
    for (const version of versions) expect(await validators[version].validate(writeCyclonedx(bomOf([one]), version))).toBeNull();
  });

  it('what does not fit beside the conclusion in 1.6 is a property', () => {
    const one = terms('MIT OR Apache-2.0', 'MIT');
    expect(rootOf(one, '1.6').properties).toEqual([{ name: 'weighbridge:license-declared', value: 'MIT OR Apache-2.0' }]);
    expect(rootOf(one, '1.7')).not.toHaveProperty('properties');
  });

  it('what nobody recognizes is said, and is no license', () => {
    const one = terms(null, null, { unknown: ['LICENSE: a text that is not recognized'] });
    expect(rootOf(one, '1.7')).toEqual({
      type: 'application',
      'bom-ref': 'weighbridge:subject',
      name: 'acme/shop',
      properties: [{ name: 'weighbridge:license-unknown', value: 'LICENSE: a text that is not recognized' }],
    });
  });

  it('texts are evidence with their digests', () => {
    const texts = [
      { path: 'LICENSE', sha256: SHA256, expression: 'MIT' },
      { path: 'LICENSE-2', sha256: SHA256, expression: null },
    ];
    expect(rootOf(terms(null, 'MIT', { texts }), '1.7').evidence?.licenses).toEqual(
      [
        { id: 'MIT', path: 'LICENSE' },
        { name: 'unrecognized text LICENSE-2', path: 'LICENSE-2' },
      ].map(({ path, ...name }) => ({
        license: {
          ...name,
          properties: [
            { name: 'weighbridge:license-file', value: path },
            { name: 'weighbridge:license-text-sha256', value: SHA256 },
          ],
        },
      })),
    );
  });

  it('packages with a license of their own stand below it, and the repository is cited for all of them', async () => {
    const all = [terms('MIT'), terms('Apache-2.0', null, { folder: 'sdk' }), terms(null, null, { folder: 'web', unknown: ['web/x: y'] })];
    const { metadata, citations } = cyclonedxDocument(bomOf(all), '1.7');
    expect(metadata.component.components).toEqual([
      { type: 'library', name: 'sdk', licenses: [{ license: { id: 'Apache-2.0', ...declared } }] },
      { type: 'library', name: 'web', properties: [{ name: 'weighbridge:license-unknown', value: 'web/x: y' }] },
    ]);
    expect(citations).toEqual([
      {
        pointers: ['/metadata/component/licenses', '/metadata/component/components/0/licenses'],
        timestamp: AS_OF,
        attributedTo: 'weighbridge:subject',
        note: 'stated by the repository',
      },
    ]);
  });

  it('is valid whatever a tree says', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('\u202e', '__proto__', 'MIT AND', '\ud800', '"\\'));
    const one = fc.record({
      folder: text,
      declared: fc.option(text),
      concluded: fc.option(text),
      unknown: fc.array(text, { maxLength: 2 }),
      texts: fc.array(fc.record({ path: text, sha256: fc.constant(SHA256), expression: fc.option(text) }), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 4 }), fc.constantFrom(...versions), async (all, version) => {
        const json = writeCyclonedx(bomOf(all), version);
        expect(json).not.toMatch(/\\u[dD][89a-fA-F]|[\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(await validators[version].validate(json)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

it('says of a model whether it is free and open-source, and of nothing else', () => {
  const { components } = cyclonedxDocument(bomOf([], { answer: 'no', reason: 'It forbids commercial use.' }), '1.7');
  const told = components.map(({ type, properties = [] }) => [
    type,
    ...properties.filter(({ name }) => name === 'weighbridge:free-and-open-source').map(({ value }) => value),
  ]);
  expect(told).toEqual([['machine-learning-model', 'no: It forbids commercial use.'], ['library']]);
});
