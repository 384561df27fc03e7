/** dependency/integrity-changed, as far as it is about whose archive an entry holds, and under which name. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Change, PackageFact } from '../../../../src/core/model/index.ts';
import { diffBoms } from '../../../../src/core/bom/diff.ts';
import { bom } from '../support.ts';
import { library, said } from './support.ts';

type Entry = Partial<PackageFact> & { readonly path?: string };

function entry(name: string, facts: Entry = {}): BomComponent {
  return library(`npm:${name}`, [{ name, ...facts }]);
}

function told(base: readonly BomComponent[], head: readonly BomComponent[]): string[] {
  const [before, after] = [bom(...base), bom(...head)];
  const changes: readonly Change[] = diffBoms(before, after);
  return said('dependency/integrity-changed', { components: head, changes, before }).map((one) => one.split(' ')[0] ?? '');
}

const ASKED = library('npm:openai', [{ name: 'openai', from: 'manifest', path: 'package.json' }]);

describe('an installed name', () => {
  it.each<[string, BomComponent[], BomComponent[], string[]]>([
    ['that held another package', [entry('openai')], [entry('evil', { as: 'openai' })], ['other-package']],
    ['that still holds it elsewhere', [entry('openai')], [entry('openai'), entry('evil', { as: 'openai' })], ['other-package']],
    ['that another alias had', [entry('one', { as: 'ai' })], [entry('two', { as: 'ai' })], ['other-package']],
    ['that a manifest asks for', [ASKED], [ASKED, entry('evil', { as: 'openai' })], ['other-package']],
    ['that nobody had', [entry('openai')], [entry('openai'), entry('wrap-ansi', { as: 'wrap-ansi-cjs' })], []],
    ['that the same package has, in another version', [entry('one', { as: 'ai' })], [entry('one', { as: 'ai', version: '2.0.0' })], []],
    [
      'that held it in another ecosystem',
      [library('pypi:openai', [{ name: 'openai', ecosystem: 'pypi' }])],
      [entry('evil', { as: 'openai' })],
      [],
    ],
  ])('%s', (_, base, head, expected) => {
    expect(told(base, head)).toEqual(expected);
  });
});

describe('an installed name that no manifest asks for', () => {
  const parent = (version: string, need: string): BomComponent => entry('parent', { version, needs: [need] });
  it.each<[string, BomComponent[], BomComponent[], string[]]>([
    [
      'which a version that stays needs another package by',
      [entry('left'), parent('1.0.0', 'left@1.0.0')],
      [entry('evil', { as: 'left' }), parent('1.0.0', 'evil@1.0.0')],
      ['other-package'],
    ],
    [
      'which a new version needs another package by',
      [entry('left'), parent('1.0.0', 'left@1.0.0')],
      [entry('fork', { as: 'left' }), parent('1.1.0', 'fork@1.0.0')],
      [],
    ],
    [
      'which one version needs by, and needed before',
      [entry('left'), entry('fork', { as: 'x' }), parent('1.0.0', 'left@1.0.0'), entry('other', { needs: ['fork@1.0.0', 'left@1.0.0'] })],
      [
        entry('left'),
        entry('fork', { as: 'left' }),
        parent('1.1.0', 'fork@1.0.0'),
        entry('other', { needs: ['fork@1.0.0', 'left@1.0.0'] }),
      ],
      [],
    ],
  ])('%s', (_, base, head, expected) => {
    expect(told(base, head)).toEqual(expected);
  });

  it('but for one that a manifest takes as an alias', () => {
    const alias = library('npm:evil', [{ name: 'evil', as: 'openai', from: 'manifest', path: 'package.json' }]);
    const head = library('npm:evil', [
      { name: 'evil', as: 'openai', needs: [] },
      { name: 'evil', as: 'openai', from: 'manifest', path: 'package.json' },
    ]);
    expect(told([entry('openai', { needs: [] })], [head])).toEqual(['other-package']);
    expect(told([entry('other', { needs: [] })], [head])).toEqual([]);
    expect(told([alias, entry('evil', { as: 'openai', needs: [] })], [head])).toEqual([]);
  });
});

describe('the archive of another package', () => {
  it.each<[string, BomComponent[], BomComponent[], string[]]>([
    ['in an entry that stays', [entry('openai')], [entry('openai', { archiveOf: 'evil' })], ['other-archive']],
    ['in a bump', [entry('openai')], [entry('openai', { version: '2.0.0', archiveOf: 'openai@1.0.0' })], ['other-archive']],
    ['in a new entry', [], [entry('openai', { archiveOf: 'evil' })], ['other-archive']],
    ['as before', [entry('openai', { archiveOf: 'x' })], [entry('openai', { archiveOf: 'x', version: '2.0.0' })], []],
  ])('%s', (_, base, head, expected) => {
    expect(told(base, head)).toEqual(expected);
  });
});

describe('servers of archives', () => {
  const uv = (servers: readonly string[], version: string, letters: string): BomComponent =>
    library('pypi:torch', [
      {
        name: 'torch',
        ecosystem: 'pypi',
        path: 'uv.lock',
        version,
        location: 'https://index.example/simple',
        servers,
        integrity: letters.split('').map((letter) => `sha256:${letter.repeat(64)}`),
        archives: letters.split('').map((letter) => [`torch-${letter}.whl`, `sha256:${letter.repeat(64)}`] as const),
      },
    ]);
  const FILES = 'https://files.example';
  const EVIL = 'https://files.mallory.example';

  it.each<[string, BomComponent, BomComponent, string[]]>([
    ['one more wheel of another server', uv([FILES], '2.6.0', 'a'), uv([FILES, EVIL], '2.6.0', 'ab'), ['other-server']],
    ['the same wheel from another server', uv([FILES], '2.6.0', 'a'), uv([EVIL], '2.6.0', 'a'), []],
    ['a bump to another server', uv([FILES], '2.6.0', 'a'), uv([FILES, EVIL], '2.7.0', 'b'), ['other-server']],
    ['one more wheel', uv([FILES], '2.6.0', 'a'), uv([FILES], '2.6.0', 'ab'), []],
    ['one server less', uv([FILES, EVIL], '2.6.0', 'ab'), uv([FILES], '2.7.0', 'c'), []],
  ])('%s', (_, base, head, expected) => {
    expect(told([base], [head])).toEqual(expected);
  });
});
