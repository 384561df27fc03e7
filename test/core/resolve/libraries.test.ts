/** What two trees say of a library is described once: it must be what each tree alone would give. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { diffBoms } from '../../../src/core/bom/diff.ts';
import { WITHOUT_LOCK } from '../../../src/core/hosts/of-tree.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import type { Bom, PackageFact, Sighting } from '../../../src/core/model/index.ts';
import { describe } from '../../../src/core/pipeline.ts';
import type { Discovery } from '../../../src/core/survey/discovery.ts';
import type { Ports } from '../../../src/core/ports/index.ts';
import { pack } from './support.ts';
import { NOW } from '../../support/build.ts';

const ports = { evidence: createEvidence(), now: NOW } as unknown as Ports;
const subject = { name: 'product', version: null };

function bomOf(sightings: readonly Sighting[], other: Bom | null = null): Bom {
  const discovery = { sightings, hosts: WITHOUT_LOCK, unknowns: [], problems: [], ownLicenses: [] } as unknown as Discovery;
  return describe(discovery, subject, ports, other === null ? {} : { other });
}

const SHA = [`sha256:${'a'.repeat(64)}`, `sha512-${Buffer.alloc(64, 7).toString('base64')}`, 'nonsense'];

/** Few values of each sort, so that both trees often say the same, or nearly. */
const sightings = fc.array(
  fc
    .record({
      name: fc.constantFrom('npm:react', 'npm:@acme/ui', 'pypi:torch', 'pypi:left-pad'),
      path: fc.constantFrom('package-lock.json', 'web/package-lock.json', 'requirements.txt'),
      line: fc.integer({ min: 1, max: 3 }),
      version: fc.constantFrom('1.0.0', '1.0.1', null),
      range: fc.constantFrom('>=1.0', '1.0.0', null),
      integrity: fc.subarray(SHA),
      source: fc.constantFrom<PackageFact['source']>('registry', 'registry', 'git', 'url', 'path'),
      location: fc.constantFrom('https://example.org/o/r', null),
      group: fc.constantFrom<PackageFact['group']>('runtime', 'development'),
      license: fc.constantFrom('MIT', 'CC-BY-NC-4.0', 'other', null),
      from: fc.constantFrom<PackageFact['from']>('lock', 'manifest'),
    })
    .map(({ name, path, ...fact }) => pack(name, path, fact)),
  { maxLength: 8 },
);

test.prop([sightings, sightings, fc.integer({ min: 0, max: 2 })])(
  'describing what another tree has described gives the same',
  (common, own, down) => {
    const head = bomOf([...common, ...own]);
    const moved = common.map((one) => ({ ...one, place: { ...one.place, line: one.place.line + down } }));
    const alone = bomOf(moved);
    const shared = bomOf(moved, head);
    expect(shared).toEqual(alone);
    expect(JSON.stringify(shared)).toBe(JSON.stringify(alone));
    expect(diffBoms(shared, head)).toEqual(diffBoms(structuredClone(alone), head));
  },
);

test('a library on the same line is one object in both', () => {
  const one = pack('npm:react', 'package-lock.json', { version: '19.0.0', line: 4 });
  const head = bomOf([one]);
  expect(bomOf([structuredClone(one)], head).components[0]).toBe(head.components[0]);
});

test('two libraries of one key keep the license that each states', () => {
  const fact = { source: 'git', location: null, from: 'lock' } as const;
  const exact = pack('npm:react', 'package-lock.json', { ...fact, version: '1.0.0', license: 'CC-BY-NC-4.0' });
  const range = pack('npm:react', 'web/package-lock.json', { ...fact, range: '1.0.0', license: 'MIT' });
  const { components } = bomOf([exact, range]);
  expect(components.map(({ key }) => key)).toEqual(['pkg:npm/react@1.0.0 (git)', 'pkg:npm/react@1.0.0 (git)']);
  expect(components.map(({ license }) => license.expression)).toEqual(['CC-BY-NC-4.0', 'MIT']);
});
