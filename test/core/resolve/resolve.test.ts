import { describe, expect, it } from 'vitest';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import type { Component, Sighting, WeightsFact } from '../../../src/core/model/index.ts';
import { hashOf } from '../../../src/core/resolve/hashes.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { serviceSightingOf, weightsSightingOf } from '../../support/build.ts';
import { generic, load, pack } from './support.ts';

function resolved(...sightings: readonly Sighting[]): Component[] {
  return resolve(sightings, createEvidence());
}

const keyed = (components: readonly Component[]): unknown =>
  components.map(({ key, version, requested, sightings }) => [key, version, requested, sightings.length]);

describe('libraries', () => {
  it('the lock settles the range of the manifest', () => {
    const found = resolved(
      pack('npm:@huggingface/transformers', 'package.json', { range: '^3.0.0', name: '@huggingface/transformers' }),
      pack('npm:@huggingface/transformers', 'package-lock.json', {
        version: '3.7.0',
        from: 'lock',
        license: 'Apache-2.0',
        integrity: [`sha512-${Buffer.alloc(64, 1).toString('base64')}`],
      }),
    );
    expect(keyed(found)).toEqual([['pkg:npm/%40huggingface/transformers@3.7.0', '3.7.0', '^3.0.0', 2]]);
    expect(found[0]).toMatchObject({
      framework: true,
      hashes: [{ algorithm: 'sha512', value: '01'.repeat(64) }],
      claims: [{ from: 'package', text: 'Apache-2.0' }],
      resolution: { state: 'resolved' },
    });
  });

  it.each<[string, Sighting[], unknown]>([
    [
      'a range without a lock stays a range',
      [pack('pypi:torch', 'pyproject.toml', { range: '>=2.6,<3' })],
      [['pkg:pypi/torch@>=2.6,<3', null, '>=2.6,<3', 1]],
    ],
    ['nothing but a name', [pack('pypi:torch', 'requirements.txt', {})], [['pkg:pypi/torch', null, null, 1]]],
    [
      'a stale lock settles nothing',
      [pack('pypi:torch', 'pyproject.toml', { range: '>=2.6' }), pack('pypi:torch', 'uv.lock', { version: '2.5.1', from: 'lock' })],
      [
        ['pkg:pypi/torch@2.5.1', '2.5.1', '2.5.1', 1],
        ['pkg:pypi/torch@>=2.6', null, '>=2.6', 1],
      ],
    ],
    [
      'the nearest lock counts',
      [
        pack('pypi:torch', 'a/pyproject.toml', { range: '>=2' }),
        pack('pypi:torch', 'a/uv.lock', { version: '2.6.0', from: 'lock' }),
        pack('pypi:torch', 'uv.lock', { version: '2.5.0', from: 'lock' }),
      ],
      [
        ['pkg:pypi/torch@2.5.0', '2.5.0', '2.5.0', 1],
        ['pkg:pypi/torch@2.6.0', '2.6.0', '>=2', 2],
      ],
    ],
    [
      'a lock above counts, one beside does not',
      [
        pack('pypi:torch', 'a/b/pyproject.toml', { range: '>=2' }),
        pack('pypi:torch', 'a/uv.lock', { version: '2.6.0', from: 'lock' }),
        pack('pypi:torch', 'a/bc/uv.lock', { version: '2.7.0', from: 'lock' }),
      ],
      [
        ['pkg:pypi/torch@2.6.0', '2.6.0', '>=2', 2],
        ['pkg:pypi/torch@2.7.0', '2.7.0', '2.7.0', 1],
      ],
    ],
    [
      'of two locked versions the range chooses',
      [
        pack('npm:ai', 'package.json', { range: '^4' }),
        pack('npm:ai', 'package-lock.json', { version: '4.1.0', from: 'lock', line: 5 }),
        pack('npm:ai', 'package-lock.json', { version: '3.0.0', from: 'lock', line: 9 }),
      ],
      [
        ['pkg:npm/ai@3.0.0', '3.0.0', '3.0.0', 1],
        ['pkg:npm/ai@4.1.0', '4.1.0', '^4', 2],
      ],
    ],
    [
      'a range that nobody can read',
      [
        pack('npm:ai', 'package.json', { range: `${'>'.repeat(5000)}1` }),
        pack('npm:ai', 'package-lock.json', { version: '4.1.0', from: 'lock' }),
      ].slice(0, 2),
      expect.arrayContaining([['pkg:npm/ai@4.1.0', '4.1.0', '4.1.0', 1]]),
    ],
  ])('%s', (_, sightings, expected) => {
    expect(keyed(resolved(...sightings))).toEqual(expected);
    expect(keyed(resolved(...[...sightings].reverse()))).toEqual(expected);
  });

  it.each([
    ['sha256:ABcd', []],
    [`sha256:${'AB'.repeat(32)}`, [{ algorithm: 'sha256', value: 'ab'.repeat(32) }]],
    [`sha1-${Buffer.alloc(20, 2).toString('base64')}`, [{ algorithm: 'sha1', value: '02'.repeat(20) }]],
    [`sha512-${Buffer.alloc(64, 2).toString('base64')}?ct=a`, [{ algorithm: 'sha512', value: '02'.repeat(64) }]],
    [`sha512-${Buffer.alloc(20, 2).toString('base64')}`, []],
    ['md5:abc', []],
    ['', []],
  ])('integrity %s', (text, hashes) => {
    expect(hashOf(text)).toEqual(hashes);
  });
});

