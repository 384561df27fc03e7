import { fc, test } from '@fast-check/vitest';
import { PackageURL } from 'packageurl-js';
import { describe, expect, it } from 'vitest';
import type { Ref } from '../../../src/core/ref/index.ts';
import { formatRef, identityOf, purlOf } from '../../../src/core/ref/format.ts';
import { isFullCommit, isHubId, isManifestDigest, isShortCommit, parseRef } from '../../../src/core/ref/parse.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

describe('parseRef', () => {
  it.each([
    ['hf:org/name', 'pkg:huggingface/org/name', null],
    ['hf:gpt2', 'pkg:huggingface/gpt2', null],
    [`hf:org/name@${COMMIT}`, 'pkg:huggingface/org/name', COMMIT],
    ['hf:org/name@main', 'pkg:huggingface/org/name', 'main'],
    ['hf:datasets/org/name', 'pkg:huggingface/datasets/org/name', null],
    ['hf:datasets/squad@v1', 'pkg:huggingface/datasets/squad', 'v1'],
    ['npm:@scope/pkg@1.2.3', 'pkg:npm/%40scope/pkg', '1.2.3'],
    ['npm:semver', 'pkg:npm/semver', null],
    ['pypi:Flask_SQLAlchemy@3.0', 'pkg:pypi/flask-sqlalchemy', '3.0'],
    ['cargo:candle-core@0.9.1', 'pkg:cargo/candle-core', '0.9.1'],
    ['pkg:golang/github.com/ollama/ollama@v0.9.0', 'pkg:golang/github.com/ollama/ollama', 'v0.9.0'],
    ['gh:pytorch/vision@v0.10.0', 'pkg:github/pytorch/vision', 'v0.10.0'],
    ['gh:acme/models/big/x.pth@v1', 'pkg:github/acme/models#big/x.pth', 'v1'],
    ['pkg:github/acme/models@v1#big/x.pth', 'pkg:github/acme/models#big/x.pth', 'v1'],
    ['url:https://host.test/a/b.pth', 'pkg:generic/b.pth?download_url=https%3A%2F%2Fhost.test%2Fa%2Fb.pth', null],
    ['url:https://host.test/npm/a@1.0/b.pth', 'pkg:generic/b.pth?download_url=https%3A%2F%2Fhost.test%2Fnpm%2Fa%401.0%2Fb.pth', null],
    [
      `url:s3://bucket/key.pt@sha256:${'a1'.repeat(32)}`,
      'pkg:generic/key.pt?download_url=s3%3A%2F%2Fbucket%2Fkey.pt',
      `sha256:${'a1'.repeat(32)}`,
    ],
    ['service:openai/gpt-4o', 'service:openai/gpt-4o', null],
    ['ollama:llama3', 'ollama:llama3', null],
    ['catalog:openai-whisper/base', 'catalog:openai-whisper/base', null],
    ['catalog:openai-clip/ViT-L/14@336px', 'catalog:openai-clip/ViT-L/14', '336px'],
    [`pkg:pypi/Peft@0.14.0?vcs_url=git%2Bhttps://git.example/o/peft@${COMMIT}`, 'pkg:pypi/peft', '0.14.0'],
    [`pkg:huggingface/org/name@${COMMIT}`, 'pkg:huggingface/org/name', COMMIT],
    ['pkg:huggingface/datasets/org/name', 'pkg:huggingface/datasets/org/name', null],
  ])('reads %s as %s', (text, identity, version) => {
    const ref = parseRef(text);
    expect(identityOf(ref)).toBe(identity);
    expect(ref.version).toBe(version);
    expect(parseRef(formatRef(ref))).toEqual(ref);
  });

  it.each([
    ['org/name'],
    ['foo:bar'],
    ['hf:'],
    ['hf:/x'],
    ['hf:a/'],
    ['hf:a/b/c'],
    ['hf:../x'],
    ['catalog:whisper/a b'],
    ['catalog:'],
    ['catalog:whisper/'],
    ['hf:org/..'],
    ['hf:a--b'],
    ['hf:org/name@'],
    ['hf:org/name@4f0c2d9'],
    ['hf:org/na me'],
    ['hf:org/na\u0000me'],
    ['hf:org/na\u202Eme'],
    ['gh:owner'],
    ['service:gpt-4o'],
    [`hf:${'x'.repeat(600)}`],
    ['pkg:swid/x/y'],
    ['pkg:'],
    ['hf:org/name?x=1'],
    ['generic:a/../b'],
    ['gh:owner/repository//x.pth'],
    ['gh:owner/repository/'],
    ['url:host/x.pth'],
    ['url:https://host'],
    ['url:https://host/'],
    ['url:https://me:word@host/x.pth'],
    ['url:https://host/x.pth?token=word'],
    ['url:https://host/x.pth@'],
  ])('refuses %j', (text) => {
    expect(() => parseRef(text)).toThrow(expect.objectContaining({ code: 'REF_INVALID' }));
  });

  const part = fc.stringMatching(/^[a-z0-9][a-z0-9]{0,12}$/);
  const anyRef: fc.Arbitrary<Ref> = fc.record({
    type: fc.constant('hf' as const),
    repo: fc.constantFrom('models' as const, 'datasets' as const),
    namespace: fc.option(
      part.filter((p) => p !== 'datasets'),
      { nil: null },
    ),
    name: part,
    version: fc.option(fc.constantFrom('main', COMMIT, 'v1.0'), { nil: null }),
  });
  test.prop([anyRef])('reads back what it writes, as text and as purl', (ref) => {
    expect(parseRef(formatRef(ref))).toEqual(ref);
    const purl = purlOf(ref);
    if (purl !== null) expect(parseRef(purl)).toEqual(ref);
  });

  it.each([
    'url:https://host.test/a%20b/c.pth',
    `url:gs://bucket/c.pth@sha256:${'a1'.repeat(32)}`,
    'gh:acme/models/x.pth@v1',
    'gh:acme/models/a/x.pth',
  ])('reads %s back from its purl', (text) => {
    expect(parseRef(purlOf(parseRef(text)) ?? '')).toEqual(parseRef(text));
  });

  test.prop([fc.string({ maxLength: 700, unit: 'binary' })])('never throws anything but REF_INVALID', (text) => {
    try {
      expect(formatRef(parseRef(text)).length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'REF_INVALID' });
    }
  });
});

