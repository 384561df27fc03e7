/** go.mod and go.sum: what the examples do not show. */
import { describe, expect, test } from 'vitest';
import { goModDetector } from '../../../../src/core/discover/packages/golang/mod.ts';
import { goSumDetector } from '../../../../src/core/discover/packages/golang/sum.ts';
import { link } from '../../../../src/core/discover/link/index.ts';
import type { Fact, Stamped } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { factsOf, packagesOf } from '../facts.ts';

const H = (letter: string): string => `h1:${letter.repeat(43)}=`;

describe('go.mod', () => {
  test('replacements: of all versions, of one, by a folder', () => {
    const text = `module example.com/app
require (
	example.com/a v1.0.0 // indirect
	example.com/b v1.0.0
	"example.com/c" v1.0.0
	example.com/d v0.0.0-20240101000000-0123456789ab
)
replace example.com/a => example.com/fork v1.40.0
replace (
	example.com/b v2.0.0 => example.com/other v2.0.0
	example.com/c => ../c
)
exclude example.com/d v1.0.0
retract v1.2.3
tool example.com/d/cmd
`;
    expect(packagesOf(goModDetector, text)).toMatchObject([
      { name: 'example.com/fork', version: 'v1.40.0', as: 'example.com/a', line: 3, column: 2 },
      { name: 'example.com/b', version: 'v1.0.0', source: 'registry' },
      { name: 'example.com/c', version: 'v1.0.0', source: 'path', line: 5 },
      { name: 'example.com/d', version: 'v0.0.0-20240101000000-0123456789ab' },
    ]);
  });

  test.each<[string, string, object[]]>([
    ['a range', 'require example.com/a >=1.0', [{ code: 'syntax', line: 1 }]],
    ['cut inside', 'require (\n\texample.com/a v1.0.0\n', [{ name: 'example.com/a' }, { code: 'syntax', line: 2 }]],
    ['a replacement by nothing', 'replace example.com/a =>', [{ code: 'syntax', line: 1 }]],
    ['a name that leaves the folder', 'require ../a v1.0.0', [{ code: 'syntax', line: 1 }]],
    ['a conflict', 'require example.com/a v1.0.0\n<<<<<<< HEAD\n', [{ code: 'syntax', line: 2 }]],
    ['nothing', 'module example.com/app\n\ngo 1.24\n', []],
    ['names of the language of the reader', 'require constructor v1.0.0', [{ name: 'constructor' }]],
  ])('%s', (_, text, expected) => {
    expect(factsOf(goModDetector, text)).toMatchObject(expected);
  });
});

describe('go.sum', () => {
  test('both hashes of a version, wherever they stand; what is none is told', () => {
    const text = `example.com/A v1.0.0 ${H('A')}\nexample.com/b v1.0.0/go.mod ${H('B')}\nexample.com/A v1.0.0/go.mod ${H('C')}\nexample.com/c v1.0.0 h1:short=\nhello\n`;
    expect(factsOf(goSumDetector, text)).toMatchObject([
      { kind: 'problem', code: 'syntax', line: 5 },
      { name: 'example.com/a', version: 'v1.0.0', line: 1, integrity: [H('A'), H('C')], hashesOnly: true },
      { name: 'example.com/b', line: 2, archives: [['go.mod', H('B')]] },
      { name: 'example.com/c', line: 4, integrity: [] },
    ]);
  });

  test('two hashes of one tree disagree', () => {
    expect(factsOf(goSumDetector, `a.com/a v1.0.0 ${H('A')}\na.com/a v1.0.0 ${H('B')}\n`)).toMatchObject([
      { kind: 'package' },
      { kind: 'problem', code: 'syntax', line: 1 },
    ]);
    expect(factsOf(goSumDetector, `a.com/a v1.0.0 ${H('A')}\na.com/a v1.0.0 ${H('A')}\n`)).toHaveLength(1);
  });

  test('a text that is none is told ten times', () => {
    expect(factsOf(goSumDetector, 'hello\n'.repeat(100_000))).toHaveLength(10);
  });
});

test('a version that nothing lists is no component; one that go.mod lists has its hash beside it', () => {
  const stamped = (facts: readonly Fact[], detector: string): Stamped[] => facts.map((fact) => ({ ...fact, detector }));
  const mod = factsOf(goModDetector, 'require (\n\texample.com/used v1.2.0\n)\n');
  const sum = factsOf(
    goSumDetector,
    ['v1.0.0', 'v1.2.0'].map((version) => `example.com/used ${version} ${H('A')}\nexample.com/old ${version} ${H('B')}\n`).join(''),
  );
  const files = new Map([
    ['go.mod', { blob: 'a', depth: 'full', facts: stamped(mod, 'go-mod') } as const],
    ['go.sum', { blob: 'b', depth: 'full', facts: stamped(sum, 'go-sum') } as const],
  ]);
  const components = resolve(link(files, { paths: new Set(files.keys()) }).sightings, new Map() as never);
  expect(
    components.map(({ key, hashes, sightings }) => [key, hashes, sightings.map(({ place }) => `${place.path}:${place.line}`)]),
  ).toEqual([['pkg:golang/example.com/used@v1.2.0', [], ['go.mod:2', 'go.sum:3']]]);
});