describe('libraries that come from no registry', () => {
  const REPOSITORY = 'https://git.example/o/peft';
  const COMMIT = 'a'.repeat(40);
  const git = (path: string, fact: Parameters<typeof pack>[2]) => pack('pypi:peft', path, { source: 'git', location: REPOSITORY, ...fact });
  const vcs = `pkg:pypi/peft?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft`;

  it.each<[string, Sighting[], unknown]>([
    [
      "two sources of one name and version are two components, and neither is the registry's",
      [
        pack('pypi:peft', 'requirements.txt', { version: '0.14.0' }),
        git('uv.lock', { version: '0.14.0', location: `${REPOSITORY}@${COMMIT}`, from: 'lock' }),
        pack('pypi:peft', 'b/uv.lock', { version: '0.14.0', source: 'url', location: 'https://files.example/p.whl', from: 'lock' }),
        pack('pypi:peft', 'c/uv.lock', { version: '0.14.0', source: 'path', from: 'lock' }),
      ],
      [
        ['pkg:pypi/peft@0.14.0', '0.14.0', '0.14.0', 1],
        [`pkg:pypi/peft@0.14.0 (path)`, '0.14.0', '0.14.0', 1],
        ['pkg:pypi/peft@0.14.0?download_url=https%3A%2F%2Ffiles.example%2Fp.whl', '0.14.0', '0.14.0', 1],
        [`pkg:pypi/peft@0.14.0?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft%40${COMMIT}`, '0.14.0', COMMIT, 1],
      ],
    ],
    [
      'two branches and a commit are three',
      [
        git('a.txt', { range: 'main' }),
        git('b.txt', { range: 'v1' }),
        git('c.txt', { range: COMMIT, location: `${REPOSITORY}@${COMMIT}` }),
      ],
      [
        [`${vcs}%40${COMMIT}`, null, COMMIT, 1],
        [`${vcs}%40main`, null, 'main', 1],
        [`${vcs}%40v1`, null, 'v1', 1],
      ],
    ],
    [
      'the lock settles a branch of the same repository',
      [
        git('pyproject.toml', { range: 'main' }),
        git('uv.lock', { version: '0.15.0', location: `ssh://git.example/o/peft.git@${COMMIT}`, from: 'lock' }),
      ],
      [[`pkg:pypi/peft@0.15.0?vcs_url=git%2Bssh%3A%2F%2Fgit.example%2Fo%2Fpeft.git%40${COMMIT}`, '0.15.0', COMMIT, 2]],
    ],
    [
      'the lock of another repository settles nothing',
      [
        git('pyproject.toml', { range: 'main' }),
        git('uv.lock', { version: '0.15.0', location: `https://git.example/evil/peft@${COMMIT}`, from: 'lock' }),
      ],
      [
        [`${vcs}%40main`, null, 'main', 1],
        [`pkg:pypi/peft@0.15.0?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fevil%2Fpeft%40${COMMIT}`, '0.15.0', COMMIT, 1],
      ],
    ],
    [
      'a range that the lock takes from git is that of git, not of the registry',
      [
        pack('pypi:peft', 'pyproject.toml', { range: '>=0.10' }),
        git('uv.lock', { version: '0.14.0', location: `${REPOSITORY}@${COMMIT}`, from: 'lock' }),
      ],
      [[`pkg:pypi/peft@0.14.0?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fo%2Fpeft%40${COMMIT}`, '0.14.0', COMMIT, 2]],
    ],
    [
      'a repository whose address could not be kept',
      [git('requirements.txt', { range: 'main', location: null })],
      [['pkg:pypi/peft@main (git)', null, 'main', 1]],
    ],
  ])('%s', (_, sightings, expected) => {
    expect(keyed(resolved(...sightings))).toEqual(expected);
    expect(keyed(resolved(...[...sightings].reverse()))).toEqual(expected);
  });
});

