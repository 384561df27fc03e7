/** Which statements hold for a path, and what counts where they disagree. */
import { describe, expect, it } from 'vitest';
import { ownLicensesOf } from '../../../src/core/license/own/conclude.ts';
import { coveringLicenses } from '../../../src/core/license/own/covering.ts';
import { ownLicenseChanges } from '../../../src/core/license/own/changes.ts';
import type { OwnLicense, OwnLicenseSeen } from '../../../src/core/model/index.ts';

type Seen = Partial<OwnLicenseSeen>;

function seen(path: string, by: OwnLicenseSeen['by'], said: string | null, more: Seen = {}): OwnLicenseSeen {
  return {
    by,
    said,
    sha256: null,
    words: by === 'text' ? `words of ${path}` : null,
    place: { path, line: 1, column: 1 },
    scope: 'product',
    ...more,
  };
}

/** A manifest, and what it declares. */
function manifest(path: string, ...said: readonly string[]): OwnLicenseSeen[] {
  return [seen(path, 'package', null), ...said.map((one) => seen(path, 'declared', one))];
}

function at(path: string, all: readonly OwnLicenseSeen[]): (string | null)[] {
  return coveringLicenses(path, ownLicensesOf(all)).map(({ expression }) => expression);
}

describe('what is stated', () => {
  it.each<[string, string | null]>([
    ['MIT', 'MIT'],
    ['mit or apache-2.0', 'Apache-2.0 OR MIT'],
    ['UNLICENSED', 'proprietary'],
    ['Proprietary', 'proprietary'],
    ['Other/Proprietary License', 'proprietary'],
    ['Unlicense', 'Unlicense'],
    ['GPL-3.0', 'GPL-3.0-only'],
    ['BSD', null],
    ['BSD License', null],
    ['Apache-2.0-modified', null],
    ['MIT OR Acme', null],
    ['LicenseRef-Acme', null],
    ['other', null],
    ['NOASSERTION', null],
    ['constructor', null],
    ['MIT AND', null],
    [`${'('.repeat(50)}MIT${')'.repeat(50)}`, null],
  ])('%s is %s', (said, expression) => {
    expect(at('app.py', manifest('package.json', said))).toEqual([expression]);
  });

  it('of tests, docs and examples nothing counts', () => {
    expect(ownLicensesOf([seen('examples/LICENSE', 'text', 'MIT', { scope: 'example' })])).toEqual([]);
  });

  it('a field that names a file says what is in it, and nothing where nobody read it', () => {
    const naming = (file: string): OwnLicenseSeen[] => [
      ...manifest('sdk/package.json'),
      seen('sdk/package.json', 'declared', null, { file }),
    ];
    const text = seen('LICENSE', 'text', 'MIT');
    expect(at('sdk/a.js', [text, ...naming('../LICENSE')])).toEqual(['MIT']);
    expect(at('sdk/a.js', [text, ...naming('TERMS.md')])).toEqual([null]);
    expect(at('a.js', [text, ...manifest('package.json', 'LICENSE')])).toEqual(['MIT']);
    expect(at('sdk/a.js', [text, ...naming('../../../../LICENSE')])).toEqual(['MIT']);
  });
});

