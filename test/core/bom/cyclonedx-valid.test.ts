import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildBom } from '../../../src/core/bom/build.ts';
import { writeCyclonedx } from '../../../src/core/bom/cyclonedx/index.ts';
import type { Bom } from '../../../src/core/model/index.ts';
import { packageSightingOf, unknownOf } from '../../support/build.ts';
import { AS_OF, component, hub, license, packageFact, richBom, sighting } from './support.ts';

const versions = ['1.6', '1.7'] as const;
const validators = {
  '1.6': new Validation.JsonStrictValidator(Spec.Version.v1dot6),
  '1.7': new Validation.JsonStrictValidator(Spec.Version.v1dot7),
};
const EMPTY: Bom = { subject: { name: '', version: null }, components: [], unknowns: [], dependencies: [], problems: [], asOf: AS_OF };

async function mistakes(bom: Bom, version: '1.6' | '1.7'): Promise<unknown> {
  return validators[version].validate(writeCyclonedx(bom, version));
}

it.each(versions)('is valid CycloneDX %s with one of everything', async (version) => {
  expect(await mistakes(richBom(), version)).toBeNull();
});

it.each(versions)('is valid CycloneDX %s without any component', async (version) => {
  expect(await mistakes(EMPTY, version)).toBeNull();
});

it('would be refused by the validator if it were wrong', async () => {
  const broken = writeCyclonedx(richBom(), '1.7').replace('"SHA-256"', '"SHA-257"');
  expect(await validators['1.7'].validate(broken)).not.toBeNull();
});

/** Every place of a component that holds text from a tree, a lock, a card or a hub. */
function hostileBom(text: string, other: string): Bom {
  const place = { path: text, line: 1, column: 1 };
  const hostile = {
    name: text,
    version: other,
    requested: text,
    claims: [{ from: 'card', text, name: other, link: text }],
    hashes: [{ algorithm: 'sha256', value: text }],
    hub: hub({
      commit: other,
      files: [text, other, text].map((path) => ({ path, size: 1, hashes: [{ algorithm: 'git-sha1', value: other }] })),
      baseModels: [{ id: text, relation: 'base' }],
      datasets: [text, other],
      pipelineTag: text,
      architecture: text,
      libraryName: text,
    }),
    sightings: [
      sighting('hf:a/b', { place, api: text, endpoint: text, requested: other }),
      packageSightingOf('hf:a/b', { place, api: text, requested: other, package: packageFact({ location: `https://${text}` }) }),
      packageSightingOf('hf:a/b', {
        place: { ...place, path: other },
        api: '',
        package: packageFact({ location: `https://example.org/${text}` }),
      }),
    ],
  } as const;
  const ref = { type: 'hf', repo: 'models', namespace: text, name: other, version: null } as const;
  const components = [
    component('hf:a/b', { ...hostile, ref, key: text }),
    component('hf:a/b', { ...hostile, ref: { ...ref, type: 'generic' }, key: `${text}\u200b` }),
    component('hf:a/c', { ...hostile, kind: 'service', key: other, sightings: [] }),
    component('hf:a/d', { ...hostile, kind: 'library', ref: { ...ref, type: 'npm' }, key: `x${text}` }),
  ];
  return buildBom({
    subject: { name: text, version: other },
    components,
    unknowns: [unknownOf(text, { place: { path: other, line: 1, column: 1 }, api: text })],
    licenseOf: () => license({ expression: text, name: other, url: `https://example.org/${text}`, unknown: text }),
    verificationsOf: ({ key }) =>
      key === text ? [{ topic: 'source', outcome: 'error', reason: null, detail: text, by: 'hub', asOf: null }] : [],
    problems: [{ code: 'syntax', message: text, path: other, line: 1, column: 1, blob: null }],
    asOf: AS_OF,
  });
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    '',
    ' ',
    '../..',
    'a|b^c`{}[]%zz#?#',
    '\ud800',
    '\u202e',
    '__proto__',
    '@',
    'urn:cdx:x',
    'MIT AND',
    '(MIT)',
    '\u001b[31m',
    '"\\',
  ),
);

it('is valid and well-formed whatever the names are', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, hostileText, fc.constantFrom(...versions), async (text, other, version) => {
      const json = writeCyclonedx(hostileBom(text, other), version);
      expect(json).not.toMatch(/\\u[dD][89a-fA-F]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(await validators[version].validate(json)).toBeNull();
    }),
    { numRuns: 150 },
  );
});

it('is valid with a version longer than the schema allows, and with huge texts', async () => {
  expect(await mistakes(hostileBom('a'.repeat(100_000), 'v'.repeat(5000)), '1.7')).toBeNull();
});