describe('models and services without a hub', () => {
  const weights: WeightsFact = {
    kind: 'weights',
    line: 1,
    column: 1,
    format: 'gguf',
    pointer: false,
    sha256: 'AB'.repeat(32),
    size: 9,
    runsCode: false,
    metadata: { 'general.license': 'mit' },
  };

  it('weights are known by their bytes, and named by their path', () => {
    const name = `sha256:${'ab'.repeat(32)}`;
    const found = resolved(
      weightsSightingOf(generic(name).ref, { weights, place: { path: 'w/b.gguf', line: 1, column: 1 } }),
      weightsSightingOf(generic(name).ref, { weights, place: { path: 'w/a.gguf', line: 1, column: 1 } }),
    );
    expect(found).toMatchObject([
      {
        name: 'w/a.gguf',
        identity: `generic:${name}`,
        hashes: [{ algorithm: 'sha256', value: 'ab'.repeat(32) }],
        claims: [{ from: 'file-header', text: 'mit' }],
        resolution: { reason: 'no-source' },
      },
    ]);
    expect(found[0]?.sightings).toHaveLength(2);
  });

  it.each<[string, Sighting, object]>([
    [
      'torch.hub',
      load('gh:pytorch/vision', 'v0.10.0'),
      { key: 'pkg:github/pytorch/vision@v0.10.0', requested: 'v0.10.0', version: null, resolution: { reason: 'unsupported-source' } },
    ],
    ['a service', serviceSightingOf('service:openai/gpt-4o'), { key: 'service:openai/gpt-4o', resolution: { state: 'resolved' } }],
    [
      'a service of one release',
      serviceSightingOf('service:openai/gpt-4o-2024-08-06'),
      { key: 'service:openai/gpt-4o-2024-08-06', version: '2024-08-06' },
    ],
    [
      "a dated name at a server of one's own",
      serviceSightingOf('service:llm.acme.example/gpt-4o-2024-08-06'),
      { key: 'service:llm.acme.example/gpt-4o-2024-08-06', version: null },
    ],
  ])('%s', (_, sighting, expected) => {
    expect(resolved(sighting)).toMatchObject([expected]);
  });
});

describe('keys', () => {
  it('are unique and sorted, whatever the order of sightings', () => {
    const sightings = [
      load('hf:acme/a'),
      load('hf:acme/a', 'main'),
      load('hf:acme/a', 'f'.repeat(40)),
      load('hf:acme/a', 'F'.repeat(40)),
      load('hf:datasets/acme/a'),
      weightsSightingOf(generic('name').ref),
      weightsSightingOf(generic('name').ref, { kind: 'dataset' }),
    ];
    const keys = resolved(...sightings).map(({ key }) => key);
    expect(keys).toEqual([
      'generic:name',
      'generic:name (dataset)',
      'pkg:huggingface/acme/a',
      `pkg:huggingface/acme/a@${'f'.repeat(40)}`,
      'pkg:huggingface/acme/a@main',
      'pkg:huggingface/datasets/acme/a',
    ]);
    expect(JSON.stringify(resolved(...[...sightings].reverse()).map(({ key }) => key))).toBe(JSON.stringify(keys));
  });
});