describe('what holds for a path', () => {
  const root = manifest('package.json', 'Apache-2.0');

  it.each<[string, string, readonly OwnLicenseSeen[], (string | null)[]]>([
    ['the nearest package', 'sdk/src/a.ts', [...root, ...manifest('sdk/package.json', 'MIT')], ['MIT']],
    ['a package without a license leaves it to those around', 'sdk/src/a.ts', [...root, ...manifest('sdk/package.json')], ['Apache-2.0']],
    ['a package with a text alone', 'sdk/a.ts', [...root, ...manifest('sdk/package.json'), seen('sdk/LICENSE', 'text', 'MIT')], ['MIT']],
    ['a text without a manifest joins', 'ee/a.ts', [...root, seen('ee/LICENSE', 'text', null)], [null, 'Apache-2.0']],
    ['a folder that begins alike is another one', 'sdk2/a.ts', [...root, ...manifest('sdk/package.json', 'MIT')], ['Apache-2.0']],
    ['nothing is stated', 'a.ts', manifest('package.json'), []],
    ['a NOTICE is no license', 'a.ts', [seen('NOTICE', 'notice', null)], []],
    [
      'the text of what the manifest names',
      'a.ts',
      [...manifest('Cargo.toml', 'MIT OR Apache-2.0'), seen('LICENSE-MIT', 'text', 'MIT')],
      ['Apache-2.0 OR MIT'],
    ],
    [
      '"or later" is in the field',
      'a.ts',
      [...manifest('setup.cfg', 'GPL-3.0-or-later'), seen('COPYING', 'text', 'GPL-3.0-only')],
      ['GPL-3.0-or-later'],
    ],
    ['a text that says something else counts beside it', 'a.ts', [...root, seen('LICENSE', 'text', 'MIT')], ['Apache-2.0', 'MIT']],
    ['so does one that nobody knows', 'a.ts', [...root, seen('LICENSE', 'text', null)], ['Apache-2.0', null]],
    [
      'two texts without a manifest both count',
      'a.ts',
      [seen('LICENSE-APACHE', 'text', 'Apache-2.0'), seen('LICENSE-MIT', 'text', 'MIT')],
      ['Apache-2.0', 'MIT'],
    ],
    [
      'the LGPL lies beside the GPL',
      'a.ts',
      [seen('COPYING', 'text', 'GPL-3.0-only'), seen('COPYING.LESSER', 'text', 'LGPL-3.0-only')],
      ['LGPL-3.0-only'],
    ],
    [
      'the name of a family is the text beside it',
      'a.ts',
      [...manifest('setup.cfg', 'BSD'), seen('LICENSE', 'text', 'BSD-3-Clause')],
      ['BSD-3-Clause'],
    ],
    ['another name is not', 'a.ts', [...manifest('setup.cfg', 'Acme'), seen('LICENSE', 'text', 'BSD-3-Clause')], [null, 'BSD-3-Clause']],
    ['a classifier beside a field', 'a.ts', [...manifest('setup.cfg', 'MIT'), seen('setup.cfg', 'classifier', 'MIT License')], ['MIT']],
    [
      'what is computed beside a text',
      'a.ts',
      [...manifest('setup.py'), seen('setup.py', 'declared', null), seen('LICENSE', 'text', 'MIT')],
      ['MIT'],
    ],
    ['what is computed alone', 'a.ts', [...manifest('setup.py'), seen('setup.py', 'declared', null)], [null]],
    ['a classifier alone', 'a.ts', [...manifest('setup.cfg'), seen('setup.cfg', 'classifier', 'MIT License')], ['MIT']],
  ])('%s', (_, path, all, expressions) => {
    expect(at(path, all)).toEqual(expressions);
  });

  it('costs what there is: 20,000 packages, each asked once', () => {
    const all = ownLicensesOf(Array.from({ length: 20_000 }, (_, index) => manifest(`p${index}/package.json`, 'MIT')).flat());
    let found = 0;
    for (let index = 0; index < 20_000; index++) found += coveringLicenses(`p${index}/src/${'d/'.repeat(20)}a.ts`, all).length;
    expect(found).toBe(20_000);
  });
});

describe('what a change makes of it', () => {
  const inTree = (...all: readonly OwnLicenseSeen[]) => ({
    ownLicenses: all,
    entries: { hasFolder: (folder: string) => all.some(({ place }) => place.path.startsWith(`${folder}/`)) },
  });
  const told = (base: ReturnType<typeof inTree> | null, head: ReturnType<typeof inTree>): string[] =>
    ownLicenseChanges(base, head).map(({ folder, was, now }) => `${folder}: ${words(was)} → ${words(now)}`);
  const words = (all: readonly OwnLicense[]): string => all.map(({ expression }) => expression ?? '?').join(', ');

  it('without a base there is none', () => {
    expect(told(null, inTree(...manifest('package.json', 'MIT')))).toEqual([]);
  });

  it('a package whose own word stays is not told of what changes around it', () => {
    const sdk = manifest('sdk/package.json', 'MIT');
    expect(told(inTree(...manifest('package.json', 'MIT'), ...sdk), inTree(...manifest('package.json', 'GPL-3.0-only'), ...sdk))).toEqual([
      ': MIT → GPL-3.0-only',
    ]);
  });

  it('a new package under the known license around it is no news, one under another is', () => {
    const around = [...manifest('Cargo.toml', 'MIT'), seen('COPYING', 'text', null)];
    expect(told(inTree(...around), inTree(...around, ...manifest('cli/Cargo.toml', 'MIT')))).toEqual([]);
    expect(told(inTree(...around), inTree(...around, ...manifest('cli/Cargo.toml', 'GPL-3.0-only')))).toEqual([
      'cli: MIT, ? → GPL-3.0-only',
    ]);
  });

  it('blanks that somebody fills in are part of the Business Source License', () => {
    const text = (more: string): OwnLicenseSeen => seen('LICENSE', 'text', 'BUSL-1.1', { words: more });
    expect(told(inTree(text('2028')), inTree(text('2032')))).toEqual([': BUSL-1.1 → BUSL-1.1']);
    expect(told(inTree(seen('LICENSE', 'text', 'MIT', { words: '1' })), inTree(seen('LICENSE', 'text', 'MIT', { words: '2' })))).toEqual(
      [],
    );
  });
});