describe('commits and ids', () => {
  it('tells full commits from short ones', () => {
    expect(isFullCommit(COMMIT)).toBe(true);
    expect(isFullCommit(COMMIT.slice(1))).toBe(false);
    expect(isShortCommit('4f0c2d9')).toBe(true);
    expect(isShortCommit(COMMIT)).toBe(false);
    expect(isShortCommit('main')).toBe(false);
  });
  it.each([
    ['gpt2', true],
    ['org/name', true],
    ['-x', false],
    ['a/b/c', false],
    ['a..b', false],
    ['x.', false],
    ['', false],
    ['%2e%2e/x', false],
  ])('%j is a hub id: %s', (id, expected) => {
    expect(isHubId(id)).toBe(expected);
  });
});

describe('isManifestDigest', () => {
  it.each([
    [`sha256:${'a1'.repeat(32)}`, true],
    [`sha256:${'A1'.repeat(32)}`, false],
    [`sha256:${'a1'.repeat(31)}`, false],
    [`sha512:${'a1'.repeat(32)}`, false],
    ['a1'.repeat(32), false],
    [`sha256:${'a1'.repeat(32)}\n`, false],
  ])('%j: %s', (text, expected) => {
    expect(isManifestDigest(text)).toBe(expected);
  });
});

describe('purls of packages', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9._~@+ %/-]{1,12}$/);
  test.prop([fc.constantFrom('npm' as const, 'pypi' as const, 'gem' as const), fc.option(part), part, fc.option(part)])(
    'are what the library of the purl authors writes, however plain they are',
    (type, namespace, name, version) => {
      const ref: Ref = { type, repo: null, namespace, name, version };
      let written: string | null = null;
      try {
        written = new PackageURL(type, namespace ?? undefined, name, version ?? undefined, undefined, undefined).toString();
      } catch {
        // Refused: there is no purl.
      }
      expect(purlOf(ref)).toBe(written);
    },
  );
  test.prop([fc.stringMatching(/^[a-z0-9.-]{1,12}$/), fc.option(fc.stringMatching(/^@[a-z0-9.-]{1,8}$/))])(
    'of plain names, too',
    (name, namespace) => {
      for (const type of ['npm', 'pypi'] as const)
        expect(purlOf({ type, repo: null, namespace, name, version: '1.2.3-rc.1' })).toBe(
          new PackageURL(type, namespace ?? undefined, name, '1.2.3-rc.1', undefined, undefined).toString(),
        );
    },
  );
});
